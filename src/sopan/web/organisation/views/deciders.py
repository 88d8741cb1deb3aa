"""Siapa memutuskan: for a unit or a post on a day."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sopan.web.organisation import deciding
from sopan.web.organisation.access import position_for_reader, unit_for_reader
from sopan.web.organisation.deciding import Deciders
from sopan.web.organisation.queries import picking
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.day import Day, day_of


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the question is about, as the address names it: `unit=7` or `jabatan=3`."""

    name: str
    id: int


@login_required
@require_safe
def deciders(request: HttpRequest) -> HttpResponse:
    """The answer for `?unit=` or `?jabatan=`; with `?cari=` the units and posts so called."""
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    sought = request.GET.get("cari", "").strip()[:100]
    context: dict[str, object] = {"day": day, "sought": sought}
    if sought:
        context["units"] = picking.units(viewer.government, day.value, sought)
        context["positions"] = picking.positions(viewer.government, day.value, sought)
    elif subject := _subject(request):
        found, problem = _answer(viewer, subject, day)
        context |= {"subject": subject, "deciders": found, "problem": problem}
    return render(request, "organisation/deciders.html", context)


def _subject(request: HttpRequest) -> Subject | None:
    for name in ("unit", "jabatan"):
        number = request.GET.get(name, "")
        if is_number(number):
            return Subject(name, int(number))
    return None


def _answer(viewer: Viewer, subject: Subject, day: Day) -> tuple[Deciders | None, str]:
    """The answer, or in words why there is none."""
    if subject.name == "unit":
        found = deciding.of_unit(unit_for_reader(viewer, subject.id).pk, day.value)
        return found, "" if found else _("Unit ini tidak ada pada tanggal itu.")
    found = deciding.of_position(position_for_reader(viewer, subject.id).pk, day.value)
    return found, "" if found else _("Jabatan ini tidak ada pada tanggal itu.")


def is_number(text: str) -> bool:
    """Whether the text can be the number of something kept."""
    return text.isdecimal() and len(text) <= 18
