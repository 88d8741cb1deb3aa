from __future__ import annotations

from dataclasses import replace

import pytest

from sopan.sop.findings import Language, Path
from sopan.sop.model import SOP, Flow, Kind, Symbol
from tests.sop.build import STAFF, codes, drawn, findings, good, only, with_step, with_symbol

SOUND = drawn("a > b\nb ? c a\nc .")


def _labels(*labels: str) -> SOP:
    flows = tuple(Flow(t, label) for t, label in zip("ca", labels, strict=True))
    return with_symbol(SOUND, 1, flows=flows)


def _intricate() -> SOP:
    """Every order of nine branches of eight steps: more markings than the bound."""
    lines = ["a > " + " ".join(f"b{n}0" for n in range(9))]
    for n in range(9):
        lines += [f"b{n}{k} > b{n}{k + 1}" for k in range(7)] + [f"b{n}7 > z"]
    return drawn("\n".join([*lines, "*z > y y", "y ."]))


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
    "SOP113": (drawn("a > b c\nb > d\nc ? d e\n*d > f g\ne > h\nf > h\ng > h\n*h ."), ("steps",)),
    "SOP114": (_intricate(), ("steps",)),
    "SOP115": (drawn("a > b\n*b ."), ("steps", 1)),
    "SOP116": (drawn("a > b\nb > z"), ("steps", 1)),
    "SOP117": (drawn("a > b\nb > c\nb > c\nc ."), ("steps", 2)),
    "SOP118": (with_symbol(SOUND, 2, actors=("Kasubag",)), ("steps", 2)),
    "SOP119": (with_symbol(SOUND, 2, actors=()), ("steps", 2)),
    "SOP120": (with_step(SOUND, 2, symbols=()), ("steps", 2)),
    "SOP121": (drawn("*a > b\nb ? c a\nc ."), ("steps", 0)),
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
