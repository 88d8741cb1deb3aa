"""The English catalogue of the pages, without GNU gettext.

    python -m tests.web.catalogue                     rewrite the .po: new texts in, old ones out
    python -m tests.web.catalogue merge FILE...       the same, with translations from other files

Texts are found in templates (Django turns them into calls of gettext, Babel reads these) and in
Python. Whatever is still without a translation is printed at the end.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src/sopan/web"
PO = WEB / "locale/en/LC_MESSAGES/django.po"

KEYWORDS = {
    "_": None,
    "_lazy": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
"""The functions of gettext under all names that the code gives them."""

HEAD = r"""# English texts of Sopan. The msgids are the Indonesian ones, as they stand in the code.
# Update with: python -m tests.web.catalogue
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
"""Without a date, so that only texts change the file."""


def templates() -> list[Path]:
    """Those that people meet; the page of all components is for those who build pages."""
    found = sorted(WEB.glob("*/templates/**/*.*"))
    return [path for path in found if path.name != "components.html"]


def modules() -> list[Path]:
    return [path for path in sorted(WEB.rglob("*.py")) if "migrations" not in path.parts]


# What is translated


def wanted() -> Catalog:
    """All texts of the code, each with the files it stands in."""
    catalog = Catalog(locale="en")
    for path in modules():
        _add(catalog, path, path.read_bytes())
    for path in templates():
        calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # Indentation of HTML means nothing, to Python it would.
        _add(catalog, path, "\n".join(line.strip() for line in calls.splitlines()).encode())
    return catalog


def _add(catalog: Catalog, path: Path, source: bytes) -> None:
    place = path.relative_to(ROOT).as_posix()
    for _line, text, _comments, context in extract("python", io.BytesIO(source), KEYWORDS):
        catalog.add(text, locations=[(place, 0)], context=context)


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def merged(kept: Sequence[Catalog]) -> Catalog:
    """What is wanted, with the first translation that one of the catalogues has."""
    catalog = wanted()
    for message in catalog:
        for other in kept:
            known = other.get(message.id, message.context) if message.id else None
            if known and is_translated(known):
                message.string = known.string
                break
    return catalog


def is_translated(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(forms)


def untranslated(catalog: Catalog) -> list[str]:
    return [_first(message) for message in catalog if message.id and not is_translated(message)]


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def write(catalog: Catalog) -> None:
    PO.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False, omit_header=True)
    PO.write_bytes(HEAD.encode() + out.getvalue())


# What cannot be translated


@dataclass(frozen=True, slots=True)
class Fault:
    """A text that a translation does not reach."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def faults_in_python(source: str, place: str) -> Iterator[Fault]:
    """Calls of gettext whose text is put together before they are called."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or _called(node) not in KEYWORDS:
            continue
        for argument in node.args[: _texts(KEYWORDS[_called(node)])]:
            where = f"{place}:{node.lineno}"
            if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
                yield Fault(where, f"not a plain text: {ast.unparse(argument)}")
            elif _UNNAMED.search(argument.value.replace("%%", "")):
                yield Fault(where, f"placeholders need names: {argument.value}")


_UNNAMED = re.compile(r"%[^(]|\{\w*\}")


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _texts(places: tuple[object, ...] | None) -> int:
    return len(places) if places else 1


def faults_in_template(source: str, place: str) -> list[Fault]:
    """Words that stand in the page as they are."""
    reader = _Visible(place)
    reader.feed(_without_tags(source))
    reader.close()
    return reader.faults


SAME_EVERYWHERE = {"Sopan", "lang"}
"""Words that stay as they are in all languages."""


def _without_tags(source: str) -> str:
    """The template's own text; what its tags and variables give is not in it."""
    inside = ""
    kept: list[str] = []
    for token in Lexer(source).tokenize():
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type is TokenType.BLOCK and word in ("blocktranslate", "comment"):
            inside = word
        elif token.token_type is TokenType.BLOCK and word == f"end{inside}":
            inside = ""
        if token.token_type is TokenType.TEXT and not inside:
            kept.append(token.contents)
    return "".join(kept)


class _Visible(HTMLParser):
    """Collects text and spoken attributes that hold letters."""

    SPOKEN = ("alt", "title", "aria-label", "placeholder")
    SILENT = ("script", "style", "code")

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self.faults: list[Fault] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent = tag if tag in self.SILENT else self.silent
        for name, value in attrs:
            if name in self.SPOKEN:
                self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.silent = "" if tag == self.silent else self.silent

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._look(data)

    def _look(self, text: str) -> None:
        words = set(re.findall(r"[^\W\d_]{2,}", text)) - SAME_EVERYWHERE
        if words:
            self.faults.append(Fault(self.place, f"not translated: {' '.join(text.split())}"))


def main(arguments: Sequence[str]) -> None:
    others = [Path(name) for name in arguments[1:]] if arguments[:1] == ["merge"] else []
    kept = [read(path) for path in [PO, *others] if path.exists()]
    catalog = merged(kept)
    write(catalog)
    for text in untranslated(catalog):
        print(f"untranslated: {text}")


if __name__ == "__main__":
    main(sys.argv[1:])
