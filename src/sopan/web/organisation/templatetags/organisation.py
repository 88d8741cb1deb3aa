"""Periods, mandates and reasons in the words of the pages."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sopan.web.organisation import deciding, permitted
from sopan.web.organisation.deciding import PREFIX, Tenure

register = template.Library()

register.filter("why", deciding.why)
register.filter("why_superior", deciding.why_superior)
register.filter("why_coordinator", deciding.why_coordinator)
register.filter("reason", permitted.sentence)


@register.simple_tag
def period(since: date, until: date | None) -> str:
    """ "1 Januari 2024 s.d. 31 Desember 2025", or "sejak 1 Januari 2024"."""
    first = date_format(since, "j F Y")
    if until is None:
        return _("sejak %(first)s") % {"first": first}
    last = date_format(until - timedelta(days=1), "j F Y")
    return _("%(first)s s.d. %(last)s") % {"first": first, "last": last}


@register.filter
def as_what(tenure: Tenure) -> str:
    """ "Plt.", "Plh.", or "Definitif"."""
    return PREFIX[tenure.kind].strip() or _("Definitif")
