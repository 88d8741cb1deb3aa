"""Repairs of findings, where what is right is certain: one click for the author.

A repair takes away its finding and brings no new error (`tests/sop/test_repairs.py` proves it on
random SOPs). Where more than one repair would be right, or the right one would have to be guessed,
there is none: the hint of the rule says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sopan.sop import verbs
from sopan.sop.checks import actors, identity, steps, symbols
from sopan.sop.checks.rule import plain
from sopan.sop.findings import Finding, Language, Words
from sopan.sop.model import SOP, Actor, Step, Symbol
from sopan.sop.positions import is_outside


@dataclass(frozen=True, slots=True)
class Repair:
    """What a click would do, in words, and the SOP after it."""

    words: Words
    after: SOP
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        return self.words.say(language, self.values)


def repair(sop: SOP, finding: Finding) -> Repair | None:
    """The repair of a finding of this very SOP; None where none is certain."""
    make = _MAKERS.get(finding.rule.code)
    return make(sop, finding) if make else None


# Texts of rows

WRITE = Words('Tulis "{text}"', 'Write "{text}"')
_WHETHER = re.compile(r"\S+(?:\s+(?:kembali|ulang))?\s+(apakah\s.+)", re.IGNORECASE | re.DOTALL)


def _row(finding: Finding) -> int:
    return int(finding.path[1])


def _with_step(sop: SOP, row: int, step: Step) -> SOP:
    return replace(sop, steps=(*sop.steps[:row], step, *sop.steps[row + 1 :]))


def _with_text(sop: SOP, row: int, text: str) -> Repair:
    after = _with_step(sop, row, replace(sop.steps[row], text=text))
    return Repair(WRITE, after, {"text": text})


def _verb(sop: SOP, finding: Finding) -> Repair | None:
    text = str(finding.values["suggestion"])
    return _with_text(sop, _row(finding), text) if verbs.begins_with_verb(text) else None


def _subject(sop: SOP, finding: Finding) -> Repair | None:
    """Certain only where the column says the same: the row is done by that actor."""
    row = _row(finding)
    names = {name for symbol in sop.steps[row].symbols for name in symbol.actors}
    if finding.values["actor"] not in names:
        return None
    return _with_text(sop, row, str(finding.values["suggestion"]))


def _question(sop: SOP, finding: Finding) -> Repair | None:
    """ "Memeriksa apakah lengkap" and "Berkas lengkap" as questions; no other activity."""
    row = _row(finding)
    text = sop.steps[row].text.strip().rstrip(".?! ")
    whether = _WHETHER.fullmatch(text)
    if whether and verbs.begins_with_verb(text):
        return _with_text(sop, row, f"{_capital(whether[1])}?")
    is_activity = verbs.begins_with_verb(text) or verbs.rephrased(text)
    if not text or (is_activity and not verbs.first_word(text).startswith("di")):
        return None
    return _with_text(sop, row, f"Apakah {_small(text)}?")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """Begins small within a sentence; abbreviations stay as they are."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


# Kelengkapan

TAKE_OUTPUT = Words(
    "Isi Kelengkapan dengan output langkah {step}: {text}",
    "Fill Kelengkapan with the output of step {step}: {text}",
)


_NEEDS = "Kelengkapan"
"""How the checks call the column."""


def _needs(sop: SOP, finding: Finding) -> Repair | None:
    """What the only earlier row that leads here gives."""
    if _NEEDS not in str(finding.values["columns"]).split(", "):
        return None
    row = _row(finding)
    step = sop.steps[row]
    before = sorted({other for other in _led_from(sop, step) if other < row})
    if len(before) != 1:
        return None
    gives = tuple(text for text in sop.steps[before[0]].gives if text.strip())
    if not gives:
        return None
    values = {"step": before[0] + 1, "text": ", ".join(gives)}
    return Repair(TAKE_OUTPUT, _with_step(sop, row, replace(step, needs=gives)), values)


def _led_from(sop: SOP, step: Step) -> list[int]:
    own = {symbol.id for symbol in step.symbols}
    return [
        row
        for row, other in enumerate(sop.steps)
        for symbol in other.symbols
        if any(flow.target in own for flow in symbol.flows)
    ]


# Symbols

LABEL = Words('Beri nama cabang "{label}"', 'Label the branch "{label}"')
NO_JOIN = Words("Hapus tanda menunggu", "Take the join away")
_OPPOSITE = {"yes": "no", "no": "yes", "ya": "Tidak", "tidak": "Ya"}
_SHOWN = {"yes": "Ya", "no": "Tidak"}


def _symbol(sop: SOP, finding: Finding) -> Symbol:
    place = int(finding.path[3]) if len(finding.path) > 3 else 0
    return sop.steps[_row(finding)].symbols[place]


def _with_symbol(sop: SOP, symbol: Symbol) -> SOP:
    row = sop.rows[symbol.id]
    symbols_ = tuple(symbol if s.id == symbol.id else s for s in sop.steps[row].symbols)
    return _with_step(sop, row, replace(sop.steps[row], symbols=symbols_))


def _label(sop: SOP, finding: Finding) -> Repair | None:
    """The other answer, where one of two branches says yes or no."""
    symbol = _symbol(sop, finding)
    named = [flow.label for flow in symbol.flows if flow.label.strip()]
    label = _OPPOSITE.get(plain(named[0]), "") if named else ""
    if len(symbol.flows) != 2 or not label:
        return None
    flows = tuple(f if f.label.strip() else replace(f, label=label) for f in symbol.flows)
    after = _with_symbol(sop, replace(symbol, flows=flows))
    return Repair(LABEL, after, {"label": _SHOWN.get(label, label)})


def _join(sop: SOP, finding: Finding) -> Repair | None:
    """A join of one arrow waits for nothing else; the first symbol waits for the start too."""
    symbol = _symbol(sop, finding)
    if finding.values["count"] != 1 or symbol.id == sop.first_symbol.id:
        return None
    return Repair(NO_JOIN, _with_symbol(sop, replace(symbol, joins=False)))


# Actors

REMOVE_ACTOR = Words("Hapus kolom {actor}", "Remove the column of {actor}")
ADD_ACTOR = Words("Tambahkan kolom {actor}", "Add a column for {actor}")
OUTSIDERS_FIRST = Words("Pindahkan pihak luar ke depan", "Put those from outside first")
IN_ORDER = Words("Urutkan menurut keterlibatan", "Put them in the order of involvement")
JOIN_ACTORS = Words("Gabungkan ke kolom {actor}", "Join it to the column of {actor}")


def _unused(sop: SOP, finding: Finding) -> Repair:
    column = int(finding.path[1])
    others = sop.actors[:column] + sop.actors[column + 1 :]
    return Repair(REMOVE_ACTOR, replace(sop, actors=others), finding.values)


def _outsiders(sop: SOP, _: Finding) -> Repair:
    ordered = sorted(sop.actors, key=lambda actor: not actor.external)
    return Repair(OUTSIDERS_FIRST, replace(sop, actors=tuple(ordered)))


def _order(sop: SOP, _: Finding) -> Repair | None:
    """Those from outside first, then all others as the rows name them; idle ones last."""
    if len(sop.columns) < len(sop.actors):
        return None
    named = [name for step in sop.steps for symbol in step.symbols for name in symbol.actors]
    rank = {name: place for place, name in reversed(list(enumerate(named)))}
    last = len(named)
    ordered = sorted(sop.actors, key=lambda a: (not a.external, rank.get(a.name, last)))
    return Repair(IN_ORDER, replace(sop, actors=tuple(ordered)))


def _duplicate(sop: SOP, finding: Finding) -> Repair:
    """The later of two columns of the same name goes into the first."""
    column = int(finding.path[1])
    twin = sop.actors[column]
    first = next(actor for actor in sop.actors if plain(actor.name) == plain(twin.name))
    kept = replace(first, external=first.external or twin.external)
    actors_ = [
        kept if actor is first else actor
        for place, actor in enumerate(sop.actors)
        if place != column
    ]
    after = _renamed(replace(sop, actors=tuple(actors_)), twin.name, first.name)
    return Repair(JOIN_ACTORS, after, {"actor": first.name})


def _unknown(sop: SOP, finding: Finding) -> Repair:
    """The column that is spelled almost so; or a new one."""
    name = str(finding.values["actor"])
    same = next((a.name for a in sop.actors if plain(a.name) == plain(name)), "")
    if same:
        return Repair(JOIN_ACTORS, _renamed(sop, name, same), {"actor": same})
    new = Actor(name, is_outside(name))
    actors_ = (new, *sop.actors) if new.external else (*sop.actors, new)
    return Repair(ADD_ACTOR, replace(sop, actors=actors_), {"actor": name})


def _renamed(sop: SOP, old: str, new: str) -> SOP:
    rows = tuple(
        replace(step, symbols=tuple(_by_other(symbol, old, new) for symbol in step.symbols))
        for step in sop.steps
    )
    return replace(sop, steps=rows)


def _by_other(symbol: Symbol, old: str, new: str) -> Symbol:
    names: Sequence[str] = [new if name == old else name for name in symbol.actors]
    return replace(symbol, actors=tuple(dict.fromkeys(names)))


# Identity

WRITE_TITLE = Words('Ganti judul menjadi "{text}"', 'Change the title to "{text}"')
MOVE_ACTING = Words(
    'Tulis jabatan "{text}" dan tanda {acting} tersendiri',
    'Write the position "{text}" and the mark {acting} by itself',
)
REMOVE_LAW = Words("Hapus yang kedua", "Remove the second one")
_MARK = re.compile(r"(pl[th])\b\.?\s*", re.IGNORECASE)


def _title(sop: SOP, finding: Finding) -> Repair | None:
    text = str(finding.values["suggestion"])
    if text == "..." or text.casefold().startswith(("sop", "s.o.p", "standar", "prosedur op")):
        return None
    return Repair(WRITE_TITLE, replace(sop, title=text), {"text": text})


def _acting(sop: SOP, finding: Finding) -> Repair | None:
    """The mark goes to its own place, unless another one stands there."""
    position = sop.approval.position.strip()
    mark = _MARK.match(position)
    rest = position[mark.end() :] if mark else ""
    acting = f"{finding.values['acting']}."
    if not rest or _MARK.match(rest) or sop.approval.acting not in ("", acting):
        return None
    approval = replace(sop.approval, position=rest, acting=acting)
    return Repair(MOVE_ACTING, replace(sop, approval=approval), {"text": rest, "acting": acting})


def _law(sop: SOP, finding: Finding) -> Repair | None:
    """Only where the two say the same in the same words."""
    place = int(finding.path[1])
    if plain(sop.laws[place]) not in map(plain, sop.laws[:place]):
        return None
    return Repair(REMOVE_LAW, replace(sop, laws=sop.laws[:place] + sop.laws[place + 1 :]))


_MAKERS: Mapping[str, Callable[[SOP, Finding], Repair | None]] = {
    steps.VERB.code: _verb,
    steps.SUBJECT.code: _subject,
    steps.NO_QUESTION.code: _question,
    steps.QUALITY.code: _needs,
    steps.QUALITY_ADVICE.code: _needs,
    symbols.NO_LABEL.code: _label,
    symbols.LONE_JOIN.code: _join,
    symbols.UNKNOWN_ACTOR.code: _unknown,
    actors.UNUSED.code: _unused,
    actors.EXTERNAL_LAST.code: _outsiders,
    actors.ORDER.code: _order,
    actors.DUPLICATE.code: _duplicate,
    identity.TITLE.code: _title,
    identity.ACTING.code: _acting,
    identity.DUPLICATE_LAW.code: _law,
}

REPAIRED = frozenset(_MAKERS)
"""The codes of the rules whose findings may have a repair."""
