"""Who holds a post: appointed, ended, corrected.

1. A post has at most one definitive holder, one Plt and one Plh at a time.
2. A person has at most one post definitively (no *rangkap jabatan*).
3. A Plt needs a vacant post; the appointment of a definitive holder ends the Plt.
4. A Plh needs somebody to stand in for, and an end.
5. Whoever is away (a Plh stands in for them) stands in for nobody: no circles of substitution.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sopan.web.organisation.actions.common import (
    day_text,
    facts,
    in_indonesian,
    last_position_period,
    ordered,
    position_period,
    position_subject,
    take_turn,
)
from sopan.web.organisation.models import Holding, HoldingKind, Position
from sopan.web.people.models import Person
from sopan.web.trail.record import Doer, record
from sopan.web.ui.refusal import Refusal

DEFINITIVE, PLT, PLH = HoldingKind.DEFINITIVE, HoldingKind.PLT, HoldingKind.PLH


@transaction.atomic
def appoint(
    position: Position,
    *,
    person: Person,
    kind: str,
    since: date,
    doer: Doer,
    at: datetime,
    until: date | None = None,
    letter: str = "",
    letter_day: date | None = None,
) -> Holding:
    """A person holds a post from a day on; `until` is the first day after."""
    take_turn(position.government_id)
    ordered(since, until)
    if person.government_id != position.government_id:
        raise Refusal(_("Orang ini bukan pejabat pemerintah daerah ini."), "person")
    name = position_period(position, since).name
    _check_post_lasts(position, until)
    ended = _make_room(position, person, HoldingKind(kind), since, until)
    holding = Holding.objects.create(
        government_id=position.government_id,
        position=position,
        person=person,
        kind=kind,
        since=since,
        until=until,
        letter=letter,
        letter_day=letter_day,
    )
    data = {
        "after": facts(holding),
        "person": person.name,
        "kind": in_indonesian(holding),
        "since": since,
        "ended": ended,
    }
    subject = position_subject(position, name)
    record(position.government_id, doer, "holding.appoint", subject, at, data)
    return holding


@transaction.atomic
def end_holding(holding: Holding, *, until: date, doer: Doer, at: datetime) -> Holding:
    """The holder no longer holds the post from `until` on."""
    return _change(holding, until, holding.letter, holding.letter_day, "holding.end", doer, at)


@transaction.atomic
def change_holding(
    holding: Holding,
    *,
    until: date | None,
    letter: str,
    letter_day: date | None,
    doer: Doer,
    at: datetime,
) -> Holding:
    """Another end or another letter; who and from when is a new appointment."""
    return _change(holding, until, letter, letter_day, "holding.change", doer, at)


def _change(
    holding: Holding,
    until: date | None,
    letter: str,
    letter_day: date | None,
    verb: str,
    doer: Doer,
    at: datetime,
) -> Holding:
    take_turn(holding.government_id)
    holding = Holding.objects.select_related("person", "position").get(pk=holding.pk)
    ordered(holding.since, until)
    new = (until, letter, letter_day)
    if (holding.until, holding.letter, holding.letter_day) == new:
        raise Refusal(_("Tidak ada yang berubah."))
    before = facts(holding)
    longer = holding.until is not None and (until is None or until > holding.until)
    if longer:
        _check_post_lasts(holding.position, until)
        since = holding.until or holding.since
        _check(holding.position, holding.person, HoldingKind(holding.kind), since, until, holding)
    else:
        _check_nobody_needs(holding, until)
    holding.until, holding.letter, holding.letter_day = new
    holding.save(update_fields=["until", "letter", "letter_day"])
    data = {
        "before": before,
        "after": facts(holding),
        "person": holding.person.name,
        "kind": in_indonesian(holding),
        "until": until,
    }
    name = position_period(holding.position, holding.since).name
    subject = position_subject(holding.position, name)
    record(holding.government_id, doer, verb, subject, at, data)
    return holding


# Checks


def _make_room(
    position: Position, person: Person, kind: HoldingKind, since: date, until: date | None
) -> list[int]:
    """Check an appointment; a definitive one ends the Plt of that time, whose numbers return."""
    ended = []
    if kind is DEFINITIVE:
        for plt in _of(position, PLT, since, until):
            if plt.since < since:
                plt.until = since
                plt.save(update_fields=["until"])
                ended.append(plt.pk)
    _check(position, person, kind, since, until, None)
    return ended


def _check(
    position: Position,
    person: Person,
    kind: HoldingKind,
    since: date,
    until: date | None,
    own: Holding | None,
) -> None:
    if others := [h for h in _of(position, kind, since, until) if h != own]:
        text = _("Pada masa itu sudah ada %(kind)s: %(name)s.")
        values = {"kind": others[0].get_kind_display(), "name": others[0].person.name}
        raise Refusal(text % values, "since")
    if kind is DEFINITIVE:
        _check_only_post(person, since, until, own)
        _check_no_plt(position, since, until)
    else:
        _check_mandate(position, person, kind, since, until)
    if kind is not PLH:
        _check_stand_ins(position, person, since, until)


def _check_no_plt(position: Position, since: date, until: date | None) -> None:
    """A Plt is not made superfluous by a holder who stays longer: it is ended first."""
    for plt in _of(position, PLT, since, until):
        text = _("Mulai %(day)s sudah ditunjuk Plt. %(name)s. Akhiri dahulu.")
        raise Refusal(text % {"day": day_text(plt.since), "name": plt.person.name}, "until")


def _check_only_post(person: Person, since: date, until: date | None, own: Holding | None) -> None:
    held = Holding.objects.overlapping(since, until).filter(person=person, kind=DEFINITIVE)
    if own is not None:
        held = held.exclude(pk=own.pk)
    if other := held.first():
        text = _("%(name)s sudah memegang jabatan %(post)s pada masa itu.")
        values = {"name": person.name, "post": _name(other.position_id)}
        raise Refusal(text % values, "person")


def _check_mandate(
    position: Position, person: Person, kind: HoldingKind, since: date, until: date | None
) -> None:
    holders = _of(position, DEFINITIVE, since, until)
    if kind is PLT and holders:
        text = _("Jabatan ini tidak lowong: dipegang %(name)s. Tunjuk Plh. bila ia berhalangan.")
        raise Refusal(text % {"name": holders[0].person.name}, "kind")
    if kind is PLH:
        _check_plh(position, person, since, until)
    away = _away(person, since, until)
    if away:
        text = _("%(name)s sendiri diwakili Plh. pada masa itu (%(post)s).")
        raise Refusal(text % {"name": person.name, "post": _name(away.position_id)}, "person")


def _check_plh(position: Position, person: Person, since: date, until: date | None) -> None:
    if until is None:
        text = _("Plh. ditunjuk untuk masa tertentu. Isi hari terakhirnya.")
        raise Refusal(text, "until")
    represented = [*_of(position, DEFINITIVE, since, until), *_of(position, PLT, since, until)]
    if not _covered(represented, since, until):
        text = _("Pada masa itu jabatan ini lowong; yang ditunjuk adalah Plt., bukan Plh.")
        raise Refusal(text, "kind")
    if any(holder.person_id == person.pk for holder in represented):
        raise Refusal(_("Pejabat tidak dapat mewakili dirinya sendiri."), "person")
    for holder in represented:
        _check_stands_nowhere(holder.person, since, until)


def _covered(rows: Iterable[Holding], since: date, until: date) -> bool:
    """Whether somebody holds the post on every day of the time."""
    day = since
    for row in sorted(rows, key=lambda row: row.since):
        if row.since > day:
            return False
        if row.until is None or row.until >= until:
            return True
        day = max(day, row.until)
    return False


def _check_stand_ins(position: Position, person: Person, since: date, until: date | None) -> None:
    """Whoever comes into a post that has a Plh is that Plh neither here nor anywhere else."""
    for plh in _of(position, PLH, since, until):
        if plh.person_id == person.pk:
            text = _("%(name)s masih menjadi Plh. jabatan ini pada masa itu. Akhiri dahulu.")
            raise Refusal(text % {"name": person.name}, "person")
        _check_stands_nowhere(person, max(since, plh.since), plh.until)


def _check_stands_nowhere(person: Person, since: date, until: date | None) -> None:
    standing = Holding.objects.overlapping(since, until).filter(person=person, kind=PLH)
    if other := standing.first():
        text = _("%(name)s sedang menjadi Plh. %(post)s pada masa itu. Akhiri dahulu.")
        values = {"name": person.name, "post": _name(other.position_id)}
        raise Refusal(text % values, "since")


def _away(person: Person, since: date, until: date | None) -> Holding | None:
    """A Plh who stands in for the person during the time."""
    own = Holding.objects.overlapping(since, until).filter(person=person).exclude(kind=PLH)
    posts = list(own.values_list("position", flat=True))
    standing = Holding.objects.overlapping(since, until).filter(position__in=posts, kind=PLH)
    return standing.exclude(person=person).first()


def _check_nobody_needs(holding: Holding, until: date | None) -> None:
    """A Plh who stands in for this holder ends first."""
    if holding.kind == PLH or until is None:
        return
    after = Holding.objects.overlapping(until, holding.until)
    plh = after.filter(position=holding.position, kind=PLH).select_related("person").first()
    if plh:
        text = _("Plh. %(name)s masih ditunjuk untuk masa sesudahnya. Akhiri dahulu.")
        raise Refusal(text % {"name": plh.person.name}, "until")


def _check_post_lasts(position: Position, until: date | None) -> None:
    last = last_position_period(position.pk)
    ends = last.until if last else None
    if ends is not None and (until is None or until > ends):
        text = _("Jabatan ini hanya ada sampai sebelum %(day)s.")
        raise Refusal(text % {"day": day_text(ends)}, "until")


def _of(position: Position, kind: HoldingKind, since: date, until: date | None) -> list[Holding]:
    rows = Holding.objects.overlapping(since, until).filter(position=position, kind=kind)
    return list(rows.select_related("person").order_by("since"))


def _name(position_id: int) -> str:
    last = last_position_period(position_id)
    return last.name if last else str(position_id)
