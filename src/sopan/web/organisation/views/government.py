"""The government's own settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import government_for_administrator
from sopan.web.organisation.actions.governments import change_government
from sopan.web.organisation.forms import GovernmentForm
from sopan.web.organisation.models import Government
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.change import Change, answer, changes

SHOWN = ("name", "place", "time_zone", "offices_word", "accent")


@changes
def government(request: HttpRequest) -> HttpResponse:
    found = government_for_administrator(viewer_of(request))

    def act(**values: Any) -> object:
        if values.pop("remove_emblem") and values["emblem"] is None:
            values["emblem"] = b""
        return change_government(found, **values)

    page = Change(
        title=_("Pengaturan pemerintah daerah"),
        submit=_("Simpan"),
        done=_("Pengaturan disimpan."),
        back=reverse("organisation"),
        form=GovernmentForm,
        act=act,
        about=[Government.objects.filter(pk=found.pk).defer("emblem")],
        initial={name: getattr(found, name) for name in SHOWN},
    )
    return answer(request, page)
