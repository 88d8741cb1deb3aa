"""The drafting page: the grid with its findings, the official page below, and what closes it.

Everything is a form: the page works with buttons alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sopan.formats import canonical, clipboard
from sopan.sop.changes import Clash, Side, Value
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
from sopan.web.organisation.models import Government
from sopan.web.organisation.viewer import viewer_of
from sopan.web.people.models import Account
from sopan.web.register.access import (
    draft_for_drafter,
    draft_for_reader,
)
from sopan.web.register.actions import drafts, presence
from sopan.web.register.actions.drafts import Clashed, Problem, Saved
from sopan.web.register.models import Draft
from sopan.web.register.owners import owner_on
from sopan.web.register.paper import drawing_of, pictures
from sopan.web.register.posted import edits_of
from sopan.web.register.remarks import Remark, remarks_on, repaired
from sopan.web.register.values import fresh_ids
from sopan.web.register.words import language
from sopan.web.ui.refusal import Refusal

MOST_TOLD = 30
"""So many remarks on a pasted table are told at once."""
TAKEN_BACK: Mapping[str, Callable[..., Saved]] = {"undo": drafts.undo, "redo": drafts.redo}
"""What buttons take back a save, or make it again."""
SIDES = {side.value: side for side in (Side.MINE, Side.THEIRS)}
"""What can be chosen where two texts clash."""
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
        if button in TAKEN_BACK:
            saved = TAKEN_BACK[button](found, account=viewer.account, at=viewer.at)
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
    """What was typed; then what the button repairs, as a save of its own."""
    viewer = viewer_of(request)
    token = token_of(request)
    base = drafts.value_at(found, token)
    saved = drafts.save(
        found,
        token=token,
        edits=edits_of(base, request.POST.dict()),
        account=viewer.account,
        at=viewer.at,
        choices=_choices(request),
    )
    if saved.problems:
        return saved
    value = asked_repair(base, saved.value, request.POST.get("do", ""), viewer.government)
    if value is None:
        return saved
    return drafts.save_value(
        found, token=saved.token, value=value, account=viewer.account, at=viewer.at
    )


def asked_repair(base: SOP, value: SOP, button: str, government: Government) -> SOP | None:
    """The value with the repair of a button `repair:NUMBER`; None for any other button."""
    verb, _colon, number = button.partition(":")
    if verb != "repair" or not (number.isascii() and number.isdecimal()) or len(number) > 5:
        return None
    return repaired(base, value, int(number), government)


@login_required
@require_POST
def draft_paste(request: HttpRequest, sop: str) -> HttpResponse:
    """A pasted table becomes rows at the end; what could not be read is told."""
    viewer = viewer_of(request)
    found = draft_for_drafter(viewer, sop)
    try:
        outcome = paste(
            found,
            Clip(request.POST.get("text", ""), request.POST.get("html", "")),
            token=token_of(request),
            account=viewer.account,
            at=viewer.at,
        )
    except Refusal as refusal:
        messages.error(request, refusal.text)
        return redirect("draft", sop)
    for text in outcome.unread:
        messages.warning(request, text)
    messages.success(request, outcome.text)
    return redirect("draft", sop)


@dataclass(frozen=True, slots=True)
class Clip:
    """What the clipboard held, in both of its ways, and the row before which it goes."""

    text: str
    html: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class PasteOutcome:
    """What became of a pasted table, in words; `unread` is what could not be read."""

    saved: Saved
    text: str
    unread: tuple[str, ...]


def paste(
    found: Draft, clip: Clip, *, token: int, account: Account, at: datetime, batch: str = ""
) -> PasteOutcome:
    """Make the rows of a pasted table steps. Raises Refusal where nothing becomes of it."""
    value = drafts.value_at(found, token)
    try:
        pasted = clipboard.rows(
            clipboard.cells(clip.text, clip.html), [actor.name for actor in value.actors]
        )
        made = clipboard.to_sop_steps(pasted, fresh_ids())
        edits = clipboard.to_edits(value, made, clip.before)
        saved = drafts.save(found, token=token, edits=edits, account=account, at=at, batch=batch)
    except clipboard.PasteError as error:
        raise Refusal(error.say(language())) from error
    except Clashed as clashed:
        text = _("Konsep ini baru saja diubah orang lain. Tempel sekali lagi.")
        raise Refusal(text) from clashed
    if saved.problems:
        raise Refusal(saved.problems[0].text)
    unread = tuple(
        (_("Baris %(number)s: ") % {"number": problem.row} if problem.row else "")
        + problem.say(language())
        for problem in (*pasted.problems, *made.problems)[:MOST_TOLD]
    )
    if not made.steps:
        raise Refusal("\n".join([_("Tidak ada langkah yang terbaca dari tempelan ini."), *unread]))
    count = len(made.steps)
    text = ngettext("%(count)s langkah ditambahkan.", "%(count)s langkah ditambahkan.", count)
    return PasteOutcome(saved, text % {"count": count}, unread)


def token_of(request: HttpRequest) -> int:
    sent = request.POST.get("token", "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        raise Refusal(_("Halaman ini terlalu lama terbuka. Muat ulang, lalu ulangi perubahan."))
    return int(sent)


def _choices(request: HttpRequest) -> dict[str, Side]:
    """What somebody chose where their text and another's clash."""
    return {
        name.removeprefix(CHOICE): SIDES[value]
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and value in SIDES
    }


def _next(request: HttpRequest) -> str:
    """The page after a save: the grid, or the identity part where that was sent."""
    return "draft_identity" if request.POST.get("page") == "identity" else "draft"


def _page(
    request: HttpRequest, found: Draft, value: SOP, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    return render(request, "register/draft.html", page_context(request, found, value, problems))


def page_context(
    request: HttpRequest, found: Draft, value: SOP, problems: tuple[Problem, ...] = ()
) -> dict[str, object]:
    """What the drafting page shows, whole or by its parts."""
    viewer = viewer_of(request)
    remarks = remarks_on(value, viewer.government)
    lines = [_line(row, remarks.rows.get(row.id, []), problems) for row in grid(value)]
    context = context_of(request, found, value)
    # Who only reads is not shown to the others.
    others = presence.come if context["may_draft"] else presence.others
    return context | {
        "lines": lines,
        "actors": value.actors,
        "remarks": remarks,
        "pictures": pictures(drawing_of(value, viewer.government, stamped=True)),
        "others": others(found, viewer.account, viewer.at),
        "account": viewer.account,
    }


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


def context_of(request: HttpRequest, found: Draft, value: SOP) -> dict[str, object]:
    """What the grid and the identity part both show."""
    viewer = viewer_of(request)
    unit = owner_on(found.procedure.unit_id, viewer.day)
    return {
        "draft": found,
        "procedure": found.procedure,
        "value": value,
        "office": offices_on([unit], viewer.day).get(unit),
        "saved_at": date_format(localtime(found.changed_at), "H.i"),
        "may_draft": may(viewer, Right.DRAFT, unit),
    }


def _clashed(request: HttpRequest, found: Draft, clashed: Clashed) -> HttpResponse:
    """Row by row both texts, to choose from; everything that was sent is sent again."""
    sent = [
        (name, text)
        for name, text in request.POST.items()
        if name != "csrfmiddlewaretoken" and not name.startswith(CHOICE)
    ]
    chosen = [(name, text) for name, text in request.POST.items() if name.startswith(CHOICE)]
    context = context_of(request, found, clashed.value) | {
        "clashes": [told(clash) for clash in clashed.clashes],
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


def told(clash: Clash) -> ToldClash:
    place = clash.where.new if clash.where.new is not None else clash.where.old
    row = _("Langkah %(number)s") % {"number": place + 1} if place is not None else _("Identitas")
    name = clash.where.field and f", {field_name(clash.where.field, language())}"
    values = (_side(value, clash.where.field) for value in (clash.base, clash.mine, clash.theirs))
    return ToldClash(CHOICE + clash.key, f"{row}{name}", *values)


WORDED = frozenset({"joins", "kind", "actors", "flows", "order"})
"""Fields whose values are told in the core's words."""


def _side(value: Value | int | None, name: str) -> str:
    """What one side of a clash says, whole: somebody must choose between them."""
    if value is None:
        return _("(dihapus)")
    if isinstance(value, str) and name not in WORDED:
        return value or _("(kosong)")
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
    context = context_of(request, found, value) | {"entries": entries, "remarks": remarks}
    return render(request, "register/draft_identity.html", context)
