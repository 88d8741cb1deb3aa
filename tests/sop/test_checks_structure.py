from __future__ import annotations

from dataclasses import replace

import pytest

from sopan.sop import flow
from sopan.sop.findings import Language, Path
from sopan.sop.model import SOP, Flow
from tests.sop.build import codes, drawn, findings, good, only, with_step, with_symbol

SOUND = drawn("a > b\nb ? c a\nc .")


def _labels(*labels: str) -> SOP:
    flows = tuple(Flow(t, label) for t, label in zip("ca", labels, strict=True))
    return with_symbol(SOUND, 1, flows=flows)


BROKEN: dict[str, tuple[SOP, Path]] = {
    "SOP101": (replace(SOUND, steps=()), ("steps",)),
    "SOP102": (drawn("a > b\nx > b\nb ."), ("steps", 1)),
    "SOP103": (drawn("a .\nx ? y z\ny > x\nz ."), ("steps", 1)),
    "SOP104": (drawn("a ? b d\nb > c\nc ? c2 c3\nc2 > c\nc3 > c\nd ."), ("steps", 1)),
    "SOP105": (drawn("a ? b c\nb > d\nc .\nd > b"), ("steps", 1)),
    "SOP106": (drawn("a > b\nb ? c\nc ."), ("steps", 1)),
    "SOP107": (drawn("a > b\nb ? c c\nc ."), ("steps", 1)),
    "SOP108": (_labels("Ya", "ya "), ("steps", 1)),
    "SOP109": (_labels("Ya", ""), ("steps", 1)),
    "SOP110": (drawn("a > b\nb ? c b\nc ."), ("steps", 1)),
    "SOP111": (drawn("a ? b c\nb > d\nc > d\n*d ."), ("steps", 3)),
    "SOP112": (drawn("a > b c\nb > d\nc > d\nd > e\ne ."), ("steps", 4)),
    "SOP115": (drawn("a > b\n*b ."), ("steps", 1)),
    "SOP116": (drawn("a > b\nb > z"), ("steps", 1)),
    "SOP117": (drawn("a > b\nb > c\nb > c\nc ."), ("steps", 2)),
    "SOP118": (with_symbol(SOUND, 2, actors=("Kasubag",)), ("steps", 2)),
    "SOP119": (with_symbol(SOUND, 2, actors=()), ("steps", 2)),
    "SOP120": (with_step(SOUND, 2, symbols=()), ("steps", 2)),
    "SOP114": (drawn("*a > b\nb ? c a\nc ."), ("steps", 0)),
}

KEPT: dict[str, SOP] = {
    "a straight line": drawn("a > b\nb .\n"),
    "a decision back to the start": SOUND,
    "three branches": drawn("a ? b c d\nb .\nc .\nd ."),
    "a rework box beside the diamond": drawn("a > b\nb ? c r | r > b\nc ."),
    "a split with a join": drawn("a > b c\nb > d\nc > d\n*d ."),
    "a split that never joins": drawn("a > b c\nb .\nc ."),
    "a join of flows that come together": drawn("a > b c\nb > d\nc > d\n*d ? e a\ne ."),
    "a wide split": drawn(
        "a > "
        + " ".join(f"b{n}" for n in range(20))
        + "\n"
        + "\n".join(f"b{n} > z" for n in range(20))
        + "\n*z ."
    ),
    "the good SOP": good(),
}


@pytest.mark.parametrize("code", BROKEN)
def test_finds_the_fault_at_its_place(code: str) -> None:
    sop, path = BROKEN[code]
    assert only(findings(sop), code).path == path


@pytest.mark.parametrize("name", KEPT)
def test_finds_nothing_in_a_sound_flow(name: str) -> None:
    assert [code for code in codes(KEPT[name]) if code < "SOP200"] == []


@pytest.mark.parametrize("code", sorted(set(BROKEN) - {"SOP104", "SOP114", "SOP120"}))
def test_tells_one_fault_once(code: str) -> None:
    assert [found for found in codes(BROKEN[code][0]) if found < "SOP200"] == [code]


def test_a_deadlock_is_told_with_its_way_in_step_numbers() -> None:
    sop = drawn("a > b\nb ? c d | c > e\nd > e\n*e .")
    message = only(findings(sop), "SOP111").message(Language.INDONESIAN)
    assert message == (
        "Setelah 1 → 2a → 2b, alur berhenti: langkah 4 menunggu langkah 3 yang tidak akan datang."
    )


def test_a_split_that_meets_without_a_join_is_told_with_its_way() -> None:
    sop = drawn("a > b c\nb > d | c > d\nd > e\ne .")
    message = only(findings(sop), "SOP112").message(Language.ENGLISH)
    assert message == "On the way 1 → 2a → 2b → 3 → 3, step 4 is led to twice at once."


def test_an_end_where_branches_meet_without_a_join_is_carried_out_twice() -> None:
    sop = drawn("a > b c\nb > d\nc > d\nd .")
    message = only(findings(sop), "SOP112").message(Language.ENGLISH)
    assert message == "On the way 1 → 2 → 3 → 4 → 4, step 4 is led to twice at once."
    assert "SOP112" not in codes(drawn("a > b c\nb > d\nc > d\n*d ."))
    assert "SOP112" not in codes(drawn("a ? b c\nb > d\nc > d\nd ."))


def test_a_loop_without_a_way_out_is_told_with_its_steps() -> None:
    sop = drawn("a > b\nb > c | c > d\nd > b")
    message = only(findings(sop), "SOP105").message(Language.INDONESIAN)
    assert message == "Langkah 2a → 2b → 3 → 2a berputar tanpa jalan keluar."


def test_a_symbol_in_a_row_of_several_is_found_by_its_position() -> None:
    sop = drawn("a > b\nb > c | *c .")
    assert only(findings(sop), "SOP115").path == ("steps", 1, "symbols", 1)


def test_steps_out_of_reach_are_not_told_again_as_a_deadlock() -> None:
    sop = drawn("a > b\nx > b\n*b .")
    assert [code for code in codes(sop) if code < "SOP200"] == ["SOP102"]


def test_a_flow_too_intricate_to_prove_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    undecided = flow.Proof(flow.Verdict.UNDECIDED, markings=100_001)
    monkeypatch.setattr(flow, "prove", lambda _: undecided)
    finding = only(findings(SOUND), "SOP113")
    assert "100000" in finding.message(Language.ENGLISH)


def test_a_broken_symbol_hides_what_cannot_be_known_of_the_flow() -> None:
    sop = drawn("a > z\nb > b")
    assert [code for code in codes(sop) if code < "SOP200"] == ["SOP116"]
