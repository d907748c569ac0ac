"""What an office reads: the ranking, the scorecards and the reasons, on the terminal, as a workbook and as data."""
