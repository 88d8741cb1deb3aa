"""Import of tables in three steps (upload, preview, result), and export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from sopan.web.organisation.access import (
    Right,
    government_for_administrator,
    import_for_administrator,
    may,
    root_for_reader,
)
from sopan.web.organisation.actions.imports import (
    Outdated,
    apply_import,
    drop_import,
    keep_import,
)
from sopan.web.organisation.models import Import
from sopan.web.organisation.sheets import preview, write
from sopan.web.organisation.sheets.changes import fingerprint
from sopan.web.organisation.sheets.columns import COLUMNS, load, recognise
from sopan.web.organisation.sheets.compare import compare
from sopan.web.organisation.sheets.load import organisation_of
from sopan.web.organisation.sheets.read import MOST_BYTES, read
from sopan.web.organisation.sheets.table import table
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.change import changes
from sopan.web.trail.models import Event
from sopan.web.ui.forms import DayField
from sopan.web.ui.refusal import Refusal

PAGE = 100
MOST_PROBLEMS = 200
WORDS = {
    "unit": Import.Kind.UNITS,
    "jabatan": Import.Kind.POSITIONS,
    "pejabat": Import.Kind.PEOPLE,
}
"""The kinds as addresses name them."""
FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Isi tabel"), choices=Import.Kind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=gettext_lazy("File tabel"),
        help_text=gettext_lazy("XLSX atau CSV, paling besar 5 MB dan 20.000 baris."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        max_length=200,
        allow_empty_file=True,
    )
    day = DayField(
        label=gettext_lazy("Berlaku mulai"),
        help_text=gettext_lazy("Perubahan dalam tabel berlaku sejak hari ini; sebelumnya tetap."),
    )


# Upload


@changes
def import_upload(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    government = government_for_administrator(viewer)
    form = UploadForm(initial={"kind": Import.Kind.UNITS, "day": viewer.day})
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid() and (kept := _kept(viewer, form)):
            return redirect("import_preview", kept.pk)
    waiting = Import.objects.filter(government=government, applied_at=None)
    context = {
        "form": form,
        "columns": [(word, kind.label, COLUMNS[kind]) for word, kind in WORDS.items()],
        "waiting": waiting.defer("rows")[:20],
    }
    return render(request, "organisation/import_upload.html", context)


def _kept(viewer: Viewer, form: UploadForm) -> Import | None:
    """The uploaded table as an import; None where it is refused, with the reason at its field."""
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    name = file.name or ""
    try:
        content = file.read(MOST_BYTES + 1)
        return keep_import(
            viewer.government,
            found=recognise(read(content, name), form.cleaned_data["kind"]),
            file_name=name,
            day=form.cleaned_data["day"],
            account=viewer.account,
            doer=viewer.doer,
            at=viewer.at,
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text)
        return None


# Preview and result


@changes
def import_preview(request: HttpRequest, table: int) -> HttpResponse:
    viewer = viewer_of(request)
    import_ = import_for_administrator(viewer, table)
    if import_.applied_at is not None:
        return _result(request, import_)
    return render(request, "organisation/import_preview.html", _preview(request, import_))


def _preview(request: HttpRequest, import_: Import) -> dict[str, Any]:
    found = load(import_.kind, import_.rows)
    organisation = organisation_of(import_.government, import_.kind)
    comparison = compare(organisation, found, import_.day)
    names = preview.names_of(organisation, comparison, import_.day)
    page = Paginator(preview.in_groups(comparison), PAGE).get_page(request.GET.get("halaman"))
    shown = fingerprint(comparison, import_.day)
    return {
        "import": import_,
        "found": found,
        "comparison": comparison,
        "counts": preview.counts(comparison),
        "problems": preview.wrongs(found, comparison, MOST_PROBLEMS),
        "page": page,
        "lines": preview.lines(import_.kind, page.object_list, names),
        "shown": shown,
        "is_other": shown != import_.fingerprint,
    }


def _result(request: HttpRequest, import_: Import) -> HttpResponse:
    event = Event.objects.filter(
        government=import_.government_id,
        verb="import.apply",
        subject_kind="import",
        subject_id=import_.pk,
    ).first()
    context = {"import": import_, "event": event}
    return render(request, "organisation/import_result.html", context)


@changes
def import_apply(request: HttpRequest, table: int) -> HttpResponse:
    viewer = viewer_of(request)
    import_ = import_for_administrator(viewer, table)
    if request.method != "POST":
        return redirect("import_preview", table)
    try:
        apply_import(import_, shown=request.POST.get("shown", ""), doer=viewer.doer, at=viewer.at)
    except Outdated as refusal:
        messages.warning(request, refusal.text)
    except Refusal as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("Perubahan dari %(file)s disimpan.") % {"file": import_})
    return redirect("import_preview", table)


@changes
def import_drop(request: HttpRequest, table: int) -> HttpResponse:
    viewer = viewer_of(request)
    import_ = import_for_administrator(viewer, table)
    if request.method != "POST":
        return redirect("import_preview", table)
    try:
        drop_import(import_, doer=viewer.doer, at=viewer.at)
    except Refusal as refusal:
        messages.error(request, refusal.text)
        return redirect("import_preview", table)
    messages.success(request, _("%(file)s dibuang; tidak ada yang diubah.") % {"file": import_})
    return redirect("import_upload")


# Export


@login_required
@require_GET
def export(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The table of a kind as it is today; what is personal only for those who may see it."""
    viewer = viewer_of(request)
    root = root_for_reader(viewer)
    if kind not in WORDS or form not in FILES:
        raise Http404
    personal = may(viewer, Right.PERSONAL, root.pk)
    organisation = organisation_of(viewer.government, WORDS[kind])
    columns, rows = table(organisation, WORDS[kind], viewer.day, personal)
    if form == "csv":
        content = write.delimited(columns, rows)
    else:
        content = write.xlsx(columns, rows, write.title(WORDS[kind]))
    return _file(content, form, f"{viewer.government.code}-{kind}-{viewer.day}.{form}")


@login_required
@require_GET
def import_template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty table with an example on its second sheet."""
    if kind not in WORDS:
        raise Http404
    return _file(write.template(WORDS[kind]), "xlsx", f"{kind}-kosong.xlsx")


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=FILES[form], headers=headers)


urls = [
    path("organisasi/impor/", import_upload, name="import_upload"),
    path("organisasi/impor/<int:table>/", import_preview, name="import_preview"),
    path("organisasi/impor/<int:table>/terapkan/", import_apply, name="import_apply"),
    path("organisasi/impor/<int:table>/buang/", import_drop, name="import_drop"),
    path("organisasi/impor/contoh/<str:kind>.xlsx", import_template, name="import_template"),
    path("organisasi/ekspor/<str:kind>.<str:form>", export, name="export"),
]
