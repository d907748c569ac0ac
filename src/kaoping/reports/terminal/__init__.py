"""Reports on the terminal: ranking, scorecard, scheme, defects; readable at 80 columns, plain text when piped."""

from kaoping.reports.terminal.defects import print_defects
from kaoping.reports.terminal.ranking import print_ranking
from kaoping.reports.terminal.scheme import print_scheme
from kaoping.reports.terminal.scorecard import print_scorecard

__all__ = ["print_defects", "print_ranking", "print_scheme", "print_scorecard"]
