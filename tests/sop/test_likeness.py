"""Near-duplicates: how much two SOPs are alike, and how near ones are found among many."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.sop.likeness import (
    BANDS,
    NEAR,
    Nearby,
    compare,
    features,
    likeness,
    signature,
)
from sopan.sop.model import SOP, Actor
from tests.sop.build import good
from tests.test_examples import NAMES, example


def _adapted(sop: SOP) -> SOP:
    """As another unit takes it over: its own actors, and the first step worded anew."""
    return replace(
        sop,
        id="salinan",
        number="",
        unit="Dinas Lain",
        actors=tuple(Actor(f"{actor.name} Dinas") for actor in sop.actors),
        steps=(replace(sop.steps[0], text="Mencatat permohonan di buku agenda"), *sop.steps[1:]),
    )


_WORDS = ["memeriksa", "pemeriksaan", "surat", "dan", "berkas", "2026", "", "kepada", "é"]
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join)
_SOPS = st.builds(
    lambda title, actors, texts: replace(
        good(),
        title=title,
        actors=tuple(map(Actor, actors)),
        steps=tuple(replace(good().steps[0], text=text) for text in texts),
    ),
    _TEXTS,
    st.lists(_TEXTS, max_size=3),
    st.lists(_TEXTS, max_size=5),
)


@given(_SOPS, _SOPS)
def test_likeness_goes_both_ways_and_is_whole_for_the_same(one: SOP, other: SOP) -> None:
    assert likeness(one, one) == pytest.approx(1)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


def test_other_forms_of_the_same_words_are_alike() -> None:
    active = replace(good(), title="Penerbitan Surat Keterangan")
    passive = replace(good(), title="Surat keterangan diterbitkan")
    assert likeness(active, passive) == pytest.approx(1)


def test_number_dates_and_order_of_steps_do_not_count() -> None:
    sop = example("surat-masuk")
    assert likeness(sop, replace(sop, number="1", steps=sop.steps[::-1])) == pytest.approx(1)


@pytest.mark.parametrize("name", NAMES)
def test_an_sop_that_was_taken_over_is_near_and_found(name: str) -> None:
    sop = example(name)
    copy = _adapted(sop)
    assert likeness(sop, copy) >= NEAR
    assert set(signature(features(sop))) & set(signature(features(copy)))


def test_the_examples_are_not_near_each_other() -> None:
    near = {
        (one, other)
        for one, other in combinations(NAMES, 2)
        if likeness(example(one), example(other)) >= NEAR
    }
    assert near == set()


def test_a_signature_is_always_the_same_and_fits_a_database() -> None:
    numbers = signature(features(good()))
    assert numbers == signature(features(good()))
    assert len(numbers) == BANDS
    assert all(0 <= number < 2**63 for number in numbers)


def test_the_order_in_which_words_are_met_does_not_matter() -> None:
    sop = example("cuti-tahunan")
    turned = replace(sop, steps=sop.steps[::-1], actors=sop.actors[::-1])
    assert signature(features(sop)) == signature(features(turned))


def test_near_ones_are_found_the_nearest_first() -> None:
    nearby: Nearby[str] = Nearby()
    for name in NAMES:
        nearby.add(name, signature(features(example(name))))
    sop = example("surat-keluar")
    assert nearby.candidates(signature(features(sop)))[0] == "surat-keluar"
    assert nearby.candidates(signature(features(_adapted(sop))))[0] == "surat-keluar"
    assert nearby.candidates(()) == []


def test_without_words_there_is_no_signature() -> None:
    nothing = features(replace(good(), title="", actors=(), steps=()))
    assert signature(nothing) == ()
    assert compare(nothing, nothing) == 1
