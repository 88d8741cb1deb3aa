"""What the modules of checks share: how a rule is written, where rules come from, limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from sopan.sop.findings import Finding, Path, Rule, Severity, Words
from sopan.sop.model import SOP

Pair = tuple[str, str]
"""A sentence in Indonesian and in English."""

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

FORM = Words(
    "PermenPANRB 35/2012, lampiran: bagian dan kolom dalam format SOP AP.",
    "PermenPANRB 35/2012, annex: the parts and columns of the SOP form.",
)
FLOW = Words(
    "PermenPANRB 35/2012, lampiran: SOP memuat langkah yang berurutan dari mulai sampai selesai.",
    "PermenPANRB 35/2012, annex: an SOP is a sequence of steps from a start to an end.",
)


class Found(NamedTuple):
    """A finding and the position of its SOP among those that were checked."""

    sop: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Limits:
    """What a government allows. `number_pattern` is a valid regular expression, "" for none."""

    number_pattern: str = ""
    maximum_actors: int = 12
    maximum_flow_pages: int = 2
    maximum_text: int = 250


@dataclass(frozen=True, slots=True)
class Layout:
    """What the drawing measured: how many pages the flowchart part takes."""

    flow_pages: int


def rule(code: str, severity: Severity, name: Pair, message: Pair, hint: Pair, why: Words) -> Rule:
    return Rule(code, Words(*name), severity, Words(*message), Words(*hint), why)


def place(sop: SOP, symbol: str) -> Path:
    """Where a symbol stands in the file: its step, and its position in a row of several."""
    row = sop.rows[symbol]
    others = [s.id for s in sop.steps[row].symbols]
    if len(others) == 1:
        return ("steps", row)
    return ("steps", row, "symbols", others.index(symbol))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text without differences of case and spacing."""
    return " ".join(text.casefold().split())
