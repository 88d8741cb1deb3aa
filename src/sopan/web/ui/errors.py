"""Answers for what went wrong: a page in plain words with a way back.

Whoever asks for JSON, or calls the API, gets the same words as JSON. htmx shows the page in place
of the whole body (`htmx-config` in `page.html`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, Resolver404, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sopan.web.ui.refusal import Way

API = "/api/"
"""Below it programs ask, whatever they say that they accept."""


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What came is broken, larger than any form of Sopan, or for a host that is not ours."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(
            request, "ui/413.html", 413, _("Yang dikirim terlalu besar."), _back(request)
        )
    text, reason = _("Permintaan tidak dapat dibaca."), ""
    if isinstance(exception, DisallowedHost):
        text = reason = _(
            "Sopan tidak mengenal nama server pada alamat ini. Bukalah Sopan dengan alamat yang "
            "diberikan admin."
        )
    return _answer(request, "ui/400.html", 400, text, {"reason": reason})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form is missing or old."""
    text = _("Isian tidak terkirim. Muat ulang halaman, lalu kirim lagi.")
    return _answer(request, "ui/csrf.html", 403, text, _back(request))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refused with the reason; where something can be done about it, the button for that."""
    reason = str(exception)
    context = {"reason": reason, **_way_on(request, exception)}
    return _answer(request, "ui/403.html", 403, reason or _("Tidak diizinkan."), context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Neither an address of Sopan nor anything the viewer may know of."""
    reason = "" if isinstance(exception, Resolver404) else str(exception)
    return _answer(request, "ui/404.html", 404, reason or _("Tidak ditemukan."), {"reason": reason})


def wrong_method(request: HttpRequest) -> HttpResponse:
    """A page was sent a form, or what only a button does was opened like a page."""
    text = _("Alamat ini tidak dapat dipakai dengan cara itu.")
    return _answer(request, "ui/405.html", 405, text, _back(request))


def failed(request: HttpRequest) -> HttpResponse:
    """Self-contained: whatever failed, this page must not need it."""
    if _wants_json(request):
        return JsonResponse({"detail": _("Terjadi gangguan di Sopan.")}, status=500)
    context = {
        "language": get_language() or settings.LANGUAGE_CODE,
        "style": _style(),
        "at": timezone.now(),
        "path": request.path,
    }
    return HttpResponse(render_to_string("ui/500.html", context), status=500)


def _answer(
    request: HttpRequest, template: str, status: int, text: str, context: Mapping[str, Any]
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"detail": text}, status=status)
    return render(request, template, dict(context), status=status)


def _wants_json(request: HttpRequest) -> bool:
    if request.path.startswith(API):
        return True
    preferred = request.get_preferred_type(["text/html", "application/json"])
    return preferred == "application/json"


def _way_on(request: HttpRequest, exception: Exception) -> dict[str, Any]:
    """The page that lifts the refusal, which comes back to where it began."""
    way = getattr(exception, "way", None)
    if not isinstance(way, Way):
        return {}
    try:
        address = reverse(way.name)
    except NoReverseMatch:
        return {}
    here = request.get_full_path() if request.method == "GET" else _page_before(request)
    back = getattr(exception, "back", "") or here
    return {"way": f"{address}?{urlencode({'next': back})}", "way_word": way.word}


def _back(request: HttpRequest) -> dict[str, Any]:
    return {"back": _page_before(request)}


def _page_before(request: HttpRequest) -> str:
    """The page on which a button was pressed; Beranda where it is not known or not ours."""
    before = request.headers.get("Referer", "")
    own = {request.get_host()}
    return before if before and url_has_allowed_host_and_scheme(before, own) else "/"


def _style() -> str:
    try:
        return static("ui/sopan.css")
    except ValueError:  # The files were not collected; without style the page can still be read.
        return ""
