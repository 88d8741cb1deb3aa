"""What a unit was: "Pada 2024 unit ini bernama ...", "Dibentuk ... dari penggabungan A dan B"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sopan.web.organisation.models import Succession, UnitPeriod
from sopan.web.organisation.queries import naming
from sopan.web.organisation.reorganisation.words import listed


def history_of(unit_id: int, day: date) -> list[str]:
    """The sentences, the earliest first; `day` is that of the page. Three questions."""
    rows = _successions(unit_id)
    periods = naming.unit_periods([unit_id, *(u for r in rows for u in (r.before_id, r.after_id))])
    own = periods.get(unit_id, ())
    if not own:
        return []
    parents = naming.unit_periods(period.parent_id for period in own)
    return [
        *_beginnings(unit_id, rows, periods),
        *_changes(own, parents, day),
        *_ends(unit_id, rows, periods, own[-1].until),
    ]


def _successions(unit_id: int) -> list[Succession]:
    """Those of the unit, and those of the units it came from on the same day."""
    own = Q(before=unit_id) | Q(after=unit_id)
    beside = Q(before__in=Succession.objects.filter(after=unit_id).values("before"))
    return list(Succession.objects.filter(own | beside).order_by("day", "pk"))


def _beginnings(
    unit_id: int, rows: Sequence[Succession], periods: naming.UnitPeriods
) -> Iterable[str]:
    """From which units it came, or which ones came into it."""
    made = periods[unit_id][0].since
    for day in sorted({row.day for row in rows if row.after_id == unit_id}):
        came = [row for row in rows if row.after_id == unit_id and row.day == day]
        names = [_name_before(periods, row.before_id, day) for row in came]
        values = {"day": date_format(day, "j F Y"), "units": listed(names)}
        if day != made:
            yield _("Sejak %(day)s meneruskan juga tugas %(units)s.") % values
        elif len(came) > 1:
            yield _("Dibentuk %(day)s dari penggabungan %(units)s.") % values
        elif _is_divided(came[0], rows):
            yield _("Dibentuk %(day)s dari pemecahan %(units)s.") % values
        else:
            yield _("Dibentuk %(day)s; meneruskan %(units)s.") % values


def _is_divided(row: Succession, rows: Iterable[Succession]) -> bool:
    return sum(r.before_id == row.before_id and r.day == row.day for r in rows) > 1


def _name_before(periods: naming.UnitPeriods, unit: int, day: date) -> str:
    return naming.office(periods, unit, day - timedelta(days=1)).name


def _changes(own: Sequence[UnitPeriod], parents: naming.UnitPeriods, day: date) -> Iterable[str]:
    """Other names and places, and planned ones."""
    for period, later in pairwise(own):
        values = {"day": date_format(later.since, "j F Y"), "old": period.name, "new": later.name}
        if period.name != later.name and later.since > day:
            yield _("Mulai %(day)s bernama %(new)s.") % values
        elif period.name != later.name:
            yield _old_name(period, later.since)
        if period.parent_id != later.parent_id and later.parent_id:
            values["parent"] = naming.office(parents, later.parent_id, later.since).name
            yield _("Sejak %(day)s berada di bawah %(parent)s.") % values


def _old_name(period: UnitPeriod, until: date) -> str:
    """ "Pada 2017–2021 unit ini bernama ..."."""
    first, last = period.since.year, (until - timedelta(days=1)).year
    years = str(first) if first == last else f"{first}–{last}"
    return _("Pada %(years)s unit ini bernama %(name)s.") % {"years": years, "name": period.name}


def _ends(
    unit_id: int, rows: Iterable[Succession], periods: naming.UnitPeriods, until: date | None
) -> Iterable[str]:
    if until is None:
        return
    goes_on = [row.after_id for row in rows if row.before_id == unit_id and row.day == until]
    last = date_format(until - timedelta(days=1), "j F Y")
    if not goes_on:
        yield _("Berakhir %(last)s.") % {"last": last}
        return
    names = [naming.office(periods, unit, until).name for unit in goes_on]
    values = {"last": last, "units": listed(names)}
    yield _("Berakhir %(last)s; tugasnya diteruskan %(units)s.") % values
