"""The exported file: the same bytes each time, and any change of them is found."""

from __future__ import annotations

import json
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.web.trail.chain import canonical
from sopan.web.trail.export import NotATrail, lines, read, verify_file
from sopan.web.trail.verify import Fault, Finding, Note
from tests.web.trail.chains import CODE, chain, header_of

CHAIN = chain(4)
HEADER = header_of(CHAIN)
FILE = "".join(lines(HEADER, CHAIN)).encode()
ROWS = FILE.splitlines(keepends=True)


def finding(rows: list[bytes]) -> Finding | None:
    return verify_file(read(rows)).finding


def test_what_is_written_is_read_and_sound() -> None:
    file = read(ROWS)
    assert file.header == HEADER
    assert list(file.entries()) == CHAIN
    assert finding(ROWS) is None


def test_first_and_last_line_say_what_the_file_is_and_where_it_ends() -> None:
    seal = sha256(canonical(SAID).encode()).hexdigest()
    assert json.loads(ROWS[0]) == {**SAID, "seal": seal}
    end = {"end": "sopan-trail", "count": 4, "hash": CHAIN[-1].hash, "seal": seal}
    assert json.loads(ROWS[-1]) == end


SAID = {
    "format": "sopan-trail",
    "version": 1,
    "government": CODE,
    "name": "Pemerintah Kota Uji",
    "count": 4,
    "hash": CHAIN[-1].hash,
}


def test_writing_again_gives_the_same_bytes() -> None:
    file = read(ROWS)
    assert "".join(lines(file.header, file.entries())).encode() == FILE


def test_an_empty_trail_is_a_file_too() -> None:
    rows = "".join(lines(header_of([]), [])).encode().splitlines(keepends=True)
    assert len(rows) == 2 and finding(rows) is None
    assert finding(rows[:1]) == Finding(Fault.FOOTER, 0)


EVENTS = range(len(ROWS[0]), len(FILE) - len(ROWS[-1]))


@given(st.sampled_from(EVENTS), st.binary(min_size=1, max_size=1))
def test_a_change_of_any_byte_of_an_event_is_found(place: int, byte: bytes) -> None:
    changed = FILE[:place] + byte + FILE[place + 1 :]
    found = finding(list(BytesIO(changed)))
    row = FILE.count(b"\n", 0, place)
    assert (found is None) == (changed == FILE)
    assert found is None or found.number == row


@given(
    st.sampled_from([*range(EVENTS.start), *range(EVENTS.stop, len(FILE))]), st.binary(max_size=1)
)
def test_a_change_of_any_byte_of_header_or_footer_is_found(place: int, byte: bytes) -> None:
    changed = FILE[:place] + byte + FILE[place + 1 :]
    try:
        found = finding(list(BytesIO(changed)))
    except NotATrail:
        return
    assert (found is None) == (changed == FILE)


@given(st.integers(1, 4))
def test_a_removed_line_is_found(row: int) -> None:
    found = finding(ROWS[:row] + ROWS[row + 1 :])
    assert found and found.number == row


@given(st.integers(1, 5))
def test_a_file_cut_anywhere_is_found(kept: int) -> None:
    expected = Finding(Fault.CUT, kept, 4) if kept < 5 else Finding(Fault.FOOTER, 4)
    assert finding(ROWS[:kept]) == expected


def test_a_file_cut_within_its_last_event_is_found() -> None:
    found = finding([*ROWS[:4], ROWS[4][:-1]])
    assert found and found.number == 4


def test_a_cut_with_a_header_that_fits_is_found_by_the_footer() -> None:
    shorter = "".join(lines(header_of(CHAIN[:3]), CHAIN[:3])).encode().splitlines(keepends=True)
    assert finding(shorter) is None
    assert finding([*shorter[:-1], ROWS[-1]]) == Finding(Fault.FOOTER, 3)
    assert finding(shorter[:-1]) == Finding(Fault.FOOTER, 3)


def test_all_written_anew_is_found_by_a_note_alone() -> None:
    shorter = "".join(lines(header_of(CHAIN[:3]), CHAIN[:3])).encode().splitlines(keepends=True)
    note = Note(4, CHAIN[3].hash[:16])
    assert verify_file(read(shorter), [note]).finding == Finding(Fault.CUT, 4, 4)
    assert verify_file(read(ROWS), [note]).finding is None


def test_nothing_stands_behind_the_footer_and_it_stands_once() -> None:
    for rows in (
        [*ROWS, ROWS[-1]],
        [*ROWS, b"\n"],
        [*ROWS, ROWS[-2]],
        [*ROWS[:3], ROWS[-1], *ROWS[3:-1]],
    ):
        assert finding(rows)


@pytest.mark.parametrize("key", ["government", "name", "count", "hash", "seal"])
def test_a_changed_header_is_found(key: str) -> None:
    values = json.loads(ROWS[0])
    values[key] = values[key] + 1 if key == "count" else values[key][::-1]
    assert finding([canonical(values).encode() + b"\n", *ROWS[1:]]) == Finding(Fault.HEADER, 0)


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
