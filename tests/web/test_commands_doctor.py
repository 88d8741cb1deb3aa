"""What `sopan doctor` finds."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.conf import LazySettings

from sopan.sop.findings import Language
from sopan.web.commands import health, health_data
from sopan.web.commands.health import Check, State
from sopan.web.commands.health_data import Span, in_loops, overlapping
from sopan.web.organisation.models import Holding, PositionPeriod, UnitPeriod
from sopan.web.people.models import Account
from sopan.web.trail.models import Event, Head
from tests.web.build import NOW, START, City, city
from tests.web.installation import Installation
from tests.web.unguarded import unguarded

# Data


@pytest.fixture
def uji(db: None) -> City:
    return city()


def found(check: Check) -> list[str]:
    """What a check says that is not good, in English."""
    lines = health.run([check], NOW)
    return [
        f"{line.state}: {line.found.say(Language.ENGLISH, line.values)}"
        for line in lines
        if line.state is not State.GOOD
    ]


@pytest.mark.parametrize("check", health_data.CHECKS, ids=lambda check: check.__name__)
def test_a_sound_government_is_good(check: Check, uji: City) -> None:
    city("lain", "Pemerintah Kota Lain")
    if check is not health_data.administrators:
        assert found(check) == []


def move(uji: City, unit: str, under: str | None) -> None:
    UnitPeriod.objects.filter(unit=uji.units[unit]).update(
        parent=uji.units[under] if under else None
    )


def test_units_above_each_other_are_found(uji: City) -> None:
    move(uji, "Sekretariat Daerah", "Bagian Hukum")
    (line,) = found(health_data.trees)
    assert "above each other" in line


def test_a_second_root_is_found(uji: City) -> None:
    move(uji, "Inspektorat", None)
    (line,) = found(health_data.trees)
    assert f"uji: on {START} the number of top units is 2" in line


def test_a_parent_that_ended_before_its_unit_is_found(uji: City) -> None:
    UnitPeriod.objects.filter(unit=uji.units["Bagian Organisasi"]).update(until=date(2026, 5, 1))
    (line,) = found(health_data.trees)
    assert "on 2026-05-01 the parent units" in line


def test_overlapping_periods_of_a_unit_are_found(uji: City) -> None:
    only = UnitPeriod.objects.get(unit=uji.units["Inspektorat"])
    UnitPeriod.objects.filter(pk=only.pk).update(until=date(2026, 1, 2))
    only.pk, only.since = None, date(2026, 1, 1)
    only.save(force_insert=True)
    assert found(health_data.periods) == [
        f"bad: two periods overlap at number {uji.units['Inspektorat'].pk}. End one of them."
    ]


def test_two_definitive_holders_at_once_are_found(uji: City) -> None:
    post = uji.posts["Inspektur"]
    assert PositionPeriod.objects.filter(position=post).count() == 1
    Holding.objects.filter(position=post).update(until=date(2026, 6, 2))
    uji.holds("Orang kedua", "Inspektur", since=date(2026, 6, 1))
    (line,) = found(health_data.periods)
    assert f"two definitive holders at once in position number {post.pk}" in line


def test_a_day_of_change_belongs_to_the_later_period() -> None:
    first = Span(1, date(2026, 1, 1), date(2026, 2, 1))
    assert overlapping([first, Span(1, date(2026, 2, 1), None)]) == []
    assert overlapping([first, Span(1, date(2026, 1, 31), None)]) == [1]
    assert overlapping([first, Span(2, date(2026, 1, 1), None)]) == []


def test_a_loop_is_told_from_what_hangs_on_it() -> None:
    assert in_loops({1: None, 2: 1, 3: 2}) == []
    assert in_loops({1: None, 2: 3, 3: 2, 4: 3}) == [2, 3, 4]
    assert in_loops({1: 1}) == [1]
    assert in_loops({1: 9}) == []


def test_a_changed_event_is_found(uji: City) -> None:
    from sopan.web.trail.record import Doer, Subject, record

    record(uji.government.pk, Doer("Uji"), "unit.rename", Subject("unit", 1, "A"), NOW)
    assert found(health_data.trails) == []
    with unguarded():
        Event.objects.update(name="Orang lain")
    assert Head.objects.get().number == 1
    (line,) = found(health_data.trails)
    assert line.startswith("bad: uji: not whole. Number 1")


def test_a_known_password_is_bad_where_a_government_works(uji: City) -> None:
    from sopan.web.demo import load

    login = load.logins()[0]
    account = Account.objects.create_user(
        login.username, None, login.password, person=uji.person("Peragaan", account=False)
    )
    (line,) = found(health_data.known_passwords)
    assert line.startswith("bad") and login.username in line
    account.set_password("lain-sama-sekali")
    account.save()
    assert found(health_data.known_passwords) == []


def test_a_government_without_administrator_wants_a_look(uji: City) -> None:
    assert found(health_data.administrators) == []
    from sopan.web.organisation.models import Role, RoleKind

    Role.objects.filter(kind=RoleKind.ADMINISTRATOR).delete()
    (line,) = found(health_data.administrators)
    assert line.startswith("careful") and "uji" in line


# Settings


def test_pages_that_others_open_need_https(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["sopan.example"]
    settings.SECURE = False
    assert "without https" in found(health.hosts)[0]
    settings.SECURE = True
    assert found(health.hosts) == []
    settings.DEBUG = True
    assert "SOPAN_DEBUG" in found(health.hosts)[0]
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["*"]
    assert "any name" in found(health.hosts)[0]


def test_a_short_key_is_bad(settings: LazySettings) -> None:
    settings.SECRET_KEY = "pendek"
    assert "too short" in found(health.secret_key)[0]


def test_a_wrong_clock_is_bad() -> None:
    lines = list(health.clock(datetime(2001, 1, 1, tzinfo=UTC)))
    assert [line.state for line in lines] == [State.BAD]


def test_a_mail_server_that_does_not_answer_is_bad(settings: LazySettings) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused.getsockname()[1]
        assert "refuses" in found(health.mail)[0]
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "not set" in found(health.mail)[0]


class Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.path == "/good/.well-known/openid-configuration"
        found = {"authorization_endpoint": "x", "token_endpoint": "y"} if known else {}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Provider) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_sign_in_provider_is_asked_who_it_is(
    provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(health.sign_in_provider) == []
    monkeypatch.setenv("SOPAN_OIDC_URL", f"{provider}/good")
    assert found(health.sign_in_provider) == []
    monkeypatch.setenv("SOPAN_OIDC_URL", f"{provider}/other")
    assert "does not answer as" in found(health.sign_in_provider)[0]
    monkeypatch.setenv("SOPAN_OIDC_URL", "file:///etc/passwd")
    assert "no https address" in found(health.sign_in_provider)[0]


def test_a_check_that_fails_is_a_line() -> None:
    def fails(at: datetime) -> Iterator[health.Line]:
        raise OSError(13, "Permission denied", "/srv/sopan")

    (line,) = health.run([fails], NOW)
    assert line.state is State.BAD
    assert "/srv/sopan" in line.found.say(Language.ENGLISH, line.values)


# The command


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "data")
    made.found()
    return made


def bad_lines(installation: Installation) -> list[str]:
    result = installation.run("doctor", "--json", "--lang", "en")
    assert "Traceback" not in result.stderr
    lines = json.loads(result.stdout)
    found = [f"{line['subject']}: {line['found']}" for line in lines if line["state"] == "bad"]
    assert result.returncode == bool(found)
    return found


def test_a_new_installation_is_healthy(installation: Installation) -> None:
    assert bad_lines(installation) == []
    assert "0 harus diperbaiki" in installation.does("doctor")


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_a_key_that_others_may_read_is_bad(installation: Installation) -> None:
    (installation.data / "secret-key").chmod(0o644)
    (line,) = bad_lines(installation)
    assert "chmod 600" in line


def test_static_files_of_another_version_are_bad(installation: Installation) -> None:
    (installation.data / "static" / ".fingerprint").write_text("old")
    (line,) = bad_lines(installation)
    assert "sopan migrate" in line
    installation.does("migrate")
    assert bad_lines(installation) == []


def test_an_installation_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    (line,) = bad_lines(Installation(tmp_path / "absent"))
    assert "is not there" in line
    assert not (tmp_path / "absent").exists()


def test_missing_and_damaged_databases_are_bad(installation: Installation) -> None:
    database = installation.data / "sopan.sqlite3"
    content = database.read_bytes()
    database.write_bytes(b"no database" * 1000)
    assert any("sopan restore" in line for line in bad_lines(installation))
    database.write_bytes(content[:8192] + b"\xff" * 8192 + content[16384:])
    assert any("damaged" in line for line in bad_lines(installation))
    database.unlink()
    assert any("sopan migrate" in line for line in bad_lines(installation))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense", "DATABASE_URL cannot be read"),
        ("mysql://a/b", "DATABASE_URL cannot be read"),
        ("postgres://", "DATABASE_URL cannot be read"),
        ("postgres://u:rahasia@127.0.0.1:1/sopan", "cannot be reached"),
    ],
)
def test_a_database_that_cannot_be_used_is_bad(
    url: str, told: str, installation: Installation
) -> None:
    elsewhere = Installation(installation.data, url)
    lines = bad_lines(elsewhere)
    assert any(told in line for line in lines)
    assert "rahasia" not in "".join(lines)
    assert told in elsewhere.refuses("migrate", "--lang", "en")
