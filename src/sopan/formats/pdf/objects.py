"""The file itself: numbered objects, object streams and the cross-reference stream.

Bytes are only ever appended, so a book of any length can be written to any binary file. What
stays in memory per object is its entry of eight bytes: kind (1), position or object stream (5),
index in the object stream (2), exactly as the cross-reference stream wants it.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate
from typing import BinaryIO

LEVEL = 4
"""Compression: level 6 makes files 2 % smaller, the whole takes a quarter longer."""

_IN_FILE, _IN_STREAM = 1 << 56, 2 << 56
_PACK = 256
"""Objects per object stream."""
_SLICE = 1 << 16
"""Entries of the cross-reference stream that are compressed at once."""


class Objects:
    """Writes objects to `file`. Bodies are text of characters up to 255."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._position = 0
        self._digest = sha256()
        self._entries = array("Q", [0])
        self._numbers: list[int] = []
        self._bodies: list[str] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._entries.append(0)
        return len(self._entries) - 1

    def put(self, number: int, body: str) -> None:
        """Put a reserved object, which is not a stream, into the next object stream."""
        self._numbers.append(number)
        self._bodies.append(body)
        if len(self._numbers) >= _PACK:
            self._flush()

    def add(self, body: str) -> int:
        """Put an object under a new number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, dictionary: str, data: bytes) -> int:
        """Write a stream; `dictionary` holds its entries without /Length."""
        number = self.reserve()
        self._write_stream(number, dictionary, data)
        return number

    def add_deflated(self, dictionary: str, data: bytes) -> int:
        """Write a stream that is compressed here."""
        return self.add_stream(f"{dictionary}/Filter/FlateDecode", zlib.compress(data, LEVEL))

    def finish(self, catalogue: int, information: int) -> None:
        """Write what is left and the cross-reference stream. /ID is the hash of the content."""
        self._flush()
        number = self.reserve()
        start = self._position
        self._entries[number] = _IN_FILE | start << 16
        self._entries[0] = 0xFFFF
        identity = self._digest.hexdigest()[:32]
        table = b"".join(self._table())
        dictionary = (
            f"/Type/XRef/Size {len(self._entries)}/W[1 5 2]/Root {catalogue} 0 R"
            f"/Info {information} 0 R/ID[<{identity}><{identity}>]/Filter/FlateDecode"
        )
        self._write_stream(number, dictionary, table)
        self._write(f"startxref\n{start}\n%%EOF\n".encode())

    def _table(self) -> Iterator[bytes]:
        packer = zlib.compressobj(LEVEL)
        for start in range(0, len(self._entries), _SLICE):
            part = self._entries[start : start + _SLICE]
            if sys.byteorder == "little":
                part.byteswap()
            yield packer.compress(part.tobytes())
        yield packer.flush()

    def _flush(self) -> None:
        """Write the waiting objects as one object stream."""
        if not self._numbers:
            return
        numbers, bodies = self._numbers, self._bodies
        self._numbers, self._bodies = [], []
        offsets = accumulate((len(body) + 1 for body in bodies), initial=0)
        header = " ".join([f"{n} {offset}" for n, offset in zip(numbers, offsets, strict=False)])
        content = f"{header}\n{' '.join(bodies)}".encode("latin-1")
        dictionary = f"/Type/ObjStm/N {len(numbers)}/First {len(header) + 1}"
        base = _IN_STREAM | self.add_deflated(dictionary, content) << 16
        for index, number in enumerate(numbers):
            self._entries[number] = base | index

    def _write_stream(self, number: int, dictionary: str, data: bytes) -> None:
        self._entries[number] = _IN_FILE | self._position << 16
        head = f"{number} 0 obj\n<<{dictionary}/Length {len(data)}>>\nstream\n"
        # With CR LF, data that ends in CR cannot be taken for a part of the line end.
        self._write(b"".join((head.encode("latin-1"), data, b"\r\nendstream\nendobj\n")))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


def text_string(text: str) -> str:
    """A text string for a dictionary: literal where it is ASCII, else UTF-16."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"
