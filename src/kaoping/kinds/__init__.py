"""The rule kinds (计分规则): one folder each, and this table, in which a new kind is one line."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.core.rule import Rule
from kaoping.kinds.appraisal.rule import Appraisal
from kaoping.kinds.bands.rule import Bands
from kaoping.kinds.blend.rule import Blend
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.claims.rule import Claims
from kaoping.kinds.composite.rule import Composite
from kaoping.kinds.formula.rule import Free
from kaoping.kinds.pass_or_fail.rule import PassOrFail
from kaoping.kinds.progress.rule import Progress
from kaoping.kinds.rating.rule import Rating
from kaoping.kinds.shortfall.rule import Shortfall
from kaoping.kinds.steps.rule import Steps
from kaoping.kinds.tally.rule import Tally

KINDS: Mapping[str, type[Rule]] = {
    kind.kind: kind
    for kind in (
        PassOrFail, Shortfall, Progress, Composite, Checklist, Appraisal, Rating, Blend, Tally, Claims, Steps, Bands,
        Free,
    )
}  # fmt: skip
