"""The exported file: the same bytes each time, and any change of them is found."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.web.trail.export import NotATrail, lines, read
from sopan.web.trail.verify import Finding, verify
from tests.web.trail.chains import CODE, chain, header_of

CHAIN = chain(4)
HEADER = header_of(CHAIN)
FILE = "".join(lines(HEADER, CHAIN)).encode()
ROWS = FILE.splitlines(keepends=True)


def finding(rows: list[bytes]) -> Finding | None:
    header, entries = read(rows)
    return verify(header.government, entries, header.head).finding


def test_what_is_written_is_read() -> None:
    header, entries = read(ROWS)
    assert header == HEADER
    assert list(entries) == CHAIN


def test_the_first_line_says_what_the_file_is() -> None:
    assert json.loads(ROWS[0]) == {
        "format": "sopan-trail",
        "version": 1,
        "government": CODE,
        "name": "Pemerintah Kota Uji",
        "count": 4,
        "hash": CHAIN[-1].hash,
    }


def test_writing_again_gives_the_same_bytes() -> None:
    header, entries = read(ROWS)
    assert "".join(lines(header, entries)).encode() == FILE


@given(st.integers(len(ROWS[0]), len(FILE) - 1), st.binary(min_size=1, max_size=1))
def test_a_change_of_any_byte_of_an_event_is_found(place: int, byte: bytes) -> None:
    changed = FILE[:place] + byte + FILE[place + 1 :]
    found = finding(list(BytesIO(changed)))
    row = FILE.count(b"\n", 0, place)
    assert (found is None) == (changed == FILE)
    assert found is None or found.number == row


@given(st.integers(1, 4))
def test_a_removed_line_is_found(row: int) -> None:
    found = finding(ROWS[:row] + ROWS[row + 1 :])
    assert found and found.number == row


def test_a_file_cut_within_its_last_line_is_found() -> None:
    found = finding(list(BytesIO(FILE[:-1])))
    assert found and found.number == 4


@pytest.mark.parametrize("key", ["government", "count", "hash"])
def test_a_changed_header_is_found(key: str) -> None:
    values = json.loads(ROWS[0])
    values[key] = values[key] + 1 if key == "count" else values[key][::-1]
    assert finding([json.dumps(values).encode() + b"\n", *ROWS[1:]])


@pytest.mark.parametrize(
    "first", [b"", b"a,b,c\n", b"[]\n", b"7\n", b"{}\n", b"\xff\xfe\n", b"[" * 100_000, ROWS[1]]
)
def test_another_file_is_no_trail(first: bytes) -> None:
    with pytest.raises(NotATrail) as refused:
        read([first])
    assert not refused.value.newer


def test_a_file_of_a_newer_program_says_so() -> None:
    with pytest.raises(NotATrail) as refused:
        read([ROWS[0].replace(b'"version":1', b'"version":2')])
    assert refused.value.newer


@pytest.mark.parametrize("kind", [{"count": "4"}, {"hash": None}, {"government": 7}])
def test_a_header_with_other_kinds_of_values_is_none(kind: dict[str, object]) -> None:
    with pytest.raises(NotATrail):
        read([json.dumps(json.loads(ROWS[0]) | kind).encode()])
