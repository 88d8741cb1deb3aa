"""Edits of the identity part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sopan.sop.editing.edits import Field, SetField
from sopan.sop.editing.typed import lines, one_line
from sopan.sop.model import SOP, Link

LISTS = frozenset(
    {
        Field.LAWS,
        Field.QUALIFICATIONS,
        Field.RELATED,
        Field.EQUIPMENT,
        Field.WARNINGS,
        Field.RECORDS,
    }
)


def field_text(sop: SOP, field: Field) -> str:
    """What stands in an entry of the identity part, a line for each entry of a list."""
    if field is Field.RELATED:
        return "\n".join(link.text for link in sop.related)
    value: str | tuple[str, ...] = getattr(sop, field)
    return value if isinstance(value, str) else "\n".join(value)


def set_field(sop: SOP, edit: SetField, _ids: Iterator[str]) -> SOP:
    """The SOP with another entry; what stands there already, typed again, changes nothing."""
    if edit.text == field_text(sop, edit.field):
        return sop
    if edit.field is Field.RELATED:
        known = {link.text: link for link in sop.related}
        links = (known.get(line, Link(line)) for line in lines(edit.text))
        return replace(sop, related=tuple(dict.fromkeys(links)))
    value: Any = lines(edit.text) if edit.field in LISTS else one_line(edit.text)
    return replace(sop, **{str(edit.field): value})
