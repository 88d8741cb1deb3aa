"""The router on small pages, drawn: letters are symbols, lines the routes that it must find."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from textwrap import dedent

import pytest

from sopan.drawing.routing.grid import STEP, Grid, Link, Place, Side, direction
from sopan.drawing.routing.route import NoWayError, lay, routes, untangle

SIGNS = dict(
    zip(
        (frozenset(sides) for sides in ("lr", "tb", "br", "bl", "tr", "tl")),
        "─│┌┐└┘",
        strict=True,
    )
) | {
    frozenset("lrb"): "┬",
    frozenset("lrt"): "┴",
    frozenset("tbr"): "├",
    frozenset("tbl"): "┤",
    frozenset("lrtb"): "┼",
}
LETTER = dict(zip((Side.LEFT, Side.RIGHT, Side.TOP, Side.BOTTOM), "lrtb", strict=True))


def places(picture: str, pentagons: str) -> tuple[int, int, dict[str, Place]]:
    """Columns, lanes and symbols of a picture; a pentagon in the first lane arrives, others leave.

    Each line of the picture is a lane, each letter or dot a column.
    """
    lanes = [line.split() for line in dedent(picture).strip().splitlines()]
    columns = len(lanes[0])
    found: dict[str, Place] = {}
    for number, lane in enumerate(lanes):
        for column, name in enumerate(lane):
            if name in pentagons:
                sides = frozenset(Side) - {Side.BOTTOM if number else Side.TOP}
                found[name] = Place(column, number, sides, sides, tuple(range(columns)))
            elif name != ".":
                found[name] = Place(column, number)
    return columns, len(lanes), found


def laid(picture: str, *links: str, pentagons: str = "") -> Grid:
    """The grid of a picture with a route for every link, written as "AB"."""
    columns, lanes, found = places(picture, pentagons)
    names = list(found)
    wanted = [Link(names.index(link[0]), names.index(link[1])) for link in links]
    return untangle(lay(columns, lanes, list(found.values()), wanted), 60)


def drawing(grid: Grid, names: Sequence[str]) -> str:
    """The routes of a grid in characters; symbols are put where they ended up."""
    sides: dict[tuple[int, int], set[str]] = {}
    for route in routes(grid):
        for a, b in pairwise(route.points):
            ahead = direction(a, b)
            dx, dy = STEP[ahead]
            while a != b:
                sides.setdefault(a, set()).add(LETTER[ahead])
                a = a[0] + dx, a[1] + dy
                sides.setdefault(a, set()).add(LETTER[ahead.opposite])
    symbols = {place.point: name for place, name in zip(grid.places, names, strict=True)}
    lines = (_line(y, grid.width, sides, symbols) for y in range(grid.height))
    return dedent("\n".join(lines)).strip("\n")


def _line(
    y: int,
    width: int,
    sides: dict[tuple[int, int], set[str]],
    symbols: dict[tuple[int, int], str],
) -> str:
    text = ""
    for x in range(width):
        here = sides.get((x, y), set())
        text += symbols.get((x, y)) or SIGNS.get(frozenset(here), " ")
        text += "─" if "r" in here else " "
    return text.rstrip()


def drawn(picture: str, *links: str, pentagons: str = "") -> str:
    """The picture with its routes."""
    grid = laid(picture, *links, pentagons=pentagons)
    return drawing(grid, list(places(picture, pentagons)[2]))


@pytest.mark.parametrize(
    ("picture", "links", "expected"),
    [
        pytest.param(
            """
            A
            B
            C
            """,
            "AB BC",
            """
            A
            │
            B
            │
            C
            """,
            id="straight down",
        ),
        pytest.param(
            """
            A . B
            """,
            "AB",
            """
            A───────B
            """,
            id="straight to the side",
        ),
        pytest.param(
            """
            A . .
            . . B
            """,
            "AB",
            """
            A───────┐
                    │
                    B
            """,
            id="one bend",
        ),
        pytest.param(
            """
            . . A
            B . .
            """,
            "AB",
            """
            ┌───────A
            │
            B
            """,
            id="one bend back",
        ),
        pytest.param(
            """
            A B C
            . . D
            """,
            "AC BD",
            """
              ┌─────┐
            A─┘ B   C
                │
                └───D
            """,
            id="around the symbol between",
        ),
        pytest.param(
            """
            A
            B
            C
            """,
            "AB BC CA",
            """
            ┌─A
            │ │
            │ B
            │ │
            └─C
            """,
            id="back by the side",
        ),
        pytest.param(
            """
            A .
            . B
            . C
            """,
            "AB BC CA",
            """
            A───┐
            │   │
            │   B
            │   │
            └───C
            """,
            id="back beside a way that bends",
        ),
        pytest.param(
            """
            . A .
            B C D
            """,
            "AB AC AD",
            """
            ┌───A───┐
            │   │   │
            B   C   D
            """,
            id="a decision with three branches",
        ),
        pytest.param(
            """
            A . .
            . B C
            . . D
            """,
            "AB BA BC BD",
            """
            A───┐
            │   │
            └───B───C
                │
                └───D
            """,
            id="branches to a row before, beside and after",
        ),
        pytest.param(
            """
            A .
            B C
            D .
            """,
            "AB BD BC CB",
            """
            A
            ├───┐
            B───C
            │
            D
            """,
            id="a decision and its box for mending",
        ),
        pytest.param(
            """
            A
            B
            C
            D
            """,
            "AB BC CD CA DA",
            """
            ┌─A
            │ │
            │ B
            │ │
            ├─C
            │ │
            └─D
            """,
            id="loops that merge",
        ),
        pytest.param(
            """
            A .
            . B
            . C
            . D
            """,
            "AB BC CD CA DB",
            """
            ┌─────┐
            A───┐ │
                │ │
              ┌─B │
              │ │ │
              │ C─┘
              │ │
              └─D
            """,
            id="loops that must not merge",
        ),
        pytest.param(
            """
            . . A .
            B C D E
            """,
            "AB AC AD AE",
            """
            ┌───────┐
            │   ┌───A───┐
            │   │   │   │
            B   C   D   E
            """,
            id="a split of four",
        ),
        pytest.param(
            """
            . . A . .
            B C D E F
            """,
            "AB AC AD AE AF",
            """
            ┌───────┐ ┌─────┐
            │   ┌───A─┴─┐   │
            │   │   │   │   │
            B   C   D   E   F
            """,
            id="a split of five, two by one side",
        ),
        pytest.param(
            """
            A B C
            . D .
            """,
            "AD BD CD",
            """
            A   B   C
            │   │   │
            └───D───┘
            """,
            id="a join of three",
        ),
        pytest.param(
            """
            . A
            B .
            . C
            D .
            """,
            "AB BC CD DA",
            """
            ┌───A─┐
            │     │
            B───┐ │
                │ │
            ┌───C │
            │     │
            D─────┘
            """,
            id="a loop over the whole page",
        ),
    ],
)
def test_symbols_are_joined_as_with_a_ruler(picture: str, links: str, expected: str) -> None:
    assert drawn(picture, *links.split()) == dedent(expected).strip("\n")


@pytest.mark.parametrize(
    ("picture", "links", "expected"),
    [
        pytest.param(
            """
            P . .
            . A .
            . B .
            . . Q
            """,
            "PA AB BQ",
            """
            P
            │
            A
            │
            B
            │
            Q
            """,
            id="a pentagon moves above the symbol it leads to",
        ),
        pytest.param(
            """
            . . P
            A . .
            . B .
            """,
            "PB AB",
            """
                P
                │
            A───┤
                │
                B
            """,
            id="a pentagon merges with the way from the row before",
        ),
        pytest.param(
            """
            Q P .
            A . .
            . . B
            """,
            "PB QA AB",
            """
            Q       P
            │       │
            A───────┤
                    │
                    B
            """,
            id="two pentagons do not cross",
        ),
        pytest.param(
            """
            P . .
            A . .
            . B .
            . Q .
            """,
            "AB BP QB",
            """
                    P
                    │
            A───┐   │
                │   │
                B───┘
                │
                Q
            """,
            id="a loop goes back over pages",
        ),
    ],
)
def test_pentagons_are_moved_where_their_way_is_short(
    picture: str, links: str, expected: str
) -> None:
    assert drawn(picture, *links.split(), pentagons="PQ") == dedent(expected).strip("\n")


def test_the_same_page_is_drawn_the_same_whatever_was_drawn_before() -> None:
    first = drawn(". A\nB .\n. C\nD .", "AB", "BC", "CD", "DA")
    drawn("A B\nC D", "AD", "BC")
    assert drawn(". A\nB .\n. C\nD .", "AB", "BC", "CD", "DA") == first


def test_a_way_around_is_better_than_a_crossing() -> None:
    assert list(laid("A B\nC D", "AD", "BC").crossings()) == []


def test_a_side_is_entered_or_left_but_never_both() -> None:
    grid = laid(". A .\nB C D\n. E .", "AB", "AC", "AD", "BA", "CE", "DC", "EC", "EA")
    pairs = list(zip(grid.links, routes(grid), strict=True))
    left = {(link.source, way.exit) for link, way in pairs}
    entered = {(link.target, way.entry) for link, way in pairs}
    assert left & entered == set()


def test_a_second_way_by_the_same_side_takes_another_port() -> None:
    ways = routes(laid(". . A . .\nB C D E F", "AB", "AC", "AD", "AE", "AF"))
    assert len({(way.exit, way.port) for way in ways}) == 5
    assert sorted(abs(way.port) for way in ways) == [0, 0, 0, 0, 1]


def test_a_link_from_a_symbol_to_itself_has_no_way() -> None:
    with pytest.raises(NoWayError):
        laid("A", "AA")
