"""What the flowchart pages never show, over random SOPs of every size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from sopan.drawing.drawing import Role, Text
from sopan.drawing.pages import draw, letter
from sopan.drawing.plan import UndrawableError
from sopan.drawing.profile import Paper, Profile
from sopan.sop.model import SOP, Actor, Flow, Kind, Step, Symbol
from tests.drawing.measures import (
    crossings,
    faults,
    measured,
    pentagon_faults,
    text_box,
    texts,
)
from tests.generator import random_sop
from tests.shapes import shaped_sop
from tests.strategies import sops

SHAPES = Path(__file__).parents[3] / "shared" / "data" / "layout" / "real_shapes.json"

RELAXED = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

SEEDED = settings(RELAXED, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""A seed does not shrink to a simpler SOP."""

papers = st.sampled_from(Paper)


def assert_faultless(sop: SOP, profile: Profile) -> None:
    pages = measured(sop, profile)
    found = [fault for page in pages for fault in faults(page)]
    assert found == []
    assert pentagon_faults(pages) == []


def leads_to_itself(sop: SOP) -> bool:
    return any(f.target == s.id for s in sop.symbols.values() for f in s.flows)


def test_an_arrow_to_its_own_symbol_is_refused_with_the_step() -> None:
    alone = Symbol("s1.1", ("Staf",), Kind.PROCESS, (Flow("s1.1"),))
    sop = SOP("x", "X", (Actor("Staf"),), (Step("s1", "Memeriksa", (alone,)),))
    with pytest.raises(UndrawableError) as caught:
        draw(sop, Profile())
    assert caught.value.step == 1


@RELAXED
@given(sops(max_steps=12, max_actors=6), papers)
def test_no_page_of_a_small_sop_has_a_fault(sop: SOP, paper: Paper) -> None:
    assume(not leads_to_itself(sop))
    assert_faultless(sop, Profile(paper=paper))


@SEEDED
@given(st.integers(0, 10**6), st.integers(1, 16), st.integers(1, 40), papers)
def test_no_page_of_a_common_sop_has_a_fault(
    seed: int, actors: int, steps: int, paper: Paper
) -> None:
    assert_faultless(random_sop(seed, actors, steps), Profile(paper=paper))


@pytest.mark.slow
@settings(SEEDED, max_examples=150)
@given(st.integers(0, 10**6), st.integers(2, 16), st.integers(40, 100), papers)
def test_no_page_of_a_huge_sop_has_a_fault(
    seed: int, actors: int, steps: int, paper: Paper
) -> None:
    assert_faultless(random_sop(seed, actors, steps), Profile(paper=paper))


@pytest.mark.skipif(not SHAPES.is_file(), reason="shapes of real SOPs are not at hand")
def test_real_sops_are_drawn_without_a_fault() -> None:
    shapes = json.loads(SHAPES.read_text(encoding="utf-8"))["sops"]
    for number, shape in enumerate(shapes):
        assert_faultless(shaped_sop(number, shape), Profile())


@SEEDED
@given(st.integers(0, 10**6), st.integers(1, 16), st.integers(1, 30), papers)
def test_every_text_stays_in_its_cell(seed: int, actors: int, steps: int, paper: Paper) -> None:
    sop, profile = random_sop(seed, actors, steps), Profile(paper=paper)
    columns = measured(sop, profile)[0].columns
    for page in draw(sop, profile).pages:
        if not any(block.role is Role.CELL and block.column > 1 for block in page.blocks):
            continue
        for block, text in texts(page, Role.CELL):
            column = columns.columns[block.column]
            left, top, right, bottom = text_box(text)
            assert column.left <= left, text
            assert right <= column.right, text
            assert profile.margins.top < top, text
            assert bottom < page.height - profile.margins.bottom, text


@SEEDED
@given(st.integers(0, 10**6), st.integers(1, 16), st.integers(1, 30))
@example(2095, 15, 15)  # A label free only far along its arrow.
def test_no_arrow_runs_through_a_label_and_no_label_through_another(
    seed: int, actors: int, steps: int
) -> None:
    sop, profile = random_sop(seed, actors, steps), Profile()
    drawing = draw(sop, profile)
    pages = measured(sop, profile)
    for page, m in zip(drawing.pages[-len(pages) :], pages, strict=True):
        figure = next(b for b in page.blocks if b.role is Role.FIGURE)
        letters = {c.key[1] for c in m.page.connectors.values()}
        labels = [
            mark for mark in figure.marks if isinstance(mark, Text) and mark.anchor == "start"
        ]
        boxes = [text_box(label) for label in labels]
        for label, box in zip(labels, boxes, strict=True):
            for leg in m.legs:
                clear = (
                    leg.box[2] < box[0]
                    or box[2] < leg.box[0]
                    or leg.box[3] < box[1]
                    or box[3] < leg.box[1]
                )
                assert clear, (label, leg, letters)
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )


@RELAXED
@given(sops(max_steps=15, max_actors=8))
def test_the_same_sop_gives_the_same_drawing(sop: SOP) -> None:
    assume(not leads_to_itself(sop))
    assert draw(sop, Profile()) == draw(sop, Profile())


def test_few_arrows_cross_on_forty_usual_sops() -> None:
    found = 0
    for seed in range(40):
        for page in measured(random_sop(seed, 8 + seed % 5, 25), Profile()):
            found += crossings(page)
    assert found <= 20, "the figure of docs/benchmarks.md has got worse"


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
