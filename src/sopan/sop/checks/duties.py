"""Whether duties that must be separate are held by different actors: SOP401 to SOP403."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from sopan.sop import flow
from sopan.sop.checks.rule import ADVICE, WARNING, place, rule
from sopan.sop.findings import Finding, Rule, Words
from sopan.sop.model import SOP, Duty, Kind, Step, Symbol

_SEPARATION = Words(
    "PP 60/2008 pasal 18: pemisahan fungsi; satu orang tidak menguasai seluruh kegiatan.",
    "PP 60/2008 article 18: separation of duties; no one person controls a whole activity.",
)

SAME_ACTOR = rule(
    "SOP401",
    WARNING,
    ("Tugas yang harus dipisah", "Duties that must be separate"),
    (
        '"{actor}" {one_id} (langkah {one_step}) dan juga {other_id} (langkah {other_step}).',
        '"{actor}" is to {one} (step {one_step}) and also to {other} (step {other_step}).',
    ),
    (
        "Serahkan salah satu tugas kepada pelaksana lain.",
        "Give one of the duties to another actor.",
    ),
    _SEPARATION,
)
JOINT = rule(
    "SOP402",
    ADVICE,
    ("Tugas bercampur dalam kegiatan bersama", "Duties mixed in a joint activity"),
    (
        '"{actor}" ikut {one_id} (langkah {one_step}) dan juga {other_id} (langkah {other_step}).',
        '"{actor}" joins in to {one} (step {one_step}) and also to {other} (step {other_step}).',
    ),
    (
        "Ganti pelaksana ini dalam kegiatan bersama, atau pastikan yang lain memeriksanya.",
        "Replace the actor in the joint activity, or make sure that the others check.",
    ),
    _SEPARATION,
)
EXTERNAL = rule(
    "SOP403",
    WARNING,
    ("Tugas pengendalian pada pihak luar", "Duty of control held by an outsider"),
    (
        'Pihak luar "{actor}" {one_id} di langkah {one_step}.',
        '"{actor}" from outside is to {one} at step {one_step}.',
    ),
    (
        "Serahkan tugas ini kepada pejabat sendiri, atau hapus `duty`.",
        "Give the duty to an official, or take `duty` away.",
    ),
    _SEPARATION,
)

RULES: tuple[Rule, ...] = (SAME_ACTOR, JOINT, EXTERNAL)

_WORDS = {
    Duty.AUTHORISE: Words("mengesahkan", "authorise"),
    Duty.RECORD: Words("mencatat", "record"),
    Duty.KEEP: Words("menyimpan", "keep"),
    Duty.VERIFY: Words("memeriksa", "verify"),
}


class _Held(NamedTuple):
    """A duty that an actor has at a symbol, alone or jointly."""

    duty: Duty
    symbol: str
    is_joint: bool


def duties(sop: SOP) -> Iterator[Finding]:
    """Each pair of separate duties that one actor holds, at the later step."""
    held = _held(sop)
    if not held:
        return
    number = flow.numbers(sop)
    outside = {actor.name for actor in sop.actors if actor.external}
    for actor, holdings in held.items():
        if actor in outside:
            one = holdings[0]
            values = {"actor": actor, **_said("one", one, number)}
            yield Finding(EXTERNAL, place(sop, one.symbol), values)
        for one, other in _clashes(holdings):
            found = JOINT if one.is_joint or other.is_joint else SAME_ACTOR
            values = {"actor": actor, **_said("one", one, number), **_said("other", other, number)}
            yield Finding(found, place(sop, other.symbol), values)


def _said(key: str, held: _Held, number: dict[str, str]) -> dict[str, object]:
    words = _WORDS[held.duty]
    return {key: words.en, f"{key}_id": words.id, f"{key}_step": number[held.symbol]}


def _held(sop: SOP) -> dict[str, list[_Held]]:
    held: dict[str, list[_Held]] = {}
    for step in sop.steps:
        if step.duty is None:
            continue
        for symbol in _symbols(step):
            for actor in symbol.actors:
                holding = _Held(step.duty, symbol.id, is_joint=len(symbol.actors) > 1)
                held.setdefault(actor, []).append(holding)
    return held


def _symbols(step: Step) -> list[Symbol]:
    """Who holds the duty of a row: the deciders where there are any, or else everyone."""
    deciding = [symbol for symbol in step.symbols if symbol.kind is Kind.DECISION]
    return deciding or list(step.symbols)


def _clashes(holdings: list[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Each pair of duties once, by the first step of each that is not joint, or else the first."""
    case: dict[Duty, _Held] = {}
    for held in holdings:
        if held.duty not in case or (case[held.duty].is_joint and not held.is_joint):
            case[held.duty] = held
    yield from combinations(case.values(), 2)
