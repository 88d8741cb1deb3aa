"""Writes an SOP as YAML in the one form that the program itself produces.

1. The SOP becomes maps, lists and texts in the order of the keys (`_sop`, `_step`).
2. These become lines: short lists in brackets, long ones with dashes, texts quoted only where
   YAML or another program could read them as something else.

`read(write(sop))` gives the same SOP. What equals the default is left out; ids are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sopan.formats.yaml.keys import VERSION
from sopan.sop.model import SOP, Actor, Approval, Flow, Kind, Link, Step, Symbol

WIDTH = 100


class _Bare(str):
    """Written without quotes whatever it looks like: dates, numbers, `true`."""

    __slots__ = ()


Value = str | Sequence["Value"] | dict[str, "Value"]
Entries = dict[str, Value]

_TRUE = _Bare("true")
_SPECIAL = re.compile(
    r"null|true|false|yes|no|on|off|y|n|0x[0-9a-f]+|[0-9][0-9._:,+e-]*", re.IGNORECASE
)
# What ends a plain text between brackets; the last as libyaml sees it, against the specification.
_FLOW = (",", "[", "]", "{", "}", ":?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def write(sop: SOP) -> str:
    """The text of the SOP file."""
    sop = _writable(sop)
    parts = [_lines(part) for part in _parts(sop) if part]
    steps = ["\n".join(_item(_step(sop, row), "  ")) for row in range(len(sop.steps))]
    return (
        "\n\n".join(["\n".join(part) for part in parts] + ["steps:\n" + "\n\n".join(steps)]) + "\n"
    )


def _writable(sop: SOP) -> SOP:
    """The SOP with other ids where a number no longer is the place of its symbol in the row.

    A number in a file is always a place. After edits the second symbol may stand third.
    """
    other = {
        symbol.id: f"{step.id}.k{own}"
        for step in sop.steps
        for place, symbol in enumerate(step.symbols, 1)
        if (own := symbol.id.removeprefix(f"{step.id}.")).isdecimal() and own != str(place)
    }
    return replace(sop, steps=tuple(_renamed(step, other) for step in sop.steps)) if other else sop


def _renamed(step: Step, other: Mapping[str, str]) -> Step:
    symbols = (
        replace(
            symbol,
            id=other.get(symbol.id, symbol.id),
            flows=tuple(replace(f, target=other.get(f.target, f.target)) for f in symbol.flows),
        )
        for symbol in step.symbols
    )
    return replace(step, symbols=tuple(symbols))


# The SOP as maps, lists and texts


def _parts(sop: SOP) -> Iterator[Entries]:
    """The parts above the steps, between which blank lines stand."""
    yield _filled(
        format=_Bare(VERSION),
        sop=sop.title,
        id=sop.id,
        government=sop.government,
        unit=sop.unit,
        number=sop.number,
        created=_date(sop.created),
        revised=_date(sop.revised),
        effective=_date(sop.effective),
    )
    yield _filled(approved=_approval(sop.approval))
    yield _filled(nature=sop.nature, scope=sop.scope, reach=sop.reach, detail=sop.detail)
    yield _filled(
        laws=_texts(sop.laws),
        qualifications=_texts(sop.qualifications),
        related=_one_or_all([_link(link) for link in sop.related]),
        equipment=_texts(sop.equipment),
        warnings=_texts(sop.warnings),
        records=_texts(sop.records),
        verify=sop.verify,
    )
    yield {"actors": [_actor(actor) for actor in sop.actors]}


def _filled(**entries: Value) -> Entries:
    return {key: value for key, value in entries.items() if value}


def _date(moment: date | None) -> str:
    return _Bare(moment.isoformat()) if moment else ""


def _texts(texts: Sequence[str]) -> Value:
    return _one_or_all(list(texts))


def _one_or_all(values: list[Value]) -> Value:
    """A list of one is written without its brackets."""
    return values[0] if len(values) == 1 else values


def _link(link: Link) -> Value:
    return {"text": link.text, "sop": link.sop} if link.sop else link.text


def _approval(approval: Approval) -> Value:
    return _filled(
        position=approval.position,
        name=approval.name,
        rank=approval.rank,
        nip=approval.nip,
        acting=approval.acting.rstrip("."),
    )


def _actor(actor: Actor) -> Value:
    return {"name": actor.name, "external": _TRUE} if actor.external else actor.name


def _step(sop: SOP, row: int) -> Entries:
    step = sop.steps[row]
    simple = _is_chain(step)
    asks = simple and step.symbols[-1].kind is Kind.DECISION
    flow = _chain_flow(sop, row) if simple else {}
    return {
        "id": step.id,
        "ask" if asks else "do": step.text,
        **({"by": _by(step)} if simple else {"symbols": _symbols(sop, row)}),
        **_filled(
            needs=_texts(step.needs),
            time=step.time.text if step.time else "",
            gives=_texts(step.gives),
            note=_link(step.note) if step.note else "",
            duty=str(step.duty or ""),
            macro=step.macro,
        ),
        **flow,
    }


def _is_chain(step: Step) -> bool:
    """Whether `by` says it all: boxes 1, 2, ... that lead to one another, left to right."""
    for number, symbol in enumerate(step.symbols, 1):
        if symbol.id != f"{step.id}.{number}" or (symbol.joins and number > 1):
            return False
        if number < len(step.symbols) and (
            symbol.kind is Kind.DECISION or symbol.flows != (Flow(f"{step.id}.{number + 1}"),)
        ):
            return False
    return True


def _by(step: Step) -> Value:
    return _one_or_all([_performers(symbol) for symbol in step.symbols])


def _performers(symbol: Symbol) -> Value:
    actors = symbol.actors
    return actors[0] if len(actors) == 1 else {"together": actors}


def _chain_flow(sop: SOP, row: int) -> Entries:
    symbols = sop.steps[row].symbols
    join: Entries = {"join": _TRUE} if symbols[0].joins else {}
    return join | _flow(sop, row, len(symbols) - 1)


def _symbols(sop: SOP, row: int) -> Value:
    return [_symbol(sop, row, place) for place in range(len(sop.steps[row].symbols))]


def _symbol(sop: SOP, row: int, place: int) -> Entries:
    step = sop.steps[row]
    symbol = step.symbols[place]
    own = symbol.id.removeprefix(f"{step.id}.")
    return {
        **({} if own == str(place + 1) else {"id": own}),
        "by": _performers(symbol),
        **({"join": _TRUE} if symbol.joins else {}),
        **_flow(sop, row, place),
    }


def _flow(sop: SOP, row: int, place: int) -> Entries:
    """Where a symbol leads, as keys; nothing where the default says the same."""
    symbol = sop.steps[row].symbols[place]
    if symbol.kind is Kind.PROCESS:
        return _next(sop, row, place)
    targets = {flow.label: _place(sop, row, flow.target) for flow in symbol.flows}
    if list(targets) != ["yes", "no"]:
        return {"branches": dict(targets)}
    answers: Entries = {_Bare(label): target for label, target in targets.items()}
    if symbol.flows[0].target == _first(sop, row + 1):
        del answers["yes"]
    return answers


def _next(sop: SOP, row: int, place: int) -> Entries:
    symbols = sop.steps[row].symbols
    targets = [flow.target for flow in symbols[place].flows]
    default = symbols[place + 1].id if place + 1 < len(symbols) else _first(sop, row + 1)
    if targets == ([default] if default else []):
        return {}
    places = [_place(sop, row, target) for target in targets]
    return {"next": places[0] if len(places) == 1 else places or "end"}


def _first(sop: SOP, row: int) -> str:
    """The id of the first symbol of a row, "" below the last."""
    return sop.steps[row].symbols[0].id if row < len(sop.steps) else ""


def _place(sop: SOP, row: int, target: str) -> str:
    """The shortest name of a symbol as seen from a row."""
    step, there = sop.steps[row], sop.steps[sop.rows[target]]
    own = {symbol.id.removeprefix(f"{step.id}.") for symbol in step.symbols}
    local = target.removeprefix(f"{there.id}.")
    if there is step and not local.isdecimal():
        return local
    if target == there.symbols[0].id and there.id not in own:
        return there.id
    return target


# Maps, lists and texts as lines


def _lines(entries: Entries, indent: str = "") -> list[str]:
    return [line for key, value in entries.items() for line in _entry(key, value, indent)]


def _entry(key: str, value: Value, indent: str) -> list[str]:
    head = f"{indent}{_scalar(key)}:"
    if isinstance(value, str):
        return [f"{head} {_scalar(value)}"]
    inline = f"{head} {_inline(value)}"
    if len(inline) <= WIDTH and key not in ("approved", "branches", "symbols"):
        return [inline]
    if isinstance(value, dict):
        return [head, *_lines(value, indent + "  ")]
    return [head, *(line for item in value for line in _item(item, indent + "  "))]


def _item(item: Value, indent: str) -> list[str]:
    inline = f"{indent}- {_scalar(item) if isinstance(item, str) else _inline(item)}"
    if isinstance(item, str) or (len(inline) <= WIDTH and "do" not in item and "ask" not in item):
        return [inline]
    if not isinstance(item, dict):
        return [inline]
    first, *others = _lines(item, indent + "  ")
    return [f"{indent}- {first.lstrip()}", *others]


def _inline(value: Value) -> str:
    if isinstance(value, str):
        return _scalar(value, _FLOW)
    if isinstance(value, dict):
        pairs = (f"{_scalar(key, _FLOW)}: {_inline(inner)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(_inline(item) for item in value)}]"


def _scalar(text: str, reserved: tuple[str, ...] = ()) -> str:
    """A text, in quotes where YAML or another program could take it for something else."""
    if isinstance(text, _Bare) or _is_plain(text, reserved):
        return text
    return f'"{"".join(_escape(character) for character in text)}"'


def _is_plain(text: str, reserved: tuple[str, ...]) -> bool:
    if not text or not (text[0].isalnum() or text[0] == "(") or not text.isprintable():
        return False
    if ": " in text or " #" in text or text.endswith((":", " ")):
        return False
    return not any(sign in text for sign in reserved) and not _SPECIAL.fullmatch(text)


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
