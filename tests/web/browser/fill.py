"""Run as a program: a data folder with two governments, and on the output what tests must know.

Printed as JSON: `sessions`, the session key of each person signed in (the administrator has two,
one with power), and `ids`, a value for each argument of an address.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import django
from django.core.management import call_command
from django.http import HttpRequest
from django.utils import timezone

ADMINISTRATOR = "Pejabat Pranata Komputer"
WITHOUT_POWER = "the administrator without power"
AUDITOR = "Pejabat Inspektur"
PLT = "Pejabat Kepala Bagian Hukum"


def main() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    print(json.dumps(fill()))


def fill() -> dict[str, Any]:
    from sopan.web.organisation.actions.reorganisations import draft_reorganisation
    from sopan.web.organisation.models import Holding, Import
    from sopan.web.register.actions.drafts import open_draft
    from sopan.web.register.actions.versions import enter_effective
    from sopan.web.trail.record import Doer
    from tests.sop.build import good
    from tests.web.build import city

    uji = city()
    city("lain", "Pemerintah Kota Lain")
    today = timezone.localdate()
    mandate = Holding.objects.get(government=uji.government, kind="plt")
    mandate.until = today + timedelta(days=12)
    mandate.save()
    Holding.objects.filter(position=uji.posts["Kepala Dinas Kesehatan"]).delete()
    sessions = {name: signed_in(uji.accounts[name]) for name in (ADMINISTRATOR, AUDITOR, PLT)}
    sessions[WITHOUT_POWER] = signed_in(uji.accounts[ADMINISTRATOR])
    give_power(uji.accounts[ADMINISTRATOR], sessions[ADMINISTRATOR])
    give_second_step(uji.accounts[AUDITOR])
    upload(sessions[ADMINISTRATOR])
    plan = draft_reorganisation(
        uji.government,
        title="Penataan 2027",
        day=today + timedelta(days=60),
        doer=Doer("Penguji"),
        at=timezone.now(),
    )
    procedure = enter_effective(
        uji.units["Subbagian Tata Laksana"],
        value=good(),
        account=uji.accounts[PLT],
        doer=Doer("Penguji"),
        at=timezone.now(),
    )
    open_draft(
        procedure.versions.get(), account=uji.accounts[PLT], doer=Doer("Penguji"), at=timezone.now()
    )
    return {
        "sessions": sessions,
        "nip": uji.people[PLT].nip,
        "ids": {
            "unit": uji.units["Bagian Organisasi"].pk,
            "position": uji.posts["Kepala Bagian Organisasi"].pk,
            "person": uji.people[PLT].pk,
            "account": uji.accounts[PLT].pk,
            "holding": mandate.pk,
            "coordination": uji.units["Bagian Organisasi"].coordinations.get().pk,
            "role": uji.units["Bagian Organisasi"].roles.get().pk,
            "reorganisation": plan.pk,
            "table": Import.objects.get().pk,
            "sop": procedure.key,
            "version": 1,
            "old": 1,
            "new": 1,
        },
    }


def signed_in(account: Any) -> str:
    """A new session of the account, as signing in and proving oneself once more make it."""
    from allauth.account.internal.flows.login import record_authentication
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "sopan.web.people.backend.Backend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    request = HttpRequest()
    request.session = session
    record_authentication(request, account, "password", reauthenticated=True)
    session.create()
    assert session.session_key
    return session.session_key


def upload(session: str) -> None:
    """The table of units with one of them renamed; it waits to be confirmed."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.cookies["sessionid"] = session
    table = b"".join(client.get("/organisasi/ekspor/unit.csv"))
    changed = table.replace(b"Bagian Humas", b"Bagian Protokol")
    file = SimpleUploadedFile("unit.csv", changed, "text/csv")
    day = timezone.localdate().isoformat()
    client.post("/organisasi/impor/", {"kind": "units", "day": day, "file": file})


def give_second_step(account: Any) -> None:
    """An app for codes, and codes for when it is lost."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)


def give_power(account: Any, session: str) -> None:
    from sopan.web.people.models import Power

    now = timezone.now()
    Power.objects.create(
        account=account,
        session=session,
        reason="Melihat semua halaman",
        begun=now,
        until=now + timedelta(hours=8),
    )


if __name__ == "__main__":
    main()
