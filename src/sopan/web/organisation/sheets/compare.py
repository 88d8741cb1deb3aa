"""The organisation, the rows of a table and a day -> what would change. Pure.

1. Each cell is read (`columns.read_rows`); what cannot be read is a problem of its row.
2. The module of the kind finds what each row means: something that exists, or something new.
3. The rules are asked of the organisation as it would be afterwards, so rows may stand in any order
   and may need each other.
What the table does not name stays as it is; a column that the table does not have changes nothing.
"""

from __future__ import annotations

from datetime import date

from sopan.web.organisation.models import Import
from sopan.web.organisation.sheets import compare_people, compare_positions, compare_units
from sopan.web.organisation.sheets.changes import Comparison, compared
from sopan.web.organisation.sheets.columns import Found, read_rows
from sopan.web.organisation.sheets.facts import Organisation

COMPARE = {
    Import.Kind.UNITS: compare_units.compare,
    Import.Kind.POSITIONS: compare_positions.compare,
    Import.Kind.PEOPLE: compare_people.compare,
}


def compare(organisation: Organisation, found: Found, day: date) -> Comparison:
    entries, unread = read_rows(found.kind, found.rows)
    unread_rows = {problem.row for problem in unread}
    claimed = frozenset(
        code for row in found.rows if row.number in unread_rows and (code := row.cells.get("code"))
    )
    changes, problems, named = COMPARE[Import.Kind(found.kind)](organisation, entries, day, claimed)
    left = _total(organisation, found.kind, day) - named
    rows = (row.number for row in found.rows)
    return compared(rows, changes, [*unread, *problems], max(left, 0))


def _total(organisation: Organisation, kind: str, day: date) -> int:
    """How many things of the kind there are on the day."""
    if kind == Import.Kind.UNITS:
        return len(organisation.units_on(day))
    if kind == Import.Kind.POSITIONS:
        return len(organisation.posts_on(day))
    return len(organisation.people)
