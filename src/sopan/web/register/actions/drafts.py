"""Drafts: opened, saved, undone, redone, discarded.

Opening and closing stand on the trail. The saves between do not: they are kept with their authors
in the draft's own history, and the version that comes of them is recorded as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.formats import canonical
from sopan.formats.yaml.fields import slug
from sopan.sop.changes import Clash, Side, merge, resolve
from sopan.sop.editing import Edit, EditError, apply
from sopan.sop.model import SOP
from sopan.web.organisation.models import Unit
from sopan.web.people.models import Account
from sopan.web.register.models import Draft, Procedure, Save, SaveKind, Version
from sopan.web.register.undoing import stacks
from sopan.web.register.values import fresh_ids, pack, unpack
from sopan.web.register.words import say
from sopan.web.trail.record import Doer, Subject, record
from sopan.web.ui.refusal import Refusal

LONGEST_KEY = 110
RESERVED = {"baru"}
"""Words that stand in addresses in the place of a key."""
EMPTY: Mapping[str, Side] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """An edit that could not be made: what was typed stays with its author, with the reason."""

    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft after a save: its token and value; `joined` when others' changes were joined.

    `problems` are the edits that could not be made, and why; all others were.
    """

    token: int
    value: SOP
    joined: bool = False
    problems: tuple[Problem, ...] = ()


class Clashed(Exception):  # noqa: N818  # A word of the field, not a fault of the program.
    """A save that others' changes contradict: nothing was written; the author must choose."""

    def __init__(self, value: SOP, clashes: Sequence[Clash], token: int) -> None:
        super().__init__(f"{len(clashes)} clashes")
        self.value = value
        self.clashes = tuple(clashes)
        self.token = token


# Opening and closing


@transaction.atomic
def begin_procedure(unit: Unit, *, value: SOP, account: Account, doer: Doer, at: datetime) -> Draft:
    """A new SOP of a unit, with its draft open."""
    title = value.title.strip()
    if not title:
        raise Refusal(_("Tuliskan judul SOP."), "title")
    procedure = Procedure.objects.create(
        government_id=unit.government_id,
        unit=unit,
        key=free_key(unit.government_id, title),
        title=title[:300],
        made_at=at,
    )
    draft = _open(procedure, None, value, account, at)
    record(unit.government_id, doer, "draft.open", subject(procedure), at, {"base": ""})
    return draft


@transaction.atomic
def open_draft(version: Version, *, account: Account, doer: Doer, at: datetime) -> Draft:
    """A draft that starts from a version. Raises Refusal while another is open."""
    procedure = Procedure.objects.select_for_update().get(pk=version.procedure_id)
    if procedure.drafts.filter(closed_at=None).exists():
        raise Refusal(_("SOP ini sudah mempunyai konsep yang sedang disusun. Lanjutkan yang itu."))
    draft = _open(procedure, version, canonical.read(version.text), account, at)
    data = {"base": version.number}
    record(procedure.government_id, doer, "draft.open", subject(procedure), at, data)
    return draft


@transaction.atomic
def discard_draft(draft: Draft, *, reason: str, doer: Doer, at: datetime) -> None:
    """Close a draft without a version; its last text stays readable with its reason."""
    draft = locked(draft)
    if not reason.strip():
        raise Refusal(_("Tuliskan alasannya."), "reason")
    close(draft, at)
    data = {"reason": reason.strip()}
    record(draft.government_id, doer, "draft.discard", subject(draft.procedure), at, data)


def close(draft: Draft, at: datetime) -> None:
    """No more saves; what led to the last text is no longer needed. Within a transaction."""
    draft.closed_at = at
    draft.save(update_fields=["closed_at"])
    draft.saves.exclude(number=draft.token).delete()
    draft.presences.all().delete()


# Saving


@transaction.atomic
def save(
    draft: Draft,
    *,
    token: int,
    edits: Sequence[Edit],
    account: Account,
    at: datetime,
    batch: str = "",
    choices: Mapping[str, Side] | None = None,
) -> Saved:
    """Make edits on the text that `token` names, joined with what others saved since.

    `choices` decide clashes of which an earlier try told, by their keys.

    Raises:
        Clashed: when somebody else changed the same thing; nothing is written.
        Refusal: when the draft is closed, or was never saved with this token.
    """
    draft = locked(draft)
    if batch and draft.saves.filter(batch=batch).exists():
        return Saved(draft.token, canonical.read(draft.text))
    base = value_at(draft, token)
    mine, problems = _edited(base, edits)
    saved = _join(
        draft, base, mine, token, SaveKind.EDIT, account, at, batch=batch, choices=choices or {}
    )
    return replace(saved, problems=problems)


def _edited(base: SOP, edits: Iterable[Edit]) -> tuple[SOP, tuple[Problem, ...]]:
    """The text after all edits that can be made, and the others."""
    value, problems, ids = base, [], fresh_ids()
    for edit in edits:
        try:
            value = apply(value, edit, ids)
        except EditError as error:
            problems.append(Problem(edit, say(error.words, error.values)))
    return value, tuple(problems)


@transaction.atomic
def save_value(
    draft: Draft, *, token: int, value: SOP, account: Account, at: datetime, batch: str = ""
) -> Saved:
    """Put a whole value in the place of the text that `token` names. Raises as `save`."""
    draft = locked(draft)
    if batch and draft.saves.filter(batch=batch).exists():
        return Saved(draft.token, canonical.read(draft.text))
    base = value_at(draft, token)
    return _join(draft, base, value, token, SaveKind.EDIT, account, at, batch=batch)


@transaction.atomic
def undo(draft: Draft, *, account: Account, at: datetime, batch: str = "") -> Saved:
    """Take back one's own last save. Raises Refusal where others built on it."""
    draft = locked(draft)
    return _take_back(draft, SaveKind.UNDO, account, at, batch)


@transaction.atomic
def redo(draft: Draft, *, account: Account, at: datetime, batch: str = "") -> Saved:
    """Make again what one took back last."""
    draft = locked(draft)
    return _take_back(draft, SaveKind.REDO, account, at, batch)


def value_at(draft: Draft, token: int) -> SOP:
    """The text that a token names. Raises Refusal for one that was never given."""
    if token == draft.token:
        return canonical.read(draft.text)
    found = draft.saves.filter(number=token).first()
    if found is None:
        raise Refusal(_("Halaman ini terlalu lama terbuka. Muat ulang, lalu ulangi perubahan."))
    return unpack(found.packed)


def _take_back(draft: Draft, kind: SaveKind, account: Account, at: datetime, batch: str) -> Saved:
    if batch and draft.saves.filter(batch=batch).exists():
        return Saved(draft.token, canonical.read(draft.text))
    own = stacks(draft.saves.filter(account=account).values_list("number", "kind"))
    numbers = own.undo if kind is SaveKind.UNDO else own.redo
    if not numbers:
        raise Refusal(
            _("Tidak ada yang dapat dibatalkan.")
            if kind is SaveKind.UNDO
            else _("Tidak ada yang dapat diulangi.")
        )
    number = numbers[-1]
    try:
        base, mine = value_at(draft, number), value_at(draft, number - 1)
        return _join(draft, base, mine, number, kind, account, at, batch=batch)
    except Clashed as clashed:
        raise Refusal(_("Bagian itu sudah diubah orang lain sesudahnya.")) from clashed


def _join(
    draft: Draft,
    base: SOP,
    mine: SOP,
    token: int,
    kind: SaveKind,
    account: Account,
    at: datetime,
    *,
    batch: str = "",
    choices: Mapping[str, Side] = EMPTY,
) -> Saved:
    if token == draft.token:
        return _write(draft, mine, kind, account, at, batch)
    joined = resolve(merge(base, mine, canonical.read(draft.text)), choices)
    if joined.clashes:
        raise Clashed(joined.value, joined.clashes, draft.token)
    saved = _write(draft, joined.value, kind, account, at, batch)
    return Saved(saved.token, saved.value, joined=True)


def _write(
    draft: Draft, value: SOP, kind: SaveKind, account: Account, at: datetime, batch: str
) -> Saved:
    try:
        text = canonical.write(value)
    except canonical.CanonicalError as error:
        finding = error.finding
        raise Refusal(say(finding.rule.message, finding.values)) from error
    if text == draft.text and kind is SaveKind.EDIT:
        return Saved(draft.token, value)
    draft.token += 1
    draft.text, draft.title, draft.changed_at = text, value.title[:300], at
    draft.save(update_fields=["token", "text", "title", "changed_at"])
    _keep(draft, kind, account, at, batch)
    return Saved(draft.token, value)


def _keep(draft: Draft, kind: SaveKind, account: Account, at: datetime, batch: str = "") -> None:
    Save.objects.create(
        government_id=draft.government_id,
        draft=draft,
        number=draft.token,
        kind=kind,
        account=account,
        at=at,
        batch=batch,
        packed=pack(draft.text),
    )


def _open(
    procedure: Procedure, base: Version | None, value: SOP, account: Account, at: datetime
) -> Draft:
    draft = Draft.objects.create(
        government_id=procedure.government_id,
        procedure=procedure,
        base=base,
        text=canonical.write(value),
        title=value.title[:300],
        opened_by=account,
        opened_at=at,
        changed_at=at,
    )
    _keep(draft, SaveKind.OPEN, account, at)
    return draft


def locked(draft: Draft) -> Draft:
    """The draft as it is now, for this transaction alone. Raises Refusal once it is closed."""
    found = (
        Draft.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=draft.pk)
    )
    if found.closed_at is not None:
        raise Refusal(_("Konsep ini sudah ditutup. Muat ulang halaman untuk melihat hasilnya."))
    return found


def free_key(government: int, title: str) -> str:
    """A key from the title that no other SOP of the government has."""
    key = slug(title)[:LONGEST_KEY].strip("-")
    taken = set(
        Procedure.objects.filter(government=government, key__startswith=key).values_list(
            "key", flat=True
        )
    )
    taken |= RESERVED
    number = 2
    free = key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free


def subject(procedure: Procedure) -> Subject:
    return Subject("procedure", procedure.pk, procedure.title)
