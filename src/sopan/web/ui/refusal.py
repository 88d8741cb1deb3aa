"""A refusal: what is not done, why, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818  # A word of the field, not a fault of the program.
    """Raised by actions, shown at the field it concerns, or above the form without one."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.field = field


@dataclass(frozen=True, slots=True)
class Way:
    """A page that lifts a refusal: its URL name and the word on the button that leads there.

    The attribute `way` of a `PermissionDenied` is shown with its reason.
    """

    name: str
    word: str | Promise
