"""The JSON Schema of an SOP file, for completion and explanations in an editor.

It follows the tables of keys. What a schema cannot say (that an actor is listed, that a place
exists) is left to the reader.
"""

from __future__ import annotations

from typing import Any

from sopan.formats.yaml.keys import (
    ACTOR_KEYS,
    APPROVAL_KEYS,
    ID_PATTERN,
    LINK_KEYS,
    LONGEST_ACTOR,
    LONGEST_TEXT,
    MOST_ACTORS,
    MOST_STEPS,
    SOP_KEYS,
    STEP_KEYS,
    SYMBOL_KEYS,
    TOGETHER_KEYS,
    VERSION,
    Key,
    Keys,
    Shape,
)

Schema = dict[str, Any]


def schema() -> Schema:
    """JSON Schema 2020-12 of the current version of the format."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "SOP",
        "description": "Satu SOP Administrasi Pemerintahan.",
        **_map(SOP_KEYS),
        "$defs": {
            "text": _text_of(LONGEST_TEXT),
            "texts": _one_or_list(_text()),
            "link": {"anyOf": [_text(), _map(LINK_KEYS)]},
            "place": {"type": ["string", "integer"]},
            "actor": {"anyOf": [_text_of(LONGEST_ACTOR), _map(ACTOR_KEYS)]},
            "performers": {"anyOf": [_text(), _map(TOGETHER_KEYS)]},
            "approval": _map(APPROVAL_KEYS),
            "step": _map(STEP_KEYS)
            | {"allOf": [_exactly_one("do", "ask"), _exactly_one("by", "symbols")]},
            "symbol": _map(SYMBOL_KEYS),
        },
    }


def _map(keys: Keys) -> Schema:
    return {
        "type": "object",
        "properties": {name: _value(key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _value(key: Key) -> Schema:
    return {"description": key.about, **_shape(key)}


def _shape(key: Key) -> Schema:
    if key.shape is Shape.CHOICE:
        return {"enum": [*key.choices, None]}
    if key.shape is Shape.TEXT and key.longest < LONGEST_TEXT:
        return _text_of(key.longest)
    return _SHAPES[key.shape]


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _text_of(longest: int) -> Schema:
    return {"type": ["string", "number", "null"], "maxLength": longest}


def _text() -> Schema:
    return _ref("text")


def _list(items: Schema, most: int | None = None) -> Schema:
    limit = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": items, "minItems": 1} | limit


def _one_or_list(item: Schema) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _exactly_one(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


_SHAPES: dict[Shape, Schema] = {
    Shape.VERSION: {"type": ["integer", "null"], "minimum": 1, "maximum": VERSION},
    Shape.TEXT: _text(),
    Shape.TEXTS: _ref("texts"),
    Shape.DATE: {"type": ["string", "null"]},
    Shape.FLAG: {"type": ["boolean", "null"]},
    Shape.LINK: _ref("link"),
    Shape.LINKS: _one_or_list(_ref("link")),
    Shape.ACTORS: _list(_ref("actor"), MOST_ACTORS),
    Shape.STEPS: _list(_ref("step"), MOST_STEPS),
    Shape.APPROVAL: {"anyOf": [_ref("approval"), {"type": "null"}]},
    Shape.ID: {"type": "string", "pattern": f"^{ID_PATTERN}$"},
    Shape.BY: {"anyOf": [_ref("performers"), _list(_ref("performers"))]},
    Shape.ONE: _ref("performers"),
    Shape.NEXT: {"anyOf": [_ref("place"), _list(_ref("place")), {"type": "null"}]},
    Shape.PLACE: {"anyOf": [_ref("place"), {"type": "null"}]},
    Shape.BRANCHES: {
        "type": "object",
        "additionalProperties": _ref("place"),
        "minProperties": 2,
    },
    Shape.SYMBOLS: _list(_ref("symbol")),
}
