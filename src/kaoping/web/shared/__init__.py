"""What all pages share: the frame, the components, tables, words in two languages."""
