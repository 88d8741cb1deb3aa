"""Cuts HTML into tags and texts in one pass, whatever is broken in it.

The standard `html.parser` takes quadratic time for unclosed tags and comments in the versions of
Python that we support; what is pasted may have been made to do that.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*+)((?:[^"'>]|"[^"]*+"|'[^']*+')*+)>""")
_LOOSE_TAG = re.compile(r"<([a-zA-Z][^\s/>]*+)([^>]*+)>")
_END = re.compile(r"</([a-zA-Z][^\s/>]*+)[^>]*+>")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_LONG_NUMBER = re.compile(r"&#[0-9]{8,};?")

_WITHOUT_TEXT = ("script", "style", "title", "template", "textarea", "noscript", "iframe", "xml")
"""Elements whose content is not on the page."""
_CLOSING = {
    name: re.compile(rf"</{name}(?=[\s/>])[^>]*+>", re.IGNORECASE) for name in _WITHOUT_TEXT
}
_LONGEST_ATTRIBUTES = 20_000


class Start(NamedTuple):
    name: str
    attributes: str


class End(NamedTuple):
    name: str


class Text(NamedTuple):
    text: str


Event = Start | End | Text


def events(source: str) -> Iterator[Event]:
    """The tags and texts; without comments, scripts, styles and declarations."""
    position, quotes = 0, True
    last = source.rfind(">")
    while position < len(source):
        start = source.find("<", position)
        if start < 0 or start > last:
            start = len(source)
        if start > position:
            yield Text(_unescaped(source[position:start]))
        if start == len(source):
            return
        if hidden := _past_hidden(source, start):
            position = hidden
        elif end := _END.match(source, start):
            yield End(end[1].lower())
            position = end.end()
        elif tag := (quotes and _TAG.match(source, start)) or _LOOSE_TAG.match(source, start):
            # Without this, a quotation that never ends would be read again from every tag on.
            quotes = quotes and tag.re is _TAG
            yield Start(tag[1].lower(), tag[2])
            position = _past_content(source, tag)
        else:
            yield Text("<")
            position = start + 1


def _past_hidden(source: str, start: int) -> int:
    """Where a comment or declaration ends that begins at `start`; 0 when none does."""
    if source.startswith("<!--", start):
        return _past(source, "-->", start + 4)
    if source.startswith(("<!", "<?"), start):
        return _past(source, ">", start)
    return 0


def _past(source: str, end: str, start: int) -> int:
    found = source.find(end, start)
    return len(source) if found < 0 else found + len(end)


def _past_content(source: str, tag: re.Match[str]) -> int:
    closing = _CLOSING.get(tag[1].lower())
    if closing is None or tag[2].endswith("/"):
        return tag.end()
    found = closing.search(source, tag.end())
    return found.end() if found else len(source)


def _unescaped(text: str) -> str:
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def attributes(source: str) -> dict[str, str]:
    """The attributes of a tag; none where there are absurdly many."""
    if len(source) > _LONGEST_ATTRIBUTES:
        return {}
    return {
        found[1].lower(): _unescaped((found[2] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(source)
    }
