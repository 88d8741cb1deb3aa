"""Fields that many forms share.

Periods are kept half open, up to and without `until`; people name the last day. `LastDayField`
stands between the two.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sopan.web.ui.refusal import Refusal

ONE_DAY = timedelta(days=1)


class RefusableForm(forms.Form):
    """A form whose action may refuse."""

    def refuse(self, refusal: Refusal) -> None:
        """The refusal at its field, above the form where there is no such field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.text)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, chosen from a calendar or typed."""

    widget = DayInput


class LastDayField(DayField):
    """The last day of a period; its value is the day after, as it is kept in `until`."""

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day == date.max:
            raise ValidationError(_("Tanggal ini terlalu jauh."))
        return day + ONE_DAY if day else None

    def prepare_value(self, value: Any) -> Any:
        """Shows what is kept; what was typed comes back as it was typed."""
        return value - ONE_DAY if isinstance(value, date) else value
