"""What doctor says of the government that the OpenID Connect provider serves."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from sopan.sop.findings import Language
from sopan.web import environment
from sopan.web.commands import health, health_data
from tests.web.build import NOW, city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _with_a_provider(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = environment.provider(
        "https://sso.example", client="a", secret="b", name="SSO"
    )


def doctor() -> list[str]:
    lines = health.run([health_data.provider_serves], NOW)
    return [f"{line.state}: {line.found.say(Language.ENGLISH, line.values)}" for line in lines]


def test_the_only_government_is_served_without_a_setting() -> None:
    city()
    assert doctor() == ["good: serves uji."]


def test_of_several_governments_the_setting_names_one(settings: Settings) -> None:
    city()
    city("lain", "Pemerintah Kota Lain")
    (line,) = doctor()
    assert line.startswith("bad: which government it serves is not set (there are: lain, uji)")
    settings.PROVIDER_GOVERNMENT = "lain"
    assert doctor() == ["good: serves lain."]
    settings.PROVIDER_GOVERNMENT = "lian"
    (line,) = doctor()
    assert line.startswith("bad: no government has the code lian (there are: lain, uji)")


def test_without_a_provider_there_is_nothing_to_say(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert doctor() == []
