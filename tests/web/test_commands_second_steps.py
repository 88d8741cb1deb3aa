"""What commands say of the secret key under which codes of second steps lie encrypted."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from pytest_django import Settings

from sopan.sop.findings import Language
from sopan.web.commands import health, health_data
from sopan.web.people.encryption import encrypt
from tests.web.build import NOW, City, city
from tests.web.installation import Installation, manifest


@pytest.fixture
def uji(db: None) -> City:
    """With second steps of two accounts."""
    made = city()
    for account in list(made.accounts.values())[:2]:
        Authenticator.objects.create(user=account, type="totp", data={"secret": encrypt("a")})
        Authenticator.objects.create(
            user=account, type="recovery_codes", data={"seed": encrypt("b"), "used_mask": 0}
        )
        Authenticator.objects.create(user=account, type="webauthn", data={"name": "Kunci"})
    return made


def doctor() -> str:
    (line,) = health.run([health_data.second_steps], NOW)
    return f"{line.state}: {line.found.say(Language.ENGLISH, line.values)}"


def test_doctor_finds_the_key_in_order(uji: City) -> None:
    assert doctor() == "good: the key fits."


def test_doctor_counts_whose_codes_another_key_cannot_check(uji: City, settings: Settings) -> None:
    settings.SECRET_KEY = "k" * 64
    assert doctor().startswith("bad: codes cannot be checked") and "accounts: 2." in doctor()


def test_a_backup_knows_its_key_and_restore_warns_of_another_one(tmp_path: Path) -> None:
    here = Installation(tmp_path / "data")
    here.found()
    key = here.data / "secret-key"
    backup, kept = here.backed_up("cadangan.zip"), key.read_text()
    assert manifest(backup)["key"] not in ("", kept[:16])
    warning = "made with another secret key"
    assert warning not in here.does("restore", backup, "--yes", "--lang", "en")
    key.unlink()
    assert warning in here.does("restore", backup, "--yes", "--lang", "en")
    key.write_text(kept)
    assert warning not in here.does("restore", backup, "--yes", "--lang", "en")
