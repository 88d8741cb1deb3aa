"""Positions of a table against the positions that are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sopan.web.organisation.sheets.changes import Act, Change, Subject, by_name, differences
from sopan.web.organisation.sheets.columns import Entry, Problem
from sopan.web.organisation.sheets.compare_units import resolve, twice, unknown
from sopan.web.organisation.sheets.facts import Organisation, PostFact, Span, lives
from sopan.web.organisation.sheets.values import write_day

KEYS = ("name", "unit", "level", "is_head", "duties", "order")
NEW = {"is_head": False, "duties": "", "order": 0}


@dataclass(frozen=True, slots=True)
class Target:
    """What a position would be; `now` is None for a new one."""

    row: int
    code: str
    now: PostFact | None
    values: Mapping[str, Any]

    @property
    def changed(self) -> bool:
        return self.now is None or self.values != _values(self.now)

    def span(self, day: date) -> Span:
        """The period that would have the values."""
        return Span(day, self.now.span.until if self.now else None)


def compare(
    organisation: Organisation, entries: Sequence[Entry], day: date, claimed: frozenset[str]
) -> tuple[list[Change], list[Problem], int]:
    """Changes, problems, and how many of the present positions are named."""
    now = organisation.posts_on(day)
    units = organisation.units_on(day)
    names = by_name((code, unit.name) for code, unit in units.items())
    results = [_target(entry, now.get(entry.get("code")), units, names) for entry in entries]
    targets = [found for found in results if isinstance(found, Target)]
    problems = [found for found in results if isinstance(found, Problem)]
    problems += twice((target.row, target.code) for target in targets)
    problems += _rules(organisation, targets, day)
    changes = [_change(target) for target in targets if target.changed]
    return changes, problems, sum(target.now is not None for target in targets)


def _values(fact: PostFact) -> dict[str, Any]:
    return {key: getattr(fact, key) for key in KEYS}


def _target(
    entry: Entry, now: PostFact | None, units: Mapping[str, Any], names: Mapping[str, set[str]]
) -> Target | Problem:
    unit = resolve(entry.get("unit"), units, names)
    if unit is None:
        return Problem(entry.row, "unit", _unknown(entry.get("unit"), names))
    given = {key: entry.values[key] for key in KEYS if key in entry.values}
    values = {**(_values(now) if now else NEW), **given, "unit": unit}
    return Target(entry.row, entry.get("code"), now, {key: values[key] for key in KEYS})


def _unknown(text: str, names: Mapping[str, set[str]]) -> str:
    if text.casefold() in names:
        return unknown(text, names)
    problem = _("Unit %(text)s tidak ada. Impor unit kerja dahulu.")
    return problem % {"text": text}


def _change(target: Target) -> Change:
    return Change(
        target.row,
        Act.CHANGED if target.now else Act.NEW,
        Subject.POSITION,
        target.now.id if target.now else None,
        target.code,
        target.values["name"],
        target.values,
        differences(_values(target.now) if target.now else {}, target.values),
    )


# Rules


def _rules(organisation: Organisation, targets: Sequence[Target], day: date) -> Iterator[Problem]:
    life = lives(organisation.posts)
    planned = {post.code: post.span.since for post in organisation.posts if post.span.since > day}
    for target in targets:
        if target.now is None and target.code in life:
            text = _("Kode %(code)s milik jabatan yang tidak ada pada %(day)s.")
            yield Problem(target.row, "code", text % {"code": target.code, "day": write_day(day)})
        elif target.changed and target.code in planned:
            text = _("Jabatan ini sudah akan berubah mulai %(day)s. Ubah di halaman jabatannya.")
            yield Problem(target.row, "code", text % {"day": write_day(planned[target.code])})
    yield from _units(targets, lives(organisation.units))
    yield from _heads(organisation.posts, targets, day)


def _units(targets: Sequence[Target], life: Mapping[str, Span]) -> Iterator[Problem]:
    """A unit lives as long as its positions."""
    for target in targets:
        ends = life[target.values["unit"]].until
        until = target.now.span.until if target.now else None
        if target.changed and ends and (until is None or until > ends):
            text = _("Unit ini hanya ada sampai sebelum %(day)s.")
            yield Problem(target.row, "unit", text % {"day": write_day(ends)})


def _heads(posts: Sequence[PostFact], targets: Sequence[Target], day: date) -> Iterator[Problem]:
    """A unit has one head at a time, counting what the other rows change."""
    replaced = {target.code for target in targets if target.changed}
    heads: dict[str, list[tuple[Span, str, str]]] = defaultdict(list)
    for post in posts:
        stays = post.code not in replaced or not post.span.covers(day)
        if post.is_head and stays and (post.span.until is None or post.span.until > day):
            heads[post.unit].append((post.span, post.code, post.name))
    for target in targets:
        if not (target.changed and target.values["is_head"]):
            continue
        unit, span = target.values["unit"], target.span(day)
        for other, code, name in heads[unit]:
            if span.meets(other):
                yield Problem(target.row, "is_head", _second_head(code, name))
        heads[unit].append((span, target.code, target.values["name"]))


def _second_head(code: str, name: str) -> str:
    text = _(
        "Unit ini sudah mempunyai jabatan kepala: %(name)s (%(code)s). "
        "Isi Tidak pada salah satunya, di file yang sama."
    )
    return text % {"name": name, "code": code}
