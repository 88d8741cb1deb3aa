"""A refusal: what an action does not do, why, and what to do instead."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  # A word of the field, not a fault of the program.
    """Raised by actions, shown at the field it concerns, or above the form without one."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.field = field
