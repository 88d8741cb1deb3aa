"""Jejak: what was done, by whom and as what; proved on demand; as a file to take along."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from sopan.web.home.trail.filters import Filter, matching, piece
from sopan.web.home.trail.lines import finding, lines, result
from sopan.web.organisation.access import government_for_trail
from sopan.web.organisation.models import Government
from sopan.web.organisation.viewer import viewer_of
from sopan.web.trail import actions, export
from sopan.web.trail.models import Event
from sopan.web.trail.queries import entries, head_of, verify_database
from sopan.web.trail.verify import START, Note

AT_ONCE = 50_000
"""Events that one request verifies; `sopan verify-trail` verifies all."""


@login_required
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """The events, newest first, narrowed by the form beside them."""
    government = government_for_trail(viewer_of(request))
    form = Filter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    events, more = piece(government, matching(government, wanted), request.GET.get("setelah", ""))
    context = {
        "government": government,
        "form": form,
        "narrowed": any(wanted.values()),
        "lines": lines(events),
        "older": _older(request, more),
        "later": "setelah" in request.GET,
        "verification": _last_verification(government),
        "at_once": AT_ONCE,
    }
    return render(request, "home/trail.html", context)


def _older(request: HttpRequest, after: int | None) -> str:
    """The address of the next piece with the same filter; "" at the end."""
    if after is None:
        return ""
    asked = {name: value for name, value in request.GET.items() if value and name != "setelah"}
    return "?" + urlencode({**asked, "setelah": after})


def _last_verification(government: Government) -> dict[str, object] | None:
    told = Event.objects.filter(government=government, verb="trail.verify")
    event = told.order_by("-at", "-number").first()
    if event is None:
        return None
    return {"event": event, "result": result(event), "sound": finding(event) is None}


@login_required
@require_POST
def trail_verify(request: HttpRequest) -> HttpResponse:
    """Verifies the newest events now and tells the result on the trail."""
    viewer = viewer_of(request)
    government = government_for_trail(viewer)
    start = _note_before(government, head_of(government.pk).number - AT_ONCE)
    report = verify_database(government.pk, government.code, start=start)
    actions.tell_verification(government.pk, report, start, doer=viewer.doer, at=viewer.at)
    return redirect("trail")


def _note_before(government: Government, number: int) -> Note:
    event = Event.objects.filter(government=government, number=number).first()
    return Note(event.number, event.hash) if event else START


@login_required
@require_POST
def trail_export(request: HttpRequest) -> HttpResponseBase:
    """The whole trail as a file, written while it is sent."""
    viewer = viewer_of(request)
    government = government_for_trail(viewer)
    upto = head_of(government.pk).number
    actions.tell_export(government.pk, upto, doer=viewer.doer, at=viewer.at)
    head = head_of(government.pk)
    header = export.Header(government.code, government.name, head.number, head.hash)
    answer = StreamingHttpResponse(_file(government, header), content_type=export.MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{header.file_name}"'
    return answer


def _file(government: Government, header: export.Header) -> Iterator[str]:
    return export.lines(header, entries(government.pk, header.count))
