"""The walls: no address gives anything of another government, writes without power, or fails.

All addresses are walked, those of later days too: a parameter of a path or a query that this test
does not know fails it. Every text of the other government, Kota Lain, carries a marker.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import sopan.web
from sopan.web.organisation.models import Import, Reorganisation, RoleKind, Succession
from sopan.web.organisation.sheets.columns import Found, dump
from sopan.web.register.actions.drafts import open_draft
from sopan.web.register.actions.versions import enter_effective
from sopan.web.register.models import Presence, Procedure
from sopan.web.trail.record import Doer, Subject, record
from tests.sop.build import good
from tests.web.build import NOW, START, City, browser, city

pytestmark = pytest.mark.django_db

MARKER = "zxqwlain"

# Addresses


@dataclass(frozen=True)
class Address:
    """A path with its parameters, and its URL name."""

    name: str
    path: str
    parameters: tuple[str, ...]


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Sequence[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path)
        else:
            yield Address(one.name or path, path, tuple(PARAMETER.findall(path)))


PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def paths(address: Address, made: City) -> list[str]:
    """The path with the numbers of one government, for each kind where there are several."""
    found = []
    for values in product(*(VALUES[name](made) for name in address.parameters)):
        given = dict(zip(address.parameters, values, strict=True))
        if address.name == "who_can_see":
            given["thing"] = VALUES[THINGS[given["kind"]]](made)[0]
        path = re.sub(r"\(\?P(<\w+>)[^)]*\)|[\^$]", r"\1", address.path)
        found.append("/" + PARAMETER.sub(lambda match: str(given[match.group(1)]), path))  # noqa: B023
    return sorted(set(found))


def first(model: str) -> Callable[[City], list[Any]]:
    """The number of the first row of the government."""
    app, name = model.split(".")

    def number(made: City) -> list[Any]:
        rows = apps.get_model(app, name)._default_manager.filter(government=made.government)
        return [rows.order_by("pk").values_list("pk", flat=True)[0]]

    return number


VALUES: dict[str, Callable[[City], list[Any]]] = {
    "unit": first("organisation.Unit"),
    "position": first("organisation.Position"),
    "person": first("people.Person"),
    "holding": first("organisation.Holding"),
    "coordination": first("organisation.Coordination"),
    "role": first("organisation.Role"),
    "table": first("organisation.Import"),
    "reorganisation": first("organisation.Reorganisation"),
    "thing": lambda made: [0],  # Depends on the kind.
    "kind": lambda made: ["unit", "jabatan", "pejabat"],
    "form": lambda made: ["csv", "xlsx"],
    "code": lambda made: [made.government.code],
    "hash_": lambda made: ["0123456789abcdef"],
    "provider_id": lambda made: ["pemda"],
    "uidb36": lambda made: ["1"],
    "key": lambda made: ["x"],
    "number": lambda made: [0],
    "session": lambda made: [_of_account(UserSession, made)],
    "pk": lambda made: [_of_account(Authenticator, made)],
    "sop": lambda made: [Procedure.objects.get(government=made.government).key],
    "version": lambda made: [1],
    "old": lambda made: [1],
    "new": lambda made: [1],
    "ending": lambda made: ["pdf", "yaml"],
}
"""What stands for a parameter of a path, by its name."""
THINGS = {"unit": "unit", "jabatan": "position", "pejabat": "person"}
OBJECTS = {
    *("unit", "position", "person", "holding", "coordination", "role"),
    *("table", "reorganisation", "thing", "sop"),
}
"""The parameters that name something of one government."""
QUERY = {
    "tanggal": "2025-06-01",
    "cari": "bagian",
    "halaman": "1",
    "setelah": "1",
    "next": "/",
    "unit": "unit",
    "di": "unit",
    "below": "unit",
    "buka": "unit",
    "tutup": "unit",
    "jabatan": "position",
    "keadaan": "effective",
}
"""What stands for a parameter of a query: a text, or the name of an object's parameter."""
ACCOUNT = ("masuk/", "keluar/", "akun/", "bahasa/")
"""Where everybody may write: the own account."""
OPEN = ("masuk/", "keluar/", "publik/", "bahasa/", "gaya/", "lambang/")
"""What is there without signing in."""
LOOKS = {"trail_verify", "trail_export"}
"""Sent as forms, but written only to the trail: looking at it."""
WRITERS = {"drafter", "head", "facilitator", "supervisor"}
"""Who write the SOP that is there, without administrator power."""
HEADS = {*WRITERS, "auditor", "administrator of one unit"}
"""Who head a unit, and so may begin an SOP of it."""


def _of_account(model: Any, made: City) -> int:
    account = made.accounts["Pejabat Wali Kota"]
    found: int = model.objects.get(user=account).pk
    return found


# The two governments


def furnished(made: City) -> City:
    """With one of everything that has an address of its own."""
    day = date(2026, 12, 1)
    Import.objects.create(
        government=made.government,
        kind="units",
        file_name=made.text("tabel.csv"),
        day=day,
        rows=dump(Found("units", (), (), made.text("Lembar"), ())),
        fingerprint="x",
        made_at=NOW,
    )
    Reorganisation.objects.create(
        government=made.government, title=made.text("Penataan"), day=day, plan=EMPTY_PLAN
    )
    made.unit("Dinas Lama", "Kota", until=date(2025, 7, 1))
    Succession.objects.create(
        government=made.government,
        before=made.units["Dinas Lama"],
        after=made.units["Dinas Kesehatan"],
        day=date(2025, 7, 1),
    )
    made.role(RoleKind.ADMINISTRATOR, "Dinas Kesehatan", post="Kepala Dinas Kesehatan")
    account = made.accounts["Pejabat Wali Kota"]
    UserSession.objects.create(user=account, ip="10.0.0.9", session_key=made.government.code)
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": made.text("Kunci")}
    )
    doer = Doer(made.text("Admin"), account.pk)
    unit = made.units["Kota"]
    value = replace(good(), title=made.text("Surat Masuk"), number=made.text("065/1"))
    office = made.units["Subbagian Tata Laksana"]
    procedure = enter_effective(office, value=value, account=account, doer=doer, at=NOW)
    open_draft(procedure.versions.get(), account=account, doer=doer, at=NOW)
    # An address that was asked for may be repeated; what must not be told is the title.
    Procedure.objects.filter(pk=procedure.pk).update(key=f"surat-{made.government.code}")
    with transaction.atomic():
        data = {"after": {"name": made.text("Kota")}, "old": made.text("Kota"), "since": START}
        subject = Subject("unit", unit.pk, made.text("Kota"))
        record(made.government.pk, doer, "unit.rename", subject, NOW, data)
    return made


EMPTY_PLAN: dict[str, Any] = {"version": 1, "operations": []}


@pytest.fixture
def lain() -> City:
    return furnished(city("lain", "Pemerintah Kota Lain", MARKER))


@pytest.fixture
def uji(lain: City) -> City:
    return furnished(city())


VIEWERS = {
    "anonymous": "",
    "drafter": "Pejabat Kepala Subbagian Tata Laksana",
    "head": "Pejabat Sekretaris Daerah",
    "facilitator": "Pejabat Kepala Bagian Hukum",
    "supervisor": "Pejabat Asisten Pemerintahan",
    "expert": "Pejabat Staf Ahli Bidang Pemerintahan",
    "auditor": "Pejabat Inspektur",
    "nobody": "Pejabat Analis Tata Laksana",
    "administrator of one unit": "Pejabat Kepala Dinas Kesehatan",
    "administrator without power": "Pejabat Pranata Komputer",
    "administrator with power": "Pejabat Pranata Komputer",
}
"""Plt. Kabag Organisasi, and with it pembina SOP, is the Kabag Hukum, who checks law as well."""


def client_of(uji: City, viewer: str) -> Client:
    if viewer == "anonymous":
        return Client()
    return browser(uji.accounts[VIEWERS[viewer]], power="with power" in viewer)


# One request


@dataclass(frozen=True)
class Answer:
    """What came back, and whether the organisation was another one afterwards."""

    status: int
    to: str
    text: str
    wrote: bool


def ask(client: Client, method: str, path: str, before: str) -> Answer:
    """The answer; whatever it did is undone, so that every request meets the same state."""
    cookies = dict(client.cookies)
    client.raise_request_exception = False
    with transaction.atomic():
        response = client.post(path) if method == "POST" else client.get(path)
        streamed = getattr(response, "streaming_content", None)
        content = b"".join(streamed) if streamed is not None else response.content
        wrote = response.status_code < 400 and kept() != before
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.update(cookies)
    to = response.headers.get("Location", "")
    return Answer(response.status_code, to, text_of(content), wrote)


def text_of(content: bytes) -> str:
    """In small letters; of a workbook all its parts."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return content.decode("utf-8", "replace").casefold()


def kept() -> str:
    """All rows of the organisation and the register, and all people; not where pages are open."""
    models = [
        *apps.get_app_config("organisation").get_models(),
        *(m for m in apps.get_app_config("register").get_models() if m is not Presence),
        apps.get_model("people", "Person"),
    ]
    return repr([list(model._default_manager.order_by("pk").values_list()) for model in models])


# The tests


def test_every_parameter_of_a_path_is_known() -> None:
    unknown = {
        (address.path, name)
        for address in addresses()
        for name in address.parameters
        if name not in VALUES
    }
    assert not unknown, "tell this test what stands for it, and whether it is in OBJECTS"


def test_every_parameter_of_a_query_is_known() -> None:
    asked = re.compile(r"GET(?:\.get|\.getlist)?[\[(]\"(\w+)\"")
    files = Path(sopan.web.__path__[0]).rglob("*.py")
    read = {name for file in files for name in asked.findall(file.read_text(encoding="utf-8"))}
    assert read <= set(QUERY), "tell this test what stands for it"


QUICK = ("auditor", "administrator with power")
WALKERS = [
    pytest.param(viewer, marks=() if viewer in QUICK else pytest.mark.slow) for viewer in VIEWERS
]


@pytest.mark.parametrize("viewer", WALKERS)
def test_no_address_gives_or_writes_what_is_not_permitted(
    uji: City, lain: City, viewer: str
) -> None:
    client, before = client_of(uji, viewer), kept()
    hidden = [MARKER, *(person.nip for person in lain.people.values())]
    wrong: list[object] = []
    for address, method, path, foreign in requests(uji, lain):
        answer = ask(client, method, path, before)
        what = (method, path, answer.status)
        wrong += [(*what, "shows", one) for one in hidden if one in answer.text + answer.to]
        wrong += [(*what, why) for why in faults(viewer, address, method, foreign, answer)]
    cache.clear()
    assert not wrong


def requests(uji: City, lain: City) -> Iterator[tuple[Address, str, str, bool]]:
    """Every address with the numbers of both governments; True for those of the other one."""
    asked = queries(lain)
    for address in addresses():
        own = paths(address, uji)
        for path in own:
            yield address, "GET", path, False
            yield address, "POST", path, False
        for query in asked:
            yield address, "GET", own[0] + query, False
        for path in paths(address, lain) if OBJECTS & set(address.parameters) else ():
            yield address, "GET", path, True
            yield address, "POST", path, True


def queries(lain: City) -> list[str]:
    """Everything of the other government that a query can name: a post apart from units."""
    given = {name: VALUES[v](lain)[0] if v in VALUES else v for name, v in QUERY.items()}
    post = given.pop("jabatan")
    return [f"?{urlencode(given)}", f"?jabatan={post}"]


def faults(
    viewer: str, address: Address, method: str, foreign: bool, answer: Answer
) -> Iterator[str]:
    if answer.status >= 500:
        yield "fails"
    if viewer == "anonymous":
        if not address.path.startswith(OPEN) and not asks_to_sign_in(answer):
            yield "is open to everybody"
        return
    if foreign and answer.status not in (404, 405):
        yield "tells that it exists"
    if "with power" in viewer or (viewer in WRITERS and address.path.startswith("sop/")):
        return
    if viewer in HEADS and address.name == "procedure_new":
        return
    if answer.wrote:
        yield "writes"
    elsewhere = not address.path.startswith(ACCOUNT) and address.name not in LOOKS
    if method == "POST" and elsewhere and answer.status not in (403, 404, 405):
        yield "takes a form"


def asks_to_sign_in(answer: Answer) -> bool:
    return answer.status in (401, 403, 404, 405) or answer.to.startswith("/masuk/")
