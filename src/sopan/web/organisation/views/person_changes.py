"""People added and changed."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sopan.web.organisation.access import (
    government_for_administrator,
    person_for_administrator,
)
from sopan.web.organisation.actions.people import add_person, change_person
from sopan.web.organisation.forms import PersonForm
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.change import Change, answer, changes
from sopan.web.people.models import Account, Person


@changes
def person_add(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    government = government_for_administrator(viewer)

    page = Change(
        title=_("Tambah pejabat"),
        submit=_("Tambah pejabat"),
        done=_("Pejabat ditambahkan."),
        back=reverse("people"),
        form=PersonForm,
        act=partial(add_person, government),
    )
    return answer(request, page)


@changes
def person_change(request: HttpRequest, person: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = person_for_administrator(viewer, person)

    page = Change(
        title=_("Ubah data pejabat"),
        submit=_("Simpan"),
        done=_("Data pejabat diubah."),
        back=reverse("person", args=[person]),
        form=PersonForm,
        act=partial(change_person, found),
        about=[Person.objects.filter(pk=found.pk)],
        hint=_hint(found),
        initial={
            "name": found.name,
            "nip": found.nip,
            "rank": found.rank,
            "email": found.email,
        },
    )
    return answer(request, page)


def _hint(person: Person) -> str:
    """What else changes, for somebody who signs in."""
    if not Account.objects.filter(person=person).exists():
        return ""
    return _(
        "Orang ini mempunyai akun. Bila ia masuk dengan NIP atau e-mail ini, akunnya ikut berubah, "
        "dan semua sesinya berakhir."
    )
