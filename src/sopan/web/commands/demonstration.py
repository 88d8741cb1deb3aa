"""Whether this installation is a demonstration, and its logins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopan.web.demo.load import Login


def load_where_it_belongs() -> list[Login]:
    """Loads the demonstration into an empty database, or what of it is missing; its logins.

    Where a government works with this installation nothing is loaded.
    """
    from sopan.web.demo import load

    return load.load(datetime.now(UTC)) if is_empty() or is_demonstration() else []


def is_empty() -> bool:
    from sopan.web.organisation.models import Government

    return not Government.objects.exists()


def is_demonstration() -> bool:
    """Every government here was founded by the demonstration, as its trail says."""
    from sopan.web.demo import load
    from sopan.web.organisation.models import Government
    from sopan.web.trail.models import Event

    founded = Event.objects.filter(number=1, name=load.DOER.name, government__code__in=load.NAMES)
    others = Government.objects.exclude(pk__in=founded.values("government"))
    return not is_empty() and not others.exists()
