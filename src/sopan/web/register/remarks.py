"""What the checks say of a draft, put beside the rows it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from sopan.drawing.table import maximum_actors
from sopan.sop.checks import Limits, check_one
from sopan.sop.findings import Finding, Severity
from sopan.sop.model import SOP
from sopan.sop.repairs import repair
from sopan.web.organisation.models import Government
from sopan.web.register.paper import profile_of
from sopan.web.register.words import language


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in words; `forbids` when the SOP cannot be submitted with it.

    `repair` says what one click would do, "" where no repair is certain; `number` names it.
    """

    number: int
    code: str
    text: str
    hint: str
    forbids: bool
    repair: str = ""


@dataclass(frozen=True, slots=True)
class Remarks:
    """All of a draft: by row (its id), and those of the identity part and the whole."""

    rows: dict[str, list[Remark]]
    whole: list[Remark]

    @property
    def count(self) -> int:
        return len(self.whole) + sum(map(len, self.rows.values()))

    @property
    def forbidding(self) -> int:
        every = [*self.whole, *(remark for found in self.rows.values() for remark in found)]
        return sum(remark.forbids for remark in every)


def remarks_on(value: SOP, government: Government) -> Remarks:
    """What the checks say, each rule in the reader's language."""
    found = Remarks({}, [])
    for number, finding in enumerate(findings_of(value, government)):
        row = _row_of(value, finding)
        remark = _remark(value, number, finding)
        (found.rows.setdefault(row, []) if row else found.whole).append(remark)
    return found


def findings_of(value: SOP, government: Government) -> list[Finding]:
    """What the checks say, always in the same order for the same value."""
    profile = profile_of(government)
    limits = Limits(
        number_pattern=profile.number_pattern,
        maximum_actors=maximum_actors(profile),
        maximum_flow_pages=profile.maximum_flow_pages,
    )
    return list(check_one(value, limits))


def repaired(before: SOP, after: SOP, number: int, government: Government) -> SOP | None:
    """`after` with the repair of the finding that had a number in `before`; None without one.

    In between other cells may have changed: the finding is found again by its rule and place.
    """
    known = findings_of(before, government)
    if number >= len(known):
        return None
    wanted = known[number]
    for finding in findings_of(after, government):
        if finding.rule is wanted.rule and finding.path == wanted.path:
            found = repair(after, finding)
            return found.after if found else None
    return None


def _row_of(value: SOP, finding: Finding) -> str:
    """The id of the row that a finding is about, "" for the whole."""
    match finding.path:
        case ("steps", int(row), *_) if row < len(value.steps):
            return value.steps[row].id
    return ""


def _remark(value: SOP, number: int, finding: Finding) -> Remark:
    told = language()
    certain = repair(value, finding)
    return Remark(
        number,
        finding.rule.code,
        finding.message(told),
        finding.hint(told),
        forbids=finding.rule.severity is Severity.ERROR,
        repair=certain.say(told) if certain else "",
    )
