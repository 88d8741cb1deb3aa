"""Penataan SOTK: listed, drafted, shown, decided, applied, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sopan.web.organisation.access import (
    Right,
    government_for_administrator,
    may,
    reorganisation_for_administrator,
    reorganisation_for_reader,
    root_for_reader,
)
from sopan.web.organisation.actions.reorganisations import (
    apply_reorganisation,
    change_reorganisation,
    draft_reorganisation,
    drop_reorganisation,
)
from sopan.web.organisation.forms import ChangeForm
from sopan.web.organisation.models import Reorganisation, Succession
from sopan.web.organisation.operation_forms import FORMS
from sopan.web.organisation.queries import naming
from sopan.web.organisation.reorganisation import trees
from sopan.web.organisation.reorganisation.load import structure_of
from sopan.web.organisation.reorganisation.others import with_others
from sopan.web.organisation.reorganisation.plan import Plan
from sopan.web.organisation.reorganisation.preview import Preview, Touched, preview
from sopan.web.organisation.reorganisation.structure import Structure
from sopan.web.organisation.reorganisation.words import (
    finding_sentence,
    names_of,
    operation_sentence,
    touched_sentence,
)
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views import operations
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.ui.forms import DayField
from sopan.web.ui.refusal import Refusal

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A reorganisation with its plan on the organisation as it is now."""

    plan: Plan
    structure: Structure
    preview: Preview

    @property
    def sentences(self) -> list[str]:
        names = names_of(self.structure, self.plan)
        return [operation_sentence(operation, names) for operation in self.plan]

    @property
    def stops(self) -> list[str]:
        return [finding_sentence(finding) for finding in self.preview.stops]

    @property
    def careful(self) -> list[str]:
        found = self.preview.findings
        return [finding_sentence(finding) for finding in found if not finding.stops]


def shown_of(found: Reorganisation) -> Shown:
    plan = operations.readable(found)
    structure = structure_of(found.government, found.day, plan)
    return Shown(plan, structure, with_others(found, preview(structure, plan)))


# Reading


@login_required
@require_safe
def reorganisations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = Reorganisation.objects.filter(government=viewer.government).defer("plan")
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("halaman")),
        "may_change": _may_change(viewer),
    }
    return render(request, "organisation/reorganisations.html", context)


def _may_change(viewer: Viewer) -> bool:
    return may(viewer, Right.CHANGE, root_for_reader(viewer).pk)


@login_required
@require_safe
def reorganisation(request: HttpRequest, reorganisation: int) -> HttpResponse:
    """The draft to work on; the result once it is applied."""
    viewer = viewer_of(request)
    found = reorganisation_for_reader(viewer, reorganisation)
    context: dict[str, Any] = {"reorganisation": found, "may_change": _may_change(viewer)}
    if found.state != Reorganisation.State.DRAFT:
        context |= _result(found)
        return render(request, "organisation/reorganisation_result.html", context)
    context |= {
        "shown": shown_of(found),
        "kinds": [(word, kind[0]) for word, kind in FORMS.items()],
    }
    return render(request, "organisation/reorganisation.html", context)


def _result(found: Reorganisation) -> dict[str, Any]:
    """What was changed, in the names of the day before, and which unit continues which."""
    plan = operations.readable(found)
    names = names_of(structure_of(found.government, found.day - timedelta(days=1), plan), plan)
    rows = list(Succession.objects.filter(reorganisation=found))
    periods = naming.unit_periods({unit for r in rows for unit in (r.before_id, r.after_id)})
    pairs = [
        (naming.office(periods, r.before_id, r.day), naming.office(periods, r.after_id, r.day))
        for r in rows
    ]
    return {"sentences": [operation_sentence(one, names) for one in plan], "successions": pairs}


@login_required
@require_safe
def reorganisation_preview(request: HttpRequest, reorganisation: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = reorganisation_for_reader(viewer, reorganisation)
    if found.state != Reorganisation.State.DRAFT:
        return redirect("reorganisation", found.pk)
    shown = shown_of(found)
    context = {
        "reorganisation": found,
        "shown": shown,
        "before": trees.before(shown.structure, shown.preview),
        "after": trees.after(shown.preview),
        "last_day": found.day - timedelta(days=1),
        "groups": groups(shown.preview),
        "may_change": _may_change(viewer),
    }
    return render(request, "organisation/reorganisation_preview.html", context)


def groups(shown: Preview) -> list[tuple[str, Sequence[tuple[Touched, str]]]]:
    """What is touched by kind, each with what happens to it."""
    titles = {
        "unit": _("Unit kerja"),
        "post": _("Jabatan"),
        "holder": _("Pejabat"),
        "coordination": _("Koordinasi (hubungan fungsional)"),
        "role": _("Peran"),
    }
    found = [(title, shown.of_kind(kind)) for kind, title in titles.items()]
    others = [one for one in shown.touched if one.kind not in titles]
    found.append((_("Yang perlu disahkan lagi"), others))
    return [
        (title, [(one, touched_sentence(one, shown.day)) for one in touched])
        for title, touched in found
        if touched
    ]


# Drafting


class ReorganisationForm(ChangeForm):
    title = forms.CharField(
        label=gettext_lazy("Judul"),
        max_length=200,
        help_text=gettext_lazy("Misalnya: Penataan SOTK 2027."),
    )
    letter = forms.CharField(
        label=gettext_lazy("Peraturan"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Nomor peraturan daerah atau peraturan kepala daerah."),
    )
    day = DayField(
        label=gettext_lazy("Berlaku mulai"),
        help_text=gettext_lazy(
            "Boleh tanggal yang akan datang; sebelum hari itu tidak ada yang berubah."
        ),
    )


@changes
def reorganisation_new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    government = government_for_administrator(viewer)
    made: list[Reorganisation] = []

    def act(**values: Any) -> object:
        made.append(draft_reorganisation(government, **values))
        return made[0]

    page = Change(
        title=_("Penataan SOTK baru"),
        submit=_("Buat rancangan"),
        done=_("Rancangan dibuat. Tambahkan perubahannya."),
        back=reverse("reorganisations"),
        form=ReorganisationForm,
        act=act,
    )
    answered = answer(request, page)
    return redirect("reorganisation", made[0].pk) if made else answered


@changes
def reorganisation_change(request: HttpRequest, reorganisation: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = reorganisation_for_administrator(viewer, reorganisation)

    page = Change(
        title=_("Ubah judul, peraturan, atau hari berlaku"),
        submit=_("Simpan"),
        done=_("Rancangan diubah."),
        back=reverse("reorganisation", args=[found.pk]),
        form=ReorganisationForm,
        act=partial(change_reorganisation, found, token=found.token),
        about=[Reorganisation.objects.filter(pk=found.pk)],
        initial={"title": found.title, "letter": found.letter, "day": found.day},
        more={"reorganisation": found},
    )
    return answer(request, page)


@changes
def reorganisation_drop(request: HttpRequest, reorganisation: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = reorganisation_for_administrator(viewer, reorganisation)

    page = Change(
        title=_("Batalkan rancangan: %(title)s") % {"title": found.title},
        submit=_("Batalkan rancangan"),
        done=_("Rancangan dibatalkan."),
        back=reverse("reorganisations"),
        form=ChangeForm,
        act=partial(drop_reorganisation, found),
        hint=_("Rancangan tetap dapat dibaca, tetapi tidak dapat ditetapkan lagi."),
        more={"reorganisation": found},
        danger=True,
    )
    return answer(request, page)


# Applying


@changes
def reorganisation_apply(request: HttpRequest, reorganisation: int) -> HttpResponse:
    """What will happen in short, and the button; it carries the fingerprint of what is shown."""
    viewer = viewer_of(request)
    found = reorganisation_for_administrator(viewer, reorganisation)
    problem = ""
    if request.method == "POST":
        try:
            seen = request.POST.get("fingerprint", "")
            apply_reorganisation(found, fingerprint=seen, doer=viewer.doer, at=viewer.at)
        except Refusal as refusal:
            problem = refusal.text
        else:
            messages.success(request, _("Penataan SOTK ditetapkan."))
            return redirect("reorganisation", found.pk)
    if found.state != Reorganisation.State.DRAFT:
        return redirect("reorganisation", found.pk)
    shown = shown_of(found)
    counts = [(title, len(lines)) for title, lines in groups(shown.preview)]
    context = {"reorganisation": found, "shown": shown, "counts": counts, "problem": problem}
    return render(request, "organisation/reorganisation_apply.html", context)


BASE = "organisasi/penataan/"
ONE = f"{BASE}<int:reorganisation>/"
urls = [
    path(BASE, reorganisations, name="reorganisations"),
    path(f"{BASE}baru/", reorganisation_new, name="reorganisation_new"),
    path(ONE, reorganisation, name="reorganisation"),
    path(f"{ONE}ubah/", reorganisation_change, name="reorganisation_change"),
    path(f"{ONE}akibat/", reorganisation_preview, name="reorganisation_preview"),
    path(f"{ONE}tetapkan/", reorganisation_apply, name="reorganisation_apply"),
    path(f"{ONE}batalkan/", reorganisation_drop, name="reorganisation_drop"),
    path(f"{ONE}daftar/", operations.operations_from_list, name="operations_from_list"),
    path(f"{ONE}putuskan/", operations.leftovers, name="leftovers"),
    path(f"{ONE}tambah/<slug:kind>/", operations.operation_add, name="operation_add"),
    path(f"{ONE}buang/<int:number>/", operations.operation_remove, name="operation_remove"),
]
