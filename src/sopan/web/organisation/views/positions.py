"""One post: what it does, who holds it, who decides above it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopan.web.organisation import deciding
from sopan.web.organisation.access import Right, may, position_for_reader, unit_of_position
from sopan.web.organisation.queries import posts
from sopan.web.organisation.queries.roles import roles_through
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.day import day_of


@login_required
@require_safe
def position(request: HttpRequest, position: int) -> HttpResponse:
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    found = position_for_reader(viewer, position)
    history = posts.history_of_position(found, day.value)
    context = {
        "position": found,
        "day": day,
        "stages": history.names,
        "stage": history.stage,
        "deciders": deciding.of_position(found.pk, day.value),
        "terms": history.terms,
        "roles": roles_through([found.pk], None, day.value),
        "may_change": may(viewer, Right.CHANGE, unit_of_position(found, viewer)),
    }
    return render(request, "organisation/position.html", context)
