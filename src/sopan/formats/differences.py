"""Changes between two SOPs as plain data for JSON: the command line and the API say the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sopan.sop.changes import REASONS, Arrow, Change, Value, is_material, say, verdict
from sopan.sop.findings import Language
from sopan.sop.model import Actor, Duration, Link, Step


def data(changes: Sequence[Change], language: Language) -> dict[str, object]:
    """All changes and what they are together; `material` is null when nothing changed."""
    together = verdict(changes)
    return {
        "material": together.material if together else None,
        "changes": [_change(change, language) for change in changes],
    }


def _change(change: Change, language: Language) -> dict[str, object]:
    where, judged = change.where, is_material(change)
    return {
        "kind": change.kind.value,
        "group": change.group.value,
        "sentence": say(change, language),
        "material": judged.material,
        "reason": REASONS[judged.reason].say(language),
        "field": where.field or None,
        "step": where.step or None,
        "symbol": where.symbol or None,
        "old_number": _number(where.old),
        "new_number": _number(where.new),
        "before": _plain(change.before),
        "after": _plain(change.after),
    }


def _number(row: int | None) -> int | None:
    """A row or column as people count it."""
    return None if row is None else row + 1


def _plain(value: Value | Arrow | None) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Arrow):
        return {"label": value.label, "number": _number(value.row)}
    if isinstance(value, Link):
        return {"text": value.text, "sop": value.sop or None}
    if isinstance(value, Actor):
        return {"name": value.name, "external": value.external}
    if isinstance(value, (Duration, Step)):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool) else str(value)
