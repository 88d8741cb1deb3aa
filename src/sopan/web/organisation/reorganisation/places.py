"""Units and posts as people name them in a plan: by name, told apart where names are equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sopan.web.organisation.reorganisation.plan import Plan, Ref, new_units
from sopan.web.organisation.reorganisation.structure import PostRow, Structure, UnitRow, on

Key = TypeVar("Key", Ref, int)


class NotOne(ValueError):  # noqa: N818  # An answer, not a fault.
    """The text names nothing, or several things: `found` are the first of these."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(", ".join(found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Places:
    """What can be named, by label."""

    units: Mapping[str, Ref]
    posts: Mapping[str, int]
    rows: Mapping[Ref, UnitRow]
    post_rows: Mapping[int, PostRow]

    def unit(self, text: str) -> Ref:
        return _one(self.units, text)

    def post(self, text: str) -> int:
        return _one(self.posts, text)

    def unit_label(self, unit: Ref) -> str:
        return next((label for label, ref in self.units.items() if ref == unit), "")

    def post_label(self, post: int) -> str:
        return next((label for label, id_ in self.posts.items() if id_ == post), "")


def places_of(structure: Structure, plan: Plan) -> Places:
    """The units and posts of the day, and the units that the plan makes."""
    rows: dict[Ref, UnitRow] = {row.id: row for row in on(structure.units, structure.day)}
    day = structure.day
    for new in new_units(plan):
        rows[new.key] = UnitRow(
            new.key, new.name, new.short_name, new.kind, new.parent, 0, day, None
        )
    posts = {row.id: row for row in on(structure.posts, day)}
    units = _labelled(rows.values(), lambda row: _name(rows, row.parent))
    named = _labelled(posts.values(), lambda row: _name(rows, row.unit))
    return Places(
        {label: row.id for label, row in units.items()},
        {label: row.id for label, row in named.items()},
        rows,
        posts,
    )


def _name(rows: Mapping[Ref, UnitRow], unit: Ref | None) -> str:
    return rows[unit].name if unit is not None and unit in rows else ""


Row = TypeVar("Row", UnitRow, PostRow)


def _labelled(rows: Iterable[Row], place: Callable[[Row], str]) -> dict[str, Row]:
    """By name; with the place behind it, then a number, where the name is not enough."""
    listed = list(rows)
    names = Counter(row.name for row in listed)
    labels: dict[str, Row] = {}
    for row in listed:
        label = row.name if names[row.name] == 1 else f"{row.name} – {place(row)}"
        labels[label if label not in labels else f"{label} ({row.id})"] = row
    return labels


def _one(labels: Mapping[str, Key], text: str) -> Key:
    """What a text names: the whole label, or a part of only one. Raises NotOne."""
    folded = text.strip().casefold()
    exact = [label for label in labels if label.casefold() == folded]
    found = exact or [label for label in labels if folded in label.casefold()]
    if len(found) != 1:
        raise NotOne(found[:5])
    return labels[found[0]]
