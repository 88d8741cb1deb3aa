"""What `write` writes, `read` reads: the same SOP, in one form, with plain keys."""

from __future__ import annotations

import json

import pytest
import yaml as pyyaml
from hypothesis import HealthCheck, given, settings

from sopan.formats import yaml
from sopan.sop.model import SOP
from tests.formats.reading import HEAD
from tests.generator import random_sop
from tests.strategies import AWKWARD, sops


def reread(sop: SOP) -> SOP:
    return yaml.read(yaml.write(sop).encode()).sop


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sops())
def test_any_sop_is_read_as_it_was_written(sop: SOP) -> None:
    assert reread(sop) == sop


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(sops())
def test_writing_again_what_was_read_changes_nothing(sop: SOP) -> None:
    assert yaml.write(reread(sop)) == yaml.write(sop)


@pytest.mark.parametrize("seed", range(30))
def test_an_sop_of_an_office_is_read_as_it_was_written(seed: int) -> None:
    sop = random_sop(seed, actors=1 + seed % 12, steps=1 + seed)
    assert reread(sop) == sop


CANONICAL = """\
format: 1
sop: Surat Masuk
id: surat-masuk
number: "08"
created: 2025-01-12

approved:
  position: Kepala Dinas
  acting: Plt

nature: technical

laws:
  - Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah sebagaimana telah diubah
  - Peraturan Pemerintah
related: {text: Surat Keluar, sop: surat-keluar}
records: [Agenda, Arsip]

actors: [{name: Pemohon, external: true}, Kasubag TU, Staf]

steps:
  - id: serah
    do: "Menyerahkan: surat"
    by: Pemohon
    time: 5 menit

  - id: lengkap
    ask: Lengkap?
    by: Staf
    duty: verify
    no: serah

  - id: periksa
    do: Memeriksa
    symbols:
      - {id: nilai, by: Kasubag TU, yes: kirim, no: baiki}
      - {id: baiki, by: Staf, next: nilai}

  - id: pilih
    ask: Ke mana?
    by: [Staf, {together: [Kasubag TU, Staf]}]
    join: true
    branches:
      Kecil: kirim
      Besar: periksa.baiki

  - id: kirim
    do: Mengirim
    by: Staf
    note:
      text: Surat dikirim menurut SOP Pengelolaan Surat Keluar yang berlaku di lingkungan pemerintah
      sop: surat-keluar
"""


def test_the_form_is_one_and_the_same_down_to_the_letter() -> None:
    assert yaml.write(yaml.read(CANONICAL.encode()).sop) == CANONICAL


def test_what_the_default_says_is_not_written() -> None:
    text = HEAD + "  - {do: A, by: Staf, next: 2}\n  - {do: B, by: Staf, next: end}\n"
    assert "next" not in yaml.write(yaml.read(text.encode()).sop)


def test_a_step_hidden_by_a_symbol_of_its_row_is_named_in_full() -> None:
    text = HEAD + (
        "  - {id: a, do: A, symbols: [{id: b, by: Staf}, {by: Staf, next: b.1}]}\n"
        "  - {do: C, by: Staf}\n"
        "  - {id: b, do: B, by: Staf}\n"
    )
    assert "next: b.1" in yaml.write(yaml.read(text.encode()).sop)


@pytest.mark.parametrize("awkward", AWKWARD)
def test_texts_stay_texts_for_other_programs(awkward: str) -> None:
    head = HEAD.replace("Surat Masuk", json.dumps(awkward))
    text = yaml.write(yaml.read(f"{head}  - {{do: A, by: Staf}}\n".encode()).sop)
    assert pyyaml.safe_load(text)["sop"] == " ".join(awkward.split())


def test_a_colon_before_a_question_mark_stays_text_between_brackets() -> None:
    text = HEAD + '  - {do: A, by: Staf, note: {text: B, sop: "0:?"}}\n'
    sop = yaml.read(text.encode()).sop
    assert reread(sop) == sop
