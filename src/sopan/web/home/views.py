"""Beranda, the public portal's first page, and what the frame of all pages needs."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sopan.web.home import actions, style
from sopan.web.home.attention import attention
from sopan.web.home.duties import duties
from sopan.web.home.menu import work_of
from sopan.web.home.middleware import SPOKEN
from sopan.web.organisation.models import Government
from sopan.web.organisation.viewer import viewer_of
from sopan.web.people.models import Account

FOR_EVER = "public, max-age=31536000, immutable"
YEAR = 365 * 24 * 60 * 60


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "viewer": viewer,
        "greeting": greeting(timezone.localtime(viewer.at).hour),
        "duties": list(duties(viewer)),
        "attention": attention(viewer),
        "work": work_of(viewer),
    }
    return render(request, "home/home.html", context)


def greeting(hour: int) -> str:
    """As people greet each other at that hour of the day."""
    if 4 <= hour < 11:
        return _("Selamat pagi")
    if 11 <= hour < 15:
        return _("Selamat siang")
    return _("Selamat sore") if 15 <= hour < 19 else _("Selamat malam")


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """For everybody, without signing in."""
    return render(request, "home/public.html", {"governments": Government.objects.all()})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on: in this browser, and wherever the account signs in."""
    chosen = request.POST.get("language", "")
    if chosen not in SPOKEN:
        raise Http404(_("Bahasa itu tidak tersedia."))
    if isinstance(request.user, Account):
        actions.choose_language(request.user, chosen)
    answer = redirect(_way_back(request))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=YEAR,
        samesite="Lax",
        secure=request.is_secure(),
        httponly=True,
    )
    return answer


def _way_back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    own = {request.get_host()}
    if url_has_allowed_host_and_scheme(address, own, require_https=request.is_secure()):
        return address
    return "/"


@require_safe
def style_sheet(request: HttpRequest, code: str, hash_: str) -> HttpResponse:
    """The government's colour as a stylesheet; under an old address it is no longer there."""
    government = _government(code)
    if not style.address(government) or hash_ != style.sheet_hash(government.accent):
        raise Http404(_("Warna ini sudah diganti."))
    return _kept(style.sheet(government.accent).encode(), "text/css; charset=utf-8")


@require_safe
def emblem(request: HttpRequest, code: str, hash_: str) -> HttpResponse:
    """The government's emblem; under an old address it is no longer there."""
    government = _government(code)
    if not government.emblem or hash_ != government.emblem_hash:
        raise Http404(_("Lambang ini sudah diganti."))
    return _kept(bytes(government.emblem), "image/png")


def _government(code: str) -> Government:
    """Public: colour and emblem of a government are on everything it publishes."""
    found = Government.objects.filter(code=code).first()
    if found is None:
        raise Http404(_("Pemerintah daerah ini tidak ada."))
    return found


def _kept(content: bytes, kind: str) -> HttpResponse:
    """Browsers keep it for ever: other content has another address."""
    return HttpResponse(content, content_type=kind, headers={"Cache-Control": FOR_EVER})
