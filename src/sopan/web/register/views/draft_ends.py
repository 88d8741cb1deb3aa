"""What begins and ends a draft: a new SOP, a version opened again, saved, discarded, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopan.formats import canonical
from sopan.sop.changes import REASONS, difference, say, verdict
from sopan.web.organisation.deciding import offices_on
from sopan.web.organisation.viewer import viewer_of
from sopan.web.register.access import (
    draft_for_drafter,
    draft_for_reader,
    drafter,
    procedure_for_drafter,
    unit_for_drafter,
    version_for_reader,
)
from sopan.web.register.actions import drafts, versions
from sopan.web.register.forms import DiscardForm, NewForm, VersionForm
from sopan.web.register.remarks import remarks_on
from sopan.web.register.values import begun
from sopan.web.register.views.drafting import context_of
from sopan.web.register.views.procedures import file_of
from sopan.web.register.words import language
from sopan.web.register.words import say as in_words
from sopan.web.ui.refusal import Refusal


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def procedure_new(request: HttpRequest) -> HttpResponse:
    """A new SOP: its title and unit; then the grid."""
    viewer = drafter(viewer_of(request))
    form = NewForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        unit = unit_for_drafter(viewer, form.cleaned_data["unit"].pk)
        title = form.cleaned_data["title"]
        value = begun(title, unit.government, offices_on([unit.pk], viewer.day).get(unit.pk))
        try:
            made = drafts.begin_procedure(
                unit, value=value, account=viewer.account, doer=viewer.doer, at=viewer.at
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("draft", made.procedure.key)
    return render(request, "register/procedure_new.html", {"form": form})


@login_required
@require_POST
def draft_open(request: HttpRequest, sop: str, version: int) -> HttpResponse:
    """A draft that starts from a version; an old one is restored in this way."""
    viewer = viewer_of(request)
    procedure_for_drafter(viewer, sop)
    found = version_for_reader(viewer, sop, version)
    try:
        drafts.open_draft(found, account=viewer.account, doer=viewer.doer, at=viewer.at)
    except Refusal as refusal:
        messages.error(request, refusal.text)
    return redirect("draft", sop)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_save(request: HttpRequest, sop: str) -> HttpResponse:
    """Make the draft a version, with the reason and what kind of change it is."""
    viewer = viewer_of(request)
    found = draft_for_drafter(viewer, sop)
    value = canonical.read(found.text)
    form = VersionForm(request.POST.dict() or None, initial={"token": found.token})
    if request.method == "POST" and form.is_valid():
        try:
            made = versions.save_version(
                found,
                **form.values(),
                account=viewer.account,
                doer=viewer.doer,
                at=viewer.at,
            )
        except Refusal as refusal:
            form.refuse(refusal)
            found.refresh_from_db()
            form.again(found.token)
        else:
            messages.success(request, _("Versi %(number)s tersimpan.") % {"number": made.number})
            return redirect("version", sop, made.number)
    base = canonical.read(found.base.text) if found.base else None
    changes = difference(base, value) if base else ()
    context = context_of(request, found, value) | {
        "form": form,
        "changes": [say(change, language()) for change in changes],
        "verdict": verdict(changes),
        "reason": in_words(REASONS[judged.reason]) if (judged := verdict(changes)) else "",
        "remarks": remarks_on(value, viewer.government),
    }
    return render(request, "register/version_save.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: HttpRequest, sop: str) -> HttpResponse:
    """Close the draft without a version."""
    viewer = viewer_of(request)
    found = draft_for_drafter(viewer, sop)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        drafts.discard_draft(found, reason=reason, doer=viewer.doer, at=viewer.at)
        messages.success(request, _("Konsep dibatalkan."))
        return redirect("procedure", sop)
    context = context_of(request, found, canonical.read(found.text)) | {"form": form}
    return render(request, "register/draft_discard.html", context)


@login_required
@require_safe
def draft_file(request: HttpRequest, sop: str, ending: str) -> HttpResponse:
    """The draft as PDF or YAML, marked KONSEP."""
    viewer = viewer_of(request)
    found = draft_for_reader(viewer, sop)
    return file_of(canonical.read(found.text), viewer, f"{sop}-konsep.{ending}", stamped=True)
