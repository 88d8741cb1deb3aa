"""SOP files in YAML, as docs/format.md describes them."""

from sopan.formats.yaml.nodes import Position, ReadError
from sopan.formats.yaml.reader import Document, place_of, read
from sopan.formats.yaml.rules import RULES
from sopan.formats.yaml.schema import schema
from sopan.formats.yaml.template import template
from sopan.formats.yaml.writer import write

__all__ = [
    "RULES",
    "Document",
    "Position",
    "ReadError",
    "place_of",
    "read",
    "schema",
    "template",
    "write",
]
