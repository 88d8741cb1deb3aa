"""The units of a day as a tree, the search by name, and one unit."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sopan.web.organisation import deciding
from sopan.web.organisation.access import Right, may, root_for_reader, unit_for_reader
from sopan.web.organisation.deciding import Acting, Office, offices_on
from sopan.web.organisation.queries import roles as role_queries
from sopan.web.organisation.queries import unit as unit_queries
from sopan.web.organisation.queries.history import history_of
from sopan.web.organisation.queries.units import Row, heads_of, tree_of, units_named
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.organisation.views.day import Day, day_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit found by its name."""

    row: Row
    parent: Office | None
    head: Acting | None


@login_required
@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    sought = request.GET.get("cari", "").strip()[:100]
    context = {"day": day, "sought": sought, "may_change": _may_change_all(viewer)}
    if sought:
        return render(
            request, "organisation/organisation_found.html", context | _found(request, day, sought)
        )
    branch = tree_of(viewer.government, day.value)
    return render(request, "organisation/organisation.html", context | {"branch": branch})


def _may_change_all(viewer: Viewer) -> bool:
    return may(viewer, Right.CHANGE, root_for_reader(viewer).pk)


def _found(request: HttpRequest, day: Day, sought: str) -> dict[str, object]:
    rows = units_named(viewer_of(request).government, day.value, sought)
    page = Paginator(rows, PAGE).get_page(request.GET.get("halaman"))
    shown = list(page.object_list)
    heads = heads_of([row.unit for row in shown], day.value)
    parents = offices_on([row.parent for row in shown], day.value)
    hits = [Hit(row, parents.get(row.parent or 0), heads.get(row.unit)) for row in shown]
    return {"page": page, "hits": hits}


@login_required
@require_safe
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    viewer = viewer_of(request)
    day = day_of(request.GET, viewer.day)
    found = unit_for_reader(viewer, unit)
    history = history_of(found, day.value)
    context = {
        "unit": found,
        "day": day,
        "history": history,
        "may_change": may(viewer, Right.CHANGE, found.pk),
    }
    deciders = deciding.of_unit(found.pk, day.value)
    if deciders is None:
        return render(request, "organisation/unit_absent.html", context)
    office = Office(found.pk, deciders.subject.name)
    context |= {
        "deciders": deciders,
        "stage": next(stage for stage in history.stages if stage.current),
        "seats": unit_queries.seats_of(office, day.value),
        "branch": tree_of(viewer.government, day.value, found.pk),
        "coordinations": unit_queries.coordinations_of(found, day.value),
        "coordinated": unit_queries.coordinated_by(found, day.value),
        "roles": role_queries.roles_at(found, day.value),
    }
    return render(request, "organisation/unit.html", context)
