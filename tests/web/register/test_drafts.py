"""Two people write in one draft, lines are cut and pages reloaded: no word is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopan.sop.changes import Side
from sopan.sop.editing import Cell, DeleteRows, InsertRows, SetCell, SetFlow
from sopan.sop.model import SOP
from sopan.web.register.actions.drafts import (
    Clashed,
    begin_procedure,
    discard_draft,
    redo,
    save,
    save_value,
    undo,
)
from sopan.web.register.models import Draft, Procedure, Save
from sopan.web.register.undoing import stacks
from sopan.web.trail.models import Event
from sopan.web.ui.refusal import Refusal
from tests.sop.build import good
from tests.web.build import NOW, City, city
from tests.web.register.build import DOER, Writing, writing

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Pejabat Kepala Subbagian Tata Laksana", "Pejabat Kepala Bagian Hukum"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def one(uji: City) -> Writing:
    return writing(uji, "Subbagian Tata Laksana", FIRST)


@pytest.fixture
def two(uji: City, one: Writing) -> Writing:
    """Somebody else in the same draft."""
    return Writing(one.draft, uji.accounts[SECOND])


def text(row: str, words: str) -> SetCell:
    return SetCell(row, Cell.TEXT, words)


def texts(sop: SOP) -> dict[str, str]:
    return {step.id: step.text for step in sop.steps}


# Opening


def test_a_new_sop_has_a_key_from_its_title_and_an_open_draft(one: Writing) -> None:
    procedure = one.draft.procedure
    assert procedure.key == "pengelolaan-surat-masuk"
    assert one.draft.token == 0
    assert Event.objects.get(verb="draft.open").subject == "Pengelolaan Surat Masuk"


def test_two_sops_of_one_title_have_different_keys(uji: City, one: Writing) -> None:
    other = writing(uji, "Bagian Hukum", SECOND)
    assert other.draft.procedure.key == "pengelolaan-surat-masuk-2"


def test_an_sop_without_a_title_is_refused(uji: City) -> None:
    with pytest.raises(Refusal, match="judul"):
        writing(uji, "Bagian Hukum", SECOND, replace(good(), title=" "))
    assert not Procedure.objects.exists()


# Saving


def test_a_save_gives_a_new_token_and_keeps_the_text(one: Writing) -> None:
    saved = one.save(text("terima", "Menerima dan mencatat surat"))
    assert saved.token == 1
    one.draft.refresh_from_db()
    assert one.draft.token == 1
    assert '"Menerima dan mencatat surat"' in one.draft.text


def test_a_save_that_changes_nothing_is_none(one: Writing) -> None:
    assert one.save(text("terima", "Menerima surat")).token == 0


def test_a_save_sent_again_after_a_cut_line_is_made_once(one: Writing) -> None:
    first = one.save(InsertRows(), batch="a1")
    again = one.save(InsertRows(), token=0, batch="a1")
    assert again == first
    assert Save.objects.filter(draft=one.draft).count() == 2


def test_a_draft_may_be_unfinished(one: Writing) -> None:
    saved = one.save(InsertRows(), DeleteRows(("kirim",)), text("terima", ""))
    assert saved.value.steps[-1].symbols[0].actors == ()


# Two at once


def test_what_two_people_write_in_different_rows_is_joined(one: Writing, two: Writing) -> None:
    one.save(text("terima", "Mencatat surat"), token=0)
    saved = two.save(text("kirim", "Mengantar surat"), token=0)
    assert saved.joined
    assert texts(saved.value)["terima"] == "Mencatat surat"
    assert texts(saved.value)["kirim"] == "Mengantar surat"


def test_what_two_people_write_in_one_cell_is_shown_to_the_second(
    one: Writing, two: Writing
) -> None:
    one.save(text("terima", "Mencatat surat"), token=0)
    with pytest.raises(Clashed) as clashed:
        two.save(text("terima", "Membukukan surat"), token=0)
    (clash,) = clashed.value.clashes
    assert (clash.mine, clash.theirs) == ("Membukukan surat", "Mencatat surat")
    assert clashed.value.token == 1
    one.draft.refresh_from_db()
    assert one.draft.token == 1


def test_new_rows_of_two_people_are_both_kept(one: Writing, two: Writing) -> None:
    one.save(InsertRows("terima"), token=0)
    saved = two.save(InsertRows("nilai"), token=0)
    assert len(saved.value.steps) == len(good().steps) + 2


def test_a_row_deleted_by_one_and_changed_by_the_other_is_not_lost(
    one: Writing, two: Writing
) -> None:
    one.save(DeleteRows(("terima",)), token=0)
    with pytest.raises(Clashed):
        two.save(text("terima", "Mencatat surat"), token=0)


def test_a_token_that_was_never_given_is_refused(one: Writing) -> None:
    with pytest.raises(Refusal, match="Muat ulang"):
        one.save(text("terima", "x"), token=99)


def test_an_edit_that_cannot_be_made_keeps_the_others(one: Writing) -> None:
    saved = one.save(text("gone", "x"), SetFlow("terima", "entah"), text("terima", "A"))
    assert [problem.edit for problem in saved.problems] == [
        text("gone", "x"),
        SetFlow("terima", "entah"),
    ]
    assert "sudah tidak ada" in saved.problems[0].text
    assert texts(saved.value)["terima"] == "A"


@pytest.mark.parametrize(("side", "kept"), [(Side.MINE, "Milik dua"), (Side.THEIRS, "Milik satu")])
def test_a_clash_is_decided_by_whom_it_meets(
    one: Writing, two: Writing, side: Side, kept: str
) -> None:
    one.save(text("terima", "Milik satu"), token=0)
    with pytest.raises(Clashed) as clashed:
        two.save(text("terima", "Milik dua"), text("kirim", "Mengantar"), token=0)
    saved = save(
        one.draft,
        token=0,
        edits=[text("terima", "Milik dua"), text("kirim", "Mengantar")],
        account=two.account,
        at=NOW,
        choices={clash.key: side for clash in clashed.value.clashes},
    )
    assert texts(saved.value)["terima"] == kept
    assert texts(saved.value)["kirim"] == "Mengantar"


def test_a_whole_value_takes_the_place_of_the_text(one: Writing) -> None:
    value = replace(good(), title="Judul Lain")
    saved = save_value(one.draft, token=0, value=value, account=one.account, at=NOW)
    assert saved.value == value
    one.draft.refresh_from_db()
    assert one.draft.title == "Judul Lain"


# Undo and redo


def test_undo_takes_back_ones_own_last_save_and_redo_makes_it_again(one: Writing) -> None:
    one.save(text("terima", "A"))
    one.save(text("terima", "B"))
    assert texts(undo(one.draft, account=one.account, at=NOW).value)["terima"] == "A"
    assert texts(undo(one.draft, account=one.account, at=NOW).value)["terima"] == "Menerima surat"
    assert texts(redo(one.draft, account=one.account, at=NOW).value)["terima"] == "A"
    assert texts(redo(one.draft, account=one.account, at=NOW).value)["terima"] == "B"
    with pytest.raises(Refusal, match="diulangi"):
        redo(one.draft, account=one.account, at=NOW)


def test_undo_leaves_what_others_wrote(one: Writing, two: Writing) -> None:
    one.save(text("terima", "A"))
    two.save(text("kirim", "B"))
    value = undo(one.draft, account=one.account, at=NOW).value
    assert texts(value)["terima"] == "Menerima surat"
    assert texts(value)["kirim"] == "B"


def test_undo_of_what_somebody_else_changed_since_is_refused(one: Writing, two: Writing) -> None:
    one.save(text("terima", "A"))
    two.save(text("terima", "B"))
    with pytest.raises(Refusal, match="diubah orang lain"):
        undo(one.draft, account=one.account, at=NOW)


def test_there_is_nothing_to_undo_in_a_fresh_draft(one: Writing) -> None:
    with pytest.raises(Refusal, match="dibatalkan"):
        undo(one.draft, account=one.account, at=NOW)


def test_a_new_save_ends_what_could_be_redone() -> None:
    saves = [(1, "edit"), (2, "edit"), (3, "undo"), (4, "edit")]
    assert stacks(saves).undo == (1, 4)
    assert stacks(saves).redo == ()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=12))
def test_all_undone_is_the_text_it_was_opened_with(one: Writing, steps: list[str]) -> None:
    draft = begin_procedure(
        one.draft.procedure.unit, value=good(), account=one.account, doer=DOER, at=NOW
    )
    here = Writing(draft, one.account)
    for number, step in enumerate(steps):
        try:
            if step == "edit":
                here.save(text("terima", f"Menerima {number}"))
            else:
                (undo if step == "undo" else redo)(draft, account=here.account, at=NOW)
        except Refusal:
            continue
    value = good()
    while True:
        try:
            value = undo(draft, account=here.account, at=NOW).value
        except Refusal:
            break
    assert texts(value) == texts(good())


# Closing


def test_a_discarded_draft_takes_no_more_saves_and_keeps_its_last_text(one: Writing) -> None:
    one.save(text("terima", "A"))
    discard_draft(one.draft, reason="Sudah diatur SOP lain", doer=DOER, at=NOW)
    with pytest.raises(Refusal, match="sudah ditutup"):
        one.save(text("terima", "B"))
    assert '"A"' in Draft.objects.get().text
    assert Event.objects.get(verb="draft.discard").data["reason"] == "Sudah diatur SOP lain"


def test_a_draft_is_discarded_only_with_a_reason(one: Writing) -> None:
    with pytest.raises(Refusal, match="alasan"):
        discard_draft(one.draft, reason=" ", doer=DOER, at=NOW)
