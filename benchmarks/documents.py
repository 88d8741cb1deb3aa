"""The documents that all benchmarks draw: made from a seed, so the same everywhere.

`plain` SOPs are those that the aims were set with: one symbol per row, about a fifth decisions
that go back. `full` SOPs use the whole format as the tests do: several symbols in a row, splits,
joint performance, far loops; they have about a third more arrows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.generator import OBJECTS, VERBS, random_sop  # noqa: E402

from sopan.sop.model import SOP, Flow, Kind, Step, Symbol  # noqa: E402

DECISIONS = 0.2
"""Share of the rows of a plain SOP that are decisions."""

Make = Callable[[int, int, int], SOP]


def plain_sop(seed: int, actors: int, steps: int) -> SOP:
    """An SOP with one symbol in each row; decisions go back one to six rows when answered no."""
    random = Random(seed)
    full = random_sop(seed, actors, steps)
    names = [actor.name for actor in full.actors]
    rows = [
        _plain_step(random, full.steps[row], row, names, row + 1 == steps) for row in range(steps)
    ]
    address = full.verify.replace("/sop-", "/pos-")
    return replace(full, steps=tuple(rows), verify=address)


def _plain_step(random: Random, step: Step, row: int, names: Sequence[str], last: bool) -> Step:
    asks = row > 0 and not last and random.random() < DECISIONS
    flows: tuple[Flow, ...] = () if last else (Flow(f"s{row + 2}.1", "yes" if asks else ""),)
    if asks:
        flows += (Flow(f"s{random.randint(max(0, row - 6), row - 1) + 1}.1", "no"),)
    kind = Kind.DECISION if asks else Kind.PROCESS
    symbol = Symbol(f"s{row + 1}.1", (random.choice(names),), kind, flows)
    what = random.choice(OBJECTS)
    text = f"Apakah {what} lengkap dan benar?" if asks else f"{random.choice(VERBS)} {what}"
    return replace(step, symbols=(symbol,), text=text)


KINDS: dict[str, Make] = {"plain": plain_sop, "full": random_sop}


def mix(kind: str, count: int, first: int = 0) -> list[SOP]:
    """Different SOPs of 2 to 12 actors and 6 to 35 steps, with seeds from `first` on."""
    sizes = (Random(seed) for seed in range(first, first + count))
    return [
        KINDS[kind](seed, random.randint(2, 12), random.randint(6, 35))
        for seed, random in enumerate(sizes, first)
    ]


def wide(kind: str, count: int) -> list[SOP]:
    """Different SOPs of 8 to 12 actors and 25 steps."""
    return [KINDS[kind](seed, 8 + seed % 5, 25) for seed in range(count)]
