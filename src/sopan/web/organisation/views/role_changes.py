"""Roles given and taken back."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import role_for_administrator, unit_for_administrator
from sopan.web.organisation.actions.roles import give_role, take_role
from sopan.web.organisation.forms import RoleForm, UntilForm
from sopan.web.organisation.models import Role
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.organisation.views.position_changes import unit_name


@changes
def role_give(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = unit_for_administrator(viewer, unit)

    page = Change(
        title=_("Beri peran di %(unit)s") % {"unit": unit_name(unit, viewer)},
        submit=_("Beri peran"),
        done=_("Peran diberikan."),
        back=reverse("unit", args=[unit]),
        form=RoleForm,
        act=partial(give_role, found),
        hint=_("Peran berlaku di unit ini dan semua unit di bawahnya."),
    )
    return answer(request, page)


@changes
def role_take(request: HttpRequest, role: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = role_for_administrator(viewer, role)

    names = {"role": found.get_kind_display(), "unit": unit_name(found.unit_id, viewer)}
    page = Change(
        title=_("Cabut peran %(role)s di %(unit)s") % names,
        submit=_("Cabut peran"),
        done=_("Peran dicabut."),
        back=reverse("unit", args=[found.unit_id]),
        form=UntilForm,
        act=partial(take_role, found),
        about=[Role.objects.filter(pk=found.pk)],
        danger=True,
    )
    return answer(request, page)
