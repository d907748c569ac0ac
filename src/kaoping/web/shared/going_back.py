"""Where a released result is being corrected: who went back to the facts, when and why, and what comes next."""

from __future__ import annotations

from kaoping.core.text import Text
from kaoping.records.access import ALL_SEEING, runs_for
from kaoping.records.clock import day_of
from kaoping.records.models import JournalEntry
from kaoping.records.queries.going_back import gone_back
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.visit import Visit

REOPENED = Text(
    "{who}于{day}重新打开，理由：{why}。接下来：更正数据、重新核算、再次下发、冻结，再另行印发；已印发的照样保留。",
    "{who} reopened it on {day}: {why}. Next: correct the facts, score again, release, make it final, and publish it "
    "beside what was published, which stays.",
)
RESUMED = Text(
    "{who}于{day}恢复填报，理由：{why}。接下来：补齐数据、重新核算、再次下发；已下发的得分、异议期和复核照常。",
    "{who} resumed the entry on {day}: {why}. Next: add what is missing, score again, and release again; released "
    "scores, objections and reviews go on as before.",
)
BEING_CORRECTED = Text(
    "结果正在更正，更正以后再次下发、另行印发；已下发、已印发的照样保留。",
    "The result is being corrected and will be released and published anew; what was released and published stays.",
)
TO_ALL = {"reopen": BEING_CORRECTED, "resume_entry": RESUMED}
TO_THOSE_WHO_SEE_ALL = {"reopen": REOPENED, "resume_entry": RESUMED}


def going_back_said(visited: Visit) -> str:
    """One sentence; nothing where nobody has gone back, or for whoever has seen no result.

    Why a result was reopened is told to those who see all units; why the entry was resumed, to everybody, which is
    said to whoever resumes it.
    """
    line = gone_back(visited.assessment)
    if line is None or not runs_for(visited.person, visited.assessment).exists():
        return ""
    sentences = TO_THOSE_WHO_SEE_ALL if visited.roles & ALL_SEEING else TO_ALL
    return visited.said(sentences[line.action], **_told(line, visited))


def _told(line: JournalEntry, visited: Visit) -> dict[str, object]:
    day = day_said(day_of(line.at), visited.language)
    who = line.person.name if line.person else line.who
    return {"who": who, "day": day, "why": line.why.strip().rstrip("。.")}
