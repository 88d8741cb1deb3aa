"""Siapa dapat melihat ini, dan mengapa: for a unit, a post or a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sopan.web.organisation.access import (
    RULES,
    Right,
    person_for_reader,
    position_for_reader,
    unit_for_reader,
    unit_of_position,
)
from sopan.web.organisation.deciding import Office
from sopan.web.organisation.permitted import (
    Permitted,
    my_reason,
    named_line,
    units_of_person,
    who_may,
)
from sopan.web.organisation.queries import naming
from sopan.web.organisation.viewer import Viewer, viewer_of


@dataclass(frozen=True, slots=True)
class Thing:
    """What is asked about: its name, its page, the units at which its rights are held."""

    name: str
    url: str
    units: Sequence[int]
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One right: what it allows, who holds it, and why the viewer does ("" where not)."""

    right: Right
    allows: str
    everybody: bool
    oneself: str
    power: bool
    holders: Sequence[Permitted]
    mine: str


@login_required
@require_safe
def who_can_see(request: HttpRequest, kind: str, thing: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = _thing(viewer, kind, thing)
    lines = [named_line(unit, viewer.day) for unit in found.units]
    answers = [_answer(viewer, right, found, lines) for right in RULES]
    context = {"thing": found, "answers": answers, "government": viewer.government}
    return render(request, "organisation/who_can_see.html", context)


def _thing(viewer: Viewer, kind: str, id_: int) -> Thing:
    if kind == "unit":
        unit = unit_for_reader(viewer, id_)
        name = naming.office(naming.unit_periods([unit.pk]), unit.pk, viewer.day).name
        return Thing(name or unit.code, reverse("unit", args=[unit.pk]), [unit.pk])
    if kind == "jabatan":
        position = position_for_reader(viewer, id_)
        post = naming.nearest(naming.position_periods([id_]).get(id_, ()), viewer.day)
        name = post.name if post else position.code
        units = [unit_of_position(position, viewer)]
        return Thing(name, reverse("position", args=[id_]), units)
    if kind == "pejabat":
        person = person_for_reader(viewer, id_)
        units = units_of_person(person, viewer.day)
        return Thing(person.name, reverse("person", args=[id_]), units, person.pk)
    raise Http404(_("Halaman ini hanya ada untuk unit, jabatan, dan pejabat."))


def _answer(
    viewer: Viewer, right: Right, thing: Thing, lines: Sequence[Sequence[Office]]
) -> Answer:
    rule = RULES[right]
    holders = {
        (one.person, one.kind, one.unit.id, one.acting): one
        for line in lines
        for one in who_may(right, line, viewer.day)
    }
    reasons = (my_reason(viewer, right, unit, thing.person) for unit in thing.units)
    return Answer(
        right,
        allows(right),
        rule.everybody,
        thing.name if rule.oneself and thing.person else "",
        rule.power,
        list(holders.values()),
        next(filter(None, reasons), ""),
    )


def allows(right: Right) -> str:
    """What a right allows, in words."""
    texts = {
        Right.READ: _("Melihat unit, jabatan, pejabat, dan hubungannya"),
        Right.PERSONAL: _("Melihat NIP, e-mail, dan akun pejabat"),
        Right.CHANGE: _("Mengubah unit, jabatan, pejabat, peran, dan akun"),
        Right.SEE_DRAFTS: _("Melihat konsep SOP"),
        Right.DRAFT: _("Menyusun SOP"),
        Right.TRAIL: _("Membaca jejak"),
    }
    return texts[right]
