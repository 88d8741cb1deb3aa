"""Whether the symbols of the rows are in order, each by itself: SOP101, SOP106 to SOP120."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sopan.sop import flow
from sopan.sop.checks.rule import ERROR, FLOW, WARNING, place, plain, rule
from sopan.sop.findings import Finding, Rule, Words
from sopan.sop.model import SOP, Kind, Symbol

_DECISION = Words(
    "PermenPANRB 35/2012, lampiran: belah ketupat adalah keputusan dengan jawaban yang berbeda.",
    "PermenPANRB 35/2012, annex: a diamond is a decision between different answers.",
)
_DRAWN = Words(
    "Praktik: setiap simbol berdiri pada satu kolom pelaksana dan panahnya menuju simbol lain.",
    "Practice: every symbol stands in the column of an actor, and its arrows lead to symbols.",
)

NO_STEPS = rule(
    "SOP101",
    ERROR,
    ("SOP tanpa langkah", "No steps"),
    ("SOP ini belum mempunyai langkah.", "This SOP has no steps yet."),
    ("Tambahkan langkah pertama.", "Add the first step."),
    FLOW,
)
FEW_BRANCHES = rule(
    "SOP106",
    ERROR,
    ("Keputusan kurang dari dua cabang", "Decision with fewer than two branches"),
    (
        "Keputusan di langkah {step} hanya mempunyai {count} cabang.",
        "The decision at step {step} has only {count} branches.",
    ),
    (
        "Tambahkan cabang, atau jadikan langkah ini kegiatan biasa.",
        "Add a branch, or make the step an activity.",
    ),
    _DECISION,
)
SAME_TARGET = rule(
    "SOP107",
    WARNING,
    ("Cabang menuju tempat yang sama", "Branches to the same place"),
    (
        "Semua cabang keputusan di langkah {step} menuju langkah {target}.",
        "All branches of the decision at step {step} lead to step {target}.",
    ),
    (
        "Arahkan salah satu cabang ke langkah lain, atau hapus keputusan ini.",
        "Lead one branch to another step, or remove the decision.",
    ),
    _DECISION,
)
SAME_LABEL = rule(
    "SOP108",
    ERROR,
    ("Cabang dengan nama yang sama", "Branches with the same label"),
    (
        'Keputusan di langkah {step} mempunyai {count} cabang bernama "{label}".',
        'The decision at step {step} has {count} branches called "{label}".',
    ),
    (
        "Beri setiap cabang nama yang berbeda, misalnya Ya dan Tidak.",
        "Give every branch a label of its own, such as Ya and Tidak.",
    ),
    _DECISION,
)
NO_LABEL = rule(
    "SOP109",
    WARNING,
    ("Cabang tanpa nama", "Branch without a label"),
    (
        "Cabang keputusan di langkah {step} yang menuju langkah {target} belum bernama.",
        "The branch from the decision at step {step} to step {target} has no label.",
    ),
    ("Tuliskan jawabannya, misalnya Ya atau Tidak.", "Write its answer, such as Ya or Tidak."),
    _DECISION,
)
SELF_FLOW = rule(
    "SOP110",
    ERROR,
    ("Panah ke diri sendiri", "Arrow to itself"),
    ("Panah dari langkah {step} kembali ke simbol yang sama.", "Step {step} leads to itself."),
    (
        "Tambahkan langkah perbaikan yang kembali ke sini, atau arahkan ke langkah lain.",
        "Add a step of repair that leads back here, or lead the arrow elsewhere.",
    ),
    _DRAWN,
)
LONE_JOIN = rule(
    "SOP115",
    WARNING,
    ("Pertemuan dengan satu cabang", "Join of a single branch"),
    (
        "Langkah {step} menunggu semua cabang, tetapi hanya {count} panah yang menuju ke sana.",
        "Step {step} waits for all branches, but only {count} arrows lead to it.",
    ),
    (
        "Hapus tanda pertemuan, atau arahkan cabang lainnya ke langkah ini.",
        "Take the join away, or lead the other branches here.",
    ),
    FLOW,
)
UNKNOWN_TARGET = rule(
    "SOP116",
    ERROR,
    ("Tujuan panah tidak ada", "Arrow to nowhere"),
    (
        'Panah dari langkah {step} menuju "{target}", yang tidak ada.',
        'The arrow from step {step} leads to "{target}", which does not exist.',
    ),
    ("Arahkan ke langkah yang ada.", "Lead it to a step that exists."),
    _DRAWN,
)
DUPLICATE_ID = rule(
    "SOP117",
    ERROR,
    ("Kunci simbol ganda", "Symbol key used twice"),
    ('Ada {count} simbol dengan kunci "{id}".', 'There are {count} symbols with the key "{id}".'),
    ("Beri setiap simbol kunci sendiri.", "Give every symbol a key of its own."),
    _DRAWN,
)
UNKNOWN_ACTOR = rule(
    "SOP118",
    ERROR,
    ("Pelaksana tanpa kolom", "Actor without a column"),
    (
        'Pelaksana "{actor}" di langkah {step} tidak ada dalam daftar pelaksana.',
        'The actor "{actor}" of step {step} is not in the list of actors.',
    ),
    ("Tambahkan ke daftar pelaksana, atau betulkan namanya.", "Add it to the list, or correct it."),
    _DRAWN,
)
NO_ACTOR = rule(
    "SOP119",
    ERROR,
    ("Langkah tanpa pelaksana", "Step without an actor"),
    ("Langkah {step} belum mempunyai pelaksana.", "Step {step} has no actor yet."),
    ("Tentukan siapa yang mengerjakannya.", "Say who carries it out."),
    _DRAWN,
)
NO_SYMBOL = rule(
    "SOP120",
    ERROR,
    ("Baris tanpa simbol", "Row without a symbol"),
    ("Langkah {step} belum mempunyai simbol.", "Step {step} has no symbol yet."),
    ("Tentukan siapa yang mengerjakannya.", "Say who carries it out."),
    _DRAWN,
)

RULES: tuple[Rule, ...] = (
    *(NO_STEPS, FEW_BRANCHES, SAME_TARGET, SAME_LABEL, NO_LABEL, SELF_FLOW, LONE_JOIN),
    *(UNKNOWN_TARGET, DUPLICATE_ID, UNKNOWN_ACTOR, NO_ACTOR, NO_SYMBOL),
)


def broken(sop: SOP) -> Iterator[Finding]:
    """What keeps the flow from being followed at all."""
    if not sop.steps:
        yield Finding(NO_STEPS, ("steps",))
    number = flow.numbers(sop)
    for row, step in enumerate(sop.steps):
        if not step.symbols:
            yield Finding(NO_SYMBOL, ("steps", row), {"step": row + 1})
    for name, count in Counter(s.id for step in sop.steps for s in step.symbols).items():
        if count > 1:
            yield Finding(DUPLICATE_ID, place(sop, name), {"id": name, "count": count})
    for symbol in sop.symbols.values():
        where, step_number = place(sop, symbol.id), number[symbol.id]
        if not symbol.actors:
            yield Finding(NO_ACTOR, where, {"step": step_number})
        for actor in symbol.actors:
            if actor not in sop.columns:
                yield Finding(UNKNOWN_ACTOR, where, {"step": step_number, "actor": actor})
        for arrow in symbol.flows:
            if arrow.target not in sop.symbols:
                yield Finding(UNKNOWN_TARGET, where, {"step": step_number, "target": arrow.target})


def symbols(sop: SOP) -> Iterator[Finding]:
    """What is wrong with decisions, joins and arrows where they stand."""
    number = flow.numbers(sop)
    entries = Counter(arrow.target for s in sop.symbols.values() for arrow in s.flows)
    for symbol in sop.symbols.values():
        where, step = place(sop, symbol.id), number[symbol.id]
        if symbol.kind is Kind.DECISION:
            yield from _decision(sop, symbol, number)
        if any(arrow.target == symbol.id for arrow in symbol.flows):
            yield Finding(SELF_FLOW, where, {"step": step})
        if symbol.joins and entries[symbol.id] < 2:
            yield Finding(LONE_JOIN, where, {"step": step, "count": entries[symbol.id]})


def _decision(sop: SOP, symbol: Symbol, number: dict[str, str]) -> Iterator[Finding]:
    where, step = place(sop, symbol.id), number[symbol.id]
    count = len(symbol.flows)
    if count < 2:
        yield Finding(FEW_BRANCHES, where, {"step": step, "count": count})
        return
    targets = {arrow.target for arrow in symbol.flows}
    if len(targets) == 1:
        yield Finding(SAME_TARGET, where, {"step": step, "target": number[targets.pop()]})
    labels = Counter(plain(arrow.label) for arrow in symbol.flows)
    for arrow in symbol.flows:
        same = labels.pop(plain(arrow.label), 0)
        if same > 1:
            yield Finding(SAME_LABEL, where, {"step": step, "label": arrow.label, "count": same})
        elif same and not arrow.label.strip():
            yield Finding(NO_LABEL, where, {"step": step, "target": number[arrow.target]})
