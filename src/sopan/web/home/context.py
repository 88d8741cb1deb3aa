"""What the frame of every page shows: the government, who is signed in, the menu."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest

from sopan.web.home import style
from sopan.web.home.menu import Entry, entries
from sopan.web.organisation.models import Government
from sopan.web.organisation.viewer import Viewer, viewer_of
from sopan.web.people.models import Account


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
        return list(entries(self.viewer, self.request.path)) if self.viewer else []


def page(request: HttpRequest) -> dict[str, Any]:
    return {"frame": Frame(request)}
