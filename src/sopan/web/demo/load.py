"""Loads the demonstration through the same actions that people use; a second time changes nothing.

A file of a government is a tree of offices, short where an office is as usual: the kind follows
from the name, the head's post from the kind, and an office of the city has a secretariat with two
sections. Holders are called after their posts: nobody is a real person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.db import transaction

from sopan.web.demo.sops import load_sops
from sopan.web.organisation.actions import coordination, holdings, people, positions, roles, units
from sopan.web.organisation.actions.governments import found_government
from sopan.web.organisation.models import (
    Government,
    HoldingKind,
    Level,
    Position,
    Unit,
    UnitKind,
)
from sopan.web.people.models import Account, Person
from sopan.web.trail.record import Doer

NAMES = ("banjarmasin", "yogyakarta")
PASSWORD = "sopan-demo-2026"
DOER = Doer("Data peragaan")

KINDS = (
    ("Dinas", UnitKind.AGENCY),
    ("Badan", UnitKind.BOARD),
    ("Satuan", UnitKind.OFFICE),
    ("Kecamatan", UnitKind.DISTRICT),
    ("Kemantren", UnitKind.DISTRICT),
    ("Kelurahan", UnitKind.VILLAGE),
    ("Bagian", UnitKind.BUREAU),
    ("Subbagian", UnitKind.SECTION),
    ("Sekretariat", UnitKind.DIVISION),
)
LEVELS = {
    UnitKind.GOVERNMENT: Level.HEAD_OF_REGION,
    UnitKind.SECRETARIAT: Level.II_A,
    UnitKind.BUREAU: Level.III_A,
    UnitKind.DISTRICT: Level.III_A,
    UnitKind.DIVISION: Level.III_A,
    UnitKind.SECTION: Level.IV_A,
    UnitKind.VILLAGE: Level.IV_A,
}
USUAL = {UnitKind.AGENCY, UnitKind.BOARD, UnitKind.OFFICE, UnitKind.DISTRICT}
SECTIONS = ("Subbagian Perencanaan dan Keuangan", "Subbagian Umum dan Kepegawaian")
DUTIES = "Memimpin pelaksanaan tugas dan fungsi {unit}\nMenetapkan dan menerapkan SOP {unit}"

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demonstration, for whoever tries it."""

    government: str
    post: str
    username: str
    password: str = PASSWORD


@dataclass
class Made:
    """What was made of one file, by name."""

    government: Government
    since: date
    at: datetime
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Position] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def how(self) -> dict[str, Any]:
        return {"doer": DOER, "at": self.at}


def load(at: datetime) -> list[Login]:
    """Make what is missing of both governments; the logins either way."""
    return [login for name in NAMES for login in _load(name, at)]


def logins() -> list[Login]:
    """The logins, without loading anything."""
    return [login for name in NAMES for login in _logins(_read(name))]


def _read(name: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


def _logins(content: Entry) -> list[Login]:
    name = content["government"]["name"]
    return [Login(name, post, username) for username, post in content["logins"].items()]


@transaction.atomic
def _load(name: str, at: datetime) -> list[Login]:
    content = _read(name)
    if not Government.objects.filter(code=name).exists():
        _make(content, at)
    return _logins(content)


def _make(content: Entry, at: datetime) -> None:
    government = found_government(**content["government"], doer=DOER, at=at)
    made = Made(government, content["since"], at)
    top = {"unit": government.name, "kind": "government", **content["top"]}
    _unit(made, top, None, "0")
    made.units["top"] = made.units[government.name]
    _substitutes(made, content, top)
    for edge in content["coordination"]:
        coordination.begin_coordination(
            made.units[edge["unit"]],
            field=edge["field"],
            by_unit=made.units[edge["by"]],
            since=made.since,
            **made.how,
        )
    for role in content["roles"]:
        roles.give_role(
            made.units[role["at"]],
            kind=role["role"],
            position=made.posts[role["post"]],
            since=made.since,
            **made.how,
        )
    for username, post in content["logins"].items():
        _account(made, username, post)
    load_sops(content["sops"], government, made.units, **made.how)


# Units, posts and their holders


def _unit(made: Made, entry: Entry, parent: Unit | None, code: str) -> None:
    """The unit of an entry with its posts, and everything below."""
    name = entry["unit"]
    kind = UnitKind(entry["kind"]) if "kind" in entry else _kind(name)
    unit = units.create_unit(
        made.government,
        code=code,
        name=name,
        short_name=entry.get("short", ""),
        kind=kind,
        parent=parent,
        order=len(made.units),
        since=made.since,
        **made.how,
    )
    made.units.setdefault(name, unit)
    _posts(made, entry, unit, kind, code)
    for number, below in enumerate(_below(entry, kind, name), 1):
        _unit(made, below, unit, f"{code}.{number:02}" if code != "0" else f"{number:02}")


def _kind(name: str) -> UnitKind:
    return next((kind for start, kind in KINDS if name.startswith(start)), UnitKind.OTHER)


def _below(entry: Entry, kind: UnitKind, name: str) -> Iterator[Entry]:
    if kind in USUAL:
        sections = [{"unit": section} for section in SECTIONS]
        yield {"unit": f"Sekretariat {name}", "head": f"Sekretaris {name}", "units": sections}
    yield from ({"unit": f"Kelurahan {village}"} for village in entry.get("villages", ()))
    for below in (*entry.get("offices", ()), *entry.get("units", ())):
        yield below if isinstance(below, dict) else {"unit": below}


def _posts(made: Made, entry: Entry, unit: Unit, kind: UnitKind, code: str) -> None:
    if kind is not UnitKind.STAFF:
        _head(made, entry, unit, kind, code)
    for number, name in enumerate(entry.get("posts", ()), 1):
        expert = kind is UnitKind.STAFF
        level = Level.II_B if expert else Level.JF_EXPERT_1
        _post(made, unit, name, f"{code}-{number}", level, "", is_head=False)
        _definitive(made, name)


def _head(made: Made, entry: Entry, unit: Unit, kind: UnitKind, code: str) -> None:
    office = entry["unit"]
    name = entry.get("head") or _head_name(office, kind)
    if name in made.posts:  # "Subbagian Umum dan Kepegawaian" of every office.
        name = f"{name} ({code})"
    level = LEVELS.get(kind, Level.II_B)
    duties = entry.get("duties") or DUTIES.format(unit=office)
    _post(made, unit, name, f"{code}-0", level, duties.strip(), is_head=True)
    if "vacant" not in entry:
        _definitive(made, name)


def _head_name(office: str, kind: UnitKind) -> str:
    if kind is UnitKind.VILLAGE:
        return office.replace("Kelurahan", "Lurah")
    if kind is UnitKind.DISTRICT:
        return re.sub("^Kecamatan", "Camat", office).replace("Kemantren", "Mantri Pamong Praja")
    return office if kind is UnitKind.ASSISTANT else f"Kepala {office}"


def _post(
    made: Made, unit: Unit, name: str, code: str, level: Level, duties: str, *, is_head: bool
) -> None:
    made.posts[name] = positions.create_position(
        unit,
        code=code,
        name=re.sub(r" \([\d.]+\)$", "", name),
        level=level,
        is_head=is_head,
        duties=duties,
        since=made.since,
        **made.how,
    )


def _definitive(made: Made, post: str) -> None:
    number = len(made.people) + 1
    code = made.government.code
    person = people.add_person(
        made.government,
        name=f"Pejabat {post}",
        nip=f"19800101201001{1 + (code == NAMES[1])}{number:03}",
        email=f"pejabat{number}@{code}.example",
        **made.how,
    )
    made.people[post] = person
    holdings.appoint(
        made.posts[post],
        person=person,
        kind=HoldingKind.DEFINITIVE,
        since=made.since,
        letter="821/1/2022",
        **made.how,
    )


# Substitutes and accounts


def _substitutes(made: Made, content: Entry, top: Entry) -> None:
    for entry in _entries(top):
        if vacant := entry.get("vacant"):
            holdings.appoint(
                made.posts[f"Kepala {entry['unit']}"],
                person=made.people[vacant["plt"]],
                kind=HoldingKind.PLT,
                since=vacant["since"],
                letter=vacant["letter"],
                **made.how,
            )
    today = made.at.astimezone(ZoneInfo(made.government.time_zone)).date()
    for away in content.get("away", ()):
        since = today - timedelta(away["days_before"])
        holdings.appoint(
            made.posts[away["post"]],
            person=made.people[away["plh"]],
            kind=HoldingKind.PLH,
            since=since,
            until=since + timedelta(away["days"]),
            letter=away["letter"],
            **made.how,
        )


def _entries(entry: Entry) -> Iterator[Entry]:
    yield entry
    for below in (*entry.get("offices", ()), *entry.get("units", ())):
        if isinstance(below, dict):
            yield from _entries(below)


def _account(made: Made, username: str, post: str) -> None:
    person = made.people[post]
    Account.objects.create_user(
        username, person.email, PASSWORD, person=person, must_change_password=False
    )
