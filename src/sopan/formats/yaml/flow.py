"""Connects the drafts of all rows: every place as written becomes the id of a symbol.

A place is looked up in this order: `next`, `end`, the number of a row, a symbol of the same row,
a step (its first symbol), STEP.SYMBOL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from sopan.formats.yaml import rules
from sopan.formats.yaml.fields import nearest, shown
from sopan.formats.yaml.keys import RESERVED
from sopan.formats.yaml.nodes import Report
from sopan.formats.yaml.steps import Draft, Route, Row
from sopan.sop.model import Flow, Kind, Step, Symbol


def connect(rows: Sequence[Row], report: Report) -> tuple[Step, ...]:
    """The steps with their symbols and the flow between them."""
    flows = _Flows(rows, report)
    return tuple(flows.step(number) for number in range(len(rows)))


class _Flows:
    def __init__(self, rows: Sequence[Row], report: Report) -> None:
        self._rows = rows
        self._report = report
        self._first = [_symbol_id(row, row.drafts[0].id if row.drafts else "1") for row in rows]
        self._steps = {row.step.id: first for row, first in zip(rows, self._first, strict=True)}
        self._symbols = {_symbol_id(row, draft.id): None for row in rows for draft in row.drafts}

    def step(self, number: int) -> Step:
        row = self._rows[number]
        symbols = tuple(self._symbol(number, place) for place in range(len(row.drafts)))
        return replace(row.step, symbols=symbols)

    def _symbol(self, number: int, place: int) -> Symbol:
        row = self._rows[number]
        draft = row.drafts[place]
        flows = (
            self._default(number, place)
            if draft.routes is None
            else self._chosen(number, draft, draft.routes)
        )
        return Symbol(_symbol_id(row, draft.id), draft.actors, draft.kind, flows, draft.joins)

    def _default(self, number: int, place: int) -> tuple[Flow, ...]:
        """To the next symbol of the row, from the last one to the next row; else the end."""
        row = self._rows[number]
        if place + 1 < len(row.drafts):
            return (Flow(_symbol_id(row, row.drafts[place + 1].id)),)
        if number + 1 < len(self._rows):
            return (Flow(self._first[number + 1]),)
        return ()

    def _chosen(self, number: int, draft: Draft, routes: Sequence[Route]) -> tuple[Flow, ...]:
        if draft.kind is Kind.PROCESS and [route.word for route in routes] == ["end"]:
            return ()
        targets = [(route, self._target(number, route)) for route in routes]
        if draft.kind is Kind.PROCESS:
            self._refuse_twice(targets)
        return tuple(Flow(target, route.label) for route, target in targets if target)

    def _refuse_twice(self, targets: Sequence[tuple[Route, str]]) -> None:
        seen: set[str] = set()
        for route, target in targets:
            if target and target in seen:
                self._report.add(rules.SAME_PLACE, route.place, place=shown(route.word))
            seen.add(target)

    def _target(self, number: int, route: Route) -> str:
        """The id of the symbol that a route names, "" when there is none."""
        if route.word == "end":
            rule = rules.END_OF_DECISION if route.label else rules.END_IN_SPLIT
            self._report.add(rule, route.place, label=shown(route.label))
            return ""
        if route.word == "next":
            if number + 1 == len(self._rows):
                self._report.add(rules.NO_NEXT_ROW, route.place)
                return ""
            return self._first[number + 1]
        return self._numbered(route.word) or self._named(number, route)

    def _numbered(self, word: str) -> str:
        """The first symbol of the row with this number in the column No."""
        if not (word.isascii() and word.isdecimal()) or len(word) > 4:
            return ""
        return self._first[int(word) - 1] if 0 < int(word) <= len(self._rows) else ""

    def _named(self, number: int, route: Route) -> str:
        row, word = self._rows[number], route.word
        if any(draft.id == word for draft in row.drafts) and not word.isdecimal():
            return _symbol_id(row, word)
        if word in self._steps:
            return self._steps[word]
        if word in self._symbols:
            return word
        self._unknown(row, route)
        return ""

    def _unknown(self, row: Row, route: Route) -> None:
        own = [draft.id for draft in row.drafts if not draft.id.isdecimal()]
        known = chain(RESERVED, own, self._steps, self._symbols)
        no_guess = route.word.isdecimal() or self._report.is_full
        guess = "" if no_guess else nearest(route.word, known)
        self._report.add(
            rules.MISTYPED_PLACE if guess else rules.UNKNOWN_PLACE,
            route.place,
            place=shown(route.word),
            guess=shown(guess),
            last=len(self._rows),
        )


def _symbol_id(row: Row, id_: str) -> str:
    return f"{row.step.id}.{id_}"
