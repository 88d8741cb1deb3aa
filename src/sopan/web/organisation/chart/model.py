"""What a chart shows: units with those below them, and who coordinates whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A unit of the chart.

    `children` are those shown; a folded unit shows none and counts them all in `hidden`.
    """

    id: int
    name: str
    post: str = ""
    """The head's post, empty where it only repeats the name of the unit."""
    holder: str = ""
    """Who acts as the head: "Plt. ...", or the word for a vacant post."""
    vacant: bool = False
    beside: bool = False
    """Drawn beside the line of command, as staf ahli are."""
    children: tuple[Node, ...] = ()
    hidden: int = 0

    @property
    def foldable(self) -> bool:
        return bool(self.children or self.hidden)


@dataclass(frozen=True, slots=True)
class Edge:
    """A unit that is coordinated, in a field, by another one: the functional hierarchy."""

    source: int
    target: int
    field: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a tree and the coordination between the units in it."""

    root: Node
    edges: tuple[Edge, ...] = ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything shown below it, each before what is below it."""
    yield node
    for child in node.children:
        yield from walk(child)
