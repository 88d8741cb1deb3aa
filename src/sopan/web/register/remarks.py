"""What the checks say of a draft, put beside the rows it concerns."""

from __future__ import annotations

from dataclasses import dataclass

from sopan.drawing.table import maximum_actors
from sopan.sop.checks import Limits, check_one
from sopan.sop.findings import Finding, Severity
from sopan.sop.model import SOP
from sopan.web.organisation.models import Government
from sopan.web.register.paper import profile_of
from sopan.web.register.words import language


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in words; `forbids` when the SOP cannot be submitted with it."""

    code: str
    text: str
    hint: str
    forbids: bool


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
    profile = profile_of(government)
    limits = Limits(
        number_pattern=profile.number_pattern,
        maximum_actors=maximum_actors(profile),
        maximum_flow_pages=profile.maximum_flow_pages,
    )
    found = Remarks({}, [])
    for finding in check_one(value, limits):
        row = _row_of(value, finding)
        (found.rows.setdefault(row, []) if row else found.whole).append(_remark(finding))
    return found


def _row_of(value: SOP, finding: Finding) -> str:
    """The id of the row that a finding is about, "" for the whole."""
    match finding.path:
        case ("steps", int(row), *_) if row < len(value.steps):
            return value.steps[row].id
    return ""


def _remark(finding: Finding) -> Remark:
    told = language()
    forbids = finding.rule.severity is Severity.ERROR
    return Remark(finding.rule.code, finding.message(told), finding.hint(told), forbids)
