"""Administrator power: begun with a proof and a reason, for a short time, by an administrator."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from allauth.core.ratelimit import consume_or_429
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from sopan.web.organisation.access import administrator
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.people.actions import power as actions
from sopan.web.people.proof import other_ways, prove_by_password, proved_at
from sopan.web.ui.refusal import Refusal


class PowerForm(forms.Form):
    """The password is asked for unless the session has just proved itself another way."""

    reason = forms.CharField(
        label=gettext_lazy("Keperluan"),
        max_length=200,
        help_text=gettext_lazy("Tercatat di jejak. Misalnya: “Mengangkat Plt. Kabag Umum”."),
    )
    password = forms.CharField(
        label=gettext_lazy("Kata sandi"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@login_required
@sensitive_post_parameters("password")
def power_begin(request: HttpRequest) -> HttpResponse:
    viewer = administrator(viewer_of(request))
    back = _way_back(request)
    if viewer.power:
        return redirect(back)
    often: HttpResponse | None = consume_or_429(
        request, action="reauthenticate", user=viewer.account
    )
    if often:
        return often
    form = PowerForm(request.POST or None)
    if _proved(request, viewer):
        del form.fields["password"]
    if request.method == "POST" and form.is_valid() and _begun(request, viewer, form):
        return redirect(back)
    here = urlencode({"next": request.get_full_path()})
    ways = [{**way, "url": f"{way['url']}?{here}"} for way in other_ways(viewer.account)]
    context = {"form": form, "next": back, "ways": ways if "password" in form.fields else []}
    return render(request, "organisation/power_begin.html", context)


def _proved(request: HttpRequest, viewer: Viewer) -> datetime | None:
    """The last proof, as long as it counts."""
    moment = proved_at(request, viewer.account)
    return moment if moment and viewer.at - moment < actions.PROOF_LASTS else None


def _begun(request: HttpRequest, viewer: Viewer, form: PowerForm) -> bool:
    values = form.cleaned_data
    try:
        proved = _proved(request, viewer)
        if "password" in values:
            prove_by_password(request, viewer.account, values["password"])
            proved = viewer.at
        power = actions.begin_power(
            viewer.account,
            session=request.session.session_key or "",
            reason=values["reason"],
            proved=proved,
            doer=viewer.doer,
            at=viewer.at,
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return False
    until = date_format(localtime(power.until), "H.i")
    messages.success(request, _("Sesi admin dimulai, sampai pukul %(until)s.") % {"until": until})
    return True


@login_required
@require_POST
def power_end(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if viewer.power:
        actions.end_power(viewer.power, doer=viewer.doer, at=viewer.at)
        messages.success(request, _("Sesi admin berakhir."))
    return redirect("home")


def _way_back(request: HttpRequest) -> str:
    """Where the administrator wanted to go; only within these pages."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    own = {request.get_host()}
    wanted = wanted if "/" in wanted else ""
    if url_has_allowed_host_and_scheme(wanted, own, require_https=request.is_secure()):
        return wanted
    return reverse("home")


urls = [
    path("akun/sesi-admin/", power_begin, name="power_begin"),
    path("akun/sesi-admin/akhiri/", power_end, name="power_end"),
]
