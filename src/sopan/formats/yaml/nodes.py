"""From the bytes of a YAML file to a tree of texts, lists and maps that know their places.

Threat: files come from anyone. Whatever the bytes, the outcome is a tree or a `ReadError`; the
size, the depth and the number of entries are limited before anything grows, aliases (which make
small files explode) and tags are refused, and nothing recurses.

1. `decode`: bytes to text; other encodings are named, control characters found.
2. `compose`: the events of PyYAML to nodes, with a stack of our own.

Values stay the text that stands in the file (YAML 1.2 words such as `true` and `null` are
understood where a reader asks for them), so `08` and `no` remain what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml as pyyaml

from sopan.formats.yaml import rules
from sopan.sop.findings import Finding, Path, Rule

LARGEST = 1_000_000
DEEPEST = 20
MOST_NODES = 50_000
MOST_FINDINGS = 50

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Position(NamedTuple):
    """Line and column in a file, counted from 1."""

    line: int
    column: int


START = Position(1, 1)


@dataclass(slots=True)
class Text:
    """A scalar as written; `plain` when it has no quotes."""

    place: Position
    value: str
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        return self.plain and self.value in ("", "~", "null", "Null", "NULL")


@dataclass(slots=True)
class List:
    place: Position
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Map:
    place: Position
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Position] = field(default_factory=dict)


@dataclass(slots=True)
class Gap:
    """Stands where something was refused already, so that nobody complains twice."""

    place: Position


Node = Text | List | Map | Gap


class ReadError(Exception):
    """A file cannot be read; `located` says everything that is wrong with it, and where."""

    def __init__(self, located: tuple[tuple[Finding, Position], ...], name: str = "") -> None:
        super().__init__(name, located)
        self.located = located
        self.name = name

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding, _ in self.located)

    def __str__(self) -> str:
        return "; ".join(
            f"{self.name}:{place.line}:{place.column} {finding.rule.code}"
            for finding, place in self.located
        )


class Report:
    """Collects what is wrong while a file is read, so that one run says it all."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self._found: list[tuple[Rule, Position, dict[str, object]]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong already that more would not be shown."""
        return len(self._found) >= MOST_FINDINGS

    def add(self, rule: Rule, place: Position, /, **values: object) -> None:
        self._found.append((rule, place, values))

    def stop(self, rule: Rule, place: Position, /, **values: object) -> ReadError:
        """Adds a last finding; the caller raises the error."""
        self.add(rule, place, **values)
        return self.error()

    def error(self, root: Node | None = None) -> ReadError:
        paths = _paths(root) if root else {}
        found = sorted(self._found, key=lambda entry: entry[1])[:MOST_FINDINGS]
        return ReadError(
            tuple((Finding(rule, paths.get(id(at), ()), values), at) for rule, at, values in found),
            self.name,
        )


def places(root: Node) -> dict[Path, Position]:
    """Where every entry and item stands, by its path."""
    found: dict[Path, Position] = {(): root.place}
    waiting: list[tuple[Path, Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        for key, at, child in _children(node):
            found[(*path, key)] = child.place if child.place.line == at.line else at
            waiting.append(((*path, key), child))
    return found


def _paths(root: Node) -> dict[int, Path]:
    """Paths by the identity of positions, since a map begins where its first key does."""
    found: dict[int, Path] = {id(root.place): ()}
    waiting: list[tuple[Path, Node]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        for key, at, child in _children(node):
            inner = (*path, key)
            found[id(at)] = found[id(child.place)] = inner
            waiting.append((inner, child))
    return found


def _children(node: Node) -> Iterator[tuple[str | int, Position, Node]]:
    """Key, position of the key, and the node behind it."""
    if isinstance(node, List):
        yield from ((index, item.place, item) for index, item in enumerate(node.items))
    elif isinstance(node, Map):
        yield from ((key, node.keys[key], child) for key, child in node.entries.items())


# Bytes to text


def decode(data: bytes, report: Report) -> str:
    """The text of a file in UTF-8."""
    if len(data) > LARGEST:
        raise report.stop(rules.TOO_LARGE, START, size=len(data), limit=LARGEST)
    if data.startswith(_UTF16) or (len(data) > 8 and data.count(0) > len(data) // 4):
        raise report.stop(rules.NOT_UTF8, START, encoding="UTF-16")
    data = data.removeprefix(_UTF8_MARK)
    try:
        text = data.decode().replace("\ufeff", "")
    except UnicodeDecodeError as error:
        raise report.stop(
            rules.NOT_UTF8, _bytes_place(data, error.start), encoding=_encoding(data)
        ) from None
    for found in _CONTROL.finditer(text):
        character = f"U+{ord(found[0]):04X}"
        raise report.stop(
            rules.CONTROL_CHARACTER, _text_place(text, found.start()), character=character
        )
    return text


def _encoding(data: bytes) -> str:
    """The most likely encoding of bytes that are not UTF-8."""
    if any(0x80 <= byte <= 0x9F for byte in data):
        return "Windows-1252 (ANSI)"
    return "Latin-1 (ISO 8859-1)"


def _bytes_place(data: bytes, offset: int) -> Position:
    return _text_place(data[:offset].decode(), offset)


def _text_place(text: str, offset: int) -> Position:
    lines = text[:offset].split("\n")
    return Position(len(lines), len(lines[-1]) + 1)


# Text to nodes


def compose(text: str, report: Report) -> Node:
    """The tree of the one document in `text`."""
    composer = _Composer(report)
    try:
        for event in _events(text):
            composer.take(event)
    except pyyaml.MarkedYAMLError as error:
        raise _explain(error, text, report) from None
    except (pyyaml.YAMLError, ValueError):
        raise report.stop(rules.UNREADABLE, START) from None
    if composer.root is None or (isinstance(composer.root, Text) and composer.root.is_empty):
        raise report.stop(rules.EMPTY, START)
    return composer.root


def _events(text: str) -> Iterator[pyyaml.Event]:
    parser = getattr(pyyaml, "CLoader", pyyaml.Loader)(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _Composer:
    """Builds nodes from events; `_open` holds the collections not yet closed."""

    def __init__(self, report: Report) -> None:
        self.root: Node | None = None
        self._report = report
        self._open: list[List | Map] = []
        self._keys: list[tuple[str, Position] | None] = []
        self._count = 0
        self._documents = 0

    def take(self, event: pyyaml.Event) -> None:
        if isinstance(event, pyyaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, pyyaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, pyyaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()
        elif isinstance(event, pyyaml.AliasEvent):
            place = _position(event)
            self._report.add(rules.ALIAS, place)
            self._put(Gap(place))
        elif isinstance(event, pyyaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: pyyaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._report.stop(rules.SEVERAL_DOCUMENTS, _position(event))

    def _scalar(self, event: pyyaml.ScalarEvent) -> None:
        place = _position(event)
        node: Node = Text(place, event.value, event.style is None or event.style == "")
        if not event.value.isprintable() and (found := _CONTROL.search(event.value)):
            character = f"U+{ord(found[0]):04X}"
            self._report.add(rules.CONTROL_CHARACTER, place, character=character)
            node = Gap(place)
        self._refuse_marks(event, place)
        if self._open and type(self._open[-1]) is Map and self._keys[-1] is None:
            self._keys[-1] = (event.value, place)
            return
        self._put(node)

    def _begin(self, event: pyyaml.CollectionStartEvent) -> None:
        place = _position(event)
        if len(self._open) >= DEEPEST:
            raise self._report.stop(rules.TOO_DEEP, place, limit=DEEPEST)
        if self._open and type(self._open[-1]) is Map and self._keys[-1] is None:
            raise self._report.stop(rules.KEY_NOT_TEXT, place)
        self._refuse_marks(event, place)
        node: List | Map = Map(place) if type(event) is pyyaml.MappingStartEvent else List(place)
        self._put(node)
        self._open.append(node)
        self._keys.append(None)

    def _refuse_marks(
        self, event: pyyaml.ScalarEvent | pyyaml.CollectionStartEvent, place: Position
    ) -> None:
        if event.anchor is not None:
            self._report.add(rules.ALIAS, place)
        if event.tag is not None:
            self._report.add(rules.TAG, place, tag=str(event.tag)[:60])

    def _put(self, node: Node) -> None:
        """Sets a finished node into the open collection, or makes it the root."""
        self._count += 1
        if self._count > MOST_NODES:
            raise self._report.stop(rules.TOO_MANY_ENTRIES, node.place, limit=MOST_NODES)
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, List):
            parent.items.append(node)
            return
        key = self._keys[-1]
        self._keys[-1] = None
        if key is None:
            raise self._report.stop(rules.KEY_NOT_TEXT, node.place)
        self._enter(parent, key[0], key[1], node)

    def _enter(self, parent: Map, key: str, place: Position, node: Node) -> None:
        if key == "<<":
            self._report.add(rules.MERGE_KEY, place)
        elif key in parent.keys:
            self._report.add(rules.DUPLICATE_KEY, place, key=key[:60], first=parent.keys[key].line)
        else:
            parent.entries[key] = node
            parent.keys[key] = place


def _position(event: pyyaml.Event) -> Position:
    mark = event.start_mark
    assert mark is not None
    return Position(mark.line + 1, mark.column + 1)


# What libyaml and the pure Python parser say, in plain words

_PLAIN_WORDS: tuple[tuple[str, Rule], ...] = (
    ("nesting depth", rules.TOO_DEEP),
    ("escape", rules.ESCAPE),
    ("quoted scalar", rules.QUOTE_OPEN),
    ("mapping values are not allowed", rules.COLON),
    ("flow sequence", rules.BRACKET_OPEN),
    ("flow mapping", rules.BRACKET_OPEN),
    ("tag", rules.TAG),
    ("anchor", rules.ALIAS),
    ("alias", rules.ALIAS),
    ("cannot start any token", rules.START_CHARACTER),
    ("block mapping", rules.INDENTATION),
    ("block collection", rules.INDENTATION),
    ("block sequence", rules.INDENTATION),
    ("simple key", rules.NO_COLON),
    ("block scalar", rules.INDENTATION),
)

_BEGUN_EARLIER = (rules.QUOTE_OPEN, rules.BRACKET_OPEN, rules.NO_COLON)
"""Faults that show later than where they are to be mended."""


def _explain(error: pyyaml.MarkedYAMLError, text: str, report: Report) -> ReadError:
    """The error of the parser as a finding with a line, a column and what to do."""
    mark = error.problem_mark or error.context_mark
    place = Position(mark.line + 1, mark.column + 1) if mark else START
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return report.stop(rules.TAB, Position(place.line, line.index("\t") + 1))
    said = f"{error.context or ''} {error.problem or ''}"
    rule = next((rule for words, rule in _PLAIN_WORDS if words in said), rules.UNREADABLE)
    if rule is rules.INDENTATION and line[: place.column - 1].strip(" -"):
        rule = rules.AFTER_QUOTE
    if rule in _BEGUN_EARLIER and error.context_mark:
        place = Position(error.context_mark.line + 1, error.context_mark.column + 1)
    return report.stop(rule, place, tag="!", limit=DEEPEST)
