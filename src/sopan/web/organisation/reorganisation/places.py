"""Units and posts as people name them in a plan: looked up by name or code on the plan's day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sopan.web.organisation.deciding import offices_on
from sopan.web.organisation.models import Government, PositionPeriod, UnitPeriod
from sopan.web.organisation.reorganisation.plan import Plan, Ref, new_units

MOST = 5
"""So many are named when several fit."""
CODE_BEHIND = re.compile(r"\[([^\[\]]+)\]\s*$")


class NotOne(ValueError):  # noqa: N818  # An answer, not a fault.
    """The text names nothing, or several things: `found` are the first of these."""

    def __init__(self, found: list[str]) -> None:
        super().__init__(", ".join(found))
        self.found = found


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or post that can be meant; no two have the same code."""

    ref: Ref
    name: str
    code: str
    unit: int | None = None
    """What it stands below or in."""

    @property
    def label(self) -> str:
        """ "Bagian Hukum [U008]", as in every form that names a unit or post."""
        return f"{self.name} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Places:
    """The units and posts of a day, and the units that a plan makes."""

    government: Government
    day: date
    plan: Plan

    def unit(self, text: str) -> Ref:
        """What a text names: a code, the whole name, or a part of only one. Raises NotOne."""
        return self._one(text, [*self._new(text), *self._units(text)])

    def post(self, text: str) -> int:
        """Likewise a post."""
        return int(self._one(text, self._posts(text)))

    @property
    def made(self) -> list[Place]:
        """The units that the plan makes."""
        return [Place(new.key, new.name, new.key) for new in new_units(self.plan)]

    def unit_label(self, unit: int) -> str:
        found = self._named_units(Q(unit=unit))
        return found[0].label if found else ""

    def post_label(self, post: int) -> str:
        found = self._named_posts(Q(position=post))
        return found[0].label if found else ""

    def period(self, unit: int) -> UnitPeriod:
        return UnitPeriod.objects.on(self.day).get(government=self.government, unit=unit)

    def _new(self, text: str) -> list[Place]:
        code, folded = _code(text), text.casefold()
        return [
            p for p in self.made if p.code == code or (not code and folded in p.name.casefold())
        ]

    def _units(self, text: str) -> list[Place]:
        code = _code(text)
        if code:
            return self._named_units(Q(unit__code=code))
        exact = self._named_units(Q(name__iexact=text) | Q(unit__code__iexact=text))
        return exact or self._named_units(Q(name__icontains=text))

    def _posts(self, text: str) -> list[Place]:
        code = _code(text)
        if code:
            return self._named_posts(Q(position__code=code))
        exact = self._named_posts(Q(name__iexact=text) | Q(position__code__iexact=text))
        return exact or self._named_posts(Q(name__icontains=text))

    def _named_units(self, wanted: Q) -> list[Place]:
        rows = UnitPeriod.objects.on(self.day).filter(wanted, government=self.government)
        values = rows.order_by("name", "pk").values_list("unit", "name", "unit__code", "parent")
        return [Place(*row) for row in values[: MOST + 1]]

    def _named_posts(self, wanted: Q) -> list[Place]:
        rows = PositionPeriod.objects.on(self.day).filter(wanted, government=self.government)
        values = rows.order_by("name", "pk")
        columns = ("position", "name", "position__code", "unit")
        return [Place(*row) for row in values.values_list(*columns)[: MOST + 1]]

    def _one(self, text: str, found: Sequence[Place]) -> Ref:
        folded = text.casefold()
        exact = [p for p in found if folded in (p.name.casefold(), p.code.casefold())]
        meant = exact or found
        if len(meant) != 1:
            raise NotOne(self._told(meant[:MOST]))
        return meant[0].ref

    def _told(self, found: Sequence[Place]) -> list[str]:
        """Labels; where names are equal with the place between name and code."""
        count = Counter(place.name for place in found)
        twins = [place for place in found if count[place.name] > 1 and place.unit]
        offices = offices_on([place.unit for place in twins], self.day) if twins else {}
        return [
            f"{p.name} – {offices[p.unit].name} [{p.code}]"
            if p in twins and p.unit in offices
            else p.label
            for p in found
        ]


def _code(text: str) -> str:
    found = CODE_BEHIND.search(text)
    return found.group(1).strip() if found else ""
