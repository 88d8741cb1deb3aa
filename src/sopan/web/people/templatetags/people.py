"""What the pages of signing in need."""

from __future__ import annotations

import re

from allauth.account.fields import SetPasswordField
from django import forms, template
from django.utils.translation import gettext as _

register = template.Library()

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def browser(agent: str) -> str:
    """ "Chrome di Windows" from what a browser says of itself; the start of that where unknown."""
    name = _first(BROWSERS, agent)
    system = _first(SYSTEMS, agent)
    if name and system:
        return _("%(browser)s di %(system)s") % {"browser": name, "system": system}
    return name or agent[:40]


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for mark, name in known if re.search(mark, agent)), "")


@register.filter
def plainly(field: forms.BoundField) -> forms.BoundField:
    """Without the example text in the box: the label says it already, and stays.

    What a new password must be stands in one sentence; Django has a list of four.
    """
    field.field.widget.attrs.pop("placeholder", None)
    if isinstance(field.field, SetPasswordField):
        field.help_text = _(
            "Sedikitnya 8 huruf, angka, atau tanda; tidak hanya angka, tidak mirip nama atau NIP "
            "Anda, dan bukan kata sandi yang banyak dipakai orang."
        )
    return field
