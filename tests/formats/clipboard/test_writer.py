"""Rows that are copied out come back as they were, through both flavours of the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.formats.clipboard import Copied, cells, rows, to_sop_steps, write
from sopan.sop import duration
from sopan.sop.model import SOP, Actor, Flow, Kind, Link, Step, Symbol
from tests.sop.build import good
from tests.strategies import sops

ACTORS = ("Pemohon", "Staf dan Kasubag", "Kepala Seksi A, B, dan C")
WORDS = ("surat", "=1+1", "'=x", "+62", "@nama", "-5", "- 5", '"kutip"', "a\tb", "<b>&amp;", "é½")


def pasted_back(copied: Copied, flavour: str, names: Sequence[str]) -> tuple[Step, ...]:
    text, html = (copied.text, "") if flavour == "text" else ("", copied.html)
    found = rows(cells(text, html), names)
    assert found.problems == ()
    return to_sop_steps(found, (f"s{n}" for n in count(1))).steps


_lines = (
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
    .map(" ".join)
    .map(lambda text: " ".join(text.split()))
)
_activities = st.sampled_from(("Memeriksa", "Mencatat")).flatmap(
    lambda verb: st.lists(_lines, min_size=1, max_size=2).map(lambda x: f"{verb} " + "\n".join(x))
)
_entries = st.lists(_lines.map(lambda text: f"Berkas {text}"), max_size=3).map(tuple)
_symbols = st.lists(st.sampled_from(ACTORS), min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def _sops(draw: st.DrawFn) -> SOP:
    """SOPs that a table can hold: chains whose last symbol leads to any row."""
    size = draw(st.integers(1, 5))
    steps = tuple(draw(_step(number, size)) for number in range(1, size + 1))
    return replace(good(), actors=tuple(map(Actor, ACTORS)), steps=steps)


@st.composite
def _step(draw: st.DrawFn, number: int, size: int) -> Step:
    chain = draw(st.lists(_symbols, min_size=1, max_size=3))
    flows = draw(_flows(number, size))
    asks = any(flow.label for flow in flows)
    symbols = [
        Symbol(f"s{number}.{n}", actors, flows=(Flow(f"s{number}.{n + 1}"),))
        for n, actors in enumerate(chain, 1)
    ]
    symbols[-1] = replace(symbols[-1], flows=flows, kind=Kind.DECISION if asks else Kind.PROCESS)
    return Step(
        f"s{number}",
        draw(_lines.map(lambda text: f"Apakah {text}?")) if asks else draw(_activities),
        tuple(symbols),
        draw(_entries),
        draw(st.none() | st.sampled_from(("5 menit", "sesuai jadwal")).map(duration.read)),
        draw(_entries),
        draw(st.none() | _lines.map(lambda text: Link(f"Lihat {text}"))),
    )


def _flows(number: int, size: int) -> st.SearchStrategy[tuple[Flow, ...]]:
    """The next row, the end, other rows, or answers."""
    following = (Flow(f"s{number + 1}.1"),) if number < size else ()
    targets = st.lists(st.integers(1, size), min_size=1, max_size=3, unique=True)
    onward = targets.map(lambda places: tuple(Flow(f"s{place}.1") for place in places))
    either: list[st.SearchStrategy[tuple[Flow, ...]]] = [st.just(following), st.just(()), onward]
    if size > 1:
        either.append(targets.filter(lambda places: len(places) > 1).map(_answers))
    return st.one_of(either)


def _answers(places: list[int]) -> tuple[Flow, ...]:
    labels = ("yes", "no") if len(places) == 2 else ("Ringan", "Sedang", "Sangat berat")
    return tuple(Flow(f"s{place}.1", label) for place, label in zip(places, labels, strict=True))


@pytest.mark.parametrize("flavour", ["text", "html"])
@given(sop=_sops())
@settings(deadline=None)
def test_what_is_copied_comes_back(flavour: str, sop: SOP) -> None:
    assert pasted_back(write(sop), flavour, ACTORS) == sop.steps


@pytest.mark.parametrize("flavour", ["text", "html"])
@given(sop=sops())
@settings(max_examples=40, deadline=None)
def test_whatever_an_sop_holds_it_is_written_and_its_rows_are_read(flavour: str, sop: SOP) -> None:
    copied = write(sop)
    text, html = (copied.text, "") if flavour == "text" else ("", copied.html)
    found = rows(cells(text, html), [actor.name for actor in sop.actors])
    assert len(found.rows) == len(sop.steps)
    assert [row.number for row in found.rows] == [str(n) for n in range(1, len(sop.steps) + 1)]


def test_only_the_rows_that_are_asked_for_are_copied_with_their_numbers() -> None:
    found = rows(cells("", write(good(), ["terima", "simpan"]).html))
    assert [(row.number, row.text) for row in found.rows] == [
        ("2", "Menerima surat"),
        ("4", "Menyimpan surat"),
    ]


def test_a_spreadsheet_is_told_that_cells_are_texts() -> None:
    step = replace(good().steps[0], text="=HYPERLINK(0)", note=Link("- butir"))
    copied = write(replace(good(), steps=(step,)))
    assert "\t'=HYPERLINK(0)\t" in copied.text
    assert "\t- butir\t" in copied.text
    assert "mso-number-format:'\\@'" in copied.html
    assert 'sdnum="1033;0;@"' in copied.html


def test_markup_in_texts_stays_text() -> None:
    step = replace(good().steps[0], text="Memeriksa <script>alert(1)</script>")
    assert "<script" not in write(replace(good(), steps=(step,))).html
