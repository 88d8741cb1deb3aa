"""Whether the SOP can be carried out from its start to an end: SOP101 to SOP120."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sopan.sop import flow
from sopan.sop.checks.rule import ADVICE, ERROR, FLOW, WARNING, place, plain, rule
from sopan.sop.findings import Finding, Rule, Words
from sopan.sop.flow import Proof, Verdict
from sopan.sop.model import SOP, Kind, Symbol

_DECISION = Words(
    "PermenPANRB 35/2012, lampiran: belah ketupat adalah keputusan dengan jawaban yang berbeda.",
    "PermenPANRB 35/2012, annex: a diamond is a decision between different answers.",
)
_DRAWN = Words(
    "Praktik: setiap simbol berdiri pada satu kolom pelaksana dan panahnya menuju simbol lain.",
    "Practice: every symbol stands in the column of an actor, and its arrows lead to symbols.",
)
_PROOF = Words(
    "Praktik: langkah yang berjalan bersamaan dibuktikan selalu dapat selesai.",
    "Practice: steps that run side by side are proved to come to an end.",
)

NO_STEPS = rule(
    "SOP101",
    ERROR,
    ("SOP tanpa langkah", "No steps"),
    ("SOP ini belum mempunyai langkah.", "This SOP has no steps yet."),
    ("Tambahkan langkah pertama.", "Add the first step."),
    FLOW,
)
SECOND_START = rule(
    "SOP102",
    ERROR,
    ("Mulai lebih dari satu", "More than one start"),
    (
        "Tidak ada panah yang menuju langkah {step}, padahal SOP dimulai di langkah {first}.",
        "No arrow leads to step {step}, though the SOP starts at step {first}.",
    ),
    (
        "Arahkan salah satu langkah sebelumnya ke langkah {step}, atau hapus langkah itu.",
        "Lead one of the steps before to step {step}, or remove it.",
    ),
    FLOW,
)
UNREACHABLE = rule(
    "SOP103",
    ERROR,
    ("Langkah tidak tercapai", "Step out of reach"),
    (
        "Langkah {steps} hanya saling menuju; dari langkah {first} tidak ada jalan ke sana.",
        "Steps {steps} lead only to each other; there is no way to them from step {first}.",
    ),
    (
        "Arahkan salah satu langkah lain ke langkah {step}, atau hapus.",
        "Lead another step to step {step}, or remove them.",
    ),
    FLOW,
)
NO_END = rule(
    "SOP104",
    ERROR,
    ("Langkah tidak sampai ke akhir", "Step that reaches no end"),
    (
        "Dari langkah {step} tidak ada jalan ke akhir SOP.",
        "No way leads from step {step} to an end of the SOP.",
    ),
    (
        "Beri jalan keluar pada putaran yang dimasuki dari langkah ini.",
        "Give the loop that this step leads into a way out.",
    ),
    FLOW,
)
NO_EXIT = rule(
    "SOP105",
    ERROR,
    ("Putaran tanpa jalan keluar", "Loop without a way out"),
    (
        "Langkah {path} berputar tanpa jalan keluar.",
        "Steps {path} go round without a way out.",
    ),
    (
        "Jadikan salah satu langkah dalam putaran itu keputusan yang dapat menuju ke akhir.",
        "Make one step of the loop a decision that can lead towards an end.",
    ),
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
DEADLOCK = rule(
    "SOP111",
    ERROR,
    ("Alur macet", "Deadlock"),
    (
        "Setelah {path}, langkah {at} menunggu langkah {missing} yang tidak akan datang.",
        "After {path}, step {at} waits for step {missing}, which will not come.",
    ),
    (
        "Hapus tanda pertemuan pada langkah {at}, atau bagi alurnya dengan kegiatan, "
        "bukan dengan keputusan.",
        "Take the join away from step {at}, or split the flow at an activity, not at a decision.",
    ),
    _PROOF,
)
UNSAFE = rule(
    "SOP112",
    ERROR,
    ("Langkah dikerjakan ganda", "Step carried out twice"),
    (
        "Pada jalan {path}, langkah {at} didatangi dua kali sekaligus.",
        "On the way {path}, step {at} is led to twice at once.",
    ),
    (
        "Tandai langkah tempat cabang bertemu sebagai pertemuan, agar menunggu semua cabang.",
        "Mark the step where the branches meet as a join, so that it waits for all of them.",
    ),
    _PROOF,
)
LIVELOCK = rule(
    "SOP113",
    ERROR,
    ("Alur tidak dapat selesai lagi", "Flow that cannot be completed any more"),
    (
        "Setelah {path}, SOP berjalan terus di langkah {at} dan tidak dapat selesai lagi.",
        "After {path}, the SOP goes on at step {at} and cannot be completed any more.",
    ),
    (
        "Beri jalan keluar dari langkah {at}, atau pertemukan cabang sebelum berulang.",
        "Give step {at} a way out, or join the branches before going back.",
    ),
    _PROOF,
)
UNDECIDED = rule(
    "SOP114",
    ADVICE,
    ("Alur terlalu rumit untuk dibuktikan", "Flow too intricate to prove"),
    (
        "Alur SOP ini mempunyai lebih dari {markings} keadaan, sehingga belum terbukti selalu "
        "selesai.",
        "The flow has more than {markings} states, so it is not proved to end always.",
    ),
    (
        "Kurangi cabang yang berjalan bersamaan, atau pindahkan sebagian ke SOP tersendiri.",
        "Have fewer branches side by side, or move a part to an SOP of its own.",
    ),
    _PROOF,
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
    *(NO_STEPS, SECOND_START, UNREACHABLE, NO_END, NO_EXIT, FEW_BRANCHES, SAME_TARGET),
    *(SAME_LABEL, NO_LABEL, SELF_FLOW, DEADLOCK, UNSAFE, LIVELOCK, UNDECIDED, LONE_JOIN),
    *(UNKNOWN_TARGET, DUPLICATE_ID, UNKNOWN_ACTOR, NO_ACTOR, NO_SYMBOL),
)


def structure(sop: SOP) -> Iterator[Finding]:
    """What keeps the SOP from being carried out; the flow only once the symbols are in order."""
    if not sop.steps:
        yield Finding(NO_STEPS, ("steps",))
        return
    broken = list(_broken(sop))
    yield from broken
    if not broken:
        yield from _flow(sop)


def _broken(sop: SOP) -> Iterator[Finding]:
    """Symbols that are not even well-formed."""
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


def _flow(sop: SOP) -> Iterator[Finding]:
    number = flow.numbers(sop)
    graph = flow.successors(sop)
    back = flow.reversed_graph(graph)
    entries = Counter(arrow.target for s in sop.symbols.values() for arrow in s.flows)
    yield from _starts(sop, graph, back, number)
    traps = list(_traps(sop, graph, number))
    yield from traps
    for symbol in sop.symbols.values():
        if symbol.kind is Kind.DECISION:
            yield from _decision(sop, symbol, number)
        if symbol.id in graph[symbol.id]:
            yield Finding(SELF_FLOW, place(sop, symbol.id), {"step": number[symbol.id]})
        if symbol.joins and entries[symbol.id] < 2:
            values = {"step": number[symbol.id], "count": entries[symbol.id]}
            yield Finding(LONE_JOIN, place(sop, symbol.id), values)
    yield from _proof(sop, number, is_trapped=bool(traps))


def _starts(
    sop: SOP,
    graph: dict[str, tuple[str, ...]],
    back: dict[str, tuple[str, ...]],
    number: dict[str, str],
) -> Iterator[Finding]:
    """Second starts, and the steps that not even those lead to."""
    first = sop.first_symbol.id
    reached = flow.reach(graph, [first])
    for name in graph:
        if name not in reached and not set(back[name]) - {name}:
            yield Finding(
                SECOND_START, place(sop, name), {"step": number[name], "first": number[first]}
            )
            reached |= flow.reach(graph, [name])
    for name in graph:
        if name not in reached:
            island = flow.reach(graph, [name]) - reached
            values = {
                "step": number[name],
                "steps": _listed(number, graph, island),
                "first": number[first],
            }
            yield Finding(UNREACHABLE, place(sop, name), values)
            reached |= island


def _listed(number: dict[str, str], order: dict[str, tuple[str, ...]], names: set[str]) -> str:
    return ", ".join(number[name] for name in order if name in names)


def _traps(
    sop: SOP, graph: dict[str, tuple[str, ...]], number: dict[str, str]
) -> Iterator[Finding]:
    """Loops without a way out, each once, and the steps that lead into nothing else."""
    endless = [name for name in graph if name not in flow.ending(sop)] if graph else []
    if not endless:
        return
    beyond = {name: flow.reach(graph, [name]) for name in endless}
    inside = {name for name in endless if all(name in beyond[other] for other in beyond[name])}
    told: set[str] = set()
    for name in endless:
        if name in inside and name not in told:
            loop = flow.shortest_loop(graph, name)
            yield Finding(NO_EXIT, place(sop, name), {"path": _path(number, loop)})
            told |= beyond[name]
        if name not in inside:
            yield Finding(NO_END, place(sop, name), {"step": number[name]})


def _path(number: dict[str, str], names: tuple[str, ...]) -> str:
    return " → ".join(number[name] for name in names)


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


_RULE_OF = {
    Verdict.DEADLOCK: DEADLOCK,
    Verdict.UNSAFE: UNSAFE,
    Verdict.LIVELOCK: LIVELOCK,
    Verdict.UNDECIDED: UNDECIDED,
}


def _proof(sop: SOP, number: dict[str, str], is_trapped: bool) -> Iterator[Finding]:
    """The counter-example of the proof, unless SOP102 to SOP105 told it already."""
    proof = flow.prove(sop)
    found = _RULE_OF.get(proof.verdict)
    if found is None or (found is LIVELOCK and is_trapped):
        return
    where = place(sop, proof.at[0]) if proof.at else ("steps",)
    yield Finding(found, where, _values(proof, number))


def _values(proof: Proof, number: dict[str, str]) -> dict[str, object]:
    return {
        "path": _path(number, proof.path),
        "at": ", ".join(number[name] for name in proof.at),
        "missing": ", ".join(number[name] for name in proof.missing if name),
        "markings": proof.markings - 1,
    }
