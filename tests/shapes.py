"""SOPs in the shape of real ones: their actors, text lengths and symbols, without their words."""

from __future__ import annotations

from random import Random
from typing import TypedDict

from sopan.sop import duration
from sopan.sop.model import SOP, Actor, Flow, Kind, Link, Step, Symbol

WORDS = ("Memeriksa", "berkas", "permohonan", "dan", "dokumen", "persyaratan", "lampiran")


class RealShape(TypedDict):
    """One entry of real_shapes.json: texts are activity, needs, time, output, note."""

    actors: int
    text_lengths: list[list[int]]
    symbols: list[list[tuple[str, int]]]


def shaped_sop(number: int, shape: RealShape) -> SOP:
    """Each row flows to the next; about every second diamond goes back as well."""
    random = Random(number)
    count = max(shape["actors"], 1)
    actors = tuple(Actor(f"Pelaksana Jabatan {k + 1}") for k in range(count))
    lengths, rows = shape["text_lengths"], shape["symbols"]
    kinds = [_kinds(row, count) or [(Kind.PROCESS, 0)] for row in rows]
    first = [f"s{k + 1}.1" for k in range(len(kinds))]
    steps = []
    for row, symbols in enumerate(kinds):
        onward = first[row + 1] if row + 1 < len(first) else ""
        steps.append(_step(random, row, lengths[row], symbols, actors, onward, first))
    return SOP(f"bentuk-{number}", f"Bentuk {number}", actors, tuple(steps))


def _kinds(row: list[tuple[str, int]], actors: int) -> list[tuple[Kind, int]]:
    return [
        (Kind.DECISION if name == "diamond" else Kind.PROCESS, min(max(column, 0), actors - 1))
        for name, column in row
        if name != "pentagon"
    ]


def _step(
    random: Random,
    row: int,
    lengths: list[int],
    symbols: list[tuple[Kind, int]],
    actors: tuple[Actor, ...],
    onward: str,
    first: list[str],
) -> Step:
    made = []
    for k, (kind, column) in enumerate(symbols):
        following = f"s{row + 1}.{k + 2}" if k + 1 < len(symbols) else onward
        flows: tuple[Flow, ...] = (Flow(following),) if following else ()
        back = first[random.randrange(row)] if row else ""
        if kind is Kind.DECISION and following and back and back != following:
            flows = (Flow(following, "yes"), Flow(back, "no"))
        else:
            kind = Kind.PROCESS
        made.append(Symbol(f"s{row + 1}.{k + 1}", (actors[column].name,), kind, flows))
    activity, needs, time, gives, note = [_text(n) for n in lengths]
    return Step(
        f"s{row + 1}",
        activity or "Memeriksa",
        tuple(made),
        (needs,) if needs else (),
        duration.read(time) if time else None,
        (gives,) if gives else (),
        Link(note) if note else None,
    )


def _text(length: int) -> str:
    words = ""
    k = 0
    while len(words) < length:
        words += WORDS[k % len(WORDS)] + " "
        k += 1
    return words[:length].strip()
