"""Saving from the drafting page while somebody writes: JSON in, the parts of the page out.

    {"token": 4, "batch": "k3j9x0a2", "edits": [...], "do": "up:terima", "choices": {},
     "paste": {"text": "", "html": "", "before": "terima"}}

One of `edits`, `do` (a button of the page) and `paste`, or edits and then a button. A `batch` that
came before is answered and not made again, so that a page may send it until it has an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sopan.formats import edits as edits_json
from sopan.sop.changes import Side
from sopan.sop.editing import Edit, EditError, SetActors, SetCell, SetField, SetFlow, SetJoins
from sopan.web.organisation.viewer import viewer_of
from sopan.web.register.access import draft_for_drafter
from sopan.web.register.actions import drafts
from sopan.web.register.actions.drafts import Clashed, Problem, Saved
from sopan.web.register.models import Draft
from sopan.web.register.posted import edits_of
from sopan.web.register.views.drafting import (
    CHOICE,
    SIDES,
    TAKEN_BACK,
    Clip,
    asked_repair,
    page_context,
    paste,
    told,
)
from sopan.web.register.words import say
from sopan.web.ui.refusal import Refusal

BATCH = re.compile(r"[A-Za-z0-9-]{8,40}")
ALONE = {*TAKEN_BACK, "repair"}
"""Buttons that are sent without edits."""
PARTS: Mapping[str, str] = {
    "rows": "register/draft_rows.html",
    "penyusun-lain": "register/draft_others.html",
    "pelaksana": "register/draft_actor_options.html",
    "urutan": "register/draft_actor_order.html",
    "isi-temuan": "register/draft_findings.html",
    "isi-resmi": "register/pictures.html",
}
"""The parts of the page that a save changes, by the id of their place."""


class UnreadableError(ValueError):
    """What came is not what a page sends."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A save as a page sends it."""

    token: int
    batch: str
    edits: tuple[Edit, ...] = ()
    button: str = ""
    clip: Clip | None = None
    choices: Mapping[str, Side] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it, and what is told beside the parts of the page."""

    saved: Saved
    notes: tuple[str, ...] = ()


@require_POST
def draft_save(request: HttpRequest, sop: str) -> JsonResponse:
    """Make what was sent; the answer has the page's parts, the clashes, or the reason."""
    if isinstance(request.user, AnonymousUser):
        return JsonResponse({"detail": _("Sesi Anda berakhir. Masuk lagi.")}, status=401)
    found = draft_for_drafter(viewer_of(request), sop)
    try:
        made = _make(request, found, read(request.body))
    except (UnreadableError, EditError) as error:
        text = say(error.words, error.values) if isinstance(error, EditError) else ""
        return JsonResponse({"detail": text or _("Permintaan tidak dapat dibaca.")}, status=400)
    except Clashed as clashed:
        return _clashed(request, clashed)
    except Refusal as refusal:
        return JsonResponse({"detail": refusal.text}, status=422)
    found.refresh_from_db()
    return _answer(request, found, made)


def _make(request: HttpRequest, found: Draft, sent: Sent) -> Made:
    viewer = viewer_of(request)
    account, at = viewer.account, viewer.at
    if sent.button in TAKEN_BACK:
        act = TAKEN_BACK[sent.button]
        return Made(act(found, account=account, at=at, batch=sent.batch))
    if sent.clip:
        made = paste(found, sent.clip, token=sent.token, account=account, at=at, batch=sent.batch)
        return Made(made.saved, (made.text, *made.unread))
    base = drafts.value_at(found, sent.token)
    value = asked_repair(base, base, sent.button, viewer.government)
    if value is not None:
        return Made(
            drafts.save_value(
                found, token=sent.token, value=value, account=account, at=at, batch=sent.batch
            )
        )
    return Made(
        drafts.save(
            found,
            token=sent.token,
            edits=(*sent.edits, *edits_of(base, {"do": sent.button})),
            account=account,
            at=at,
            batch=sent.batch,
            choices=sent.choices,
        )
    )


def _answer(request: HttpRequest, found: Draft, made: Made) -> JsonResponse:
    saved = made.saved
    context = page_context(request, found, saved.value, saved.problems)
    joined = _("Perubahan orang lain sudah digabungkan dengan perubahan Anda.")
    return JsonResponse(
        {
            "token": saved.token,
            "saved_at": _("tersimpan pukul %(saved_at)s") % {"saved_at": context["saved_at"]},
            "joined": saved.joined,
            "notes": [*([joined] if saved.joined else []), *made.notes],
            "problems": [_problem(problem) for problem in saved.problems],
            "parts": {
                name: render_to_string(template, context, request)
                for name, template in PARTS.items()
            },
        }
    )


def _problem(problem: Problem) -> dict[str, str]:
    """An edit that could not be made, by the name of its field in the page, "" without one."""
    return {"name": _field_name(problem.edit), "text": problem.text}


def _field_name(edit: Edit) -> str:
    match edit:
        case SetCell(row, cell):
            return f"{cell}:{row}"
        case SetActors(symbol):
            return f"actors:{symbol}"
        case SetFlow(symbol):
            return f"flow:{symbol}"
        case SetJoins(symbol):
            return f"joins:{symbol}"
        case SetField(entry):
            return f"field:{entry}"
    return ""


def _clashed(request: HttpRequest, clashed: Clashed) -> JsonResponse:
    """Both texts of everything that clashes, and the same as a form to choose in."""
    clashes = [told(clash) for clash in clashed.clashes]
    return JsonResponse(
        {
            "detail": _("Bagian ini juga diubah orang lain sejak halaman Anda dibuka."),
            "clashes": [
                {
                    "key": clash.name.removeprefix(CHOICE),
                    "place": clash.place,
                    "base": clash.base,
                    "mine": clash.mine,
                    "theirs": clash.theirs,
                }
                for clash in clashes
            ],
            "form": render_to_string("register/clash_choose.html", {"clashes": clashes}, request),
        },
        status=409,
    )


# Reading


def read(body: bytes) -> Sent:
    """What a page sent. Raises UnreadableError, or EditError with the reason."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    if not isinstance(data, dict):
        raise UnreadableError
    token, batch = data.get("token"), data.get("batch")
    if type(token) is not int or not 0 <= token < 10**9:
        raise UnreadableError
    if not isinstance(batch, str) or not BATCH.fullmatch(batch):
        raise UnreadableError
    sent = Sent(
        token,
        batch,
        edits_json.read(data.get("edits", [])),
        _text(data.get("do", "")),
        _clip(data.get("paste")),
        _choices(data.get("choices", {})),
    )
    alone = sent.clip or sent.button.partition(":")[0] in ALONE
    if alone and sent.edits:
        raise UnreadableError  # Half of it would be made, and nobody told.
    return sent


def _clip(data: Any) -> Clip | None:
    if data is None:
        return None
    if not isinstance(data, dict):
        raise UnreadableError
    return Clip(*(_text(data.get(name, "")) for name in ("text", "html", "before")))


def _choices(data: Any) -> dict[str, Side]:
    if not isinstance(data, dict):
        raise UnreadableError
    if not all(isinstance(side, str) and side in SIDES for side in data.values()):
        raise UnreadableError
    return {key: SIDES[side] for key, side in data.items()}


def _text(text: Any) -> str:
    if not isinstance(text, str):
        raise UnreadableError
    return text
