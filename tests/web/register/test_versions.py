"""Versions: immutable, numbered, judged editorial or material, entered as already in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sopan.formats import canonical
from sopan.sop.editing import Cell, SetCell
from sopan.sop.states import State
from sopan.web.register.actions.drafts import open_draft
from sopan.web.register.actions.versions import enter_effective, save_version
from sopan.web.register.models import Procedure, Version
from sopan.web.trail.models import Event
from sopan.web.ui.refusal import Refusal
from tests.sop.build import good
from tests.web.build import NOW, City, city
from tests.web.register.build import DOER, Writing, writing

pytestmark = pytest.mark.django_db

AUTHOR = "Pejabat Kepala Subbagian Tata Laksana"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def one(uji: City) -> Writing:
    return writing(uji, "Subbagian Tata Laksana", AUTHOR)


def saved(one: Writing, reason: str = "Selesai disusun", **more: object) -> Version:
    one.draft.refresh_from_db()
    return save_version(
        one.draft,
        token=one.draft.token,
        reason=reason,
        account=one.account,
        doer=DOER,
        at=NOW,
        **more,  # type: ignore[arg-type]
    )


def again(one: Writing, version: Version) -> Writing:
    return Writing(open_draft(version, account=one.account, doer=DOER, at=NOW), one.account)


def test_a_version_is_the_value_with_its_digest(one: Writing) -> None:
    version = saved(one)
    assert canonical.read(version.text) == good()
    assert version.digest == canonical.digest(good())
    assert (version.number, version.state, version.material) == (1, State.DRAFT, True)
    assert version.author_title == "Kasubag Tata Laksana"
    assert Event.objects.get(verb="version.save").data["digest"] == version.digest


def test_a_version_needs_a_reason(one: Writing) -> None:
    with pytest.raises(Refusal, match="alasan"):
        saved(one, reason="  ")


def test_a_version_is_of_the_text_that_its_author_saw(one: Writing) -> None:
    one.save(SetCell("terima", Cell.TEXT, "Mencatat surat"))
    with pytest.raises(Refusal, match="baru saja diubah"):
        save_version(one.draft, token=0, reason="x", account=one.account, doer=DOER, at=NOW)


def test_the_next_draft_starts_from_a_version_and_gives_the_next_number(one: Writing) -> None:
    draft = again(one, saved(one))
    draft.save(SetCell("terima", Cell.TEXT, "Mencatat surat"))
    version = saved(draft)
    assert (version.number, version.material) == (2, True)


def test_an_old_version_is_restored_as_a_new_draft(one: Writing) -> None:
    first = saved(one)
    draft = again(one, first)
    draft.save(SetCell("terima", Cell.TEXT, "Mencatat surat"))
    saved(draft)
    restored = again(one, first)
    assert canonical.read(restored.draft.text) == good()


def test_a_procedure_has_one_open_draft(one: Writing) -> None:
    version = saved(one)
    again(one, version)
    with pytest.raises(Refusal, match="sudah mempunyai konsep"):
        again(one, version)


def test_a_change_of_spelling_is_editorial(one: Writing) -> None:
    draft = again(one, saved(one))
    draft.save(SetCell("terima", Cell.TEXT, "menerima  surat."))
    assert not saved(draft).material


def test_the_rule_is_overridden_only_with_a_reason(one: Writing) -> None:
    draft = again(one, saved(one))
    draft.save(SetCell("terima", Cell.TEXT, "Mencatat surat"))
    with pytest.raises(Refusal, match="lain"):
        saved(draft, material=False)
    version = saved(draft, material=False, material_reason="Kata lain untuk hal yang sama")
    assert not version.material
    assert version.material_reason == "Kata lain untuk hal yang sama"


def test_an_sop_already_in_force_is_entered_for_everybody_to_read(uji: City) -> None:
    procedure = enter_effective(
        uji.units["Bagian Hukum"], value=good(), account=uji.accounts[AUTHOR], doer=DOER, at=NOW
    )
    assert procedure.is_open
    assert procedure.number == good().number
    assert procedure.versions.get().state == State.EFFECTIVE


def test_a_number_is_never_given_twice_however_it_is_written(uji: City) -> None:
    author = uji.accounts[AUTHOR]
    enter_effective(uji.units["Bagian Hukum"], value=good(), account=author, doer=DOER, at=NOW)
    same = replace(good(), title="SOP Lain", number=good().number.lower().replace("/", " / "))
    with pytest.raises(Refusal, match="sudah dipakai SOP Pengelolaan Surat Masuk"):
        enter_effective(uji.units["Bagian Hukum"], value=same, account=author, doer=DOER, at=NOW)
    assert Procedure.objects.count() == 1
