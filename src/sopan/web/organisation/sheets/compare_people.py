"""People of a table, and the posts they hold, against those that are.

A person is found by NIP, else by a name that only one has; several rows may name the same person,
one for each post. The rules on holdings are those of `actions.holdings`, asked of all holdings as
they would be afterwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sopan.web.organisation.models import HoldingKind
from sopan.web.organisation.sheets.changes import Act, Change, Subject, by_name, differences
from sopan.web.organisation.sheets.columns import Entry, Problem
from sopan.web.organisation.sheets.facts import (
    HoldingFact,
    Organisation,
    PersonFact,
    Span,
    lives,
)
from sopan.web.organisation.sheets.values import HOLDING_KINDS, write_day

DEFINITIVE, PLT, PLH = HoldingKind.DEFINITIVE, HoldingKind.PLT, HoldingKind.PLH
PERSON = ("nip", "name", "rank", "email")
NONE = frozenset(["", "-", "–"])


@dataclass(slots=True)
class Target:
    """What a person would be, put together from one or more rows."""

    row: int
    key: str
    now: PersonFact | None
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A holding as it would be; `row` is None where no row speaks of it."""

    row: int | None
    now: HoldingFact | None
    person: str
    post: str
    kind: str
    span: Span
    letter: str
    derived: bool = False

    @property
    def changed(self) -> bool:
        return self.now is None or (self.now.span, self.now.letter) != (self.span, self.letter)


@dataclass(slots=True)
class Book:
    """People and holdings while the rows are read."""

    day: date
    posts: Mapping[str, Span]
    post_names: Mapping[str, str]
    codes_by_name: Mapping[str, set[str]]
    by_nip: dict[str, Target]
    by_name: dict[str, list[Target]]
    targets: list[Target]
    held: list[Held] = field(default_factory=list)
    places: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    """Where in `held` the times of a person in a post stand."""
    problems: list[Problem] = field(default_factory=list)

    def add(self, held: Held) -> None:
        key = (held.person, held.post, held.kind)
        self.places.setdefault(key, []).append(len(self.held))
        self.held.append(held)


def compare(
    organisation: Organisation, entries: Sequence[Entry], day: date, claimed: frozenset[str]
) -> tuple[list[Change], list[Problem], int]:
    """Changes, problems, and how many of the known people are named."""
    book = _book(organisation, day)
    named = set()
    for entry in entries:
        target = _person(book, entry)
        if target is None:
            continue
        named.add(target.key)
        _holding(book, entry, target)
    book.held = list(_without_ended_plt(book))
    book.problems += _rules(book)
    changes = [*_person_changes(book.targets, named), *_holding_changes(book)]
    return changes, book.problems, sum(key.startswith("#") for key in named)


def _book(organisation: Organisation, day: date) -> Book:
    targets = [
        Target(0, f"#{person.id}", person, {key: getattr(person, key) for key in PERSON})
        for person in organisation.people
    ]
    names: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        names[target.values["name"].casefold()].append(target)
    posts = {post.code: post.name for post in organisation.posts}
    on_day = {code: post.name for code, post in organisation.posts_on(day).items()}
    book = Book(
        day,
        lives(organisation.posts),
        posts | on_day,
        by_name(on_day.items()),
        {t.values["nip"]: t for t in targets if t.values["nip"]},
        names,
        targets,
    )
    for h in organisation.holdings:
        book.add(Held(None, h, f"#{h.person}", h.post, h.kind, h.span, h.letter))
    return book


# Who a row means


def _person(book: Book, entry: Entry) -> Target | None:
    """The person of a row, known or new, with the values of the row; None with a problem."""
    found = _known(book, entry)
    if isinstance(found, Problem):
        book.problems.append(found)
        return None
    given = {key: entry.values[key] for key in PERSON if key in entry.values}
    if found is None:
        found = _new(book, entry, given)
    elif found.row:
        return _agreeing(book, entry, found, given)
    found.row = entry.row
    found.values.update(given)
    if found.values["nip"]:
        book.by_nip[found.values["nip"]] = found
    return found


def _new(book: Book, entry: Entry, given: Mapping[str, Any]) -> Target:
    values = {**dict.fromkeys(PERSON, ""), **given}
    made = Target(entry.row, f"+{entry.row}", None, values)
    book.targets.append(made)
    book.by_name.setdefault(values["name"].casefold(), []).append(made)
    return made


def _known(book: Book, entry: Entry) -> Target | Problem | None:
    nip, name = entry.get("nip", ""), entry.get("name")
    if nip in book.by_nip:
        return book.by_nip[nip]
    same = [t for t in book.by_name.get(name.casefold(), []) if not (nip and t.values["nip"])]
    if len(same) > 1:
        text = _("Ada beberapa orang bernama %(name)s. Isi NIP-nya.")
        return Problem(entry.row, "nip", text % {"name": name})
    if same and "nip" in entry.values and not nip and same[0].values["nip"]:
        text = _("%(name)s sudah tercatat dengan NIP. Isi NIP-nya.")
        return Problem(entry.row, "nip", text % {"name": name})
    return same[0] if same else None


def _agreeing(book: Book, entry: Entry, found: Target, given: Mapping[str, Any]) -> Target | None:
    """A person who stands in an earlier row too: both say the same of the person."""
    for key, value in given.items():
        if found.values[key] != value:
            text = _("Tidak sama dengan baris %(row)d, yang menyebut orang yang sama.")
            book.problems.append(Problem(entry.row, key, text % {"row": found.row}))
            return None
    return found


def _person_changes(targets: Iterable[Target], named: set[str]) -> Iterator[Change]:
    for target in targets:
        before = {key: getattr(target.now, key) for key in PERSON} if target.now else {}
        if target.key not in named or before == target.values:
            continue
        yield Change(
            target.row,
            Act.CHANGED if target.now else Act.NEW,
            Subject.PERSON,
            target.now.id if target.now else None,
            target.key,
            target.values["name"],
            dict(target.values),
            differences(before, target.values),
        )


# Which post a row means


def _holding(book: Book, entry: Entry, target: Target) -> None:
    """Take the holding of a row into the book, or the problem with it."""
    if entry.get("post", "") in NONE:
        return
    post = _post(book, entry.get("post"))
    if post is None:
        book.problems.append(Problem(entry.row, "post", _no_post(book, entry.get("post"))))
        return
    kind = entry.get("kind", DEFINITIVE)
    place = _place(book, target.key, post, kind, entry.get("since"))
    now = book.held[place] if place is not None else None
    made = _made(book, entry, target, post, kind, now)
    if problem := _period_problem(book, made, now):
        book.problems.append(problem)
    elif place is None:
        book.add(made)
    else:
        book.held[place] = made


def _post(book: Book, text: str) -> str | None:
    if text in book.posts:
        return text
    found = book.codes_by_name.get(text.casefold(), set())
    return next(iter(found)) if len(found) == 1 else None


def _no_post(book: Book, text: str) -> str:
    if codes := book.codes_by_name.get(text.casefold()):
        problem = _("Ada beberapa jabatan bernama %(text)s. Pakai kodenya: %(codes)s.")
        return problem % {"text": text, "codes": ", ".join(sorted(codes)[:5])}
    return _("Jabatan %(text)s tidak ada. Impor jabatan dahulu.") % {"text": text}


def _place(book: Book, person: str, post: str, kind: str, since: date | None) -> int | None:
    """Where the holding stands that a row means: with that first day, else the present one."""
    for number in book.places.get((person, post, kind), ()):
        held = book.held[number]
        if held.span.since == since or (since is None and held.span.covers(book.day)):
            return number
    return None


def _made(book: Book, entry: Entry, target: Target, post: str, kind: str, now: Held | None) -> Held:
    since = entry.get("since") or (now.span.since if now else book.day)
    until = entry.get("until", now.span.until if now else None)
    letter = entry.get("letter", now.letter if now else "")
    return Held(
        entry.row, now.now if now else None, target.key, post, kind, Span(since, until), letter
    )


def _period_problem(book: Book, made: Held, now: Held | None) -> Problem | None:
    """What is wrong with a holding by itself."""
    row = made.row or 0
    if now is not None and now.row is not None:
        text = _("Jabatan ini sudah disebut untuk orang yang sama di baris %(row)d.")
        return Problem(row, "post", text % {"row": now.row})
    if made.span.until is not None and made.span.until <= made.span.since:
        return Problem(row, "until", _("Hari terakhir mendahului hari pertama."))
    life = book.posts[made.post]
    if made.changed and made.span.since < life.since:
        text = _("Jabatan ini baru ada mulai %(day)s.")
        return Problem(row, "since", text % {"day": write_day(life.since)})
    ends, until = life.until, made.span.until
    if made.changed and ends is not None and (until is None or until > ends):
        text = _("Jabatan ini hanya ada sampai sebelum %(day)s.")
        return Problem(row, "until", text % {"day": write_day(ends)})
    return None


def _without_ended_plt(book: Book) -> Iterator[Held]:
    """A new definitive holder ends the Plt who is there and of whom no row speaks."""
    begin: dict[str, list[Held]] = defaultdict(list)
    for held in book.held:
        if held.now is None and held.kind == DEFINITIVE:
            begin[held.post].append(held)
    for held in book.held:
        ending = [
            new
            for new in begin.get(held.post, ())
            if held.kind == PLT and held.row is None and held.span.since < new.span.since
            if held.span.meets(new.span)
        ]
        if not ending:
            yield held
            continue
        first = min(ending, key=lambda new: new.span.since)
        span = Span(held.span.since, first.span.since)
        yield replace(held, row=first.row, span=span, derived=True)


def _holding_changes(book: Book) -> Iterator[Change]:
    names = {target.key: target.values["name"] for target in book.targets}
    for held in book.held:
        if held.row is None or not held.changed:
            continue
        before = _facts(held.person, held.now) if held.now else {}
        after = {
            "person": held.person,
            "post": held.post,
            "kind": held.kind,
            "since": held.span.since,
            "until": held.span.until,
            "letter": held.letter,
        }
        yield Change(
            held.row,
            Act.CHANGED if held.now else Act.NEW,
            Subject.HOLDING,
            held.now.id if held.now else None,
            held.person,
            f"{names[held.person]}, {book.post_names[held.post]}",
            after,
            tuple(d for d in differences(before, after) if d.column != "person"),
            held.derived,
        )


def _facts(person: str, fact: HoldingFact) -> dict[str, Any]:
    return {
        "person": person,
        "post": fact.post,
        "kind": fact.kind,
        "since": fact.span.since,
        "until": fact.span.until,
        "letter": fact.letter,
    }


# Rules


@dataclass(frozen=True, slots=True)
class Index:
    """All holdings as they would be, by post and by person."""

    of_post: Mapping[str, list[Held]]
    of_person: Mapping[str, list[Held]]
    names: Mapping[str, str]
    posts: Mapping[str, str]

    def others(self, held: Held, of: Iterable[Held], *kinds: str) -> list[Held]:
        """Those of the kinds that have a day in common with a holding."""
        return [o for o in of if o is not held and o.kind in kinds and o.span.meets(held.span)]

    def at_post(self, held: Held, *kinds: str) -> list[Held]:
        return self.others(held, self.of_post[held.post], *kinds)

    def of_same(self, held: Held, *kinds: str) -> list[Held]:
        return self.others(held, self.of_person[held.person], *kinds)


def _index(book: Book) -> Index:
    of_post: dict[str, list[Held]] = defaultdict(list)
    of_person: dict[str, list[Held]] = defaultdict(list)
    for held in book.held:
        of_post[held.post].append(held)
        of_person[held.person].append(held)
    names = {target.key: target.values["name"] for target in book.targets}
    return Index(of_post, of_person, names, book.post_names)


def _rules(book: Book) -> Iterator[Problem]:
    """What each changed holding breaks; of two rows that break a rule together, the later."""
    index = _index(book)
    for held in book.held:
        if held.row is None or not held.changed or held.derived:
            continue
        yield from _same_kind(held, index)
        if held.kind == DEFINITIVE:
            yield from _only_post(held, index)
        if held.kind == PLT:
            yield from _vacant(held, index)
        if held.kind == PLH:
            yield from _daily(held, index)
        if held.kind != PLH:
            yield from _still_needed(held, index)
        if held.kind != DEFINITIVE:
            yield from _not_away(held, index)


def _speaks(held: Held, other: Held) -> bool:
    """Whether the problem of both is told at the first: the later row, or the only one."""
    return other.row is None or not other.changed or other.derived or _row(held) >= _row(other)


def _row(held: Held) -> int:
    return held.row or 0


def _same_kind(held: Held, index: Index) -> Iterator[Problem]:
    for other in index.at_post(held, held.kind):
        if _speaks(held, other):
            text = _("Pada masa itu sudah ada %(kind)s: %(name)s (mulai %(day)s).")
            values = {
                "kind": HOLDING_KINDS[HoldingKind(held.kind)],
                "name": index.names[other.person],
                "day": write_day(other.span.since),
            }
            yield Problem(_row(held), "since", text % values)


def _only_post(held: Held, index: Index) -> Iterator[Problem]:
    for other in index.of_same(held, DEFINITIVE):
        if other.post != held.post and _speaks(held, other):
            text = _("%(name)s sudah memegang jabatan %(post)s pada masa itu.")
            values = {"name": index.names[held.person], "post": index.posts[other.post]}
            yield Problem(_row(held), "post", text % values)
    for plt in index.at_post(held, PLT):
        if _speaks(held, plt):
            text = _("Jabatan ini dipegang Plt. %(name)s mulai %(day)s. Isi kolom Sampai-nya.")
            values = {"name": index.names[plt.person], "day": write_day(plt.span.since)}
            yield Problem(_row(held), "since", text % values)


def _vacant(held: Held, index: Index) -> Iterator[Problem]:
    for holder in index.at_post(held, DEFINITIVE):
        if _speaks(held, holder):
            text = _("Jabatan ini tidak lowong: dipegang %(name)s. Pakai Plh. bila berhalangan.")
            yield Problem(_row(held), "kind", text % {"name": index.names[holder.person]})


def _daily(held: Held, index: Index) -> Iterator[Problem]:
    """A Plh has an end, and stands in for somebody else, who stands in for nobody."""
    if held.span.until is None:
        text = _("Plh. ditunjuk untuk masa tertentu. Isi hari terakhirnya.")
        yield Problem(_row(held), "until", text)
        return
    represented = index.at_post(held, DEFINITIVE, PLT)
    if not represented:
        text = _("Jabatan ini lowong; yang ditunjuk adalah Plt., bukan Plh.")
        yield Problem(_row(held), "kind", text)
    for holder in represented:
        if holder.person == held.person:
            text = _("Pejabat tidak dapat mewakili dirinya sendiri.")
            yield Problem(_row(held), "name", text)
            continue
        for standing in index.others(held, index.of_person[holder.person], PLH):
            if _speaks(held, standing):
                yield Problem(_row(held), "since", _stands_in(standing, index))


def _stands_in(standing: Held, index: Index) -> str:
    text = _("%(name)s sedang menjadi Plh. %(post)s pada masa itu. Akhiri dahulu.")
    return text % {"name": index.names[standing.person], "post": index.posts[standing.post]}


def _not_away(held: Held, index: Index) -> Iterator[Problem]:
    """Whoever is represented by a Plh stands in for nobody meanwhile."""
    for own in index.of_same(held, DEFINITIVE, PLT):
        for plh in index.of_post[own.post]:
            apart = plh is held or plh.kind != PLH or plh.person == held.person
            if not apart and plh.span.meets(held.span) and _speaks(held, plh):
                text = _("%(name)s sendiri diwakili Plh. pada masa itu (%(post)s).")
                values = {"name": index.names[held.person], "post": index.posts[own.post]}
                yield Problem(_row(held), "name", text % values)


def _still_needed(held: Held, index: Index) -> Iterator[Problem]:
    """A Plh who stands in for a holder ends before the holder does."""
    if held.now is None or held.span.until is None:
        return
    for plh in index.of_post[held.post]:
        begun = held.now.span.meets(plh.span)
        outlives = plh.span.until is None or plh.span.until > held.span.until
        if plh.kind == PLH and begun and outlives and not _represents(plh, index):
            text = _("Plh. %(name)s masih ditunjuk untuk masa sesudahnya. Akhiri dahulu.")
            yield Problem(_row(held), "until", text % {"name": index.names[plh.person]})


def _represents(plh: Held, index: Index) -> bool:
    """Whether somebody else holds the post to the last day of a Plh."""
    last = plh.span.until
    return any(
        o.span.until is None or (last is not None and o.span.until >= last)
        for o in index.at_post(plh, DEFINITIVE, PLT)
    )
