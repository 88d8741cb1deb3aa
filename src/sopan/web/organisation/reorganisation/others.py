"""What other subjects say is touched by a plan.

The organisation knows nothing of the subjects that build on it. They say here whom to ask, once,
when the application starts (`apps.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sopan.web.organisation.models import Reorganisation
from sopan.web.organisation.reorganisation.preview import Preview, Touched

Ask = Callable[[Reorganisation, Preview], Sequence[Touched]]

ASKED: list[Ask] = []
"""Whom to ask, in the order of the subjects."""


def with_others(reorganisation: Reorganisation, shown: Preview) -> Preview:
    """The preview with everything that hangs on the units and posts it touches."""
    others = [one for ask in ASKED for one in ask(reorganisation, shown)]
    return replace(shown, touched=(*shown.touched, *others))
