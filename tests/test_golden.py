"""The pages of three examples, mark by mark: `pytest tests/test_golden.py --accept` takes new ones.

The files under golden/ say where everything lies to a tenth of a millimetre. They say nothing of
bytes; that these are the same everywhere has its own test below.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import pytest

from sopan.drawing.drawing import (
    Block,
    Drawing,
    Mark,
    Modules,
    Picture,
    Point,
    Polygon,
    Polyline,
    Rectangle,
    Role,
    Text,
)
from sopan.drawing.pages import draw
from sopan.files import find_profile
from sopan.formats import yaml

EXAMPLES = Path(__file__).parent.parent / "examples"
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("cuti-tahunan", "penerbitan-sp2d", "surat-masuk")


def dump(drawing: Drawing) -> Iterator[str]:
    """Every mark of every page as a line, below the block it belongs to."""
    yield f"{drawing.title} | {drawing.author} | {drawing.subject} | {drawing.date}"
    for number, page in enumerate(drawing.pages, 1):
        yield f"page {number}, {page.width:g} x {page.height:g}"
        for block in page.blocks:
            yield f"  {_head(block)}"
            yield from (f"    {_mark(mark)}" for mark in block.marks)


def _head(block: Block) -> str:
    if block.role in (Role.CELL, Role.HEADER_CELL):
        spans = f" x {block.row_span},{block.column_span}"
        usual = block.row_span == block.column_span == 1
        return f"{block.role} {block.row},{block.column}{'' if usual else spans}"
    return f"{block.role} {block.alternative}".rstrip()


def _mark(mark: Mark) -> str:
    match mark:
        case Text():
            turned = f" turned {mark.angle}" if mark.angle else ""
            look = f"{mark.size:g} {mark.style} {mark.anchor}{turned}"
            return f"text {_at((mark.x, mark.y))} {look}: {mark.text}"
        case Rectangle():
            kind = f"radius {mark.radius:.1f}" if mark.radius else "box"
            ends = _at((mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height))
            return f"{kind} {ends}{_ink(mark.stroke, mark.fill)}"
        case Polygon():
            return f"shape {_at(*mark.points)}{_ink(mark.stroke, mark.fill)}"
        case Polyline():
            return f"line {_at(*mark.points)}{_ink(mark.stroke, None)}"
        case Picture():
            ends = _at((mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height))
            return f"picture {ends} {mark.name}"
        case Modules():
            return f"modules {_at(*_corners(mark))}, {len(mark.rectangles)} pieces"


def _at(*points: Point) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _ink(stroke: float, fill: float | None) -> str:
    drawn = f" stroke {stroke:g}" if stroke else ""
    return drawn if fill is None else f"{drawn} fill {fill:g}"


def _corners(modules: Modules) -> tuple[Point, Point]:
    xs = [x for left, _, width, _ in modules.rectangles for x in (left, left + width)]
    ys = [y for _, top, _, height in modules.rectangles for y in (top, top + height)]
    return (min(xs), min(ys)), (max(xs), max(ys))


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_those_that_were_accepted(name: str, request: pytest.FixtureRequest) -> None:
    sop = yaml.read((EXAMPLES / f"{name}.yaml").read_bytes()).sop
    found = [*dump(draw(sop, find_profile(None, [EXAMPLES])))]
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(found) + "\n", encoding="utf-8")
    accepted = path.read_text(encoding="utf-8").splitlines()
    changes = list(unified_diff(accepted, found, "accepted", "drawn", lineterm="", n=1))
    if changes:
        pytest.fail("\n".join([*changes[:60], "Look at the pages, then accept: --accept"]), False)


def test_there_is_no_golden_file_without_a_test() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == list(NAMES)


def render(out: Path, seed: str) -> dict[str, bytes]:
    """All results of a process of its own, with its own order of sets."""
    files = [EXAMPLES / f"{name}.yaml" for name in NAMES]
    _sopan(seed, "render", *files, "-o", out, "--format", "pdf,svg,png", "--dpi", "60")
    shelf = out / "rak"
    shelf.mkdir()
    for file in files:
        (shelf / file.name).write_bytes(file.read_bytes())
    _sopan(seed, "book", shelf, "-o", out / "buku.pdf")
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def _sopan(seed: str, *words: str | Path) -> None:
    command: Sequence[str | Path] = (sys.executable, "-m", "sopan.cli", *words)
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
    )


def test_two_processes_with_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    one, other = (render(tmp_path / seed, seed) for seed in ("1", "4711"))
    assert one.keys() == other.keys()
    assert {"surat-masuk.pdf", "surat-masuk-1.svg", "surat-masuk-1.png", "buku.pdf"} <= one.keys()
    assert [name for name, data in one.items() if other[name] != data] == []
