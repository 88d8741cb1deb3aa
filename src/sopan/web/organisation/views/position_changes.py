"""Posts made, changed, closed."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import position_for_administrator, unit_for_administrator
from sopan.web.organisation.actions.positions import (
    change_position,
    close_position,
    create_position,
)
from sopan.web.organisation.forms import PositionChangeForm, PositionCreateForm, UntilForm
from sopan.web.organisation.models import Holding, Position, PositionPeriod
from sopan.web.organisation.queries import naming, picking
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.change import Change, answer, changes


@changes
def position_create(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = unit_for_administrator(viewer, unit)

    page = Change(
        title=_("Tambah jabatan di %(unit)s") % {"unit": unit_name(found.pk, viewer)},
        submit=_("Tambah jabatan"),
        done=_("Jabatan ditambahkan."),
        back=reverse("unit", args=[unit]),
        form=PositionCreateForm,
        act=partial(create_position, found),
    )
    return answer(request, page)


@changes
def position_change(request: HttpRequest, position: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = position_for_administrator(viewer, position)
    period = period_of(found, viewer)

    page = Change(
        title=_("Ubah jabatan"),
        submit=_("Simpan"),
        done=_("Jabatan diubah."),
        back=reverse("position", args=[position]),
        form=PositionChangeForm,
        act=partial(change_position, found),
        about=[PositionPeriod.objects.filter(position=found)],
        initial={
            "unit": picking.label(period.unit, viewer.day),
            "name": period.name,
            "level": period.level,
            "is_head": period.is_head,
            "duties": period.duties,
        }
        if period
        else {},
        hint=_("Yang lama tetap tercatat untuk masa sebelum tanggal mulai; pejabatnya tetap."),
    )
    return answer(request, page)


@changes
def position_close(request: HttpRequest, position: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = position_for_administrator(viewer, position)

    page = Change(
        title=_("Hapus jabatan: %(name)s") % {"name": position_name(found, viewer)},
        submit=_("Hapus jabatan"),
        done=_("Jabatan dihapus."),
        back=reverse("position", args=[position]),
        form=UntilForm,
        act=partial(close_position, found),
        about=[
            PositionPeriod.objects.filter(position=found),
            Holding.objects.filter(position=found),
        ],
        hint=_("Jabatan tetap terbaca untuk hari-hari sebelumnya."),
        danger=True,
    )
    return answer(request, page)


def period_of(position: Position, viewer: Viewer) -> PositionPeriod | None:
    periods = naming.position_periods([position.pk]).get(position.pk, ())
    return naming.nearest(periods, viewer.day)


def position_name(position: Position, viewer: Viewer) -> str:
    period = period_of(position, viewer)
    return period.name if period else position.code


def unit_name(unit: int, viewer: Viewer) -> str:
    return naming.office(naming.unit_periods([unit]), unit, viewer.day).name
