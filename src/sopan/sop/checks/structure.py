"""Whether the SOP can be carried out from a start to an end: SOP102-105, SOP111-114."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sopan.sop import flow
from sopan.sop.checks.rule import ADVICE, ERROR, FLOW, place, rule
from sopan.sop.findings import Finding, Rule, Words
from sopan.sop.flow import Proof, Verdict
from sopan.sop.model import SOP, Flow, Kind, Step, Symbol

_PROOF = Words(
    "Praktik: langkah yang berjalan bersamaan dibuktikan selalu dapat selesai.",
    "Practice: steps that run side by side are proved to come to an end.",
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
        "Dari langkah {first} tidak ada jalan ke langkah {steps}, yang berputar sendiri.",
        "There is no way from step {first} to steps {steps}, which go round by themselves.",
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
DEADLOCK = rule(
    "SOP111",
    ERROR,
    ("Alur macet", "Deadlock"),
    (
        "Setelah {path}, alur berhenti: langkah {at} menunggu langkah {missing} yang tidak akan "
        "datang.",
        "After {path} the flow stands still: step {at} waits for {missing}, which will not come.",
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
UNDECIDED = rule(
    "SOP113",
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
FIRST_WAITS = rule(
    "SOP114",
    ERROR,
    ("Langkah pertama menunggu", "First step that waits"),
    (
        "Langkah pertama ({at}) menunggu langkah {missing}, padahal belum ada yang berjalan.",
        "The first step ({at}) waits for step {missing}, though nothing has begun.",
    ),
    ("Hapus tanda pertemuan pada langkah pertama.", "Take the join away from the first step."),
    _PROOF,
)

RULES: tuple[Rule, ...] = (
    *(SECOND_START, UNREACHABLE, NO_END, NO_EXIT),
    *(DEADLOCK, UNSAFE, UNDECIDED, FIRST_WAITS),
)


def structure(sop: SOP) -> Iterator[Finding]:
    """What keeps the SOP from being carried out from its start to an end."""
    number = flow.numbers(sop)
    graph = flow.successors(sop)
    yield from _starts(sop, graph, number)
    yield from _traps(sop, graph, number)
    yield from _proof(sop, number)


def _starts(
    sop: SOP, graph: dict[str, tuple[str, ...]], number: dict[str, str]
) -> Iterator[Finding]:
    """Second starts, and the steps that not even those lead to."""
    first = sop.first_symbol.id
    back = flow.reversed_graph(graph)
    starts = [name for name in graph if name != first and not set(back[name]) - {name}]
    reached = flow.reach(graph, [first])
    for name in starts:
        values = {"step": number[name], "first": number[first]}
        yield Finding(SECOND_START, place(sop, name), values)
    reached |= flow.reach(graph, starts)
    for name in graph:
        if name not in reached:
            island = flow.reach(graph, [name]) - reached
            steps = ", ".join(number[other] for other in graph if other in island)
            values = {"step": number[name], "steps": steps, "first": number[first]}
            yield Finding(UNREACHABLE, place(sop, name), values)
            reached |= island


def _traps(
    sop: SOP, graph: dict[str, tuple[str, ...]], number: dict[str, str]
) -> Iterator[Finding]:
    """Loops without a way out, each once, and the steps that lead into nothing else."""
    ending = flow.ending(sop)
    endless = [name for name in graph if name not in ending]
    beyond = {name: flow.reach(graph, [name]) for name in endless}
    inside = {name for name in endless if all(name in beyond[other] for other in beyond[name])}
    told: set[str] = set()
    for name in endless:
        if name in inside and name not in told:
            told |= beyond[name]
            loop = flow.shortest_loop(graph, name)
            # A symbol that leads to itself breaks SOP110 already.
            if len(loop) > 2:
                yield Finding(NO_EXIT, place(sop, name), {"path": _path(number, loop)})
        if name not in inside:
            yield Finding(NO_END, place(sop, name), {"step": number[name]})


def _path(number: dict[str, str], names: tuple[str, ...]) -> str:
    return " → ".join(number[name] for name in names)


_RULE_OF = {
    Verdict.DEADLOCK: DEADLOCK,
    Verdict.UNSAFE: UNSAFE,
    Verdict.UNDECIDED: UNDECIDED,
}


def _proof(sop: SOP, number: dict[str, str]) -> Iterator[Finding]:
    """The counter-example of the proof, unless another rule tells its cause.

    A livelock comes only from loops without a way out, a dead symbol only from a second start or
    steps out of reach.
    """
    proof = _without_closings(flow.prove(_closed(sop)))
    found = _RULE_OF.get(proof.verdict)
    if found is None or (proof.missing and not set(proof.missing) & flow.reachable(sop)):
        return
    if found is DEADLOCK and not proof.path:
        found = FIRST_WAITS
    where = place(sop, proof.at[0]) if proof.at else ("steps",)
    yield Finding(found, where, _values(proof, number))


_CLOSING = "closing "


def _closed(sop: SOP) -> SOP:
    """The SOP with a symbol after each end where branches may meet.

    Tokens that end vanish; behind such a symbol the proof sees an end that is carried out twice.
    """
    symbols = sop.symbols.values()
    if not any(len(s.flows) > 1 and s.kind is Kind.PROCESS for s in symbols):
        return sop
    led_to = Counter(f.target for s in symbols for f in s.flows)
    ends = {s.id for s in symbols if not s.flows and led_to[s.id] > 1}
    steps = tuple(
        replace(step, symbols=tuple(_closing(s) if s.id in ends else s for s in step.symbols))
        for step in sop.steps
    )
    closings = tuple(Symbol(f"{_CLOSING}{name}", ()) for name in sorted(ends))
    return replace(sop, steps=(*steps, Step(_CLOSING, "", closings)) if closings else steps)


def _closing(symbol: Symbol) -> Symbol:
    return replace(symbol, flows=(Flow(f"{_CLOSING}{symbol.id}"),))


def _without_closings(proof: Proof) -> Proof:
    """The proof in the symbols of the SOP."""
    path = tuple(name for name in proof.path if not name.startswith(_CLOSING))
    at = tuple(dict.fromkeys(name.removeprefix(_CLOSING) for name in proof.at))
    missing = tuple(name for name in proof.missing if not name.startswith(_CLOSING))
    return replace(proof, path=path, at=at, missing=missing)


def _values(proof: Proof, number: dict[str, str]) -> dict[str, object]:
    return {
        "path": _path(number, proof.path or proof.at[:1]),
        "at": ", ".join(number[name] for name in proof.at),
        "missing": ", ".join(number[name] for name in proof.missing),
        "markings": proof.markings - 1,
    }
