"""The register: the list, one SOP, its versions and their difference."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sopan.formats import canonical, pdf, yaml
from sopan.sop.changes import GROUPS, difference, say, verdict
from sopan.sop.model import SOP
from sopan.sop.states import LABELS, SENTENCES, State
from sopan.web.organisation.access import Right, may, unit_for_reader
from sopan.web.organisation.deciding import offices_on
from sopan.web.organisation.models import Unit
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.register.access import (
    OPEN_STATES,
    drafts_somewhere,
    procedure_for_reader,
    version_for_reader,
)
from sopan.web.register.models import Procedure, Version
from sopan.web.register.owners import owner_on, owners_on
from sopan.web.register.paper import STAMP, drawing_of, pictures
from sopan.web.register.queries.procedures import DRAFTING, Filter, procedures
from sopan.web.register.words import language
from sopan.web.register.words import say as in_words

PAGE = 50
FILTERED = (State.EFFECTIVE, State.SUPERSEDED, State.REVOKED, State.DRAFT)


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    wanted = _filter(request, viewer)
    page = Paginator(procedures(viewer, wanted), PAGE).get_page(request.GET.get("halaman"))
    shown = list(page.object_list)
    owners = owners_on({row.unit_id for row in shown}, viewer.day)
    offices = offices_on(owners.values(), viewer.day)
    states = [(state.value, in_words(LABELS[state])) for state in FILTERED]
    context = {
        "page": page,
        "rows": [(row, offices.get(owners[row.unit_id])) for row in shown],
        "wanted": wanted,
        "states": [*states, (DRAFTING, _("sedang disusun"))],
        "may_draft": drafts_somewhere(viewer),
    }
    return render(request, "register/register.html", context)


def _filter(request: HttpRequest, viewer: Viewer) -> Filter:
    asked = request.GET
    unit: Unit | None = None
    if asked.get("unit", "").isdecimal() and len(asked["unit"]) < 10:
        unit = unit_for_reader(viewer, int(asked["unit"]))
    known = {*(state.value for state in FILTERED), DRAFTING}
    state = asked.get("keadaan", "")
    return Filter(asked.get("cari", "").strip()[:100], unit, state if state in known else "")


@login_required
@require_safe
def procedure(request: HttpRequest, sop: str) -> HttpResponse:
    """One SOP: the official page of the version in force, or of the latest, first."""
    viewer = viewer_of(request)
    found = procedure_for_reader(viewer, sop)
    versions = _versions(viewer, found)
    shown = next(
        (v for v in versions if v.state == State.EFFECTIVE), versions[0] if versions else None
    )
    return _page(request, found, versions, shown)


@login_required
@require_safe
def version(request: HttpRequest, sop: str, version: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = version_for_reader(viewer, sop, version)
    return _page(request, found.procedure, _versions(viewer, found.procedure), found)


def _versions(viewer: Viewer, found: Procedure) -> list[Version]:
    """Those that the viewer may see, the newest first."""
    rows = found.versions.select_related("author__person").order_by("-number")
    if not may(viewer, Right.SEE_DRAFTS, owner_on(found.unit_id, viewer.day)):
        rows = rows.filter(state__in=OPEN_STATES)
    return list(rows.defer("text"))


def _page(
    request: HttpRequest, found: Procedure, versions: list[Version], shown: Version | None
) -> HttpResponse:
    viewer = viewer_of(request)
    value = canonical.read(shown.text) if shown else None
    owner = owner_on(found.unit_id, viewer.day)
    context = {
        "procedure": found,
        "office": offices_on([owner], viewer.day).get(owner),
        "versions": [(each, in_words(LABELS[State(each.state)])) for each in versions],
        "shown": shown,
        "label": in_words(LABELS[State(shown.state)]) if shown else "",
        "sentence": in_words(SENTENCES[State(shown.state)]) if shown else "",
        "value": value,
        "pictures": _pictures(value, viewer, shown) if value and shown else [],
        "draft": found.drafts.filter(closed_at=None).first(),
        "may_draft": may(viewer, Right.DRAFT, owner),
        "may_see_drafts": may(viewer, Right.SEE_DRAFTS, owner),
    }
    return render(request, "register/procedure.html", context)


def _pictures(value: SOP, viewer: Viewer, shown: Version) -> list[str]:
    stamped = shown.state not in OPEN_STATES
    return pictures(drawing_of(value, viewer.government, stamped=stamped))


@login_required
@require_safe
def version_file(request: HttpRequest, sop: str, version: int, ending: str) -> HttpResponse:
    """A version as PDF or YAML; marked as a draft while it is not in force."""
    viewer = viewer_of(request)
    found = version_for_reader(viewer, sop, version)
    value = canonical.read(found.text)
    name = f"{sop}-{version}.{ending}"
    return file_of(value, viewer, name, stamped=found.state not in OPEN_STATES)


def file_of(value: SOP, viewer: Viewer, name: str, *, stamped: bool) -> HttpResponse:
    """An SOP as a file to take away, by the ending of its name: PDF or YAML."""
    if not name.endswith((".pdf", ".yaml")):
        raise Http404(_("SOP ini hanya ada sebagai PDF dan YAML."))
    if name.endswith(".yaml"):
        mark = f"# {STAMP}\n" if stamped else ""
        content = (mark + yaml.write(value)).encode()
        return _file(content, "application/yaml; charset=utf-8", name)
    drawing = drawing_of(value, viewer.government, stamped=stamped)
    if drawing is None:
        raise Http404(_("Bagan alir konsep ini belum dapat digambar."))
    return _file(pdf.write(drawing), "application/pdf", name)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


@login_required
@require_safe
def version_difference(request: HttpRequest, sop: str, old: int, new: int) -> HttpResponse:
    """What one version changed against another, in words, with both drawings below."""
    viewer = viewer_of(request)
    before = version_for_reader(viewer, sop, old)
    after = version_for_reader(viewer, sop, new)
    values = canonical.read(before.text), canonical.read(after.text)
    changes = difference(*values)
    told = [
        (in_words(words), [say(change, language()) for change in changes if change.group is group])
        for group, words in GROUPS.items()
    ]
    context = {
        "procedure": after.procedure,
        "before": before,
        "after": after,
        "told": [part for part in told if part[1]],
        "verdict": verdict(changes),
        "old_pictures": _pictures(values[0], viewer, before),
        "new_pictures": _pictures(values[1], viewer, after),
    }
    return render(request, "register/difference.html", context)
