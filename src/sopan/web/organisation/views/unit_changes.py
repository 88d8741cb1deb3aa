"""Units made, renamed, moved, closed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import (
    government_for_administrator,
    unit_for_administrator,
)
from sopan.web.organisation.actions.units import close_unit, create_unit, move_unit, rename_unit
from sopan.web.organisation.forms import UnitCreateForm, UnitMoveForm, UnitRenameForm, UntilForm
from sopan.web.organisation.models import Unit, UnitPeriod
from sopan.web.organisation.queries import naming, picking
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.organisation.views.deciders import is_number


@changes
def unit_create(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    under = request.GET.get("di", "")
    if is_number(under):
        parent = unit_for_administrator(viewer, int(under))
        initial = {"parent": picking.label(parent, viewer.day)}
        back = reverse("unit", args=[parent.pk])
    else:
        initial, back = {}, reverse("organisation")
    government = government_for_administrator(viewer)

    page = Change(
        title=_("Tambah unit"),
        submit=_("Tambah unit"),
        done=_("Unit ditambahkan."),
        back=back,
        form=UnitCreateForm,
        act=partial(create_unit, government),
        initial=initial,
    )
    return answer(request, page)


@changes
def unit_rename(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = unit_for_administrator(viewer, unit)
    period = _period(found, viewer)

    page = Change(
        title=_("Ubah nama unit"),
        submit=_("Simpan"),
        done=_("Nama unit diubah."),
        back=reverse("unit", args=[unit]),
        form=UnitRenameForm,
        act=partial(rename_unit, found),
        about=[_periods(found)],
        initial={
            "name": period.name,
            "short_name": period.short_name,
            "kind": period.kind,
            "order": period.order,
        }
        if period
        else {},
        hint=_("Nama lama tetap tercatat untuk masa sebelum tanggal mulai."),
    )
    return answer(request, page)


@changes
def unit_move(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = unit_for_administrator(viewer, unit)
    period = _period(found, viewer)
    parent = period.parent if period else None

    page = Change(
        title=_("Pindahkan unit: %(name)s") % {"name": period.name if period else found.code},
        submit=_("Pindahkan"),
        done=_("Unit dipindahkan."),
        back=reverse("unit", args=[unit]),
        form=UnitMoveForm,
        act=partial(move_unit, found),
        about=[_periods(found)],
        initial={"parent": picking.label(parent, viewer.day)} if parent else {},
        hint=_("Semua unit di bawahnya ikut pindah."),
    )
    return answer(request, page)


@changes
def unit_close(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = unit_for_administrator(viewer, unit)
    period = _period(found, viewer)

    page = Change(
        title=_("Tutup unit: %(name)s") % {"name": period.name if period else found.code},
        submit=_("Tutup unit"),
        done=_("Unit ditutup."),
        back=reverse("unit", args=[unit]),
        form=UntilForm,
        act=partial(close_unit, found),
        about=[_periods(found)],
        hint=_("Unit tetap terbaca untuk hari-hari sebelumnya."),
        danger=True,
    )
    return answer(request, page)


def _periods(unit: Unit) -> Any:
    return UnitPeriod.objects.filter(unit=unit)


def _period(unit: Unit, viewer: Viewer) -> UnitPeriod | None:
    return naming.nearest(naming.unit_periods([unit.pk]).get(unit.pk, ()), viewer.day)
