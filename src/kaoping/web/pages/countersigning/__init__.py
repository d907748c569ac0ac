"""会签: items that several bodies judge, and the word of those who do not enter."""
