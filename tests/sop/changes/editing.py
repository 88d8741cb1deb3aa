"""Random changes of an SOP, as people make them in a grid or in a file, for property tests.

A change is a name and two numbers, which say where and what; numbers may be of any size. In a grid
ids stay with their rows, and new rows get ids of their own; in a file rows are counted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from sopan.sop import duration
from sopan.sop.changes.alignment import Following
from sopan.sop.model import SOP, Actor, Flow, Kind, Step, Symbol
from tests.generator import random_sop

Change = tuple[str, int, int]
TEXTS = ("Menerima surat", "Menyusun konsep nota", "Mengirim undangan", "", "Memaraf naskah dinas")
TIMES = ("5 menit", "1 jam", "2-3 hari kerja", "secukupnya")
NAMES = ("Kurir", "Arsiparis", "Sekretaris")

numbers = st.integers(0, 40)
bases = st.builds(random_sop, st.integers(0, 60), st.integers(2, 5), st.integers(1, 9))


def edited(sop: SOP, changes: Sequence[Change], person: str) -> SOP:
    """The SOP after a person's changes."""
    for name, one, two in changes:
        sop = CHANGES[name](sop, one, two, person)
    return sop


def counted(sop: SOP) -> SOP:
    """The SOP as in a file without ids: rows and their symbols are counted."""
    names = {
        symbol.id: f"s{row}.{place}"
        for row, step in enumerate(sop.steps, 1)
        for place, symbol in enumerate(step.symbols, 1)
    }
    steps = [
        replace(
            step,
            id=f"s{row}",
            symbols=tuple(
                replace(
                    symbol,
                    id=names[symbol.id],
                    flows=tuple(
                        replace(f, target=names.get(f.target, f.target)) for f in symbol.flows
                    ),
                )
                for symbol in step.symbols
            ),
        )
        for row, step in enumerate(sop.steps, 1)
    ]
    return replace(sop, steps=tuple(steps))


def _led(before: SOP, steps: Sequence[Step]) -> SOP:
    """Other rows; arrows that followed the order of the form follow it still."""
    old, after = Following(before), replace(before, steps=tuple(steps))
    new = Following(after)

    def led(symbol: Symbol) -> Symbol:
        if symbol.id not in before.symbols:
            default = new.default(symbol.id)
            return replace(symbol, flows=(Flow(default),) if default else ())
        if old.is_default(symbol.id, symbol.kind, tuple(f.target for f in symbol.flows)):
            default = new.default(symbol.id)
            return replace(symbol, flows=(Flow(default),) if default else ())
        return symbol

    return replace(
        after,
        steps=tuple(replace(s, symbols=tuple(map(led, s.symbols))) for s in after.steps),
    )


def _with(sop: SOP, row: int, **fields: object) -> SOP:
    if not sop.steps:
        return sop
    steps = list(sop.steps)
    row %= len(steps)
    steps[row] = replace(steps[row], **fields)  # type: ignore[arg-type]
    return replace(sop, steps=tuple(steps))


def _insert(sop: SOP, one: int, two: int, person: str) -> SOP:
    taken = {step.id for step in sop.steps}
    id_ = next(f"{person}{n}" for n in range(100) if f"{person}{n}" not in taken)
    symbol = Symbol(f"{id_}.1", (sop.actors[two % len(sop.actors)].name,) if sop.actors else ())
    text = f"{TEXTS[two % len(TEXTS)]} {id_}" if TEXTS[two % len(TEXTS)] else ""
    steps = list(sop.steps)
    steps.insert(one % (len(steps) + 1), Step(id_, text, (symbol,) if two % 4 else ()))
    return _led(sop, steps)


def _delete(sop: SOP, one: int, two: int, person: str) -> SOP:
    steps = [step for row, step in enumerate(sop.steps) if row != one % max(len(sop.steps), 1)]
    return _led(sop, steps)


def _move(sop: SOP, one: int, two: int, person: str) -> SOP:
    if not sop.steps:
        return sop
    steps = list(sop.steps)
    step = steps.pop(one % len(steps))
    steps.insert(two % (len(steps) + 1), step)
    return _led(sop, steps)


def _reword(sop: SOP, one: int, two: int, person: str) -> SOP:
    if not sop.steps:
        return sop
    text = sop.steps[one % len(sop.steps)].text
    return _with(sop, one, text=f"{text} oleh {person}" if two % 3 else TEXTS[two % len(TEXTS)])


def _time(sop: SOP, one: int, two: int, person: str) -> SOP:
    return _with(sop, one, time=duration.read(TIMES[two % len(TIMES)]) if two % 5 else None)


def _output(sop: SOP, one: int, two: int, person: str) -> SOP:
    return _with(sop, one, gives=(("Laporan", f"Berkas {two % 4}", "Arsip")[: two % 4]))


def _performer(sop: SOP, one: int, two: int, person: str) -> SOP:
    symbols = sop.steps[one % len(sop.steps)].symbols if sop.steps else ()
    if not symbols or not sop.actors:
        return sop
    name = sop.actors[two % len(sop.actors)].name if two % 6 else NAMES[two % len(NAMES)]
    return _with(sop, one, symbols=(replace(symbols[0], actors=(name,)), *symbols[1:]))


def _symbol(sop: SOP, one: int, two: int, person: str) -> SOP:
    if not sop.steps:
        return sop
    step = sop.steps[one % len(sop.steps)]
    if two % 2 and step.symbols:
        symbols = step.symbols[1:]
    else:
        symbols = (*step.symbols, Symbol(f"{step.id}.{person}{len(step.symbols)}", ("Kurir",)))
    if len({symbol.id for symbol in symbols}) < len(symbols):
        return sop
    steps = [replace(s, symbols=symbols) if s is step else s for s in sop.steps]
    return _led(sop, steps)


def _arrow(sop: SOP, one: int, two: int, person: str) -> SOP:
    step = sop.steps[one % len(sop.steps)] if sop.steps else None
    if step is None or not step.symbols:
        return sop
    targets = [*sop.symbols, "hilang"]
    first = step.symbols[0]
    if first.kind is Kind.PROCESS:
        flows = tuple(Flow(t) for t in dict.fromkeys(targets[two % len(targets) :][: two % 3]))
    else:
        flows = tuple(
            replace(f, target=targets[(two + n) % len(targets)]) if n != two % 3 else f
            for n, f in enumerate(first.flows)
        )
    return _with(sop, one, symbols=(replace(first, flows=flows), *step.symbols[1:]))


def _laws(sop: SOP, one: int, two: int, person: str) -> SOP:
    laws = [law for at, law in enumerate(sop.laws) if at != one % (len(sop.laws) + 1)]
    if two % 3:
        laws.insert(two % (len(laws) + 1), f"Peraturan Nomor {two} tentang {person}")
    return replace(sop, laws=tuple(laws))


def _columns(sop: SOP, one: int, two: int, person: str) -> SOP:
    actors = list(sop.actors)
    if actors and two % 3 == 0:
        actors.append(actors.pop(one % len(actors)))
    elif two % 3 == 1:
        actors.insert(one % (len(actors) + 1), Actor(NAMES[two % len(NAMES)]))
    elif actors:
        return _renamed(sop, one % len(actors), f"Jabatan {person}")
    return replace(sop, actors=tuple({a.name: a for a in actors}.values()))


def _renamed(sop: SOP, column: int, name: str) -> SOP:
    old = sop.actors[column].name
    if any(actor.name == name for actor in sop.actors):
        return sop

    def named(symbol: Symbol) -> Symbol:
        return replace(symbol, actors=tuple(name if a == old else a for a in symbol.actors))

    return replace(
        sop,
        actors=tuple(replace(a, name=name) if a.name == old else a for a in sop.actors),
        steps=tuple(replace(s, symbols=tuple(map(named, s.symbols))) for s in sop.steps),
    )


def _identity(sop: SOP, one: int, two: int, person: str) -> SOP:
    field = ("title", "number", "unit", "verify")[one % 4]
    return replace(sop, **{field: f"{person} {two}"})  # type: ignore[arg-type]


CHANGES: dict[str, Callable[[SOP, int, int, str], SOP]] = {
    "insert": _insert,
    "delete": _delete,
    "move": _move,
    "reword": _reword,
    "time": _time,
    "output": _output,
    "performer": _performer,
    "symbol": _symbol,
    "arrow": _arrow,
    "laws": _laws,
    "columns": _columns,
    "identity": _identity,
}

changes = st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), numbers, numbers), max_size=6)


@st.composite
def threes(draw: st.DrawFn) -> tuple[SOP, SOP, SOP]:
    """A base and what two people made of it, in a grid or in files."""
    base = draw(bases)
    mine = edited(base, draw(changes), draw(st.sampled_from(("m", "x"))))
    theirs = edited(base, draw(changes), draw(st.sampled_from(("t", "x"))))
    if draw(st.booleans()):
        return base, mine, theirs
    return counted(base), counted(mine), counted(theirs)
