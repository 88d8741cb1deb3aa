from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from sopan.sop.findings import Finding, Language, Path
from sopan.sop.model import SOP, Actor, Duty, Flow, Kind, Symbol
from tests.sop.build import CHIEF, STAFF, drawn, findings, good, only, with_step


def _sop(*rows: tuple[Duty | None, tuple[str, ...]]) -> SOP:
    """A straight SOP in which each row has a duty and actors."""
    names = [f"r{n}" for n in range(len(rows))]
    lines = [f"{a} > {b}" for a, b in pairwise(names)]
    sop = drawn("\n".join([*lines, f"{names[-1]} ."]))
    for row, (duty, actors) in enumerate(rows):
        (symbol,) = sop.steps[row].symbols
        sop = with_step(sop, row, duty=duty, symbols=(replace(symbol, actors=actors),))
    people = dict.fromkeys(actor for _, actors in rows for actor in actors)
    return replace(sop, actors=tuple(map(Actor, people)))


ALONE = _sop((Duty.RECORD, (STAFF,)), (None, (CHIEF,)), (Duty.KEEP, (STAFF,)))
JOINTLY = _sop((Duty.RECORD, (STAFF,)), (Duty.VERIFY, (CHIEF, STAFF)))
OUTSIDE = with_step(good(), 0, duty=Duty.AUTHORISE)

BROKEN: Mapping[str, tuple[SOP, Path]] = {
    "SOP401": (ALONE, ("steps", 2)),
    "SOP402": (JOINTLY, ("steps", 1)),
    "SOP403": (OUTSIDE, ("steps", 0)),
}


def _duties(sop: SOP) -> list[Finding]:
    return [finding for finding in findings(sop) if finding.rule.code >= "SOP400"]


@pytest.mark.parametrize("code", BROKEN)
def test_finds_the_fault_at_its_place(code: str) -> None:
    sop, path = BROKEN[code]
    assert [(f.rule.code, f.path) for f in _duties(sop)] == [(code, path)]


@pytest.mark.parametrize("pair", list(combinations(Duty, 2)))
def test_any_two_duties_must_be_separate(pair: tuple[Duty, Duty]) -> None:
    one, other = pair
    assert [f.rule.code for f in _duties(_sop((one, (STAFF,)), (other, (STAFF,))))] == ["SOP401"]


@pytest.mark.parametrize("pair", list(combinations(Duty, 2)))
def test_two_actors_may_share_them(pair: tuple[Duty, Duty]) -> None:
    one, other = pair
    assert _duties(_sop((one, (STAFF,)), (other, (CHIEF,)))) == []


def test_an_actor_may_have_the_same_duty_twice() -> None:
    assert _duties(_sop((Duty.KEEP, (STAFF,)), (Duty.KEEP, (STAFF,)))) == []


def test_three_duties_of_one_actor_are_three_pairs() -> None:
    rows = [(duty, (STAFF,)) for duty in (Duty.RECORD, Duty.KEEP, Duty.VERIFY)]
    assert [f.rule.code for f in _duties(_sop(*rows))] == ["SOP401"] * 3


def test_a_duty_held_alone_counts_before_one_held_jointly() -> None:
    sop = _sop((Duty.RECORD, (STAFF, CHIEF)), (Duty.RECORD, (STAFF,)), (Duty.KEEP, (STAFF,)))
    finding = only(_duties(sop), "SOP401")
    assert (finding.values["one_step"], finding.values["other_step"]) == ("2", "3")


def test_the_words_name_both_duties_in_both_languages() -> None:
    finding = only(_duties(ALONE), "SOP401")
    assert finding.message(Language.INDONESIAN) == (
        f'"{STAFF}" mencatat (langkah 1) dan juga menyimpan (langkah 3).'
    )
    assert finding.message(Language.ENGLISH) == (
        f'"{STAFF}" is to record (step 1) and also to keep (step 3).'
    )


def test_the_box_of_repair_beside_a_decision_does_not_verify() -> None:
    decides = Symbol("d", (CHIEF,), Kind.DECISION, (Flow("b", "Ya"), Flow("r", "Tidak")))
    repairs = Symbol("r", (STAFF,), flows=(Flow("d"),))
    sop = _sop((Duty.RECORD, (STAFF,)), (Duty.VERIFY, (CHIEF,)), (None, (STAFF,)))
    last = replace(sop.steps[2].symbols[0], id="b")
    first = replace(sop.steps[0].symbols[0], flows=(Flow("d"),))
    sop = with_step(sop, 0, symbols=(first,))
    sop = with_step(sop, 1, symbols=(decides, repairs))
    assert _duties(with_step(sop, 2, symbols=(last,))) == []


def test_everyone_in_a_chain_holds_its_duty() -> None:
    sop = _sop((Duty.AUTHORISE, (STAFF,)), (Duty.KEEP, (STAFF,)))
    (symbol,) = sop.steps[0].symbols
    chain = (replace(symbol, flows=(Flow("c"),)), Symbol("c", (CHIEF,), flows=symbol.flows))
    sop = replace(with_step(sop, 0, symbols=chain), actors=(Actor(STAFF), Actor(CHIEF)))
    assert only(_duties(sop), "SOP401").values["one_step"] == "1a"


def test_an_sop_without_duties_has_nothing_to_separate() -> None:
    assert _duties(good()) == []
