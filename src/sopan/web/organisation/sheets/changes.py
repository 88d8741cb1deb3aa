"""What a table would change, as data: shown first, then written exactly so."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from sopan.web.organisation.sheets.columns import Problem


class Act(StrEnum):
    NEW = "new"
    CHANGED = "changed"


class Subject(StrEnum):
    UNIT = "unit"
    POSITION = "position"
    PERSON = "person"
    HOLDING = "holding"


@dataclass(frozen=True, slots=True)
class Difference:
    """A value before and after, by the key of its column; before is None for what is new."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing made or changed by a row.

    `key` names it within the government (a code, or `#12` and `+3` for person 12 and the person of
    row 3); `values` is all that it is afterwards. `derived`: the rules change it, not the row.
    """

    row: int
    act: Act
    subject: Subject
    id: int | None
    key: str
    name: str
    values: Mapping[str, Any]
    differences: tuple[Difference, ...] = ()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes in the order of rows, the problems, and how many rows change nothing.

    `left_alone`: how many things of this kind the table does not name.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    same: int
    left_alone: int

    def count(self, act: Act) -> int:
        return sum(change.act is act for change in self.changes)


def compared(
    rows: Iterable[int],
    changes: Iterable[Change],
    problems: Iterable[Problem],
    left_alone: int,
) -> Comparison:
    """A comparison in the order of rows. Changes of rows with a problem are dropped."""
    wrong = sorted(set(problems), key=lambda problem: (problem.row, problem.column, problem.text))
    bad = {problem.row for problem in wrong}
    kept = sorted((c for c in changes if c.row not in bad), key=lambda change: change.row)
    same = set(rows) - bad - {change.row for change in kept}
    return Comparison(tuple(kept), tuple(wrong), len(same), left_alone)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Value by value; what is new has no value before."""
    return tuple(
        Difference(key, before.get(key), value)
        for key, value in after.items()
        if key not in before or before[key] != value
    )


def fingerprint(comparison: Comparison, day: date) -> str:
    """SHA-256 over everything that was shown: the day, every change with what was before."""
    changes = [_shown(change) for change in comparison.changes]
    problems = [[p.row, p.column, p.text] for p in comparison.problems]
    text = json.dumps([day, changes, problems], cls=DjangoJSONEncoder, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _shown(change: Change) -> list[Any]:
    return [
        *(change.row, change.act, change.subject, change.id, change.key, change.name),
        sorted(change.values.items()),
        [[d.column, d.before, d.after] for d in change.differences],
        change.derived,
    ]


def by_name(names: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """(code, name) -> the codes of each name, without regard to case."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, name in names:
        found[name.casefold()].add(code)
    return found
