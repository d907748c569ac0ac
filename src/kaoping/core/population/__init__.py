"""From scores to results: ranks, grades, quotas, vetoes, and a stated reason for every unit in and out."""

from kaoping.core.population.awards import Award, AwardDecision
from kaoping.core.population.bands import BandFinding, check_bands
from kaoping.core.population.conditions import Condition, read_conditions
from kaoping.core.population.grades import GradeBand, check_ladder
from kaoping.core.population.history import Prize, Repetition
from kaoping.core.population.intervals import Interval
from kaoping.core.population.lists import RedBlack
from kaoping.core.population.outcome import Outcome, ResultRules, Results, decide
from kaoping.core.population.quotas import Quota, QuotaArithmetic
from kaoping.core.population.ranks import Ranking
from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import GradeStep, PastResult, Standing, Status
from kaoping.core.population.vetoes import Veto, VetoDecision, VetoEffect, consequences, decided

__all__ = [
    "Award",
    "AwardDecision",
    "BandFinding",
    "Condition",
    "GradeBand",
    "GradeStep",
    "Interval",
    "Outcome",
    "PastResult",
    "Prize",
    "Quota",
    "QuotaArithmetic",
    "Ranking",
    "Reason",
    "RedBlack",
    "Repetition",
    "ResultRules",
    "Results",
    "Standing",
    "Status",
    "Veto",
    "VetoDecision",
    "VetoEffect",
    "Wording",
    "check_bands",
    "check_ladder",
    "consequences",
    "decide",
    "decided",
    "read_conditions",
]
