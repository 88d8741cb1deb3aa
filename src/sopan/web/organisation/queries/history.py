"""What a unit was, as its times and as sentences, with ways to its kin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sopan.web.organisation.deciding import Office
from sopan.web.organisation.models import Succession, Unit, UnitPeriod
from sopan.web.organisation.queries import naming
from sopan.web.organisation.reorganisation.words import listed


@dataclass(frozen=True, slots=True)
class Stage:
    """A time in which a unit had one name and one place."""

    name: str
    since: date
    until: date | None
    parent: Office | None
    current: bool
    told: tuple[Sentence, ...] = ()
    """Which units it came from in this time, and where it went at its end."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A unit that this one succeeded, or that succeeded it."""

    office: Office
    day: date


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: texts and, between them, the units it names."""

    parts: tuple[str | Office, ...]

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else part.name for part in self.parts)


@dataclass(frozen=True, slots=True)
class History:
    """The times of a unit, its kin, and both told."""

    stages: tuple[Stage, ...]
    predecessors: tuple[Kin, ...]
    successors: tuple[Kin, ...]
    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> date | None:
        return self.stages[0].since if self.stages else None

    @property
    def end(self) -> date | None:
        """The first day without the unit; None while it lives."""
        return self.stages[-1].until if self.stages else None


@dataclass(frozen=True, slots=True)
class _Kinship:
    """A unit among those it came from and went into, with the times of all."""

    unit: int
    rows: Sequence[Succession]
    periods: naming.UnitPeriods

    @property
    def own(self) -> Sequence[UnitPeriod]:
        return self.periods.get(self.unit, ())

    def came(self, unit: int, day: date) -> list[int]:
        """From which units one came on a day."""
        return [row.before_id for row in self.rows if row.after_id == unit and row.day == day]

    def went(self, unit: int, day: date) -> list[int]:
        """Into which units one went on a day."""
        return [row.after_id for row in self.rows if row.before_id == unit and row.day == day]

    def before(self, units: Iterable[int], day: date) -> list[Office]:
        """As they were called on their last day."""
        return [naming.office(self.periods, unit, day - timedelta(days=1)) for unit in units]

    def after(self, units: Iterable[int], day: date) -> list[Office]:
        return [naming.office(self.periods, unit, day) for unit in units]


def history_of(unit: Unit, day: date) -> History:
    """Three questions: the successions, all periods of the unit and of those beside it, parents."""
    rows = _successions(unit.pk)
    periods = naming.unit_periods([unit.pk, *(u for r in rows for u in (r.before_id, r.after_id))])
    kin = _Kinship(unit.pk, rows, periods)
    parents = naming.unit_periods(period.parent_id for period in kin.own)
    beginnings, ends = list(_beginnings(kin)), list(_ends(kin))
    came = [row for row in rows if row.after_id == unit.pk]
    went = [row for row in rows if row.before_id == unit.pk]
    return History(
        tuple(_with_kin(_stages(kin.own, parents, day), beginnings, ends)),
        tuple(Kin(naming.office(periods, row.before_id, row.day), row.day) for row in came),
        tuple(Kin(naming.office(periods, row.after_id, row.day), row.day) for row in went),
        (
            *(sentence for _day, sentence in beginnings),
            *_changes(kin.own, parents, day),
            *ends,
        ),
    )


def _successions(unit: int) -> list[Succession]:
    """Those of the unit, and those of the units beside it: from the same, into the same."""
    own = Q(before=unit) | Q(after=unit)
    divided = Q(before__in=Succession.objects.filter(after=unit).values("before"))
    joined = Q(after__in=Succession.objects.filter(before=unit).values("after"))
    return list(Succession.objects.filter(own | divided | joined).order_by("day", "pk"))


def _stages(periods: Sequence[UnitPeriod], parents: naming.UnitPeriods, day: date) -> list[Stage]:
    """The times with another name or place; what else changed is not told apart."""
    found: list[Stage] = []
    for period in periods:
        parent = period.parent_id
        above = naming.office(parents, parent, period.since) if parent else None
        stage = Stage(period.name, period.since, period.until, above, period.covers(day))
        if found and _goes_on(found[-1], stage):
            current = found[-1].current or stage.current
            found[-1] = replace(found[-1], until=stage.until, current=current)
        else:
            found.append(stage)
    return found


def _goes_on(stage: Stage, later: Stage) -> bool:
    place = stage.parent.id if stage.parent else None
    same_place = place == (later.parent.id if later.parent else None)
    return stage.until == later.since and stage.name == later.name and same_place


def _with_kin(
    stages: Sequence[Stage],
    beginnings: Sequence[tuple[date, Sentence]],
    ends: Sequence[Sentence],
) -> Iterable[Stage]:
    for stage in stages:
        began = [
            sentence
            for day, sentence in beginnings
            if stage.since <= day and (stage.until is None or day < stage.until)
        ]
        yield replace(stage, told=(*began, *(ends if stage is stages[-1] else ())))


# Sentences


def _told(text: str, units: Sequence[Office] = (), **values: str) -> Sentence:
    """A text with its values; the units, put in for `units`, stay units."""
    marks = [f"\x00{number}\x00" for number in range(len(units))]
    pieces = re.split(r"\x00(\d+)\x00", text % (values | {"units": listed(marks)}))
    parts = [units[int(p)] if number % 2 else p for number, p in enumerate(pieces)]
    return Sentence(tuple(part for part in parts if part != ""))


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _beginnings(kin: _Kinship) -> Iterable[tuple[date, Sentence]]:
    """From which units it came, or which ones came into it, with the day."""
    for day in sorted({row.day for row in kin.rows if row.after_id == kin.unit}):
        came = kin.came(kin.unit, day)
        text = _beginning(kin, came, day)
        yield day, _told(text, kin.before(came, day), day=_day(day))


def _beginning(kin: _Kinship, came: Sequence[int], day: date) -> str:
    if day != kin.own[0].since:
        return _("Sejak %(day)s meneruskan juga tugas %(units)s.")
    if len(came) > 1:
        return _("Dibentuk %(day)s dari penggabungan %(units)s.")
    if len(kin.went(came[0], day)) > 1:
        return _("Dibentuk %(day)s dari pemecahan %(units)s.")
    return _("Dibentuk %(day)s; meneruskan %(units)s.")


def _changes(
    own: Sequence[UnitPeriod], parents: naming.UnitPeriods, day: date
) -> Iterable[Sentence]:
    """Other names and places, and planned ones."""
    for period, later in pairwise(own):
        if period.name != later.name and later.since > day:
            text = _("Mulai %(day)s bernama %(new)s.")
            yield _told(text, day=_day(later.since), new=later.name)
        elif period.name != later.name:
            years = _years(period.since, later.since)
            yield _told(
                _("Pada %(years)s unit ini bernama %(name)s."), years=years, name=period.name
            )
        if period.parent_id != later.parent_id and later.parent_id:
            parent = naming.office(parents, later.parent_id, later.since)
            text = _("Sejak %(day)s berada di bawah %(units)s.")
            yield _told(text, [parent], day=_day(later.since))


def _years(since: date, until: date) -> str:
    """ "2017–2021", or the one year."""
    first, last = since.year, (until - timedelta(days=1)).year
    return str(first) if first == last else f"{first}–{last}"


def _ends(kin: _Kinship) -> Iterable[Sentence]:
    until = kin.own[-1].until if kin.own else None
    if until is None:
        return
    went, last = kin.went(kin.unit, until), _day(until - timedelta(days=1))
    yield _told(_end(kin, went, until), kin.after(went, until), last=last)


def _end(kin: _Kinship, went: Sequence[int], until: date) -> str:
    if not went:
        return _("Berakhir %(last)s.")
    if len(went) > 1:
        return _("Dipecah menjadi %(units)s; hari terakhirnya %(last)s.")
    there_before = any(period.since < until for period in kin.periods.get(went[0], ()))
    if there_before or len(kin.came(went[0], until)) > 1:
        return _("Digabungkan ke %(units)s; hari terakhirnya %(last)s.")
    return _("Berakhir %(last)s; tugasnya diteruskan %(units)s.")
