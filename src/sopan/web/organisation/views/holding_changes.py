"""Who holds a post: appointed, ended, corrected."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import holding_for_administrator, position_for_administrator
from sopan.web.organisation.actions.holdings import appoint, change_holding, end_holding
from sopan.web.organisation.forms import AppointForm, LetterForm, UntilForm
from sopan.web.organisation.models import Holding
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.organisation.views.position_changes import position_name


@changes
def holding_appoint(request: HttpRequest, position: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = position_for_administrator(viewer, position)

    page = Change(
        title=_("Tunjuk pejabat: %(post)s") % {"post": position_name(found, viewer)},
        submit=_("Tunjuk"),
        done=_("Pejabat ditunjuk."),
        back=reverse("position", args=[position]),
        form=AppointForm,
        act=partial(appoint, found),
        about=[Holding.objects.filter(position=found)],
        hint=_("Penunjukan pejabat definitif mengakhiri Plt. pada tanggal yang sama."),
    )
    return answer(request, page)


@changes
def holding_change(request: HttpRequest, holding: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = holding_for_administrator(viewer, holding)

    page = Change(
        title=_("Ubah masa jabatan: %(who)s") % {"who": _who(found, viewer)},
        submit=_("Simpan"),
        done=_("Masa jabatan diubah."),
        back=reverse("position", args=[found.position_id]),
        form=LetterForm,
        act=partial(change_holding, found),
        about=[Holding.objects.filter(pk=found.pk)],
        initial={
            "until": found.until,
            "letter": found.letter,
            "letter_day": found.letter_day,
        },
    )
    return answer(request, page)


@changes
def holding_end(request: HttpRequest, holding: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = holding_for_administrator(viewer, holding)

    page = Change(
        title=_("Akhiri masa jabatan: %(who)s") % {"who": _who(found, viewer)},
        submit=_("Akhiri"),
        done=_("Masa jabatan diakhiri."),
        back=reverse("position", args=[found.position_id]),
        form=UntilForm,
        act=partial(end_holding, found),
        about=[Holding.objects.filter(pk=found.pk)],
        danger=True,
    )
    return answer(request, page)


def _who(holding: Holding, viewer: Viewer) -> str:
    values = {"name": holding.person.name, "post": position_name(holding.position, viewer)}
    return _("%(name)s, %(post)s") % values
