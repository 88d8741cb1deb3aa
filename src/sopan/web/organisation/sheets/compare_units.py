"""Units of a table against the units that are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sopan.web.organisation.sheets.changes import Act, Change, Subject, by_name, differences
from sopan.web.organisation.sheets.columns import Entry, Problem
from sopan.web.organisation.sheets.facts import Organisation, Span, UnitFact, lives
from sopan.web.organisation.sheets.values import write_day

KEYS = ("name", "short_name", "kind", "parent", "order")
NONE = frozenset(["", "-", "–"])


@dataclass(frozen=True, slots=True)
class Target:
    """What a unit would be; `now` is None for a new one."""

    row: int
    code: str
    now: UnitFact | None
    values: Mapping[str, Any]

    @property
    def parent(self) -> str | None:
        found: str | None = self.values["parent"]
        return found

    @property
    def changed(self) -> bool:
        return self.now is None or self.moved or self.values != _values(self.now)

    @property
    def moved(self) -> bool:
        return self.now is None or self.now.parent != self.parent


@dataclass(frozen=True, slots=True)
class Place:
    """What references are looked up in."""

    now: Mapping[str, UnitFact]
    codes: Collection[str]
    names: Mapping[str, set[str]]
    root: str | None


def compare(
    organisation: Organisation, entries: Sequence[Entry], day: date, claimed: frozenset[str]
) -> tuple[list[Change], list[Problem], int]:
    """Changes, problems, and how many of the present units are named.

    `claimed` are codes of rows that could not be read: others may refer to them without complaint.
    """
    now = organisation.units_on(day)
    place = _place(now, entries, claimed)
    results = [_target(entry, place) for entry in entries]
    targets = [found for found in results if isinstance(found, Target)]
    problems = [found for found in results if isinstance(found, Problem)]
    problems += twice((target.row, target.code) for target in targets)
    problems += _rules(organisation, targets, day)
    changes = [_change(target) for target in targets if target.changed]
    return changes, problems, sum(target.now is not None for target in targets)


def _values(fact: UnitFact) -> dict[str, Any]:
    return {key: getattr(fact, key) for key in KEYS}


def _change(target: Target) -> Change:
    before = _values(target.now) if target.now else {}
    return Change(
        target.row,
        Act.CHANGED if target.now else Act.NEW,
        Subject.UNIT,
        target.now.id if target.now else None,
        target.code,
        target.values["name"],
        target.values,
        differences(before, target.values),
    )


# What a row means


def _place(now: Mapping[str, UnitFact], entries: Iterable[Entry], claimed: frozenset[str]) -> Place:
    named = [(entry.get("code") or "", entry.get("name") or "") for entry in entries]
    new = {code: name for code, name in named if code}
    names = {code: unit.name for code, unit in now.items()} | new
    root = next((code for code, unit in now.items() if unit.parent is None), None)
    return Place(now, {*now, *new, *claimed}, by_name(names.items()), root)


def _target(entry: Entry, place: Place) -> Target | Problem:
    parent = _reference(entry, place)
    if isinstance(parent, Problem):
        return parent
    found = _known(entry, parent, place)
    if isinstance(found, Problem):
        return found
    if found is None and not entry.get("code"):
        text = _("Unit ini belum ada. Unit baru memerlukan kode.")
        return Problem(entry.row, "code", text)
    code = found.code if found else entry.get("code")
    defaults = _values(found) if found else {"short_name": "", "parent": place.root, "order": 0}
    given = {key: entry.values[key] for key in KEYS if key in entry.values}
    if "parent" in given:
        given["parent"] = parent
    values = {**defaults, **given}
    return Target(entry.row, code, found, {key: values[key] for key in KEYS})


def _reference(entry: Entry, place: Place) -> str | Problem | None:
    """The code of the parent, which may be given by its name where only one unit has it."""
    text = entry.get("parent", "")
    if text in NONE:
        return None
    return resolve(text, place.codes, place.names) or Problem(
        entry.row, "parent", unknown(text, place.names)
    )


def resolve(text: str, codes: Collection[str], names: Mapping[str, set[str]]) -> str | None:
    """A code, or the code of the only thing of that name."""
    if text in codes:
        return text
    found = names.get(text.casefold(), set())
    return next(iter(found)) if len(found) == 1 else None


def unknown(text: str, names: Mapping[str, set[str]]) -> str:
    if codes := names.get(text.casefold()):
        problem = _("Ada beberapa unit bernama %(text)s. Pakai kodenya: %(codes)s.")
        return problem % {"text": text, "codes": ", ".join(sorted(filter(None, codes)))}
    return _("Unit %(text)s tidak ada, juga tidak di file ini.") % {"text": text}


def _known(entry: Entry, parent: str | None, place: Place) -> UnitFact | Problem | None:
    """The unit that a row names: by code, else by name under the same parent."""
    if code := entry.get("code"):
        return place.now.get(code)
    name = entry.get("name").casefold()
    same = [unit for unit in place.now.values() if unit.name.casefold() == name]
    if "parent" in entry.values:
        same = [unit for unit in same if unit.parent == parent]
    if len(same) > 1:
        text = _("Ada beberapa unit bernama %(name)s. Tambahkan kolom Kode.")
        return Problem(entry.row, "name", text % {"name": entry.get("name")})
    return same[0] if same else None


# Rules


def twice(rows: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """A code stands in one row."""
    first: dict[str, int] = {}
    for row, code in rows:
        if code in first:
            text = _("Kode %(code)s sudah ada di baris %(row)d.")
            yield Problem(row, "code", text % {"code": code, "row": first[code]})
        first.setdefault(code, row)


def _rules(organisation: Organisation, targets: Sequence[Target], day: date) -> Iterator[Problem]:
    changed = [target for target in targets if target.changed]
    life = lives(organisation.units)
    planned = {unit.code: unit.span.since for unit in organisation.units if unit.span.since > day}
    for target in changed:
        yield from _own_rules(target, life, planned, day)
    yield from _tops(organisation.units_on(day), targets)
    yield from _parents(changed, life, day)
    yield from _names(organisation.units_on(day), targets)
    yield from _loops(organisation.units, changed, day)


def _own_rules(
    target: Target, life: Mapping[str, Span], planned: Mapping[str, date], day: date
) -> Iterator[Problem]:
    if target.now is None and target.code in life:
        text = _("Kode %(code)s milik unit yang tidak ada pada %(day)s.")
        yield Problem(target.row, "code", text % {"code": target.code, "day": write_day(day)})
    elif target.code in planned:
        text = _("Unit ini sudah akan berubah mulai %(day)s. Ubah di halaman unitnya.")
        yield Problem(target.row, "code", text % {"day": write_day(planned[target.code])})


def _tops(now: Mapping[str, UnitFact], targets: Iterable[Target]) -> Iterator[Problem]:
    """One unit stands on top, and stays there."""
    root = next((code for code, unit in now.items() if unit.parent is None), None)
    for target in targets:
        if target.parent is None and root is None:
            root = target.code
        elif target.parent is None and target.code != root:
            text = _("Isi kode induk. Hanya satu unit yang berada di puncak: %(root)s.")
            yield Problem(target.row, "parent", text % {"root": root})
        elif target.parent is not None and target.now and target.now.parent is None:
            text = _("Unit di puncak tidak dapat dipindahkan. Kosongkan kode induknya.")
            yield Problem(target.row, "parent", text)


def _parents(changed: Iterable[Target], life: Mapping[str, Span], day: date) -> Iterator[Problem]:
    """A parent lives as long as what stands under it."""
    for target in changed:
        span = life.get(target.parent or "")
        until = target.now.span.until if target.now else None
        if not target.moved or span is None or span.until is None:
            continue
        if until is None or until > span.until:
            text = _("Unit induk hanya ada sampai sebelum %(day)s.")
            yield Problem(target.row, "parent", text % {"day": write_day(span.until)})


def _names(now: Mapping[str, UnitFact], targets: Sequence[Target]) -> Iterator[Problem]:
    """Under one parent no two units have the same name."""
    after = {code: (unit.parent, unit.name.casefold()) for code, unit in now.items()}
    after |= {t.code: (t.parent, t.values["name"].casefold()) for t in targets}
    alike: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for code, key in after.items():
        alike[key].append(code)
    for target in targets:
        others = [code for code in alike[after[target.code]] if code != target.code]
        if target.changed and others:
            text = _("Unit bernama %(name)s sudah ada di bawah induk yang sama (%(code)s).")
            values = {"name": target.values["name"], "code": others[0]}
            yield Problem(target.row, "name", text % values)


def _loops(units: Iterable[UnitFact], changed: Sequence[Target], day: date) -> Iterator[Problem]:
    """On no day from the given one on does a unit stand below itself."""
    moved = {target.code: target for target in changed if target.moved}
    days = sorted({day} | {unit.span.since for unit in units if unit.span.since > day})
    found = set()
    for that in days if moved else ():
        parents = {unit.code: unit.parent for unit in units if unit.span.covers(that)}
        parents |= {code: target.parent for code, target in moved.items()}
        found |= in_loops(parents)
    for code in found & moved.keys():
        text = _("Unit ini akan berada di bawah dirinya sendiri. Periksa kode induknya.")
        yield Problem(moved[code].row, "parent", text)


def in_loops(parents: Mapping[str, str | None]) -> set[str]:
    """The codes that stand above themselves."""
    settled: set[str] = set()
    looping: set[str] = set()
    for start in parents:
        line: dict[str, int] = {}
        code: str | None = start
        while code is not None and code not in settled and code not in line:
            line[code] = len(line)
            code = parents.get(code)
        if code in line:
            looping |= {other for other, place in line.items() if place >= line[code]}
        settled |= line.keys()
    return looping
