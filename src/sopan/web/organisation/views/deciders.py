"""Siapa memutuskan: for a unit or a post on a day."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sopan.web.organisation import deciding
from sopan.web.organisation.access import position_for_reader, unit_for_reader
from sopan.web.organisation.deciding import Deciders
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.day import Day, day_of


@login_required
@require_safe
def deciders(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    unit, position = request.GET.get("unit", ""), request.GET.get("jabatan", "")
    found, problem = _answer(viewer, unit, position, day)
    context = {"day": day, "deciders": found, "problem": problem}
    return render(request, "organisation/deciders.html", context)


def _answer(viewer: Viewer, unit: str, position: str, day: Day) -> tuple[Deciders | None, str]:
    """The answer, or in words why there is none."""
    if is_number(unit):
        found = deciding.of_unit(unit_for_reader(viewer, int(unit)).pk, day.value)
        return found, "" if found else _("Unit ini tidak ada pada tanggal itu.")
    if is_number(position):
        found = deciding.of_position(position_for_reader(viewer, int(position)).pk, day.value)
        return found, "" if found else _("Jabatan ini tidak ada pada tanggal itu.")
    return None, _("Pilih unit atau jabatan dari halaman organisasi.")


def is_number(text: str) -> bool:
    """Whether the text can be the number of something kept."""
    return text.isdecimal() and len(text) <= 18
