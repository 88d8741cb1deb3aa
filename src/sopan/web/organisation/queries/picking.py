"""Units, posts and people found by what somebody types into a form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from sopan.web.organisation.models import (
    Government,
    Position,
    PositionPeriod,
    Unit,
    UnitPeriod,
)
from sopan.web.people.models import Person

MOST = 20
"""So many are offered at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be meant; no two have the same code."""

    thing: Any
    name: str
    code: str

    @property
    def label(self) -> str:
        """ "Bagian Hukum [U008]": read by people, understood again when sent back."""
        return f"{self.name} [{self.code}]"


def units(government: Government, day: date, text: str) -> list[Choice]:
    """Units that exist on the day or later."""
    rows = UnitPeriod.objects.filter(_alive(day), government=government).select_related("unit")
    rows = rows.filter(Q(name__icontains=text) | Q(unit__code__iexact=text))
    return _once(Choice(row.unit, row.name, row.unit.code) for row in rows.order_by(*ORDER)[:MOST])


def positions(government: Government, day: date, text: str) -> list[Choice]:
    """Posts that exist on the day or later."""
    rows = PositionPeriod.objects.filter(_alive(day), government=government)
    rows = rows.filter(Q(name__icontains=text) | Q(position__code__iexact=text))
    rows = rows.select_related("position").order_by(*ORDER)[:MOST]
    return _once(Choice(row.position, row.name, row.position.code) for row in rows)


def people(government: Government, day: date, text: str) -> list[Choice]:
    """People; their code is the NIP, or `#` and a number for who has none."""
    wanted = Q(name__icontains=text) | Q(nip=text.replace(" ", ""))
    if text.startswith("#") and text[1:].isdecimal() and len(text) < MOST:
        wanted = Q(pk=int(text[1:]))
    rows = Person.objects.filter(wanted, government=government).order_by("name", "pk")
    return [Choice(row, row.name, row.nip or f"#{row.pk}") for row in rows[:MOST]]


ORDER = ("name", "pk")
LOOKUPS = {"unit": units, "jabatan": positions, "pejabat": people}


def label(found: Unit | Position, day: date) -> str:
    """How a unit or post stands in a field that is filled in already."""
    periods = found.periods.filter(_alive(day)).order_by("since")
    period = periods.first() or found.periods.order_by("-since").first()
    return Choice(found, period.name if period else found.code, found.code).label


def _alive(day: date) -> Q:
    return Q(until=None) | Q(until__gt=day)


def _once(choices: Iterable[Choice]) -> list[Choice]:
    by_code: dict[str, Choice] = {}
    for choice in choices:
        by_code.setdefault(choice.code, choice)
    return list(by_code.values())
