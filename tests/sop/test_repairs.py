"""A repair takes away its finding and brings no new error."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sopan.sop.checks import ALL_RULES, check_one, structure, symbols
from sopan.sop.findings import Finding, Language, Severity
from sopan.sop.model import SOP, Actor, Flow, Symbol
from sopan.sop.repairs import REPAIRED, Repair, repair
from tests.sop.build import CHIEF, STAFF, findings, good, only, with_step, with_symbol, with_text
from tests.strategies import sops


def repaired(sop: SOP, code: str) -> Repair | None:
    return repair(sop, only(findings(sop), code))


def words(sop: SOP, code: str) -> str:
    found = repaired(sop, code)
    assert found
    assert code not in {finding.rule.code for finding in findings(found.after)}
    return found.say(Language.INDONESIAN)


# Rows


@pytest.mark.parametrize(
    ("text", "code", "after"),
    [
        ("Penerimaan surat", "SOP222", "Menerima surat"),
        ("Surat diterima", "SOP223", ""),
        ("Diterima surat", "SOP222", "Menerima surat"),
        ("Terima surat", "SOP222", "Menerima surat"),
        (f"{STAFF} menerima surat", "SOP224", "Menerima surat"),
        (f"{CHIEF} menerima surat", "SOP224", ""),
    ],
)
def test_an_activity_is_written_with_its_verb(text: str, code: str, after: str) -> None:
    found = repaired(with_text(text), code)
    assert (found.after.steps[1].text if found else "") == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Surat lengkap", "Apakah surat lengkap?"),
        ("Surat lengkap.", "Apakah surat lengkap?"),
        ("SPM sah", "Apakah SPM sah?"),
        ("Disetujui Kasubag", "Apakah disetujui Kasubag?"),
        ("Memeriksa apakah surat lengkap", "Apakah surat lengkap?"),
        ("Memeriksa kelengkapan surat", ""),
        ("Pemeriksaan surat", ""),
    ],
)
def test_a_decision_is_written_as_a_question(text: str, after: str) -> None:
    found = repaired(with_text(text, 2), "SOP225")
    assert (found.after.steps[2].text if found else "") == after


def test_the_output_of_the_step_before_becomes_kelengkapan() -> None:
    sop = with_step(good(), 3, needs=())
    assert words(sop, "SOP227") == ("Isi Kelengkapan dengan output langkah 3: Berkas tercatat")


def test_kelengkapan_is_not_guessed_where_two_steps_lead_here() -> None:
    sop = with_symbol(good(), 0, flows=(Flow("terima"), Flow("simpan")))
    assert repaired(with_step(sop, 3, needs=()), "SOP227") is None


# Symbols


def test_a_branch_without_a_label_gets_the_other_answer() -> None:
    sop = with_symbol(good(), 2, flows=(Flow("simpan", "Ya"), Flow("terima")))
    assert words(sop, "SOP109") == 'Beri nama cabang "Tidak"'
    sop = with_symbol(good(), 2, flows=(Flow("simpan", "Setuju"), Flow("terima")))
    assert repaired(sop, "SOP109") is None


def test_a_join_of_one_arrow_is_taken_away() -> None:
    assert words(with_symbol(good(), 3, joins=True), "SOP115") == "Hapus tanda menunggu"


# Actors


def test_an_unused_actor_is_removed() -> None:
    sop = replace(good(), actors=(*good().actors, Actor("Kurir")))
    assert words(sop, "SOP241") == "Hapus kolom Kurir"


def test_those_from_outside_stand_first() -> None:
    sop = replace(good(), actors=(*good().actors[1:], good().actors[0]))
    assert words(sop, "SOP242") == "Pindahkan pihak luar ke depan"


def test_actors_are_put_in_the_order_of_involvement() -> None:
    outside, staff, chief = good().actors
    sop = replace(
        with_symbol(good(), 3, actors=("Tim A",)), actors=(outside, Actor("Tim A"), chief, staff)
    )
    found = repaired(sop, "SOP243")
    assert found
    assert [a.name for a in found.after.actors] == [outside.name, STAFF, CHIEF, "Tim A"]


def test_an_actor_that_stands_twice_is_joined() -> None:
    twin = Actor(STAFF.upper())
    sop = replace(with_symbol(good(), 3, actors=(twin.name,)), actors=(*good().actors, twin))
    found = repaired(sop, "SOP244")
    assert found
    assert found.after.steps == good().steps


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kurir", "Tambahkan kolom Kurir"),
        (STAFF.lower(), f"Gabungkan ke kolom {STAFF}"),
    ],
)
def test_an_unknown_actor_gets_a_column_or_its_spelling(name: str, said: str) -> None:
    assert words(with_symbol(good(), 3, actors=(name,)), "SOP118") == said


# Identity


def test_the_title_loses_the_word_sop() -> None:
    sop = replace(good(), title="SOP Pengelolaan Surat")
    assert words(sop, "SOP206") == 'Ganti judul menjadi "Pengelolaan Surat"'


def test_the_mark_of_an_acting_official_gets_its_own_place() -> None:
    sop = replace(good(), approval=replace(good().approval, position="Plt Kepala Bagian Umum"))
    found = repaired(sop, "SOP205")
    assert found
    assert (found.after.approval.acting, found.after.approval.position) == (
        "Plt.",
        "Kepala Bagian Umum",
    )
    other = replace(sop, approval=replace(sop.approval, acting="Plh."))
    assert repaired(other, "SOP205") is None


def test_a_law_is_removed_only_where_it_says_the_same() -> None:
    law = good().laws[0]
    assert words(replace(good(), laws=(law, law.upper())), "SOP208") == "Hapus yang kedua"
    assert repaired(replace(good(), laws=(law, f"{law} dan Arsip")), "SOP208") is None


# All of them

TEXTS = st.sampled_from(
    (
        *("Penerimaan surat", "Diperiksa", "Surat lengkap", "Apakah sah?", "Memeriksa berkas"),
        *("Staf menerima surat", "Memeriksa apakah benar", "SOP", "Tindak lanjut", "Ya", "Rapat"),
    )
)


@st.composite
def _faulty(draw: st.DrawFn) -> SOP:
    """Any SOP, made worse: labels lost, actors that have no column or stand twice, and so on."""
    sop = draw(sops(max_steps=4, texts=TEXTS))
    twins = draw(st.lists(st.sampled_from(("staf", "Pemohon", "Kurir", "STAF")), max_size=2))
    by_id = {
        symbol.id: draw(_worse(symbol)) if draw(st.booleans()) else symbol
        for symbol in sop.symbols.values()
    }
    steps = tuple(
        replace(step, symbols=tuple(by_id[s.id] for s in step.symbols)) for step in sop.steps
    )
    title = draw(st.sampled_from(("SOP Surat", "SOP SOP Surat", "Surat", "Standar Operasional")))
    laws = draw(st.lists(st.sampled_from(("UU 43/2009", "uu 43/2009", "PP 12/2019")), max_size=3))
    position = draw(st.sampled_from(("Plt. Kadis", "Plh Plt Kadis", "Plt", "Kadis")))
    return replace(
        sop,
        actors=(*sop.actors, *map(Actor, twins)),
        steps=steps,
        title=title,
        laws=tuple(laws),
        approval=replace(sop.approval, position=position),
    )


def _worse(symbol: Symbol) -> st.SearchStrategy[Symbol]:
    unlabelled = (Flow(f.target, f.label if n else "") for n, f in enumerate(symbol.flows))
    kinds = [replace(symbol, actors=("Kurir",)), replace(symbol, flows=tuple(unlabelled))]
    return st.sampled_from([*kinds, replace(symbol, joins=True)])


@given(_faulty())
@settings(max_examples=80, deadline=None, phases=[Phase.generate])
def test_after_a_repair_its_finding_is_gone_and_no_error_is_new(sop: SOP) -> None:
    before = list(check_one(sop))
    for finding in before:
        found = repair(sop, finding)
        if found:
            after = list(check_one(found.after))
            assert _count(after, finding) < _count(before, finding), finding
            assert not _errors(after, before) - _errors(before, before), finding


def _count(found: list[Finding], finding: Finding) -> int:
    """How many columns and places the rule finds fault with."""
    same = [other for other in found if other.rule == finding.rule]
    return sum(len(str(other.values.get("columns", "x")).split(", ")) for other in same)


def _errors(found: list[Finding], before: list[Finding]) -> Counter[str]:
    """Errors by rule; not those of a flow that could not be followed before."""
    unseen = FLOW if any(f.rule.code in BROKEN for f in before) else set()
    codes = (f.rule.code for f in found if f.rule.severity is Severity.ERROR)
    return Counter(code for code in codes if code not in unseen)


BROKEN = {"SOP101", "SOP116", "SOP117", "SOP118", "SOP119", "SOP120"}
FLOW = {rule.code for rule in (*structure.RULES, *symbols.RULES)} - BROKEN


def test_every_rule_that_may_be_repaired_is_a_rule() -> None:
    assert {rule.code for rule in ALL_RULES} >= REPAIRED
