"""Rows and symbols of an SOP file, with their places still as written.

A `Draft` is what one symbol says; `flow.connect` turns the drafts of all rows into steps.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sopan.formats.yaml import rules
from sopan.formats.yaml.fields import Fields, clean, nearest, shown, slug, text_of
from sopan.formats.yaml.keys import (
    ID_PATTERN,
    LONGEST_LABEL,
    MOST_BRANCHES,
    MOST_STEPS,
    MOST_SYMBOLS,
    RESERVED,
    STEP_KEYS,
    SYMBOL_KEYS,
    TOGETHER_KEYS,
    Keys,
)
from sopan.formats.yaml.nodes import Gap, List, Map, Node, Position, Report, Text
from sopan.sop import duration
from sopan.sop.model import Duty, Kind, Step

_ID = re.compile(ID_PATTERN)
_ANSWERS = ("yes", "no", "branches")
_NAMED = 12
"""Known actors that a message lists."""


@dataclass(slots=True)
class Route:
    """An arrow as written: a label and the word that names the place."""

    label: str
    word: str
    place: Position


@dataclass(slots=True)
class Draft:
    """One symbol. `routes` is None where the file leaves the next place to the default."""

    id: str
    actors: tuple[str, ...]
    kind: Kind = Kind.PROCESS
    joins: bool = False
    routes: list[Route] | None = None


@dataclass(slots=True)
class Row:
    """A step without its symbols, and the drafts of these."""

    step: Step
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """Reads the rows of a file; remembers the ids seen so far."""

    actors: Sequence[str]
    report: Report
    _lines: dict[str, int] = field(default_factory=dict)

    def read(self, fields: Fields) -> list[Row]:
        nodes = fields.filled_list("steps", MOST_STEPS)
        return [self._row(node, number) for number, node in enumerate(nodes, 1)]

    def _row(self, node: Node, number: int) -> Row:
        fields = self._fields(node, "steps", STEP_KEYS)
        if fields is None:
            return Row(Step(f"s{number}", "", ()))
        if fields.is_meant("do") == fields.is_meant("ask"):
            self.report.add(rules.DO_OR_ASK, node.place)
        fields.refuse_blank("do")
        fields.refuse_blank("ask")
        id_ = self._id(fields, f"s{number}", self._lines)
        return Row(_step(fields, id_), self._drafts(fields))

    def _fields(self, node: Node, key: str, keys: Keys) -> Fields | None:
        if type(node) is Map:
            return Fields(node, keys, self.report)
        if type(node) is Text and node.is_empty:
            self.report.add(rules.EMPTY_ITEM, node.place, key=key)
        elif type(node) is not Gap:
            self.report.add(rules.NOT_MAPPING, node.place, key=key, known=", ".join(keys))
        return None

    def _id(self, fields: Fields, default: str, lines: dict[str, int]) -> str:
        """The id of a step or symbol, unique among `lines`."""
        id_ = fields.text("id") or default
        place = fields.place("id")
        if id_ != default and (not _ID.fullmatch(id_) or id_ in RESERVED):
            self.report.add(rules.BAD_ID, place, id=shown(id_), guess=_better_id(id_))
        elif id_ in lines:
            self.report.add(rules.DUPLICATE_ID, place, id=shown(id_), first=lines[id_])
        lines.setdefault(id_, place.line)
        return id_

    def _drafts(self, fields: Fields) -> list[Draft]:
        if fields.is_meant("by") == fields.is_meant("symbols"):
            self.report.add(rules.BY_OR_SYMBOLS, fields.map.place)
            return []
        if fields.has("by"):
            return self._chain(fields)
        return self._symbols(fields) if fields.has("symbols") else []

    # The simple form

    def _chain(self, fields: Fields) -> list[Draft]:
        """One box for each entry of `by`; the last one has the flow of the step."""
        items = fields.items("by")
        if type(fields.get("by")) is List:
            items = fields.filled_list("by", MOST_SYMBOLS)
        if not items:
            return []
        drafts = [Draft(str(n), self._performers(item)) for n, item in enumerate(items, 1)]
        drafts[0].joins = fields.flag("join")
        self._flow(fields, drafts[-1], asks=fields.has("ask"))
        return drafts

    # Several symbols in one row

    def _symbols(self, fields: Fields) -> list[Draft]:
        for key in ("next", "yes", "no", "branches", "join"):
            if fields.has(key):
                self.report.add(
                    rules.NEXT_OF_DECISION, fields.place(key), key=key, other="`symbols`"
                )
        lines: dict[str, int] = {}
        nodes = fields.filled_list("symbols", MOST_SYMBOLS)
        drafts = [self._symbol(node, number, lines) for number, node in enumerate(nodes, 1)]
        if drafts and fields.has("ask") and not any(d.kind is Kind.DECISION for d in drafts):
            self.report.add(rules.ASK_WITHOUT_DECISION, fields.place("ask"))
        return drafts

    def _symbol(self, node: Node, number: int, lines: dict[str, int]) -> Draft:
        fields = self._fields(node, "symbols", SYMBOL_KEYS)
        if fields is None:
            return Draft(str(number), ())
        by = fields.require("by")
        draft = Draft(
            self._id(fields, str(number), lines),
            self._performers(by) if by else (),
            joins=fields.flag("join"),
        )
        self._flow(fields, draft, asks=any(map(fields.has, _ANSWERS)))
        return draft

    # Flow

    def _flow(self, fields: Fields, draft: Draft, *, asks: bool) -> None:
        """Sets kind and routes of a symbol from the keys of its map."""
        if not asks:
            self._refuse(fields, _ANSWERS, "`do`")
            draft.routes = self._next(fields)
            return
        self._refuse(fields, ("next",), "`ask`" if fields.has("ask") else "`yes`, `no`")
        draft.kind = Kind.DECISION
        draft.routes = self._branches(fields) if fields.has("branches") else self._answers(fields)

    def _refuse(self, fields: Fields, keys: tuple[str, ...], other: str) -> None:
        for key in keys:
            if fields.has(key):
                self.report.add(rules.NEXT_OF_DECISION, fields.place(key), key=key, other=other)

    def _next(self, fields: Fields) -> list[Route] | None:
        """The places after a box; None where the file does not say."""
        if not fields.has("next"):
            return None
        routes = [self._route("", item, "next") for item in fields.items("next")]
        if not routes and type(fields.get("next")) is List:
            self.report.add(rules.MISSING, fields.place("next"), key="next")
        return [route for route in routes if route]

    def _answers(self, fields: Fields) -> list[Route]:
        """Yes, which leads to the next row unless it says otherwise, and no."""
        yes, no = fields.get("yes"), fields.get("no")
        if no is None:
            self.report.add(rules.NO_ANSWER, fields.place("ask"))
        first = self._route("yes", yes, "yes") if yes else Route("yes", "next", fields.place("ask"))
        second = self._route("no", no, "no") if no else None
        return [route for route in (first, second) if route]

    def _branches(self, fields: Fields) -> list[Route]:
        self._refuse(fields, ("yes", "no"), "`branches`")
        node = fields.get("branches")
        if type(node) is not Map:
            if type(node) is not Gap:
                known = "Ya, Tidak, ..."
                place = fields.place("branches")
                self.report.add(rules.NOT_MAPPING, place, key="branches", known=known)
            return []
        if not self._count(node, fields):
            return []
        first_lines: dict[str, int] = {}
        routes = [self._branch(node, label, first_lines) for label in node.entries]
        return [route for route in routes if route]

    def _count(self, branches: Map, fields: Fields) -> bool:
        """Whether there are as many branches as a decision can have."""
        count, place = len(branches.entries), fields.place("branches")
        if count < 2:
            self.report.add(rules.FEW_BRANCHES, place)
        if count > MOST_BRANCHES:
            values = {"key": "branches", "count": count, "limit": MOST_BRANCHES}
            self.report.add(rules.TOO_MANY, place, **values)
        return 2 <= count <= MOST_BRANCHES

    def _branch(self, branches: Map, written: str, first_lines: dict[str, int]) -> Route | None:
        """One branch; `first_lines` has the line of each label seen so far."""
        node, place, label = branches.entries[written], branches.keys[written], clean(written)
        if not label or (type(node) is Text and node.is_empty):
            self.report.add(rules.MISSING, place, key=label or "...")
            return None
        if label in first_lines:
            self.report.add(rules.DUPLICATE_KEY, place, key=label, first=first_lines[label])
        if len(label) > LONGEST_LABEL:
            values = {"key": "branches", "length": len(label), "limit": LONGEST_LABEL}
            self.report.add(rules.TEXT_TOO_LONG, place, **values)
        first_lines.setdefault(label, place.line)
        return self._route(label, node, label)

    def _route(self, label: str, node: Node, key: str) -> Route | None:
        word = clean(text_of(node, key, self.report))
        if word:
            return Route(label, word, node.place)
        if type(node) is Text:
            self.report.add(rules.EMPTY_ITEM, node.place, key=key)
        return None

    # Actors

    def _performers(self, node: Node) -> tuple[str, ...]:
        """The actors of one symbol: one name, or those who work together."""
        if type(node) is not Map:
            name = self._actor(node, "by")
            return (name,) if name else ()
        fields = Fields(node, TOGETHER_KEYS, self.report)
        if fields.require("together") is None:
            return ()
        names = [self._actor(item, "together") for item in fields.items("together")]
        if len(set(names)) < max(2, len(names)):
            self.report.add(rules.TOGETHER, node.place)
        return tuple(names)

    def _actor(self, node: Node, key: str) -> str:
        name = clean(text_of(node, key, self.report))
        if name in self.actors or not self.actors:
            return name
        if not name:
            if type(node) is Text:
                self.report.add(rules.EMPTY_ITEM, node.place, key=key)
            return ""
        guess = "" if self.report.is_full else nearest(name, self.actors)
        self.report.add(
            rules.MISTYPED_ACTOR if guess else rules.UNKNOWN_ACTOR,
            node.place,
            actor=shown(name),
            guess=shown(guess),
            known=", ".join(self.actors[:_NAMED]),
        )
        return name


def _step(fields: Fields, id_: str) -> Step:
    """Everything of a row but its symbols."""
    duty, time = fields.choice("duty"), fields.text("time")
    return Step(
        id=id_,
        text=fields.lines("do") or fields.lines("ask"),
        symbols=(),
        needs=fields.texts("needs"),
        time=duration.read(time) if time else None,
        gives=fields.texts("gives"),
        note=fields.link("note"),
        duty=Duty(duty) if duty else None,
        macro=fields.text("macro"),
    )


def _better_id(id_: str) -> str:
    """A usable id that resembles the refused one."""
    better = slug(id_, "langkah")
    return better if _ID.fullmatch(better) and better not in RESERVED else f"langkah-{better}"
