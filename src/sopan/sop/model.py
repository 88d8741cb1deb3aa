"""The SOP as an immutable value: identity, actors (columns), steps (rows), flow between symbols.

A step (row) holds one or more symbols, because 171 of 224 measured real SOPs chain several
actors in one row or set a rework box beside a decision. Flow runs between symbols, not steps.

Ids are stable keys: they do not change when rows move. The number printed in the column "No."
is the position of the step in `SOP.steps`, counted from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a symbol asks of its actor."""

    PROCESS = "process"
    DECISION = "decision"


class Duty(StrEnum):
    """Duties that one actor must not combine (PP 60/2008 art. 18: segregation of duties)."""

    AUTHORISE = "authorise"
    RECORD = "record"
    KEEP = "keep"
    VERIFY = "verify"


class TimeUnit(StrEnum):
    """The units officials write. `WORKDAY` counts working days, `DAY` calendar days."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WORKDAY = "workday"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Duration:
    """A time as written, with its reading where there is one.

    `minimum` and `maximum` count `unit`; all three are None when the text is free
    ("sesuai jadwal"). `per` names what the time is counted for ("berkas" in "1 menit/berkas").
    """

    text: str
    minimum: float | None = None
    maximum: float | None = None
    unit: TimeUnit | None = None
    per: str = ""

    @property
    def is_read(self) -> bool:
        return self.unit is not None


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow from the symbol that holds it to the symbol with the id `target`."""

    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One shape of a row.

    `actors` has one name, or several when they perform it together. A decision follows exactly
    one of its `flows`; a process follows all of them at once (a parallel split when there are
    several). A symbol without flows ends the SOP, or its branch. `joins` makes the symbol wait
    for every incoming flow (a parallel join) instead of for any one.
    """

    id: str
    actors: tuple[str, ...]
    kind: Kind = Kind.PROCESS
    flows: tuple[Flow, ...] = ()
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A text that may name another SOP by its key (id, title or number)."""

    text: str
    sop: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the form. `macro` is the key of the SOP that this step stands for."""

    id: str
    text: str
    symbols: tuple[Symbol, ...]
    needs: tuple[str, ...] = ()
    time: Duration | None = None
    gives: tuple[str, ...] = ()
    note: Link | None = None
    duty: Duty | None = None
    macro: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A performer, one column. `external` actors (applicants) stand first."""

    name: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """The block DISAHKAN OLEH. `acting` is "Plt." or "Plh." when a substitute signs."""

    position: str = ""
    name: str = ""
    rank: str = ""
    nip: str = ""
    acting: str = ""


@dataclass(frozen=True)
class SOP:
    """One SOP, complete enough to be checked, drawn and carried out.

    `id` is the key by which other SOPs name this one. Dates are those of the identity part:
    `created` when the drafting was finished, `revised`, `effective` when it comes into force.
    """

    id: str
    title: str
    actors: tuple[Actor, ...]
    steps: tuple[Step, ...]
    government: str = ""
    unit: str = ""
    number: str = ""
    created: date | None = None
    revised: date | None = None
    effective: date | None = None
    approval: Approval = field(default_factory=Approval)
    nature: str = ""
    scope: str = ""
    reach: str = ""
    detail: str = ""
    laws: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[Link, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    verify: str = ""

    @cached_property
    def symbols(self) -> dict[str, Symbol]:
        """Every symbol by its id, in the order of the rows."""
        return {symbol.id: symbol for step in self.steps for symbol in step.symbols}

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row (from 0) in which each symbol stands, by symbol id."""
        return {s.id: row for row, step in enumerate(self.steps) for s in step.symbols}

    @cached_property
    def columns(self) -> dict[str, int]:
        """The column (from 0) of each actor, by name."""
        return {actor.name: column for column, actor in enumerate(self.actors)}

    @property
    def first_symbol(self) -> Symbol:
        """Where the SOP begins: the first symbol of the first row."""
        return self.steps[0].symbols[0]
