"""The plan of a reorganisation: operations added and removed, from a list, and for leftovers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sopan.web.organisation.access import reorganisation_for_administrator, root_for_administrator
from sopan.web.organisation.actions.reorganisations import change_plan, plan_of
from sopan.web.organisation.forms import ChangeForm
from sopan.web.organisation.models import Reorganisation, UnitPeriod
from sopan.web.organisation.operation_forms import FORMS, for_plan
from sopan.web.organisation.reorganisation.findings import Leftover
from sopan.web.organisation.reorganisation.load import structure_of
from sopan.web.organisation.reorganisation.matching import names_in, names_of_table, propose
from sopan.web.organisation.reorganisation.places import Places
from sopan.web.organisation.reorganisation.plan import (
    Close,
    ClosePosition,
    Move,
    MovePosition,
    Operation,
    Plan,
    Ref,
)
from sopan.web.organisation.reorganisation.preview import preview
from sopan.web.organisation.reorganisation.words import names_of, operation_sentence
from sopan.web.organisation.sheets.read import MOST_BYTES, read
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.organisation.views.deciders import is_number
from sopan.web.ui.refusal import Refusal


def _draft(request: HttpRequest, reorganisation: int) -> Reorganisation:
    """The draft, for whom may change it."""
    found = reorganisation_for_administrator(viewer_of(request), reorganisation)
    if found.state != Reorganisation.State.DRAFT:
        raise Http404(_("Penataan ini bukan rancangan lagi."))
    return found


def readable(found: Reorganisation) -> Plan:
    """The plan; one that cannot be read is told by a page, with the place at fault."""
    try:
        return plan_of(found)
    except Refusal as refusal:
        raise Http404(refusal.text) from refusal


# One operation


@changes
def operation_add(request: HttpRequest, reorganisation: int, kind: str) -> HttpResponse:
    """The form of one operation; `?unit=` or `?jabatan=` fill in what it is about."""
    found = _draft(request, reorganisation)
    if kind not in FORMS:
        raise Http404
    title, form, make = FORMS[kind]
    plan = readable(found)
    places = Places(found.government, found.day, plan)
    fitted = for_plan(form, places, plan)

    def act(**values: Any) -> object:
        how = {name: values.pop(name) for name in ("doer", "at")}
        made = make(fitted(viewer=viewer_of(request)), values)
        return change_plan(found, _with(plan, made), token=found.token, **how)

    page = Change(
        title=str(title),
        submit=_("Tambahkan ke rancangan"),
        done=_("Perubahan ditambahkan ke rancangan."),
        back=reverse("reorganisation", args=[found.pk]),
        form=fitted,
        act=act,
        about=[Reorganisation.objects.filter(pk=found.pk)],
        initial=_about(request, places),
        template="organisation/operation_add.html",
        more={"reorganisation": found},
    )
    if "more" in request.POST:
        return _with_one_row_more(request, page)
    return answer(request, page)


def _with_one_row_more(request: HttpRequest, page: Change) -> HttpResponse:
    """The form as it was filled in, nothing checked yet."""
    form = page.form(viewer=viewer_of(request), initial=request.POST.dict())
    return render(request, page.template, {"change": page, "form": form, **page.more})


def _about(request: HttpRequest, places: Places) -> dict[str, str]:
    unit, post = request.GET.get("unit", ""), request.GET.get("jabatan", "")
    found: dict[str, str] = {}
    if is_number(unit):
        found["unit"] = found["unit_1"] = places.unit_label(int(unit))
    if is_number(post):
        found["position"] = places.post_label(int(post))
    return found


def _with(plan: Plan, new: Operation) -> Plan:
    """A second placement of the same post or unit takes the place of the first."""
    return (*(one for one in plan if _key(one) is None or _key(one) != _key(new)), new)


def _key(operation: Operation) -> tuple[str, int] | None:
    match operation:
        case Move(unit):
            return "unit", unit
        case MovePosition(position) | ClosePosition(position):
            return "post", position
        case _:
            return None


@changes
def operation_remove(request: HttpRequest, reorganisation: int, number: int) -> HttpResponse:
    """The page to confirm, with the sentence of the operation; numbers count from 1."""
    found = _draft(request, reorganisation)
    plan = readable(found)
    if not 1 <= number <= len(plan):
        raise Http404
    names = names_of(structure_of(found.government, found.day, plan), plan)

    def act(**values: Any) -> object:
        kept = (*plan[: number - 1], *plan[number:])
        return change_plan(found, kept, token=found.token, **values)

    page = Change(
        title=_("Buang perubahan ini dari rancangan?"),
        submit=_("Buang"),
        done=_("Perubahan dibuang dari rancangan."),
        back=reverse("reorganisation", args=[found.pk]),
        form=ChangeForm,
        act=act,
        about=[Reorganisation.objects.filter(pk=found.pk)],
        hint=operation_sentence(plan[number - 1], names),
        more={"reorganisation": found},
        danger=True,
    )
    return answer(request, page)


# From a list


class ListForm(ChangeForm):
    names = forms.CharField(
        label=gettext_lazy("Daftar nama yang baru"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy(
            "Tempel dari Excel atau peraturan: satu nama satu baris. Nomor dan kode diabaikan."
        ),
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Atau unggah filenya"),
        help_text=gettext_lazy(
            "XLSX atau CSV, paling besar 5 MB. Nama dibaca dari kolom yang berjudul “Nama”."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        max_length=200,
        allow_empty_file=True,
        required=False,
    )


def _names(text: str, file: UploadedFile[bytes] | None) -> list[str]:
    """The names that were pasted or uploaded. Raises Refusal."""
    if text.strip() and file is not None:
        raise Refusal(_("Isi salah satu: tempel daftarnya, atau unggah filenya."), "names")
    if file is None:
        if found := names_in(text):
            return found
        raise Refusal(_("Tempel daftar nama, atau unggah filenya."), "names")
    for sheet in read(file.read(MOST_BYTES + 1), file.name or ""):
        if found := names_of_table(line.cells for line in sheet.lines):
            return found
    raise Refusal(_("Tidak ada nama yang terbaca dalam file ini."), "file")


@changes
def operations_from_list(request: HttpRequest, reorganisation: int) -> HttpResponse:
    """A new list of the units below the top becomes a first plan, instead of what is there."""
    viewer = viewer_of(request)
    found = _draft(request, reorganisation)
    root = root_for_administrator(viewer)
    below = UnitPeriod.objects.on(found.day).filter(parent=root).order_by("order", "name", "pk")
    own = list(below.values_list("unit", "name"))

    def act(**values: Any) -> object:
        text, file = values.pop("names"), values.pop("file")
        names = _names(text, file)
        plan = propose(own, names, root.pk, found.government.place)
        if not plan:
            field = "file" if file else "names"
            raise Refusal(_("Daftar ini sama dengan susunan pada hari itu."), field)
        return change_plan(found, plan, token=found.token, **values)

    page = Change(
        title=_("Susun dari daftar baru"),
        submit=_("Bandingkan dan susun rancangan"),
        done=_("Rancangan disusun dari daftar. Periksa dan perbaiki setiap perubahan."),
        back=reverse("reorganisation", args=[found.pk]),
        form=ListForm,
        act=act,
        about=[Reorganisation.objects.filter(pk=found.pk)],
        hint=_list_hint(readable(found)),
        more={"reorganisation": found},
    )
    return answer(request, page)


def _list_hint(plan: Plan) -> str:
    if not plan:
        return _("Daftar dibandingkan dengan unit langsung di bawah puncak.")
    return _(
        "Daftar dibandingkan dengan unit langsung di bawah puncak. Hasilnya menggantikan "
        "perubahan yang sudah ada dalam rancangan ini."
    )


# Leftovers


@dataclass(frozen=True, slots=True)
class Question:
    """A leftover and what can be decided about it, as (value, words)."""

    leftover: Leftover
    name: str
    choices: Sequence[tuple[str, str]]
    chosen: str
    elsewhere: str
    """The address of the form for any other place."""


@changes
def leftovers(request: HttpRequest, reorganisation: int) -> HttpResponse:
    """All that has lost its place, each with a choice; what is not chosen yet stays open."""
    found = _draft(request, reorganisation)
    plan = readable(found)
    structure = structure_of(found.government, found.day, plan)
    names = names_of(structure, plan)
    left = preview(structure, plan).leftovers
    questions = [_question(request, found, one, names.units) for one in left]
    problem = ""
    if request.method == "POST":
        problem = _decided(request, found, plan, questions)
        if not problem:
            return redirect("reorganisation", found.pk)
    found.refresh_from_db(fields=["token"])
    context = {"reorganisation": found, "questions": questions, "problem": problem}
    return render(request, "organisation/leftovers.html", context)


def _question(
    request: HttpRequest, found: Reorganisation, left: Leftover, names: Mapping[Ref, str]
) -> Question:
    key = f"{left.kind}-{left.id}"
    choices = [("", _("Belum diputuskan"))]
    for heir in left.heirs:
        choices += _places(left, heir, names.get(heir, ""))
    gone = _("Dihapus; masa jabatan %(name)s berakhir") if left.holder else _("Dihapus")
    choices.append(("close", gone % {"name": left.holder}))
    kind, asked = ("pindah", "unit") if left.kind == "unit" else ("pindah-jabatan", "jabatan")
    elsewhere = reverse("operation_add", args=[found.pk, kind]) + f"?{asked}={left.id}"
    return Question(left, key, choices, request.POST.get(key, ""), elsewhere)


def _places(left: Leftover, heir: Ref, name: str) -> Iterable[tuple[str, str]]:
    values = {"unit": name}
    if left.kind == "post" and left.is_head:
        yield f"head:{heir}", _("Menjadi kepala %(unit)s") % values
    yield f"in:{heir}", _("Pindah ke %(unit)s") % values


def _decided(
    request: HttpRequest, found: Reorganisation, plan: Plan, questions: Sequence[Question]
) -> str:
    """Adds what was decided to the plan; the reason where that is refused."""
    viewer = viewer_of(request)
    chosen = [_decision(one) for one in questions if one.chosen in dict(one.choices)]
    new = [operation for operation in chosen if operation is not None]
    token = request.POST.get("token", "")
    if not new:
        return _("Pilih paling sedikit satu keputusan.")
    for operation in new:
        plan = _with(plan, operation)
    try:
        change_plan(
            found,
            plan,
            token=int(token) if is_number(token) else 0,
            doer=viewer.doer,
            at=viewer.at,
        )
    except Refusal as refusal:
        return refusal.text
    text = _("%(count)d keputusan disimpan.") % {"count": len(new)}
    messages.success(request, text)
    return ""


def _decision(question: Question) -> Operation | None:
    left, (how, _colon, place) = question.leftover, question.chosen.partition(":")
    if not how:
        return None
    if how == "close":
        return Close(left.id) if left.kind == "unit" else ClosePosition(left.id)
    heir: Ref = int(place) if place.isdecimal() else place
    if left.kind == "unit":
        return Move(left.id, heir)
    return MovePosition(left.id, heir, how == "head")
