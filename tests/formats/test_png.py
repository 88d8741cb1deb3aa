"""Previews."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from sopan.drawing.drawing import Drawing, Rectangle, Role
from sopan.formats import pdf, png
from tests.drawing.samples import block, drawing, page, whole


def _images(sample: Drawing, dpi: int = 72) -> list[Image.Image]:
    return [Image.open(BytesIO(data)) for data in png.write(pdf.write(sample), dpi)]


def _grey(image: Image.Image, x: int, y: int) -> int:
    value = image.getpixel((x, y))
    assert isinstance(value, int)
    return value


def test_every_page_is_an_image_of_the_size_of_the_paper() -> None:
    sizes = [image.size for image in _images(whole())]
    assert sizes == [(936, 610)] * 3


def test_only_a_page_with_a_picture_has_colours() -> None:
    assert [image.mode for image in _images(whole())] == ["RGB", "L", "L"]


def test_a_mark_is_where_the_drawing_has_it() -> None:
    (image,) = _images(drawing(page(block(Role.ARTIFACT, Rectangle(100, 20, 50, 10, fill=0.0)))))
    inside, outside = (125, 25), (125, 35)
    assert _grey(image, *(round(mm / 25.4 * 72) for mm in inside)) == 0
    assert _grey(image, *(round(mm / 25.4 * 72) for mm in outside)) == 255


def test_the_same_pdf_gives_the_same_images() -> None:
    data = pdf.write(whole())
    assert png.write(data, 72) == png.write(data, 72)


@pytest.mark.parametrize("dpi", [96, 144])
def test_an_image_says_its_resolution(dpi: int) -> None:
    assert _images(whole(), dpi)[0].info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
