"""The structural tree of a day: a parent key and one recursive question, nothing kept besides.

The questions are SQL that SQLite and PostgreSQL both read. `DEEPEST` ends them should a loop ever
get past the actions; `doctor` would tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL

DEEPEST = 40

_HOLDS = "p.since <= %s AND (p.until IS NULL OR p.until > %s)"

_ABOVE = f"""
    WITH RECURSIVE line(id, depth) AS (
        SELECT u.id, 0 FROM organisation_unit u WHERE u.id = %s
        UNION ALL
        SELECT p.parent_id, line.depth + 1
        FROM organisation_unitperiod p JOIN line ON p.unit_id = line.id
        WHERE p.parent_id IS NOT NULL AND {_HOLDS} AND line.depth < {DEEPEST}
    )
    SELECT id FROM line ORDER BY depth
"""

_BELOW = f"""
    WITH RECURSIVE tree(id, depth) AS (
        SELECT u.id, 0 FROM organisation_unit u WHERE u.id IN (%%UNITS%%)
        UNION ALL
        SELECT p.unit_id, tree.depth + 1
        FROM organisation_unitperiod p JOIN tree ON p.parent_id = tree.id
        WHERE {_HOLDS} AND tree.depth < {DEEPEST}
    )
    SELECT id FROM tree
"""


def above(unit_id: int, day: date) -> list[int]:
    """The unit itself, its parent, and so on up to the root."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [unit_id, day, day])
        return [row[0] for row in cursor.fetchall()]


def below(unit_ids: Sequence[int], day: date) -> RawSQL:
    """The units and everything below them, for `filter(unit__in=below([...], day))`."""
    places = ", ".join("%s" for _ in unit_ids) or "NULL"
    return RawSQL(_BELOW.replace("%%UNITS%%", places), [*unit_ids, day, day])
