"""Coordination begun and ended."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import coordination_for_administrator, unit_for_administrator
from sopan.web.organisation.actions.coordination import begin_coordination, end_coordination
from sopan.web.organisation.forms import CoordinationForm, UntilForm
from sopan.web.organisation.models import Coordination
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.organisation.views.position_changes import unit_name


@changes
def coordination_begin(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = unit_for_administrator(viewer, unit)

    page = Change(
        title=_("Tambah koordinator untuk %(unit)s") % {"unit": unit_name(unit, viewer)},
        submit=_("Tambah koordinator"),
        done=_("Koordinasi dicatat."),
        back=reverse("unit", args=[unit]),
        form=CoordinationForm,
        act=partial(begin_coordination, found),
        hint=_("Koordinasi adalah hubungan fungsional; atasan struktural tidak berubah."),
    )
    return answer(request, page)


@changes
def coordination_end(request: HttpRequest, coordination: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = coordination_for_administrator(viewer, coordination)

    names = {"unit": unit_name(found.unit_id, viewer), "field": found.field}
    page = Change(
        title=_("Akhiri koordinasi %(unit)s di bidang %(field)s") % names,
        submit=_("Akhiri"),
        done=_("Koordinasi diakhiri."),
        back=reverse("unit", args=[found.unit_id]),
        form=UntilForm,
        act=partial(end_coordination, found),
        about=[Coordination.objects.filter(pk=found.pk)],
        danger=True,
    )
    return answer(request, page)
