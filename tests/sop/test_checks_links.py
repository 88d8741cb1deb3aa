from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sopan.sop.checks import Found, check
from sopan.sop.findings import Language, Path
from sopan.sop.model import SOP, Link
from tests.sop.build import good, other, related, with_step


def _macro(sop: SOP, *keys: str) -> SOP:
    for row, key in enumerate(keys):
        sop = with_step(sop, row, macro=key)
    return sop


def _note(key: str) -> SOP:
    return with_step(good(), 1, note=Link("Lihat SOP", key))


ARCHIVE, LETTERS = other("penyusutan-arsip"), other("surat-keluar", number="065/SOP-002/2025")
TWINS = (other("a", "Penyusutan Arsip"), other("b", "Penyusutan Arsip"))

BROKEN: dict[str, tuple[Sequence[SOP], int, Path]] = {
    "SOP301": ((related(Link("Arsip", "arsip-x")), ARCHIVE), 0, ("related", 0)),
    "SOP302": ((_macro(good(), "arsip-x"), ARCHIVE), 0, ("steps", 0, "macro")),
    "SOP303": ((_note("arsip-x"), ARCHIVE), 0, ("steps", 1, "note")),
    "SOP304": ((related(Link("SOP Arsip Lama")), ARCHIVE), 0, ("related", 0)),
    "SOP305": ((ARCHIVE, _macro(good(), "surat-masuk")), 1, ("steps", 0, "macro")),
    "SOP306": ((good(), replace(ARCHIVE, id="Surat-Masuk")), 1, ("id",)),
    "SOP307": ((related(Link("Arsip", "Penyusutan Arsip")), *TWINS), 0, ("related", 0)),
    "SOP308": ((related(Link("SOP Pengelolaan Surat Masuk")), ARCHIVE), 0, ("related", 0)),
    "SOP309": ((good(), replace(ARCHIVE, number=good().number)), 1, ("number",)),
}


def _told(sops: Sequence[SOP]) -> list[tuple[int, str]]:
    return [(found.sop, found.finding.rule.code) for found in _links(sops)]


def _links(sops: Sequence[SOP]) -> list[Found]:
    """The findings but for those of the standard of macro steps."""
    return [found for found in check(sops) if found.finding.rule.code != "SOP228"]


@pytest.mark.parametrize("code", BROKEN)
def test_finds_the_fault_at_its_place(code: str) -> None:
    sops, position, path = BROKEN[code]
    assert [(f.sop, f.finding.rule.code, f.finding.path) for f in _links(sops)] == [
        (position, code, path)
    ]


@pytest.mark.parametrize(
    "key",
    [
        "surat-keluar",
        "Surat Keluar",
        "SOP  surat keluar",
        "065/SOP-002/2025",
        "sop Surat Keluar",
    ],
)
def test_a_key_is_an_id_a_title_or_a_number(key: str) -> None:
    linked = with_step(_macro(related(Link("", key)), key), 1, note=Link("", key))
    assert _told([linked, LETTERS]) == []


def test_a_related_text_may_be_the_title() -> None:
    assert _told([related(Link("SOP Surat Keluar")), LETTERS]) == []


def test_an_empty_related_text_names_nothing() -> None:
    assert _told([related(Link(" ")), LETTERS]) == []


def test_an_sop_by_itself_may_name_others() -> None:
    sop = with_step(_macro(related(Link("A", "a"), Link("B")), "c"), 1, note=Link("", "d"))
    assert _told([sop]) == []


def test_an_id_goes_before_a_title() -> None:
    sops = (related(Link("", "arsip")), other("arsip", "Arsip Satu"), other("b", "Arsip"))
    assert _told(sops) == []


def test_no_sops_have_no_faults() -> None:
    assert check([]) == []


def test_a_circle_is_told_once_with_its_way() -> None:
    sops = [
        _macro(other("a"), "x", "b"),
        _macro(other("b"), "c"),
        _macro(other("c"), "x", "x", "a"),
        other("x"),
        _macro(other("y"), "a"),
    ]
    (found,) = [f for f in check(sops) if f.finding.rule.code == "SOP305"]
    assert (found.sop, found.finding.path) == (0, ("steps", 1, "macro"))
    assert found.finding.message(Language.ENGLISH) == "This SOP contains itself: a → b → c → a."


def test_two_circles_are_told_both() -> None:
    sops = [_macro(other("a"), "b"), _macro(other("b"), "a"), _macro(other("c"), "c")]
    assert _told(sops) == [(0, "SOP305"), (2, "SOP305")]


def test_sops_that_stand_for_the_same_sop_are_no_circle() -> None:
    assert _told([_macro(other("a"), "b", "c"), _macro(other("b"), "c"), other("c")]) == []


def test_a_long_chain_of_macros_is_no_circle() -> None:
    chain = [_macro(other(f"n{n}"), f"n{n + 1}") for n in range(1_500)]
    assert _told([*chain, other("n1500")]) == []


def test_findings_come_in_the_order_of_the_sops_and_the_codes() -> None:
    sops = [replace(related(Link("", "x")), number=""), replace(related(Link("", "y")), unit="")]
    told = _told([*sops, ARCHIVE])
    assert told == sorted(told)
    assert [code for sop, code in told if sop == 0] == ["SOP201", "SOP301"]
