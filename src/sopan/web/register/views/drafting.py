"""The drafting page: the grid with its findings, the official page below, and what closes it.

Everything is a form: the page works with buttons alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sopan.formats import canonical
from sopan.sop.changes import REASONS, Clash, Side, Value, difference, say, verdict
from sopan.sop.changes.sentences import field_name, value_words
from sopan.sop.editing import (
    Field,
    GridRow,
    SetActors,
    SetFlow,
    field_text,
    grid,
)
from sopan.sop.editing.grid import GridSymbol
from sopan.sop.editing.identity import LISTS
from sopan.sop.model import SOP
from sopan.web.organisation.access import Right, may
from sopan.web.organisation.deciding import offices_on
from sopan.web.organisation.viewer import viewer_of
from sopan.web.register.access import (
    draft_for_drafter,
    draft_for_reader,
    drafter,
    procedure_for_drafter,
    unit_for_drafter,
    version_for_reader,
)
from sopan.web.register.actions import drafts, presence, versions
from sopan.web.register.actions.drafts import Clashed, Problem, Saved
from sopan.web.register.forms import DiscardForm, NewForm, VersionForm
from sopan.web.register.models import Draft
from sopan.web.register.paper import drawing_of, pictures
from sopan.web.register.posted import edits_of
from sopan.web.register.remarks import Remark, remarks_on
from sopan.web.register.values import begun
from sopan.web.register.views.procedures import file_of
from sopan.web.register.words import language
from sopan.web.register.words import say as in_words
from sopan.web.ui.refusal import Refusal

CHOICE = "clash:"
"""Before the key of a clash, in the names of its fields."""


# The page


@dataclass(frozen=True, slots=True)
class SymbolCell:
    """A symbol as the page shows it; what could not be read stands there as typed."""

    symbol: GridSymbol
    actors: str
    goes_to: str
    problems: list[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid with what is said of it."""

    row: GridRow
    symbols: list[SymbolCell]
    remarks: list[Remark]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, sop: str) -> HttpResponse:
    if request.method == "POST":
        return _post(request, sop)
    found = draft_for_reader(viewer_of(request), sop)
    return _page(request, found, canonical.read(found.text))


def _post(request: HttpRequest, sop: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = draft_for_drafter(viewer, sop)
    button = request.POST.get("do", "")
    try:
        if button in ("undo", "redo"):
            act = drafts.undo if button == "undo" else drafts.redo
            saved = act(found, account=viewer.account, at=viewer.at)
        else:
            saved = _save(request, found)
    except Clashed as clashed:
        return _clashed(request, found, clashed)
    except Refusal as refusal:
        messages.error(request, refusal.text)
        return redirect("draft", sop)
    if saved.joined:
        messages.info(request, _("Perubahan orang lain sudah digabungkan dengan perubahan Anda."))
    if saved.problems:
        found.refresh_from_db()
        return _page(request, found, saved.value, saved.problems)
    return redirect(_next(request), sop)


def _save(request: HttpRequest, found: Draft) -> Saved:
    viewer = viewer_of(request)
    token = _token(request)
    base = drafts.value_at(found, token)
    return drafts.save(
        found,
        token=token,
        edits=edits_of(base, request.POST.dict()),
        account=viewer.account,
        at=viewer.at,
        choices=_choices(request),
    )


def _token(request: HttpRequest) -> int:
    sent = request.POST.get("token", "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        raise Refusal(_("Halaman ini terlalu lama terbuka. Muat ulang, lalu ulangi perubahan."))
    return int(sent)


def _choices(request: HttpRequest) -> dict[str, Side]:
    """What somebody chose where their text and another's clash."""
    sides = {Side.MINE.value: Side.MINE, Side.THEIRS.value: Side.THEIRS}
    return {
        name.removeprefix(CHOICE): sides[value]
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and value in sides
    }


def _next(request: HttpRequest) -> str:
    """The page after a save: the grid, or the identity part where that was sent."""
    return "draft_identity" if request.POST.get("page") == "identity" else "draft"


def _page(
    request: HttpRequest, found: Draft, value: SOP, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    viewer = viewer_of(request)
    remarks = remarks_on(value, viewer.government)
    lines = [_line(row, remarks.rows.get(row.id, []), problems) for row in grid(value)]
    context = _context(request, found, value) | {
        "lines": lines,
        "actors": value.actors,
        "remarks": remarks,
        "pictures": pictures(drawing_of(value, viewer.government, stamped=True)),
        "others": _others(request, found),
    }
    return render(request, "register/draft.html", context)


def _line(row: GridRow, remarks: list[Remark], problems: Sequence[Problem]) -> Line:
    return Line(row, [_cell(symbol, problems) for symbol in row.symbols], remarks)


def _cell(symbol: GridSymbol, problems: Sequence[Problem]) -> SymbolCell:
    """What stands in the cells of a symbol: what was typed, where it could not be read."""
    actors, goes_to, texts = symbol.actors, symbol.goes_to, []
    for problem in problems:
        match problem.edit:
            case SetActors(symbol=id_, text=typed) if id_ == symbol.id:
                actors = typed
            case SetFlow(symbol=id_, text=typed) if id_ == symbol.id:
                goes_to = typed
            case _:
                continue
        texts.append(problem.text)
    return SymbolCell(symbol, actors, goes_to, texts)


def _context(request: HttpRequest, found: Draft, value: SOP) -> dict[str, object]:
    """What the grid and the identity part both show."""
    viewer = viewer_of(request)
    unit = found.procedure.unit_id
    return {
        "draft": found,
        "procedure": found.procedure,
        "value": value,
        "office": offices_on([unit], viewer.day).get(unit),
        "saved_at": date_format(localtime(found.changed_at, viewer.at.tzinfo), "H.i"),
        "may_draft": may(viewer, Right.DRAFT, unit),
    }


def _others(request: HttpRequest, found: Draft) -> list[str]:
    """Who else has the draft open; the page of the viewer counts from now on."""
    viewer = viewer_of(request)
    if may(viewer, Right.DRAFT, found.procedure.unit_id):
        return presence.come(found, viewer.account, viewer.at)
    return presence.others(found, viewer.account, viewer.at)


def _clashed(request: HttpRequest, found: Draft, clashed: Clashed) -> HttpResponse:
    """Row by row both texts, to choose from; everything that was sent is sent again."""
    sent = [
        (name, text)
        for name, text in request.POST.items()
        if name != "csrfmiddlewaretoken" and not name.startswith(CHOICE)
    ]
    chosen = [(name, text) for name, text in request.POST.items() if name.startswith(CHOICE)]
    context = _context(request, found, clashed.value) | {
        "clashes": [_told(clash) for clash in clashed.clashes],
        "sent": [*sent, *chosen],
    }
    return render(request, "register/clashes.html", context, status=409)


@dataclass(frozen=True, slots=True)
class ToldClash:
    """A clash for the page: where, and what each side says; "" where it was taken away."""

    name: str
    place: str
    base: str
    mine: str
    theirs: str


def _told(clash: Clash) -> ToldClash:
    place = clash.where.new if clash.where.new is not None else clash.where.old
    row = _("Langkah %(number)s") % {"number": place + 1} if place is not None else _("Identitas")
    name = clash.where.field and f", {field_name(clash.where.field, language())}"
    values = (_side(value, clash.where.field) for value in (clash.base, clash.mine, clash.theirs))
    return ToldClash(CHOICE + clash.key, f"{row}{name}", *values)


def _side(value: Value | int | None, name: str) -> str:
    """What one side of a clash says, whole: somebody must choose between them."""
    if value is None:
        return _("(dihapus)")
    if isinstance(value, str):
        return value or _("(kosong)")
    if isinstance(value, int):
        return _("di baris %(number)s") % {"number": value + 1}
    return value_words(value, name, language())


# The identity part


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_identity(request: HttpRequest, sop: str) -> HttpResponse:
    """The entries of the identity part, each with what is said of it."""
    if request.method == "POST":
        return _post(request, sop)
    viewer = viewer_of(request)
    found = draft_for_reader(viewer, sop)
    value = canonical.read(found.text)
    remarks = remarks_on(value, viewer.government)
    entries = [
        (entry, field_name(entry, language()), field_text(value, entry), entry in LISTS)
        for entry in Field
        if entry is not Field.GOVERNMENT
    ]
    context = _context(request, found, value) | {"entries": entries, "remarks": remarks}
    return render(request, "register/draft_identity.html", context)


# Beginning and ending


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def procedure_new(request: HttpRequest) -> HttpResponse:
    """A new SOP: its title and unit; then the grid."""
    viewer = drafter(viewer_of(request))
    form = NewForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        unit = unit_for_drafter(viewer, form.cleaned_data["unit"].pk)
        title = form.cleaned_data["title"]
        value = begun(title, unit.government, offices_on([unit.pk], viewer.day).get(unit.pk))
        try:
            made = drafts.begin_procedure(
                unit, value=value, account=viewer.account, doer=viewer.doer, at=viewer.at
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("draft", made.procedure.key)
    return render(request, "register/procedure_new.html", {"form": form})


@login_required
@require_POST
def draft_open(request: HttpRequest, sop: str, version: int) -> HttpResponse:
    """A draft that starts from a version; an old one is restored in this way."""
    viewer = viewer_of(request)
    procedure_for_drafter(viewer, sop)
    found = version_for_reader(viewer, sop, version)
    try:
        drafts.open_draft(found, account=viewer.account, doer=viewer.doer, at=viewer.at)
    except Refusal as refusal:
        messages.error(request, refusal.text)
    return redirect("draft", sop)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_save(request: HttpRequest, sop: str) -> HttpResponse:
    """Make the draft a version, with the reason and what kind of change it is."""
    viewer = viewer_of(request)
    found = draft_for_drafter(viewer, sop)
    value = canonical.read(found.text)
    form = VersionForm(request.POST.dict() or None, initial={"token": found.token})
    if request.method == "POST" and form.is_valid():
        try:
            made = versions.save_version(
                found,
                **form.values(),
                account=viewer.account,
                doer=viewer.doer,
                at=viewer.at,
            )
        except Refusal as refusal:
            form.refuse(refusal)
            found.refresh_from_db()
            form.again(found.token)
        else:
            messages.success(request, _("Versi %(number)s tersimpan.") % {"number": made.number})
            return redirect("version", sop, made.number)
    base = canonical.read(found.base.text) if found.base else None
    changes = difference(base, value) if base else ()
    context = _context(request, found, value) | {
        "form": form,
        "changes": [say(change, language()) for change in changes],
        "verdict": verdict(changes),
        "reason": in_words(REASONS[judged.reason]) if (judged := verdict(changes)) else "",
        "remarks": remarks_on(value, viewer.government),
    }
    return render(request, "register/version_save.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft_discard(request: HttpRequest, sop: str) -> HttpResponse:
    """Close the draft without a version."""
    viewer = viewer_of(request)
    found = draft_for_drafter(viewer, sop)
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        drafts.discard_draft(found, reason=reason, doer=viewer.doer, at=viewer.at)
        messages.success(request, _("Konsep dibatalkan."))
        return redirect("procedure", sop)
    context = _context(request, found, canonical.read(found.text)) | {"form": form}
    return render(request, "register/draft_discard.html", context)


@login_required
@require_safe
def draft_file(request: HttpRequest, sop: str, ending: str) -> HttpResponse:
    """The draft as PDF or YAML, marked KONSEP."""
    viewer = viewer_of(request)
    found = draft_for_reader(viewer, sop)
    return file_of(canonical.read(found.text), viewer, f"{sop}-konsep.{ending}", stamped=True)
