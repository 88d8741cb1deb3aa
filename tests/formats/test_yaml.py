"""What an SOP file means: from keys and places to the SOP value."""

from __future__ import annotations

from datetime import date

import pytest

from sopan.formats import yaml
from sopan.formats.yaml import keys, nodes, versions
from sopan.sop.model import SOP, Actor, Approval, Duty, Flow, Kind, Link, Symbol, TimeUnit
from tests.formats.reading import HEAD, STEP, flows, sop

ISSUE = """\
sop: Pengelolaan Surat Masuk
unit: Bagian Umum
actors: [Pengirim, Petugas Agenda, Kasubag TU, Kabag Umum]
steps:
  - do: Menyerahkan surat
    by: Pengirim
    needs: [Surat]
    time: 5 menit
    gives: [Surat]
  - ask: Apakah alamat dan lampiran lengkap?
    by: Petugas Agenda
    time: 10 menit
    no: 1
  - do: Mengagendakan surat
    by: Petugas Agenda
"""


def read(text: str) -> SOP:
    return yaml.read(text.encode()).sop


def test_the_simple_form_gives_rows_with_one_symbol_each() -> None:
    value = read(ISSUE)
    assert value.title == "Pengelolaan Surat Masuk"
    assert value.id == "pengelolaan-surat-masuk"
    assert [step.id for step in value.steps] == ["s1", "s2", "s3"]
    assert flows(value) == {
        "s1.1": ["s2.1"],
        "s2.1": ["yes:s3.1", "no:s1.1"],
        "s3.1": [],
    }
    assert value.symbols["s2.1"].kind is Kind.DECISION


def test_a_row_keeps_everything_of_the_form() -> None:
    value = sop(
        "  - id: catat\n    do: Mencatat\n    by: Staf\n    needs: Surat\n    time: 1-2 hari\n"
        "    gives: [Agenda, Surat]\n    note: {text: Lihat SOP lain, sop: arsip}\n"
        "    duty: record\n    macro: agenda\n"
    )
    step = value.steps[0]
    assert (step.id, step.text, step.needs, step.gives) == (
        "catat",
        "Mencatat",
        ("Surat",),
        ("Agenda", "Surat"),
    )
    assert step.time is not None
    assert (step.time.minimum, step.time.maximum, step.time.unit) == (1, 2, TimeUnit.DAY)
    assert step.note == Link("Lihat SOP lain", "arsip")
    assert (step.duty, step.macro) == (Duty.RECORD, "agenda")


def test_the_identity_is_read_whole() -> None:
    value = read(
        "format: 1\nid: kunci\ngovernment: Pemerintah Kota\nunit: Bagian\nnumber: 08\n"
        "created: 2025-01-12\nrevised: 3 Nopember 2025\neffective: 1 Desember 2025\n"
        "approved: {position: Kepala, name: Nama, rank: Pembina, nip: 1970, acting: plt.}\n"
        "nature: technical\nscope: macro\nreach: partial\ndetail: generic\n"
        "laws: UU 1\nqualifications: [A, B]\nrelated: [surat-keluar, {sop: arsip}]\n"
        "equipment: [K]\nwarnings: [W]\nrecords: [R]\nverify: https://a.go.id/1\n" + HEAD + STEP
    )
    assert (value.id, value.government, value.unit, value.number) == (
        "kunci",
        "Pemerintah Kota",
        "Bagian",
        "08",
    )
    assert (value.created, value.revised, value.effective) == (
        date(2025, 1, 12),
        date(2025, 11, 3),
        date(2025, 12, 1),
    )
    assert value.approval == Approval("Kepala", "Nama", "Pembina", "1970", "Plt.")
    assert (value.nature, value.scope, value.reach, value.detail) == (
        "technical",
        "macro",
        "partial",
        "generic",
    )
    assert (value.laws, value.qualifications) == (("UU 1",), ("A", "B"))
    assert value.related == (Link("surat-keluar"), Link("arsip", "arsip"))
    assert value.verify == "https://a.go.id/1"


def test_external_actors_are_marked() -> None:
    value = read("sop: A\nactors: [{name: Pemohon, external: true}, Staf]\nsteps:\n" + STEP)
    assert value.actors == (Actor("Pemohon", external=True), Actor("Staf"))


def test_words_that_yaml_once_took_for_true_or_false_stay_texts() -> None:
    value = sop("  - do: yes\n    by: Staf\n    needs: [no, on, off, 012, 1e3, 2025-01-12, true]\n")
    assert value.steps[0].text == "yes"
    assert value.steps[0].needs == ("no", "on", "off", "012", "1e3", "2025-01-12", "true")


def test_spaces_and_invisible_characters_do_not_tell_actors_apart() -> None:
    value = sop('  - do: A\n    by: "Kasubag\\u200b   TU\\u00a0"\n')
    assert value.steps[0].symbols[0].actors == ("Kasubag TU",)


def test_line_breaks_of_a_block_text_remain() -> None:
    value = sop("  - do: |\n      baris   satu\n\n      baris dua\n    by: Staf\n")
    assert value.steps[0].text == "baris satu\nbaris dua"


def test_empty_entries_count_as_absent() -> None:
    value = sop("  - id:\n    do: A\n    by: Staf\n    next:\n    needs: ~\n    note: null\n")
    step = value.steps[0]
    assert (step.id, step.needs, step.note, step.symbols[0].flows) == ("s1", (), None, ())


# Flow


def test_a_chain_is_one_box_for_each_actor_from_left_to_right() -> None:
    value = sop("  - do: A\n    by: [Pemohon, Staf]\n    join: true\n    next: end\n" + STEP)
    assert value.steps[0].symbols == (
        Symbol("s1.1", ("Pemohon",), Kind.PROCESS, (Flow("s1.2"),), joins=True),
        Symbol("s1.2", ("Staf",), Kind.PROCESS),
    )


def test_in_a_chain_that_asks_only_the_last_symbol_decides() -> None:
    value = sop(STEP + "  - ask: A?\n    by: [Staf, Kasubag TU]\n    no: s1\n" + STEP)
    first, last = value.steps[1].symbols
    assert (first.kind, last.kind) == (Kind.PROCESS, Kind.DECISION)
    assert flows(value)["s2.2"] == ["yes:s3.1", "no:s1.1"]


def test_actors_may_work_together_also_within_a_chain() -> None:
    value = sop("  - do: A\n    by: [Pemohon, {together: [Staf, Kasubag TU]}]\n")
    assert [s.actors for s in value.steps[0].symbols] == [("Pemohon",), ("Staf", "Kasubag TU")]


def test_a_list_of_places_splits_and_join_waits() -> None:
    value = sop(
        "  - {do: A, by: Staf, next: [b, c]}\n"
        "  - {id: b, do: B, by: Staf, next: d}\n"
        "  - {id: c, do: C, by: Pemohon}\n"
        "  - {id: d, do: D, by: Staf, join: true}\n"
    )
    assert flows(value) == {
        "s1.1": ["b.1", "c.1"],
        "b.1": ["d.1"],
        "c.1": ["d.1"],
        "d.1": [],
    }
    assert value.symbols["d.1"].joins


def test_branches_keep_their_labels_in_order() -> None:
    value = sop(
        "  - ask: Ke mana?\n    by: Staf\n"
        "    branches:\n      Kecil: s2\n      'Ya': s3\n      no: next\n" + STEP + STEP
    )
    assert flows(value)["s1.1"] == ["Kecil:s2.1", "Ya:s3.1", "no:s2.1"]


SEVERAL = """\
  - id: periksa
    do: Memeriksa konsep, memperbaiki bila perlu
    symbols:
      - {id: nilai, by: Kasubag TU, yes: next, no: perbaiki}
      - {id: perbaiki, by: Staf, next: nilai}
  - do: Mengirim
    by: Staf
    next: periksa.perbaiki
"""


def test_symbols_stand_side_by_side_with_flow_of_their_own() -> None:
    assert flows(sop(SEVERAL)) == {
        "periksa.nilai": ["yes:s2.1", "no:periksa.perbaiki"],
        "periksa.perbaiki": ["periksa.nilai"],
        "s2.1": ["periksa.perbaiki"],
    }


def test_symbols_without_a_place_go_on_to_the_next_one_and_then_to_the_next_row() -> None:
    value = sop("  - do: A\n    symbols: [{by: Staf}, {id: b, by: Pemohon}]\n" + STEP)
    assert flows(value) == {"s1.1": ["s1.b"], "s1.b": ["s2.1"], "s2.1": []}


def test_a_symbol_of_the_same_row_hides_a_step_of_that_name() -> None:
    value = sop(
        "  - do: A\n    symbols: [{id: x, by: Staf, next: y}, {id: y, by: Pemohon}]\n"
        "  - {id: y, do: B, by: Staf}\n"
    )
    assert flows(value)["s1.x"] == ["s1.y"]


def test_a_number_is_always_a_row_even_where_symbols_are_numbered() -> None:
    value = sop("  - do: A\n    symbols: [{by: Staf, next: 2}, {by: Pemohon}]\n" + STEP)
    assert flows(value)["s1.1"] == ["s2.1"]


@pytest.mark.parametrize(
    ("place", "target"),
    [("1", "s1.1"), ("s1", "s1.1"), ("s1.2", "s1.2"), ("next", "s3.1"), ("s2", "s2.1")],
)
def test_a_place_is_an_id_a_number_a_symbol_or_next(place: str, target: str) -> None:
    value = sop(
        "  - {do: A, by: [Staf, Pemohon]}\n  - {do: B, by: Staf, next: " + place + "}\n" + STEP
    )
    assert flows(value)["s2.1"] == [target]


# Places in the file


def test_every_part_has_a_line_and_a_column() -> None:
    document = yaml.read((HEAD + STEP).encode())
    assert document.places["sop",] == yaml.Position(1, 6)
    assert document.places["steps",] == yaml.Position(3, 1)
    assert document.places["steps", 0] == yaml.Position(4, 5)
    assert document.places["steps", 0, "by"] == yaml.Position(5, 9)


def test_a_part_that_is_not_in_the_file_is_placed_by_what_is_around_it() -> None:
    document = yaml.read((HEAD + STEP).encode())
    assert yaml.place_of(document, ("steps", 0, "time")) == yaml.Position(4, 5)
    assert yaml.place_of(document, ("approved", "nip")) == yaml.Position(1, 1)
    assert yaml.place_of(document, ("steps", 9)) == yaml.Position(3, 1)


def test_parts_of_the_value_are_found_under_the_keys_of_the_file() -> None:
    document = yaml.read((HEAD + STEP).encode())
    assert yaml.place_of(document, ("title",)) == yaml.Position(1, 6)
    assert yaml.place_of(document, ("steps", 0, "text")) == yaml.Position(4, 9)
    assert yaml.place_of(document, ("steps", 0, "symbols", 0)) == yaml.Position(5, 9)


# Versions


def test_an_older_file_is_led_to_the_current_version_step_by_step() -> None:
    def rename(root: nodes.Map) -> nodes.Map:
        root.entries["sop"] = root.entries.pop("title")
        return root

    report = nodes.Report()
    root = nodes.compose("title: Lama", report)
    assert isinstance(root, nodes.Map)
    moved = versions.migrate(root, report, {1: rename, 2: lambda map_: map_}, current=3)
    assert list(moved.entries) == ["sop"]


def test_every_older_version_has_a_migration() -> None:
    assert sorted(versions.MIGRATIONS) == list(range(1, keys.VERSION))


def test_the_pure_python_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = yaml.read(yaml.template().encode())
    monkeypatch.delattr("yaml.CLoader")
    slow = yaml.read(yaml.template().encode())
    assert (slow.sop, slow.places) == (fast.sop, fast.places)
