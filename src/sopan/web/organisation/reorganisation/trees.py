"""The trees before and after a plan, cut down to what is touched and what stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopan.web.organisation.reorganisation.plan import Ref
from sopan.web.organisation.reorganisation.preview import Preview, What
from sopan.web.organisation.reorganisation.structure import Structure, UnitRow, on


@dataclass(frozen=True, slots=True)
class Twig:
    """A unit, what happens to it, and the touched units below; `others` stay and are not shown."""

    id: Ref
    name: str
    marks: tuple[What, ...]
    below: tuple[Twig, ...]
    others: int


def before(structure: Structure, shown: Preview) -> tuple[Twig, ...]:
    return _grown(on(structure.units, structure.day), _marks(shown))


def after(shown: Preview) -> tuple[Twig, ...]:
    return _grown(shown.units, _marks(shown))


def _marks(shown: Preview) -> dict[Ref, list[What]]:
    marks: dict[Ref, list[What]] = {}
    for one in shown.of_kind("unit"):
        marks.setdefault(one.id, []).append(one.what)
    return marks


def _grown(rows: Iterable[UnitRow], marks: Mapping[Ref, list[What]]) -> tuple[Twig, ...]:
    by_id = {row.id: row for row in rows}
    kept = _with_above(by_id, marks)
    below: dict[Ref | None, list[UnitRow]] = {}
    for row in by_id.values():
        below.setdefault(row.parent, []).append(row)

    def twig(row: UnitRow) -> Twig:
        own = below.get(row.id, [])
        shown = tuple(twig(child) for child in own if child.id in kept)
        return Twig(row.id, row.name, tuple(marks.get(row.id, ())), shown, len(own) - len(shown))

    return tuple(twig(row) for row in below.get(None, []) if row.id in kept)


def _with_above(rows: Mapping[Ref, UnitRow], marks: Iterable[Ref]) -> set[Ref]:
    kept: set[Ref] = set()
    for start in marks:
        unit: Ref | None = start
        while unit is not None and unit in rows and unit not in kept:
            kept.add(unit)
            unit = rows[unit].parent
    return kept
