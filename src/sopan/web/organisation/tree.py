"""The structural tree of a day: a parent key and one recursive question, nothing kept besides.

The questions are SQL that SQLite and PostgreSQL both read. `DEEPEST` ends them should a loop ever
get past the actions; `doctor` would tell it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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

_ABOVE_FROM = """
    WITH RECURSIVE line(id) AS (
        SELECT u.id FROM organisation_unit u WHERE u.id IN (%%UNITS%%)
        UNION
        SELECT p.parent_id
        FROM organisation_unitperiod p JOIN line ON p.unit_id = line.id
        WHERE p.parent_id IS NOT NULL AND (p.until IS NULL OR p.until > %s)
    )
    SELECT id FROM line
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


def above_from(unit_ids: Collection[int], day: date) -> list[int]:
    """The units and everything above them, on the day or on any later one."""
    places = ", ".join("%s" for _ in unit_ids) or "NULL"
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE_FROM.replace("%%UNITS%%", places), [*unit_ids, day])
        return [row[0] for row in cursor.fetchall()]


def below(unit_ids: Sequence[int], day: date) -> RawSQL:
    """The units and everything below them, for `filter(unit__in=below([...], day))`."""
    places = ", ".join("%s" for _ in unit_ids) or "NULL"
    return RawSQL(_BELOW.replace("%%UNITS%%", places), [*unit_ids, day, day])
