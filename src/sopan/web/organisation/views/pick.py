"""Suggestions while somebody types into a field that names a unit, a post or a person."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopan.web.organisation.access import root_for_administrator
from sopan.web.organisation.queries.picking import LOOKUPS
from sopan.web.organisation.viewer import viewer_of

OPEN = {"unit"}
"""What everybody of the government may look up: whoever drafts an SOP names its unit."""


@login_required
@require_safe
def pick(request: HttpRequest, kind: str) -> HttpResponse:
    """The text is the only parameter, under the name of the field."""
    viewer = viewer_of(request)
    if kind not in LOOKUPS:
        raise Http404
    if kind not in OPEN:
        root_for_administrator(viewer)
    text = str(next(iter(request.GET.values()), "")).strip()[:100]
    offered = LOOKUPS[kind](viewer.government, viewer.day, text) if text else []
    return render(request, "organisation/picks.html", {"offered": offered})
