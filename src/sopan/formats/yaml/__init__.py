"""SOP files in YAML, as docs/format.md describes them."""

from sopan.formats.yaml.nodes import Position, ReadError
from sopan.formats.yaml.reader import Document, place_of, read

__all__ = ["Document", "Position", "ReadError", "place_of", "read"]
