"""Whose an SOP is on a day: its unit, and once that is closed its heir, else the unit above it.

Nothing is written when a unit is closed: an SOP keeps the unit it was made for, and dates decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sopan.web.organisation.models import Succession, UnitPeriod

FARTHEST = 20
"""Steps from heir to heir that are followed."""


def owners_on(units: Iterable[int], day: date) -> dict[int, int]:
    """The unit that has the SOPs of each unit on the day; itself where nobody else is found."""
    found: dict[int, int] = {}
    waiting = {unit: unit for unit in units}
    for _step in range(FARTHEST):
        if not waiting:
            break
        alive = set(
            UnitPeriod.objects.on(day)
            .filter(unit__in=set(waiting.values()))
            .values_list("unit", flat=True)
        )
        found |= {unit: now for unit, now in waiting.items() if now in alive}
        left = {unit: now for unit, now in waiting.items() if now not in alive}
        later = _after(set(left.values()), day) if left else {}
        found |= {unit: now for unit, now in left.items() if now not in later}
        waiting = {unit: later[now] for unit, now in left.items() if now in later}
    return {**waiting, **found}


def owner_on(unit: int, day: date) -> int:
    return owners_on([unit], day)[unit]


def _after(closed: set[int], day: date) -> Mapping[int, int]:
    """The first heir of each closed unit, else the unit that was above it last."""
    found: dict[int, int] = {}
    heirs = Succession.objects.filter(before__in=closed, day__lte=day).order_by("day", "pk")
    for before, after in heirs.values_list("before", "after"):
        found.setdefault(before, after)
    ended = UnitPeriod.objects.filter(unit__in=closed - found.keys(), until__lte=day)
    rows = ended.exclude(parent=None).order_by("since").values_list("unit", "parent")
    return {**{unit: parent for unit, parent in rows if parent is not None}, **found}
