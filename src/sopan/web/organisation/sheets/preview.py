"""A comparison in the words of a page: groups of changes, problems with what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sopan.web.organisation.sheets.changes import Act, Change, Comparison, Difference, Subject
from sopan.web.organisation.sheets.columns import COLUMNS, Found
from sopan.web.organisation.sheets.facts import Organisation

GROUPS: Mapping[tuple[Subject, Act], Promise] = {
    (Subject.UNIT, Act.NEW): _("Unit baru"),
    (Subject.UNIT, Act.CHANGED): _("Unit yang berubah"),
    (Subject.POSITION, Act.NEW): _("Jabatan baru"),
    (Subject.POSITION, Act.CHANGED): _("Jabatan yang berubah"),
    (Subject.PERSON, Act.NEW): _("Orang baru"),
    (Subject.PERSON, Act.CHANGED): _("Data orang yang berubah"),
    (Subject.HOLDING, Act.NEW): _("Penunjukan baru"),
    (Subject.HOLDING, Act.CHANGED): _("Masa jabatan yang berubah"),
}
REFERENCES = frozenset(["parent", "unit", "post"])
"""Columns with a code, behind which the name is shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value before and after, as text."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A change of the preview."""

    group: str
    row: int
    name: str
    code: str
    is_new: bool
    derived: bool
    values: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A problem with the cell it is about."""

    row: int
    title: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many changes a group has."""

    group: str
    number: int


def counts(comparison: Comparison) -> list[Count]:
    found = [(str(text), key) for key, text in GROUPS.items()]
    numbers = [
        Count(text, sum((c.subject, c.act) == key for c in comparison.changes))
        for text, key in found
    ]
    return [count for count in numbers if count.number]


def in_groups(comparison: Comparison) -> list[Change]:
    """The changes in the order in which they are shown."""
    place = {key: number for number, key in enumerate(GROUPS)}
    return sorted(comparison.changes, key=lambda c: (place[(c.subject, c.act)], c.row))


def names_of(organisation: Organisation, comparison: Comparison, day: date) -> dict[str, str]:
    """The names behind the codes that changes refer to, also of what is new."""
    names = {code: unit.name for code, unit in organisation.units_on(day).items()}
    if not names:
        names = {code: post.name for code, post in organisation.posts_on(day).items()}
    new = {c.key: c.name for c in comparison.changes if c.subject is Subject.UNIT}
    return names | new


def lines(kind: str, changes: Iterable[Change], names: Mapping[str, str]) -> list[Line]:
    return [_line(kind, change, names) for change in changes]


def _line(kind: str, change: Change, names: Mapping[str, str]) -> Line:
    columns = {column.key: column for column in COLUMNS[kind]}
    is_new = change.act is Act.NEW
    shown = [d for d in change.differences if not is_new or d.after not in (None, "")]
    told = tuple(
        Told(
            columns[difference.column].title,
            _text(kind, difference, before=True, names=names),
            _text(kind, difference, before=False, names=names),
        )
        for difference in shown
        if not (is_new and difference.column == "name")
    )
    code = change.key if change.subject in (Subject.UNIT, Subject.POSITION) else ""
    group = str(GROUPS[(change.subject, change.act)])
    return Line(group, change.row, change.name, code, is_new, change.derived, told)


def _text(kind: str, difference: Difference, *, before: bool, names: Mapping[str, str]) -> str:
    column = next(c for c in COLUMNS[kind] if c.key == difference.column)
    value = difference.before if before else difference.after
    text = column.write(value)
    if difference.column in REFERENCES and value in names:
        return f"{names[value]} ({text})"
    return text or "–"


def wrongs(found: Found, comparison: Comparison, most: int) -> list[Wrong]:
    """The first problems, with what stands in the cells."""
    titles = {column.key: column.title for column in COLUMNS[found.kind]}
    cells = {row.number: row.cells for row in found.rows}
    return [
        Wrong(p.row, titles.get(p.column, ""), cells[p.row].get(p.column, ""), p.text)
        for p in comparison.problems[:most]
    ]
