"""Whatever is done to a chain is found, and the first place is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.web.trail.chain import FIELDS, Entry, hash_of, sealed
from sopan.web.trail.verify import START, Fault, Finding, Note, note, verify
from tests.web.trail.chains import CODE, chain, head_of, other

LENGTH = 7
CHAIN = chain(LENGTH)
HEAD = head_of(CHAIN)
places = st.integers(1, LENGTH)


def finding(entries: list[Entry], head: Note = HEAD, *noted: Note) -> Finding | None:
    return verify(CODE, entries, head, noted).finding


@given(st.integers(0, 20))
def test_an_untouched_chain_is_sound_up_to_its_head(length: int) -> None:
    entries = chain(length)
    report = verify(CODE, entries, head_of(entries))
    assert report.finding is None
    assert report.sound == head_of(entries)


@given(places, st.sampled_from(FIELDS))
def test_a_change_of_any_field_is_found_where_it_is(number: int, field: str) -> None:
    changed = list(CHAIN)
    old = changed[number - 1]
    changed[number - 1] = old._replace(**{field: other(getattr(old, field))})
    report = verify(CODE, changed, HEAD)
    assert report.finding == Finding(Fault.CHANGED, number)
    assert report.sound == head_of(CHAIN[: number - 1])


@given(places, st.sampled_from(sorted(set(FIELDS) - {"number", "previous", "hash"})))
def test_a_change_that_is_hashed_again_is_found_at_its_join(number: int, field: str) -> None:
    changed = list(CHAIN)
    old = changed[number - 1]
    changed[number - 1] = sealed(CODE, old._replace(**{field: other(getattr(old, field))}))
    report = verify(CODE, changed, HEAD)
    last = Finding(Fault.NOT_THE_HEAD, number)
    assert report.finding == (
        last if number == LENGTH else Finding(Fault.REPLACED, number, number + 1)
    )
    assert report.sound == head_of(CHAIN[: number - 1])


@given(st.integers(1, LENGTH - 1), st.integers(1, LENGTH))
def test_removed_events_are_found(first: int, many: int) -> None:
    last = min(first + many - 1, LENGTH - 1)
    kept = CHAIN[: first - 1] + CHAIN[last:]
    assert finding(kept) == Finding(Fault.REMOVED, first, last)


@given(places)
def test_a_cut_at_the_end_is_found_by_the_head(number: int) -> None:
    assert finding(CHAIN[: number - 1]) == Finding(Fault.CUT, number, LENGTH)


@given(places, places)
def test_two_events_that_changed_places_are_found(one: int, two: int) -> None:
    swapped = list(CHAIN)
    swapped[one - 1], swapped[two - 1] = swapped[two - 1], swapped[one - 1]
    first = min(one, two)
    assert finding(swapped) == (None if one == two else Finding(Fault.MOVED, first, max(one, two)))


@given(places, st.booleans())
def test_an_event_put_in_between_is_found(number: int, hashed: bool) -> None:
    before = CHAIN[number - 1]
    forged = before._replace(number=number + 1, name="Penyusup", previous=before.hash)
    forged = sealed(CODE, forged) if hashed else forged
    found = finding([*CHAIN[:number], forged, *CHAIN[number:]])
    if not hashed:
        assert found == Finding(Fault.CHANGED, number + 1)
    elif number == LENGTH:
        assert found == Finding(Fault.ADDED, number + 1)
    else:
        assert found == Finding(Fault.INSERTED, number + 1, number + 1)


@given(places)
def test_a_repeated_event_is_found(number: int) -> None:
    repeated = [*CHAIN[:number], *CHAIN[number - 1 :]]
    assert finding(repeated) == Finding(Fault.INSERTED, number, number)


@given(places)
def test_events_that_cannot_be_read_are_found(number: int) -> None:
    unread = [*CHAIN[: number - 1], None, *CHAIN[number:]]
    assert verify(CODE, unread, HEAD).finding == Finding(Fault.CHANGED, number)


@pytest.mark.parametrize("number", ["1", None, True, 1.0])
def test_a_number_that_is_none_is_found(number: object) -> None:
    odd = sealed(CODE, CHAIN[0]._replace(number=number))  # type: ignore[arg-type]
    assert finding([odd, *CHAIN[1:]]) == Finding(Fault.CHANGED, 1)


def test_a_chain_that_begins_later_is_found() -> None:
    first = sealed(CODE, CHAIN[0]._replace(previous="0" * 64))
    assert finding([first, *CHAIN[1:]]) == Finding(Fault.CHANGED, 1)


def test_the_chain_of_another_government_is_not_this_one() -> None:
    foreign = chain(3, "lain")
    assert finding(foreign, head_of(foreign)) == Finding(Fault.CHANGED, 1)


@given(places, places)
def test_a_chain_written_again_is_found_by_an_earlier_note(number: int, noted: int) -> None:
    """Everything from a number on is hashed again, the head too."""
    again = CHAIN[: number - 1]
    for entry in CHAIN[number - 1 :]:
        previous = again[-1].hash if again else ""
        again = [*again, sealed(CODE, entry._replace(name="Lain", previous=previous))]
    assert finding(again, head_of(again)) is None
    earlier = Note(noted, CHAIN[noted - 1].hash)
    expected = Finding(Fault.NOT_AS_NOTED, noted) if noted >= number else None
    assert finding(again, head_of(again), earlier) == expected


@given(st.integers(1, LENGTH - 1))
def test_a_cut_with_a_forged_head_is_found_by_an_earlier_note(number: int) -> None:
    cut = CHAIN[:number]
    assert finding(cut, head_of(cut)) is None
    assert finding(cut, head_of(cut), HEAD) == Finding(Fault.CUT, number + 1, LENGTH)


@given(places)
def test_verification_may_begin_at_a_trusted_note(number: int) -> None:
    start = head_of(CHAIN[:number])
    assert verify(CODE, CHAIN[number:], HEAD, start=start).sound == HEAD


def test_a_note_is_read_as_it_is_written() -> None:
    assert note(str(HEAD)) == HEAD
    assert note(f" {LENGTH} : {HEAD.hash[:16].upper()} ") == Note(LENGTH, HEAD.hash[:16])
    assert note(str(HEAD)[:18]).matches(HEAD.hash)


@pytest.mark.parametrize("text", ["", "7", f"0:{HEAD.hash}", "7:abc", f"-1:{HEAD.hash}", "7:xyz"])
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        note(text)


def test_an_empty_chain_is_sound() -> None:
    assert verify(CODE, [], START).sound == START


def test_the_hash_of_an_event_never_changes() -> None:
    """Trails of installations outlive programs: this value must stay."""
    assert hash_of(CODE, CHAIN[0]) == (
        "e3242be4659c0e55fec5c7add98198a819eb5e2033106e69b2e72d79361f08de"
    )
