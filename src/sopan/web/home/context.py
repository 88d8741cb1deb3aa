"""What the frame of every page shows: the government, who is signed in, the menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sopan.web.home import style
from sopan.web.organisation.models import Government
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.people.models import Account


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the menu: where it leads, and whether the page is there."""

    label: str | Promise
    address: str
    current: str = ""
    """`page` on the page itself, `true` on those below it, as `aria-current` has it."""


MENU = (
    (_("Beranda"), "home"),
    (_("Organisasi"), "organisation"),
)
"""At most seven, in this order; a person sees those that lead somewhere."""


class Frame:
    """Asked by templates; nothing is read from the database for somebody not signed in."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def viewer(self) -> Viewer | None:
        account = getattr(self.request, "user", None)
        return viewer_of(self.request) if isinstance(account, Account) else None

    @cached_property
    def government(self) -> Government | None:
        return self.viewer.government if self.viewer else None

    @property
    def style(self) -> str:
        """The address of the government's colours; "" where the usual ones do."""
        return style.address(self.government) if self.government else ""

    @property
    def emblem(self) -> str:
        """The address of the government's emblem; "" where it has none."""
        return style.emblem_address(self.government) if self.government else ""

    @property
    def beneath(self) -> str:
        """Under the post: its unit; under a name without a post: nothing."""
        first = self.viewer.actings[0] if self.viewer and self.viewer.actings else None
        return first.post.unit.name if first else ""

    @property
    def menu(self) -> list[Entry]:
        return list(_entries(self.request.path)) if self.viewer else []


def page(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}


def _entries(path: str) -> Iterator[Entry]:
    for label, name in MENU:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        yield Entry(label, address, _current(address, path))


def _current(address: str, path: str) -> str:
    if path == address:
        return "page"
    return "true" if address != "/" and path.startswith(address) else ""
