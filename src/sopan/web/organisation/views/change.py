"""What every page that changes something does: ask, check, act, and say it in words.

1. The loader of the view demands the right and administrator power; its refusal shows the way to
   the page that begins it, and back. Where the power, or the session, ended while somebody filled
   in the form, it comes back as it was filled in (`unsent`).
2. The form carries in `seen` the state it was opened on. Of two people who change the same thing at
   once, the second is told and sees the form again, with what was typed.
3. The action runs in the same transaction and turn as that check. Its refusal stands at its field.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sopan.web.organisation.access import PowerNeeded
from sopan.web.organisation.actions.common import take_turn
from sopan.web.organisation.forms import ChangeForm
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views import unsent
from sopan.web.ui.refusal import Refusal

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True)
class Change:
    """A page with one form and what it does; `back` is where it leads, before and after."""

    title: str
    submit: str
    done: str
    back: str
    form: type[ChangeForm]
    act: Callable[..., object]
    """The action; takes the form's values by name, and who does it and when."""
    about: Sequence[QuerySet[Any]] = ()
    """The rows the form is about: when they differ from what was seen, somebody was quicker."""
    initial: Mapping[str, Any] = field(default_factory=dict)
    hint: str = ""
    danger: bool = False
    template: str = "organisation/change.html"
    more: Mapping[str, Any] = field(default_factory=dict)
    """What another template needs besides."""


class TooLate(PowerNeeded):
    """Power ended while the form was filled in; `back` is where it waits."""

    def __init__(self, back: str) -> None:
        super().__init__(
            _(
                "Sesi admin sudah berakhir, jadi belum ada yang disimpan. Isian Anda masih ada: "
                "mulai sesi admin lagi, lalu kirim."
            )
        )
        self.back = back


def changes(view: View[P]) -> View[P]:
    """For views that change: signed in, GET or POST. Their loaders demand the right and power."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        try:
            return view(request, *args, **kwargs)
        except PowerNeeded:
            if request.method == "POST" and unsent.keep(request):
                raise TooLate(request.get_full_path()) from None
            raise

    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and unsent.keep(request):
        text = _("Sesi Anda berakhir, jadi belum ada yang disimpan. Isian Anda masih ada.")
        messages.warning(request, text)
    return redirect_to_login(request.get_full_path())


def answer(request: HttpRequest, change: Change) -> HttpResponse:
    """The page of the form, or, once it has acted, the way back with a word of success."""
    viewer = viewer_of(request)
    seen = fingerprint(change.about)
    if request.method != "POST":
        own = {unsent.MARK: unsent.mark_of(viewer.account)}
        if typed := unsent.take(request, viewer.account, viewer.at):
            messages.info(request, _("Isian Anda masih di sini. Periksa, lalu kirim."))
            return _page(request, change, change.form(typed | own, viewer=viewer))
        initial = {"since": viewer.day} | dict(change.initial) | {"seen": seen} | own
        return _page(request, change, change.form(viewer=viewer, initial=initial))
    form = change.form(request.POST.dict(), request.FILES, viewer=viewer)
    if form.is_valid() and _acted(viewer, change, form):
        messages.success(request, change.done)
        return redirect(change.back)
    return _page(request, change, form.seen_now(fingerprint(change.about)))


def _acted(viewer: Viewer, change: Change, form: ChangeForm) -> bool:
    try:
        with transaction.atomic():
            take_turn(viewer.government.pk)
            if form.cleaned_data["seen"] != fingerprint(change.about):
                raise Refusal(
                    _(
                        "Data ini baru saja diubah orang lain. Bandingkan dengan keadaannya "
                        "sekarang, lalu simpan lagi bila isian Anda masih sesuai."
                    )
                )
            change.act(**form.values(), doer=viewer.doer, at=viewer.at)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _page(request: HttpRequest, change: Change, form: ChangeForm) -> HttpResponse:
    context = {"change": change, "form": form, "kind": "danger" if change.danger else ""}
    return render(request, change.template, context | dict(change.more))


def fingerprint(about: Sequence[QuerySet[Any]]) -> str:
    """The same for the same rows."""
    rows = [list(queryset.order_by("pk").values_list()) for queryset in about]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
