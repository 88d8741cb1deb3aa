"""The people of a government and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopan.web.organisation.access import Right, may, person_for_reader, root_for_reader
from sopan.web.organisation.permitted import sees_personal
from sopan.web.organisation.queries import posts
from sopan.web.organisation.queries.people import people_named
from sopan.web.organisation.queries.posts import Term, terms_on
from sopan.web.organisation.queries.roles import roles_through
from sopan.web.organisation.viewer import viewer_of
from sopan.web.organisation.views.day import day_of
from sopan.web.people.models import Person

PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the list with the posts held on the day; `nip` only for whom it may concern."""

    id: int
    name: str
    nip: str
    terms: Sequence[Term]


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    root = root_for_reader(viewer)
    personal = may(viewer, Right.PERSONAL, root.pk)
    sought = request.GET.get("cari", "").strip()[:100]
    found = people_named(viewer.government, sought, personal)
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    context = {
        "day": day,
        "sought": sought,
        "page": page,
        "entries": entries(list(page.object_list), personal, day.value),
        "personal": personal,
        "may_change": may(viewer, Right.CHANGE, root.pk),
    }
    return render(request, "organisation/people.html", context)


def entries(persons: Sequence[Person], personal: bool, day: date) -> list[Entry]:
    terms = terms_on([person.pk for person in persons], day)
    return [
        Entry(one.pk, one.name, one.nip if personal else "", terms.get(one.pk, ()))
        for one in persons
    ]


@login_required
@require_safe
def person(request: HttpRequest, person: int) -> HttpResponse:
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    found = person_for_reader(viewer, person)
    terms = posts.terms_of_person(found, day.value)
    current = [term.post.id for term in terms if term.current]
    personal = sees_personal(viewer, found)
    context = {
        "person": found,
        "day": day,
        "terms": terms,
        "roles": roles_through(current, found.pk, day.value),
        "personal": personal,
        "account": getattr(found, "account", None) if personal else None,
        "may_change": may(viewer, Right.CHANGE, root_for_reader(viewer).pk),
    }
    return render(request, "organisation/person.html", context)
