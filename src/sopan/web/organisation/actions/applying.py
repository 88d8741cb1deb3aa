"""How a confirmed preview is written.

Periods that change end first and begin again afterwards, all of them, so that two heads may trade
places; a period that began on the very day is replaced. Each unit, post, holder, coordination and
role has its own event, with the verb it would have alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sopan.web.organisation.actions.common import facts, in_indonesian
from sopan.web.organisation.models import (
    Coordination,
    Dated,
    Holding,
    Position,
    PositionPeriod,
    Reorganisation,
    Role,
    Succession,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.reorganisation.plan import Ref
from sopan.web.organisation.reorganisation.preview import Preview
from sopan.web.organisation.reorganisation.structure import EdgeRow, PostRow, RoleRow, UnitRow
from sopan.web.trail.record import Doer, Subject, record


class Ended(NamedTuple):
    """What a period was before it ended, and the same once more from the day on, not saved yet."""

    before: dict[str, Any]
    again: Any


@dataclass
class Writer:
    """Writes one preview within the transaction of its action."""

    reorganisation: Reorganisation
    preview: Preview
    doer: Doer
    at: datetime
    made: dict[Ref, int] = field(default_factory=dict)
    """The numbers of the units that the plan made, by key."""

    def write(self) -> None:
        """Everything ends before anything begins."""
        units = self._end_units()
        posts = self._end_posts()
        self._end_holders()
        self._make_units()
        self._begin_units(units)
        self._begin_posts(posts)
        self._make_posts()
        self._follow_edges()
        self._follow_roles()
        self._succeed()

    @property
    def _day(self) -> date:
        return self.preview.day

    # Units

    def _end_units(self) -> dict[Ref, Ended]:
        closed = {int(row.id) for row in self.preview.changes.closed_units}
        changed = {int(old.id) for old, _ in self.preview.changes.units}
        rows = UnitPeriod.objects.on(self._day).filter(unit__in=closed | changed)
        found: dict[Ref, Ended] = {}
        for period in rows:
            found[period.unit_id] = ended = self._ended(period)
            if period.unit_id in closed:
                data = {"before": ended.before, "after": facts(period), "until": self._day}
                self._record("unit.close", Subject("unit", period.unit_id, period.name), data)
        return found

    def _make_units(self) -> None:
        rows = self.preview.changes.new_units
        for number, row in enumerate(rows, 1):
            code = self._free_code(Unit, number)
            self.made[row.id] = Unit.objects.create(government_id=self._government, code=code).pk
        for row in rows:
            self._make_unit_period(row)

    def _make_unit_period(self, row: UnitRow) -> None:
        period = UnitPeriod.objects.create(
            government_id=self._government,
            unit_id=self._number(row.id),
            name=row.name,
            short_name=row.short_name,
            kind=row.kind,
            parent_id=self._number_or_none(row.parent),
            order=row.order,
            since=self._day,
        )
        subject = Subject("unit", period.unit_id, row.name)
        self._record("unit.create", subject, {"after": facts(period)})

    def _begin_units(self, ended: Mapping[Ref, Ended]) -> None:
        names = {row.id: row.name for row in self.preview.units}
        for old, new in self.preview.changes.units:
            before, period = ended[old.id]
            period.name, period.short_name, period.kind = new.name, new.short_name, new.kind
            period.parent_id = self._number_or_none(new.parent)
            period.save(force_insert=True)
            data = {"before": before, "after": facts(period), "since": self._day}
            subject = Subject("unit", period.unit_id, new.name)
            if (old.name, old.short_name, old.kind) != (new.name, new.short_name, new.kind):
                self._record("unit.rename", subject, {**data, "old": old.name})
            if new.parent is not None and old.parent != new.parent:
                self._record("unit.move", subject, {**data, "parent": names[new.parent]})

    # Posts and holders

    def _end_posts(self) -> dict[int, Ended]:
        closed = {row.id for row in self.preview.changes.closed_posts}
        changed = {old.id for old, _ in self.preview.changes.posts}
        rows = PositionPeriod.objects.on(self._day).filter(position__in=closed | changed)
        found: dict[int, Ended] = {}
        for period in rows:
            found[period.position_id] = ended = self._ended(period)
            if period.position_id in closed:
                data = {"before": ended.before, "after": facts(period), "until": self._day}
                subject = Subject("position", period.position_id, period.name)
                self._record("position.close", subject, data)
        return found

    def _end_holders(self) -> None:
        names = {row.id: row.name for row in self.preview.changes.closed_posts}
        ids = [row.id for row in self.preview.changes.ended_holders]
        for holding in Holding.objects.filter(pk__in=ids).select_related("person"):
            before, _ = self._ended(holding)
            data = {
                "before": before,
                "after": facts(holding),
                "person": holding.person.name,
                "kind": in_indonesian(holding),
                "until": self._day,
            }
            post = holding.position_id
            self._record("holding.end", Subject("position", post, names[post]), data)

    def _begin_posts(self, ended: Mapping[int, Ended]) -> None:
        for old, new in self.preview.changes.posts:
            before, period = ended[old.id]
            period.name, period.is_head = new.name, new.is_head
            period.unit_id = self._number(new.unit)
            period.save(force_insert=True)
            data = {"before": before, "after": facts(period), "since": self._day}
            self._record("position.change", Subject("position", old.id, new.name), data)

    def _make_posts(self) -> None:
        for number, row in enumerate(self.preview.changes.new_posts, 1):
            self._make_post(row, self._free_code(Position, number))

    def _make_post(self, row: PostRow, code: str) -> None:
        position = Position.objects.create(government_id=self._government, code=code)
        period = PositionPeriod.objects.create(
            government_id=self._government,
            position=position,
            unit_id=self._number(row.unit),
            name=row.name,
            level=row.level,
            is_head=row.is_head,
            order=row.order,
            since=self._day,
        )
        subject = Subject("position", position.pk, row.name)
        self._record("position.create", subject, {"after": facts(period)})

    # What hangs on units

    def _follow_edges(self) -> None:
        pairs = self.preview.changes.edges
        rows = Coordination.objects.in_bulk([old.id for old, _ in pairs])
        for old, new in pairs:
            before, again = self._ended(rows[old.id])
            by = self._unit_name(old.by_unit) if old.by_unit else self._post_name(old.by_post)
            data = {"before": before, "after": facts(rows[old.id]), "field": old.field, "by": by}
            subject = Subject("unit", rows[old.id].unit_id, self._unit_name(old.unit))
            self._record("coordination.end", subject, {**data, "until": self._day})
            if new is not None:
                self._begin_edge(new, again)

    def _begin_edge(self, new: EdgeRow, again: Coordination) -> None:
        again.unit_id = self._number(new.unit)
        again.by_unit_id = self._number_or_none(new.by_unit)
        again.save(force_insert=True)
        by = self._unit_name(new.by_unit) if new.by_unit else self._post_name(new.by_post)
        data = {"after": facts(again), "field": new.field, "by": by, "since": self._day}
        subject = Subject("unit", again.unit_id, self._unit_name(new.unit))
        self._record("coordination.begin", subject, data)

    def _follow_roles(self) -> None:
        pairs = self.preview.changes.roles
        rows = Role.objects.in_bulk([old.id for old, _ in pairs])
        for old, new in pairs:
            before, again = self._ended(rows[old.id])
            bearer = old.bearer or self._post_name(old.post)
            data = {
                "before": before,
                "after": facts(rows[old.id]),
                "role": in_indonesian(rows[old.id]),
            }
            subject = Subject("unit", rows[old.id].unit_id, self._unit_name(old.unit))
            self._record("role.take", subject, {**data, "from": bearer, "until": self._day})
            if new is not None:
                self._give_role(new, again, bearer)

    def _give_role(self, new: RoleRow, again: Role, bearer: str) -> None:
        again.unit_id = self._number(new.unit)
        again.save(force_insert=True)
        data = {
            "after": facts(again),
            "role": in_indonesian(again),
            "to": bearer,
            "since": self._day,
        }
        self._record("role.give", Subject("unit", again.unit_id, self._unit_name(new.unit)), data)

    def _succeed(self) -> None:
        Succession.objects.bulk_create(
            Succession(
                government_id=self._government,
                reorganisation=self.reorganisation,
                day=self._day,
                before_id=before,
                after_id=self._number(after),
            )
            for before, after in self.preview.changes.successions
        )

    # Small helps

    @property
    def _government(self) -> int:
        return self.reorganisation.government_id

    def _ended(self, row: Dated) -> Ended:
        """End a row; one that began on the day goes, for what takes its place from the day on."""
        before = facts(row)
        again = type(row)(**{name: getattr(row, name) for name in _values(row)})
        again.since = self._day
        if row.since == self._day:
            row.delete()
        else:
            row.until = self._day
            row.save(update_fields=["until"])
        return Ended(before, again)

    def _number(self, unit: Ref) -> int:
        return unit if isinstance(unit, int) else self.made[unit]

    def _number_or_none(self, unit: Ref | None) -> int | None:
        return None if unit is None else self._number(unit)

    def _unit_name(self, unit: Ref | None) -> str:
        rows = (*self.preview.changes.closed_units, *self.preview.units)
        return next((row.name for row in rows if row.id == unit), "")

    def _post_name(self, post: int | None) -> str:
        rows = (*self.preview.changes.closed_posts, *self.preview.posts)
        return next((row.name for row in rows if row.id == post), "")

    def _free_code(self, model: type[Unit] | type[Position], number: int) -> str:
        """ "P12-3"; with more behind it where an import has used that code."""
        code = f"P{self.reorganisation.pk}-{number}"
        while model._default_manager.filter(government=self._government, code=code).exists():
            code += "a"
        return code

    def _record(self, verb: str, subject: Subject, data: dict[str, Any]) -> None:
        record(self._government, self.doer, verb, subject, self.at, data)


def _values(row: Dated) -> Iterable[str]:
    return [f.attname for f in row._meta.concrete_fields if not f.primary_key]
