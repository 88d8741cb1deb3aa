"""Every verb that is recorded has a sentence, and every sentence a verb."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.utils.translation import override

import sopan.web
from sopan.web.trail.models import Event
from sopan.web.trail.sentences import SENTENCES, say, shown, who
from tests.web.build import NOW

SOURCE = Path(sopan.web.__file__).parent
VERB = re.compile(r'"([a-z]+\.[a-z_]+)"')
ENDING = re.compile(r'f"([a-z]+\.[a-z_]*)\{')
"""A verb of which the end is a value: each verb that begins so may be recorded."""
PLACE = re.compile(r"%\((\w+)\)s")


BY_NOBODY_KNOWN = {"account.sign_in_fail"}
"""Who gave a wrong password has shown no name."""


def recorded() -> dict[str, str]:
    """The verbs in every module that records, with the text of those modules."""
    found: dict[str, str] = defaultdict(str)
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if not re.search(r"import .*\brecord\b", text):
            continue
        verbs = set(VERB.findall(text))
        for begin in ENDING.findall(text):
            ends = {verb for verb in SENTENCES if verb.startswith(begin)}
            assert ends, begin
            verbs |= ends
        for verb in verbs:
            found[verb] += text
    return found


def test_every_verb_that_is_recorded_has_a_sentence() -> None:
    assert recorded().keys() - SENTENCES.keys() == set()


def test_every_sentence_belongs_to_a_verb_that_is_recorded() -> None:
    assert SENTENCES.keys() - recorded().keys() == set()


@pytest.mark.parametrize("verb", SENTENCES)
def test_a_sentence_names_the_doer_and_only_what_is_recorded(verb: str) -> None:
    places = set(PLACE.findall(str(SENTENCES[verb].sentence)))
    assert ("who" in places) == (verb not in BY_NOBODY_KNOWN)
    module = recorded()[verb]
    for place in places - {"who", "subject"}:
        assert f'"{place}"' in module, f"{verb} names {place}, which its module never records"


@pytest.mark.parametrize("verb", SENTENCES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sentence_stands_even_where_an_old_event_lacks_a_value(verb: str, language: str) -> None:
    with override(language):
        text = say(Event(verb=verb, name="Admin", subject="Bagian Hukum", data={}))
    assert text.startswith("Admin") == (verb not in BY_NOBODY_KNOWN) and "%(" not in text


def event(**values: object) -> Event:
    return Event(**{"name": "Budi", "at": NOW, "data": {}, **values})


@pytest.mark.parametrize(
    ("position", "acting_for", "expected"),
    [
        ("", "", "Budi"),
        ("Kabag Hukum", "", "Kabag Hukum"),
        (
            "Plt. Kabag Organisasi",
            "Kabag Organisasi",
            "Plt. Kabag Organisasi, untuk jabatan lowong Kabag Organisasi,",
        ),
        ("Plh. Kabag Humas", "Ani", "Plh. Kabag Humas, untuk Ani,"),
    ],
)
def test_the_doer_is_named_as_a_post_and_for_whom(
    position: str, acting_for: str, expected: str
) -> None:
    assert who(event(position=position, acting_for=acting_for)) == expected


def test_an_event_is_told_in_a_sentence() -> None:
    told = event(
        verb="unit.move",
        position="Kabag Hukum",
        subject="Subbagian Tata Laksana",
        data={"parent": "Bagian Hukum", "since": "2026-03-03"},
    )
    assert say(told) == (
        "Kabag Hukum memindahkan Subbagian Tata Laksana ke bawah Bagian Hukum mulai 3 Maret 2026."
    )


def test_of_a_period_the_last_day_is_named() -> None:
    told = event(verb="unit.close", subject="Bagian Hukum", data={"until": "2026-12-01"})
    assert say(told) == "Budi menutup unit Bagian Hukum; hari terakhirnya 30 November 2026."


def test_a_verb_of_a_later_program_is_still_told() -> None:
    assert say(event(verb="sop.approve", subject="Izin Cuti")) == "Budi: sop.approve, Izin Cuti."


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "–"),
        ("", "–"),
        (True, "ya"),
        (False, "tidak"),
        (3, "3"),
        ("2026-03-03", "3 Maret 2026"),
        ("2026-02-31", "2026-02-31"),
        (["a", "b"], "a; b"),
        ([], "–"),
        ({"nip": True}, "nip: ya"),
    ],
)
def test_values_are_shown_as_people_write_them(value: object, expected: str) -> None:
    assert shown("x", value) == expected


def test_second_steps_are_called_as_people_call_them() -> None:
    told = event(verb="account.second_step_clear", subject="Ani", data={"kinds": ["totp"]})
    assert say(told) == "Budi menghapus semua langkah kedua (aplikasi kode) dari akun Ani."
