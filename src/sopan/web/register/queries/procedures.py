"""Lists of the register: SOPs by unit and everything below it, by state, by words of the title."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from sopan.sop.states import State
from sopan.web.organisation import tree
from sopan.web.organisation.access import RULES, Right, root_for_reader
from sopan.web.organisation.models import Unit
from sopan.web.organisation.viewer import Viewer
from sopan.web.register.models import Draft, Procedure


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
        rows = rows.filter(unit__in=tree.below([wanted.unit.pk], viewer.day))
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
    return opened | Q(unit__in=tree.below(sorted(units), viewer.day))
