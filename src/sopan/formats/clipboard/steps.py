"""From pasted rows to the steps of an SOP: fresh ids, arrows to the next row, decisions.

A question, a row with labelled branches, or one marked with a diamond is a decision. Where it does
not say where Tidak leads, it leads back to the step before, and a problem tells so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sopan.formats.clipboard import problems as told
from sopan.formats.clipboard.pasted import (
    Branch,
    Pasted,
    PastedRow,
    Problem,
    branches_text,
)
from sopan.sop import duration, positions
from sopan.sop.editing.words import END, NEXT
from sopan.sop.findings import Words
from sopan.sop.model import Actor, Flow, Kind, Link, Step, Symbol

_BULLET = re.compile(r"^(?:[-–•*·▪§]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps with their actors, what had to be assumed, and the symbols that are said to end."""

    steps: tuple[Step, ...] = ()
    actors: tuple[Actor, ...] = ()
    problems: tuple[Problem, ...] = ()
    ends: tuple[str, ...] = ()


def to_sop_steps(pasted: Pasted, ids: Iterator[str]) -> Steps:
    """The steps of the rows; `ids` brings ids that no step has had before."""
    builder = _Builder(pasted.rows, [next(ids) for _ in pasted.rows])
    steps = tuple(builder.step(place) for place in range(len(pasted.rows)))
    actors = tuple(Actor(name, positions.is_outside(name)) for name in pasted.actors)
    return Steps(steps, actors, tuple(builder.problems), tuple(builder.ends))


@dataclass(slots=True)
class _Builder:
    rows: Sequence[PastedRow]
    ids: Sequence[str]
    problems: list[Problem] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    by_number: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        numbered = ((row.number.lower(), place) for place, row in enumerate(self.rows))
        self.by_number = {number: place for number, place in reversed([*numbered]) if number}

    def step(self, place: int) -> Step:
        row = self.rows[place]
        time = duration.read(row.time) if row.time else None
        return Step(
            id=self.ids[place],
            text=row.text,
            symbols=self._symbols(place),
            needs=items(row.needs),
            time=time,
            gives=items(row.gives),
            note=Link(row.note) if row.note else None,
        )

    def _symbols(self, place: int) -> tuple[Symbol, ...]:
        """A chain; the last symbol has the ways of the row."""
        row, id_ = self.rows[place], self.ids[place]
        if not row.actors:
            self._tell(told.NO_ACTOR, row)
        chain = row.actors or ((),)
        kind, flows = self._flows(place)
        return tuple(
            Symbol(f"{id_}.{n}", actors, kind, flows)
            if n == len(chain)
            else Symbol(f"{id_}.{n}", actors, flows=(Flow(f"{id_}.{n + 1}"),))
            for n, actors in enumerate(chain, 1)
        )

    def _tell(self, words: Words, row: PastedRow, text: str = "") -> None:
        self.problems.append(Problem(words, row.row, text))

    # Arrows

    def _flows(self, place: int) -> tuple[Kind, tuple[Flow, ...]]:
        row = self.rows[place]
        if not row.asks:
            return Kind.PROCESS, self._ways_on(place)
        flows = self._answers(place)
        if len({flow.target for flow in flows}) < 2:
            self._tell(told.NO_DECISION, row, branches_text(row.branches))
            return Kind.PROCESS, self._next(place)
        return Kind.DECISION, flows

    def _next(self, place: int) -> tuple[Flow, ...]:
        return (Flow(self._first(place + 1)),) if place + 1 < len(self.rows) else ()

    def _first(self, place: int) -> str:
        """The first symbol of a row."""
        return f"{self.ids[place]}.1"

    def _ways_on(self, place: int) -> tuple[Flow, ...]:
        """The arrows of an activity: the next row, the end, or the rows that it names."""
        branches = self.rows[place].branches
        if not branches:
            return self._next(place)
        if branches == (Branch("", END),):
            self.ends.append(f"{self.ids[place]}.{len(self.rows[place].actors) or 1}")
            return ()
        targets = (self._target(place, branch) for branch in branches)
        return tuple(dict.fromkeys(Flow(target) for target in targets if target))

    def _answers(self, place: int) -> tuple[Flow, ...]:
        """The arrows of a decision; Ya leads to the next row when only Tidak is said."""
        branches = self.rows[place].branches
        if not branches or not any(branch.label for branch in branches):
            return self._plain_answers(place, branches)
        labels = [branch.label for branch in branches]
        if labels == ["no"]:
            branches = (Branch("yes", NEXT), *branches)
        elif labels == ["yes"]:
            return self._with_guessed_no(place, branches[0])
        ordered = sorted(branches, key=lambda b: {"yes": 0, "no": 1}.get(b.label, 2))
        flows = [Flow(self._target(place, branch), branch.label) for branch in ordered]
        return tuple(dict.fromkeys(flow for flow in flows if flow.target))

    def _plain_answers(self, place: int, branches: tuple[Branch, ...]) -> tuple[Flow, ...]:
        """Places without answers: the first is Ya, the second Tidak; one back is Tidak."""
        if len(branches) == 2:
            yes, no = branches
            flows = (self._flow(place, yes, "yes"), self._flow(place, no, "no"))
            return tuple(flow for flow in flows if flow.target)
        if len(branches) == 1 and self._is_back(place, branches[0]):
            yes_flow = self._flow(place, Branch("yes", NEXT), "yes")
            flows = (yes_flow, self._flow(place, branches[0], "no"))
            return tuple(flow for flow in flows if flow.target)
        if len(branches) > 2:
            numbered = (self._flow(place, b, b.place) for b in branches)
            return tuple(flow for flow in numbered if flow.target)
        return self._with_guessed_no(place, branches[0] if branches else Branch("yes", NEXT))

    def _with_guessed_no(self, place: int, yes: Branch) -> tuple[Flow, ...]:
        target = self._target(place, yes)
        if not place or not target:
            return (Flow(target, "yes"),) if target else ()
        self._tell(told.GUESSED_NO, self.rows[place])
        return Flow(target, "yes"), Flow(self._first(place - 1), "no")

    def _flow(self, place: int, branch: Branch, label: str) -> Flow:
        return Flow(self._target(place, branch), label)

    def _is_back(self, place: int, branch: Branch) -> bool:
        found = self._place_of(branch.place)
        return found is not None and found < place

    def _target(self, place: int, branch: Branch) -> str:
        """The symbol that a branch leads to; "" where there is none."""
        onward = place + 1 < len(self.rows)
        if branch.place == NEXT:
            return self._first(place + 1) if onward else ""
        if branch.place == END:
            self._tell(told.END_OF_BRANCH, self.rows[place], branches_text((branch,)))
            return self._first(len(self.rows) - 1) if onward else ""
        found = self._place_of(branch.place)
        if found is None:
            self._tell(told.NO_ROW, self.rows[place], branches_text((branch,)))
            return self._first(place + 1) if onward else ""
        return self._symbol(found, branch.place)

    def _symbol(self, place: int, name: str) -> str:
        """The symbol of a row that "5b" means; the first where there is none."""
        letter = ord(name[-1]) - ord("a")
        is_there = 0 <= letter < len(self.rows[place].actors)
        return f"{self.ids[place]}.{letter + 1}" if is_there else self._first(place)

    def _place_of(self, name: str) -> int | None:
        """The row that a number means: as the column No. has it, or by counting."""
        number = name.rstrip("abcdefghijklmnopqrstuvwxyz")
        if self.by_number:
            return self.by_number.get(name, self.by_number.get(number))
        return int(number) - 1 if 0 < int(number) <= len(self.rows) else None


def items(text: str) -> tuple[str, ...]:
    """The entries of a cell, one to a line, without bullets and numbering."""
    lines = (_BULLET.sub("", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
