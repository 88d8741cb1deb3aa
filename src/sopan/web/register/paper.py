"""The official pages of an SOP as a government wants them, for the screen."""

from __future__ import annotations

import struct

from django.urls import reverse

from sopan.drawing.drawing import Drawing
from sopan.drawing.incomplete import drawable
from sopan.drawing.pages import draw
from sopan.drawing.plan import UndrawableError
from sopan.drawing.profile import Emblem, Profile
from sopan.formats import svg
from sopan.sop.model import SOP
from sopan.web.organisation.models import Government

STAMP = "KONSEP"
"""On every page of what is not in force."""


def profile_of(government: Government) -> Profile:
    """How the government wants its pages."""
    return Profile(government=government.name, emblem=_emblem(government))


def drawing_of(value: SOP, government: Government, *, stamped: bool) -> Drawing | None:
    """The pages; None where even the flow of an unfinished draft finds no room."""
    try:
        return draw(drawable(value), profile_of(government), STAMP if stamped else "")
    except UndrawableError:
        return None


def pictures(drawing: Drawing | None) -> list[str]:
    """Each page as SVG, to stand in a page of the web application."""
    if drawing is None:
        return []
    return [svg.write(page, drawing, number=number) for number, page in enumerate(drawing.pages, 1)]


def _emblem(government: Government) -> Emblem | None:
    if not government.emblem or not government.emblem_hash:
        return None
    data = bytes(government.emblem)
    # A PNG begins with its width and height; `organisation.emblem` keeps nothing else.
    width, height = struct.unpack(">II", data[16:24])
    name = reverse("emblem", args=[government.code, government.emblem_hash])
    return Emblem(name, data, width / height)
