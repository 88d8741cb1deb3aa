"""What makes the pages those of one government: its colour and its emblem.

Both are served under addresses that change with their content, so that browsers keep them.
"""

from __future__ import annotations

import hashlib

from django.urls import reverse

from sopan.web.organisation.models import Government
from sopan.web.ui.accent import is_readable

USUAL = "#0b4f53"


def sheet(accent: str) -> str:
    """The stylesheet; outside all layers, so it wins over the usual accent."""
    return f":root {{ --accent: {accent}; }}\n"


def sheet_hash(accent: str) -> str:
    return hashlib.sha256(sheet(accent).encode()).hexdigest()[:16]


def address(government: Government) -> str:
    """Where the government's stylesheet lies; "" without a readable colour of its own."""
    if government.accent == USUAL or not is_readable(government.accent):
        return ""
    return reverse("style", args=[government.code, sheet_hash(government.accent)])


def emblem_address(government: Government) -> str:
    """Where the emblem lies; "" without one."""
    if not government.emblem_hash:
        return ""
    return reverse("emblem", args=[government.code, government.emblem_hash])
