"""What a scheme file says, once its readings are settled: one frozen class per thing that the file names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaoping.core.line import NO_CLAUSE, Clause
from kaoping.core.numbers import RoundingMode
from kaoping.core.rule import FormulaText, Measure, Rule
from kaoping.schemes.model_results import (
    PLACE,
    AwardEntry,
    GradeEntry,
    GradeStepEntry,
    ListsEntry,
    PrizeEntry,
    QualificationEntry,
    RankingEntry,
    RepetitionEntry,
    VetoEntry,
)


@dataclass(frozen=True)
class Source:
    """The text that the scheme was made from."""

    file: str = ""
    title: str = ""
    issuer: str = ""
    number: str = ""
    date: str = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class Group:
    """A group of units that are ranked together."""

    id: str
    name: str
    english: str = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class Assessor:
    """A body that scores (考评主体/责任单位); `unit` where it is itself an assessed unit."""

    id: str
    name: str
    english: str = ""
    unit: str = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class NamedUnit:
    """A unit that the document itself names."""

    id: str
    name: str
    group: str = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class Alternative:
    """One way of reading a clause; an open one takes a number or a table."""

    id: str
    says: str = ""
    english: str = ""
    takes: Literal["", "number", "table"] = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class Reading:
    """What the text leaves open (条文理解), the alternatives, and the one in force unless another is chosen."""

    id: str
    question: str
    default: str
    alternatives: tuple[Alternative, ...]
    english: str = ""
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)

    def alternative(self, name: str) -> Alternative | None:
        """The alternative of that id."""
        return next((one for one in self.alternatives if one.id == name), None)


@dataclass(frozen=True)
class CheckpointEntry:
    """A checkpoint (考点) with those below it."""

    id: str
    text: str = ""
    number: str = ""
    measure: Measure | None = None
    checkpoints: tuple[CheckpointEntry, ...] = ()
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class FactEntry:
    """A value that the item's expressions name."""

    name: str
    english: str = ""
    unit: str = ""
    form: Literal["number", "yes_no", "choice", "date"] = "number"
    low: Fraction | None = field(default=None, metadata={"key": "from"})
    high: Fraction | None = field(default=None, metadata={"key": "to"})
    choices: tuple[str, ...] = ()
    optional: bool = False
    owed_by: str = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class RuleEntry:
    """A rule with the options that every kind has."""

    rule: Rule
    id: str
    clause: Clause = NO_CLAUSE
    when: FormulaText | None = None
    times: FormulaText | None = None
    at_least: FormulaText | None = None
    at_most: FormulaText | None = None
    exempt_when: FormulaText | None = None
    worth: Fraction | None = None
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class LimitEntry:
    """A limit on some or all rules of an item, or, at the scheme, on several items; `each: line` on every line."""

    verb: Literal["at_least", "at_most", "floor", "ceiling", "set", "times", "round"]
    value: FormulaText
    over: tuple[str, ...] = ()
    when: FormulaText | None = None
    each: Literal["", "line"] = ""
    clause: Clause = NO_CLAUSE
    mode: RoundingMode = "half_up"
    says: str = ""
    english: str = ""
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class RulesBelow:
    """Rules and limits that every leaf below an item gets in addition to its own."""

    rules: tuple[RuleEntry, ...] = ()
    limits: tuple[LimitEntry, ...] = ()


@dataclass(frozen=True)
class ItemEntry:
    """An indicator (指标) as the file writes it."""

    id: str
    name: str
    english: str = ""
    number: str = ""
    points: Fraction | None = None
    starts: Literal["full", "zero"] = "full"
    missing: FormulaText | None = None
    zero: FormulaText | None = None
    weight: Fraction | None = None
    at: str = ""
    method: str = ""
    assessors: tuple[str, ...] = ()
    content: str = ""
    origin: str = ""
    type: str = ""
    goals: tuple[str, ...] = ()
    checkpoints: tuple[CheckpointEntry, ...] = ()
    facts: Mapping[str, FactEntry] = field(default_factory=dict)
    rule: RuleEntry | None = None
    rules: tuple[RuleEntry, ...] = ()
    limits: tuple[LimitEntry, ...] = ()
    each: RulesBelow = field(default_factory=RulesBelow)
    zero_report: bool = False
    tasks: bool = False
    share: Mapping[str, Fraction] | str = ""
    clause: Clause = NO_CLAUSE
    items: tuple[ItemEntry, ...] = ()
    line: int = field(default=0, metadata=PLACE)

    @property
    def own_rules(self) -> tuple[RuleEntry, ...]:
        """The one rule or the several, whichever way they are written."""
        return (self.rule, *self.rules) if self.rule else self.rules


@dataclass(frozen=True)
class TaskType:
    """The rules of one type of task (任务类型)."""

    name: str
    english: str = ""
    rule: RuleEntry | None = None
    rules: tuple[RuleEntry, ...] = ()
    limits: tuple[LimitEntry, ...] = ()
    clause: Clause = NO_CLAUSE
    line: int = field(default=0, metadata=PLACE)

    @property
    def own_rules(self) -> tuple[RuleEntry, ...]:
        """The one rule or the several."""
        return (self.rule, *self.rules) if self.rule else self.rules


@dataclass(frozen=True)
class RoundingEntry:
    """Where scores are rounded, to how many decimals, and how."""

    at: Literal["item", "total"] = "total"
    digits: int = 2
    mode: RoundingMode = "half_up"
    line: int = field(default=0, metadata=PLACE)


@dataclass(frozen=True)
class Declared:
    """A defect of the document that only a reader can see."""

    id: str
    says: str
    quote: str = ""
    english: str = ""
    at: str = ""
    line: int = field(default=0, metadata=PLACE)


# Too large to be compared by what it says: programs are kept for a scheme by its identity.
@dataclass(frozen=True, eq=False)
class Scheme:
    """A scheme (考评方案) under one choice of readings."""

    format: str
    id: str
    title: str
    items: tuple[ItemEntry, ...]
    english: str = ""
    year: str = ""
    source: Source = field(default_factory=Source)
    levels: tuple[str, ...] = ()
    points: Fraction | None = None
    groups: tuple[Group, ...] = ()
    assessors: tuple[Assessor, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    readings: tuple[Reading, ...] = ()
    task_types: Mapping[str, TaskType] = field(default_factory=dict)
    limits: tuple[LimitEntry, ...] = ()
    same_matter: Literal["all", "highest"] = "all"
    rounding: RoundingEntry = field(default_factory=RoundingEntry)
    recusal: Literal["", "supervision"] = ""
    not_applicable: Literal["rescale", "spread", "peer-mean", "full"] = "rescale"
    missing: FormulaText | None = None
    zero: FormulaText | None = None
    vetoes: tuple[VetoEntry, ...] = ()
    ranking: RankingEntry = field(default_factory=RankingEntry)
    grades: tuple[GradeEntry, ...] = ()
    grade_steps: tuple[GradeStepEntry, ...] = ()
    awards: tuple[AwardEntry, ...] = ()
    lists: ListsEntry | None = None
    qualification: QualificationEntry | None = None
    repetitions: tuple[RepetitionEntry, ...] = ()
    prizes: tuple[PrizeEntry, ...] = ()
    declared: tuple[Declared, ...] = ()
    file: str = field(default="", metadata=PLACE)
