"""A draft is drawn at every moment of its making, and says on every page that it is one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.drawing.drawing import Text
from sopan.drawing.incomplete import UNKNOWN, drawable
from sopan.drawing.pages import draw
from sopan.drawing.profile import Profile
from sopan.formats import svg
from sopan.sop.editing import (
    DeleteRows,
    Edit,
    InsertRows,
    RemoveActor,
    SetActors,
    SetFlow,
    apply_all,
)
from sopan.sop.model import SOP, Actor, Flow, Kind, Step, Symbol
from tests.generator import random_sop
from tests.sop.build import drawn, good

PROFILE = Profile()


def texts(sop: SOP, stamp: str = "") -> list[list[str]]:
    """The words on each page."""
    drawing = draw(drawable(sop), PROFILE, stamp)
    for number, page in enumerate(drawing.pages, 1):
        svg.write(page, drawing, number=number)
    return [
        [mark.text for block in page.blocks for mark in block.marks if isinstance(mark, Text)]
        for page in drawing.pages
    ]


def test_a_finished_sop_is_drawn_as_it_is() -> None:
    sop = good()
    assert drawable(sop) is sop


@pytest.mark.parametrize(
    "sop",
    [
        SOP("x", "", (), ()),
        SOP("x", "X", (Actor("A"),), ()),
        SOP("x", "X", (), (Step("s", "", (Symbol("s.1", ()),)),)),
        SOP("x", "X", (), (Step("s", "", ()),)),
        SOP("x", "X", (), (Step("s", "", (Symbol("s.1", ("B",)),)),)),
        SOP("x", "X", (Actor("A"),), (Step("s", "?", (Symbol("s.1", ("A",), Kind.DECISION),)),)),
        SOP("x", "X", (Actor("A"),), (Step("s", "", (Symbol("a", ("A",), flows=(Flow("a"),)),)),)),
        SOP("x", "X", (Actor("A"),), (Step("s", "", (Symbol("a", ("A",), flows=(Flow("z"),)),)),)),
        SOP("x", "X", (Actor("A"),), tuple(Step(s, "", (Symbol("a", ("A",)),)) for s in "st")),
    ],
)
def test_the_most_unfinished_drafts_are_drawn(sop: SOP) -> None:
    assert len(texts(sop)) >= 2


def test_symbols_without_an_actor_stand_in_a_column_of_their_own() -> None:
    sop = apply_all(drawn("a > b\nb ."), [InsertRows("s2")], iter(["n1"]))
    assert [actor.name for actor in drawable(sop).actors] == [
        *(a.name for a in sop.actors),
        UNKNOWN,
    ]


@given(st.integers(0, 999), st.integers(2, 10), st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_was_deleted_the_rest_is_drawn(seed: int, count: int, data: st.DataObject) -> None:
    sop = random_sop(seed, 4, count)
    gone = data.draw(st.sets(st.sampled_from([step.id for step in sop.steps]), max_size=count))
    actor = data.draw(st.sampled_from(sop.actors)).name
    ids = (f"n{n}" for n in range(99))
    edits: list[Edit] = [DeleteRows(tuple(gone)), RemoveActor(actor), InsertRows()]
    sop = apply_all(sop, edits, ids)
    texts(apply_all(sop, [SetActors(sop.steps[-1].symbols[0].id, "A > B + C")], ids))
    texts(apply_all(sop, [SetFlow(sop.steps[-1].symbols[0].id, "Ya 1 · Tidak 1")], ids))


def test_a_draft_says_so_on_every_page_and_in_its_title() -> None:
    assert all("KONSEP" in page for page in texts(random_sop(1, 6, 40), "KONSEP"))
    assert draw(good(), PROFILE, "KONSEP").title.endswith("(KONSEP)")
    assert not any("KONSEP" in page for page in texts(good()))
