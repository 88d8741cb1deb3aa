"""Which colours a government may have as its accent."""

from __future__ import annotations

import pytest

from sopan.web.ui.accent import contrast_on_white, is_readable


@pytest.mark.parametrize(
    ("colour", "contrast"),
    # From the contrast checker of WebAIM.
    [("#ffffff", 1.0), ("#000000", 21.0), ("#0b4f53", 9.3), ("#767676", 4.54), ("#595959", 7.0)],
)
def test_contrast_is_that_of_wcag(colour: str, contrast: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize("colour", ["#0b4f53", "#595959", "#7a0019", "#003366"])
def test_a_dark_colour_is_accepted(colour: str) -> None:
    assert is_readable(colour)


@pytest.mark.parametrize("colour", ["#5a5a5a", "#ff0000", "#ffd700"])
def test_a_pale_colour_is_not(colour: str) -> None:
    assert not is_readable(colour)


@pytest.mark.parametrize(
    "text", ["", "#000", "red", "#00000g", "#000000;} body {}", "#0B4F53", "#000000\n"]
)
def test_only_six_hexadecimal_digits_are_a_colour(text: str) -> None:
    assert not is_readable(text)
