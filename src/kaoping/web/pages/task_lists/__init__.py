"""Task lists (任务清单) of the units: drafted, sent for comment, countersigned, issued, amended in mid-year."""
