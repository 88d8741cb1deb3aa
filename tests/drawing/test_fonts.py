"""Measuring and choosing what can be printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopan.drawing.drawing import POINT_MM, Style
from sopan.drawing.fonts import face

REGULAR, BOLD = face(Style.REGULAR), face(Style.BOLD)


def test_widths_are_those_of_arial() -> None:
    assert REGULAR.units_per_em == 2048
    assert [REGULAR.advance(c) for c in "AaiW "] == [1366, 1139, 455, 1933, 569]
    assert [BOLD.advance(c) for c in "Aai"] == [1479, 1139, 569]


def test_a_string_is_as_wide_as_its_characters_without_kerning() -> None:
    assert REGULAR.advance("AVA") == 2 * REGULAR.advance("A") + REGULAR.advance("V")
    assert REGULAR.advance("") == 0


def test_a_width_is_in_millimetres() -> None:
    assert REGULAR.width("A", 10) == pytest.approx(1366 / 2048 * 10 * POINT_MM)


def test_heights_are_fractions_of_the_em() -> None:
    assert REGULAR.ascent == pytest.approx(0.905, abs=0.001)
    assert REGULAR.descent == pytest.approx(-0.212, abs=0.001)
    assert REGULAR.cap_height == pytest.approx(0.688, abs=0.001)


def test_signs_of_official_texts_can_be_printed() -> None:
    text = "“SOP” – ≤ 2 × 24 jam… ± 5 °C • Rp½ − ≥ ≠ → € m² §"
    assert REGULAR.printable(text) == text
    assert BOLD.missing(text) == ""


def test_a_character_without_a_glyph_becomes_a_question_mark_and_is_named() -> None:
    assert REGULAR.printable("Kota 中 ✓?") == "Kota ? ??"
    assert REGULAR.missing("Kota 中 ✓ 中?") == "中✓"
    assert REGULAR.advance("中") == REGULAR.advance("?")


def test_control_characters_and_foreign_spaces_become_spaces() -> None:
    assert REGULAR.printable("a\tb\nc\x00d\u2028e\u3000f") == "a b c d e f"
    assert REGULAR.missing("a\tb\u2028") == ""


def test_invisible_marks_vanish() -> None:
    assert REGULAR.printable("per\u00adiz\u200bin\u200fan\ufeff") == "perizinan"


def test_accents_are_composed_and_compatibility_characters_made_plain() -> None:
    assert REGULAR.printable("re\u0301") == "ré"
    assert REGULAR.printable("ﬁle Ａ①") == "file A1"


def test_a_blank_has_no_outline_and_a_letter_has_one() -> None:
    assert REGULAR.outline(REGULAR.glyphs[" "]) == b""
    assert len(REGULAR.outline(REGULAR.glyphs["A"])) % 4 == 0
    assert REGULAR.outline(REGULAR.glyphs["A"]) != BOLD.outline(BOLD.glyphs["A"])


def test_a_face_is_read_once() -> None:
    assert face(Style.BOLD) is BOLD


@given(st.text())
def test_whatever_is_printable_has_glyphs_and_stays_as_it_is(text: str) -> None:
    printed = REGULAR.printable(text)
    assert set(printed) <= set(REGULAR.glyphs)
    assert REGULAR.missing(printed) == ""


@given(st.text(), st.text())
def test_widths_add_up(first: str, second: str) -> None:
    whole = REGULAR.advance(first + second)
    assert whole == REGULAR.advance(first) + REGULAR.advance(second)
