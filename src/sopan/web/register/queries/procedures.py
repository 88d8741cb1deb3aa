"""Lists of the register: SOPs by unit and everything below it, by state, by words of the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from sopan.sop.states import State
from sopan.web.organisation import tree
from sopan.web.organisation.access import RULES, Right, root_for_reader
from sopan.web.organisation.models import Unit, UnitPeriod
from sopan.web.organisation.viewer import Viewer
from sopan.web.register.models import Draft, Procedure
from sopan.web.register.owners import owners_on


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the register is wanted; empty means everything."""

    words: str = ""
    unit: Unit | None = None
    state: str = ""


DRAFTING = "drafting"
"""The state of the filter for SOPs with an open draft."""


def procedures(viewer: Viewer, wanted: Filter) -> QuerySet[Procedure]:
    """The SOPs that the viewer may see, by title, each with `is_drafted`."""
    drafts = Draft.objects.filter(procedure=OuterRef("pk"), closed_at=None)
    rows = Procedure.objects.filter(_visible(viewer), government=viewer.government)
    rows = rows.annotate(is_drafted=Exists(drafts))
    if wanted.unit is not None:
        rows = rows.filter(_of_units(viewer, [wanted.unit.pk]))
    if wanted.state == DRAFTING:
        rows = rows.filter(is_drafted=True)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    for word in wanted.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return rows


def _visible(viewer: Viewer) -> Q:
    """What was ever in force, and what is written where the viewer takes part."""
    opened = ~Q(state=State.DRAFT)
    kinds = RULES[Right.SEE_DRAFTS].roles
    units = {grant.unit for grant in viewer.grants if grant.kind in kinds}
    if not units:
        return opened
    if root_for_reader(viewer).pk in units:
        return Q()
    return opened | _of_units(viewer, sorted(units))


def _of_units(viewer: Viewer, units: Sequence[int]) -> Q:
    """SOPs of the units and everything below, also of closed units whose SOPs these have now."""
    below = tree.below(units, viewer.day)
    alive = UnitPeriod.objects.on(viewer.day).filter(government=viewer.government)
    rows = Procedure.objects.filter(government=viewer.government)
    closed = rows.exclude(unit__in=alive.values("unit")).values_list("unit", flat=True).distinct()
    owners = owners_on(closed, viewer.day)
    if not owners:
        return Q(unit__in=below)
    have = Unit.objects.filter(pk__in=set(owners.values())).filter(pk__in=below)
    theirs = set(have.values_list("pk", flat=True))
    return Q(unit__in=below) | Q(unit__in=[unit for unit in owners if owners[unit] in theirs])
