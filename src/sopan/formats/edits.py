"""Edits of the grid as JSON, as pages and programs send them.

    [{"edit": "cell", "row": "s1", "cell": "text", "text": "Menerima surat"},
     {"edit": "flow", "symbol": "s2.1", "text": "Ya 3 · Tidak 1"}]

The keys of an edit are the fields of its class.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any, get_type_hints

from sopan.sop.editing import edits
from sopan.sop.editing.edits import Edit
from sopan.sop.findings import Words

NAMES: Mapping[str, type[Edit]] = {
    "cell": edits.SetCell,
    "actors": edits.SetActors,
    "flow": edits.SetFlow,
    "joins": edits.SetJoins,
    "add symbol": edits.AddSymbol,
    "remove symbol": edits.RemoveSymbol,
    "place symbol": edits.PlaceSymbol,
    "insert row": edits.InsertRows,
    "delete rows": edits.DeleteRows,
    "move rows": edits.MoveRows,
    "fill down": edits.FillDown,
    "rename actor": edits.RenameActor,
    "move actor": edits.MoveActor,
    "remove actor": edits.RemoveActor,
    "external actor": edits.SetExternal,
    "field": edits.SetField,
}
"""By the word under `edit`."""

MOST = 500
"""Edits that are made at once."""
LONGEST = 20_000
"""Characters of one text."""
_HIDDEN = {"steps"}
"""Rows with content are pasted, and read by `formats.clipboard`; they are not sent as values."""

NOT_EDITS = Words(
    "Perubahan harus berupa daftar objek dengan kunci `edit`, paling banyak {most}.",
    "Edits are a list of objects with the key `edit`, at most {most}.",
)
UNKNOWN = Words(
    "Perubahan {name} tidak dikenal. Yang dikenal: {known}.",
    "The edit {name} is unknown. Known are: {known}.",
)
WRONG = Words(
    "Perubahan `{name}` memerlukan {wanted}.",
    "The edit `{name}` needs {wanted}.",
)


def read(data: Any) -> tuple[Edit, ...]:
    """The edits of parsed JSON. Raises EditError with the reason where they are none."""
    if not isinstance(data, list) or len(data) > MOST:
        raise edits.EditError(NOT_EDITS, most=MOST)
    return tuple(_edit(entry) for entry in data)


def _edit(entry: Any) -> Edit:
    if not isinstance(entry, dict) or not isinstance(entry.get("edit"), str):
        raise edits.EditError(NOT_EDITS, most=MOST)
    name = entry["edit"]
    if name not in NAMES:
        raise edits.EditError(UNKNOWN, name=name[:40], known=", ".join(NAMES))
    kind = NAMES[name]
    wanted = [field for field in fields(kind) if field.name not in _HIDDEN]
    hints = get_type_hints(kind)
    if not set(entry) <= {"edit", *(field.name for field in wanted)}:
        raise _wrong(name, wanted)
    values = {}
    for field in wanted:
        if field.name not in entry and field.default is not MISSING:
            continue
        try:
            values[field.name] = _value(entry.get(field.name), hints[field.name])
        except (TypeError, ValueError) as error:
            raise _wrong(name, wanted) from error
    return kind(**values)


def _value(value: Any, hint: Any) -> Any:
    """The value as the field has it; TypeError or ValueError where it does not fit."""
    if hint is str:
        return _text(value)
    if hint is bool:
        if not isinstance(value, bool):
            raise TypeError
        return value
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint == tuple[str, ...]:
        if not isinstance(value, list) or not value:
            raise TypeError
        return tuple(map(_text, value))
    return None if value is None else edits.Cell(value)


def _text(text: Any) -> str:
    """A text without the characters that nobody types and no form can print."""
    if not isinstance(text, str):
        raise TypeError
    if len(text) > LONGEST:
        raise ValueError
    return "".join(c for c in text if c in "\n\t" or c.isprintable() or c.isspace())


def _wrong(name: str, wanted: list[Field[Any]]) -> edits.EditError:
    return edits.EditError(
        WRONG, name=name, wanted=", ".join(f"`{field.name}`" for field in wanted)
    )
