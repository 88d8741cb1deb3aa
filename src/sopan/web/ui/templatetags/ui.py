"""Small helps for templates."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms, template

register = template.Library()


@register.filter
def is_tick(field: forms.BoundField) -> bool:
    """Whether a field is one box to tick, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def last_day(until: date | None) -> date | None:
    """The last day of a period that is kept with the first day after it."""
    return until - timedelta(days=1) if until else None
