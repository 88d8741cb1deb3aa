from __future__ import annotations

from collections import Counter, deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.sop import flow
from sopan.sop.flow import Proof, Verdict, prove
from sopan.sop.model import SOP, Flow, Kind, Step, Symbol
from tests.sop.build import STAFF, drawn, good

SOUND = {
    "a straight line": """
        a > b
        b > c
        c .""",
    "a decision that goes back to any earlier step": """
        a > b
        b > c
        c ? d a
        d .""",
    "a rework box beside the diamond": """
        a > b
        b ? c r | r > b
        c .""",
    "several ends": """
        a ? b c
        b .
        c .""",
    "branches that end by themselves": """
        a > b c d
        b .
        c > e
        d .
        e .""",
    "a split that joins": """
        a > b c
        b > d
        c > d
        *d > e
        e .""",
    "a loop within a branch": """
        a > b c
        b > b2
        b2 ? d b
        c > d
        *d .""",
    "a decision around a split": """
        a ? b z
        b > c d
        c > e
        d > e
        *e > y
        y ? z b
        z .""",
    "a decision that joins": """
        a > b c
        b > d
        c > d
        *d ? e a
        e .""",
    "a single symbol": "a .",
    "a split within a split": """
        a > b c
        b > d e
        d > f
        e > f
        *f > g
        c > g
        *g .""",
}

FAULTS = {
    "a join after a decision": (
        """
        a ? b c
        b > d
        c > d
        *d .""",
        Proof(Verdict.DEADLOCK, ("a", "b"), ("d",), ("c",)),
    ),
    "a loop that re-enters a join": (
        """
        a > b
        *b ? c a
        c > b""",
        Proof(Verdict.DEADLOCK, ("a",), ("b",), ("c",)),
    ),
    "a first symbol that waits for its own loop": (
        """
        *a > b
        b ? c a
        c .""",
        Proof(Verdict.DEADLOCK, (), ("a",), ("b",)),
    ),
    "a split that meets without a join": (
        """
        a > b c
        b > d
        c > d
        d > e
        e .""",
        Proof(Verdict.UNSAFE, ("a", "b", "d", "c", "d"), ("e",)),
    ),
    "one branch that goes back before the split": (
        """
        a > b
        b > c d
        c > b
        d .""",
        Proof(Verdict.UNSAFE, ("a", "b", "c", "b"), ("d",)),
    ),
    "a loop without a way out": (
        """
        a ? b c
        b > d
        d > b
        c .""",
        Proof(Verdict.LIVELOCK, ("a",), ("b",)),
    ),
    "a step that nothing leads to": (
        """
        a > b
        x > b
        b .""",
        Proof(Verdict.DEAD, (), ("x",)),
    ),
    "a join that a way out leaves half-filled": (
        """
        a > b c
        b ? d e
        c > d
        *d .
        e .""",
        Proof(Verdict.DEADLOCK, ("a", "b", "e", "c"), ("d",), ("b",)),
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_is_sound(name: str) -> None:
    assert prove(drawn(SOUND[name])).is_sound


@pytest.mark.parametrize("name", FAULTS)
def test_shows_a_shortest_way_to_the_fault(name: str) -> None:
    text, wanted = FAULTS[name]
    proof = prove(drawn(text))
    assert (proof.verdict, len(proof.path)) == (wanted.verdict, len(wanted.path))
    assert (proof.at, proof.missing) == (wanted.at, wanted.missing)
    assert Counter(proof.path) == Counter(wanted.path)


def test_the_same_sop_gives_the_same_proof() -> None:
    text = FAULTS["a split that meets without a join"][0]
    assert prove(drawn(text)) == prove(drawn(text))


def test_gives_up_at_the_bound() -> None:
    assert prove(drawn(SOUND["a straight line"]), bound=2).verdict is Verdict.UNDECIDED


def test_an_sop_without_symbols_is_undecided() -> None:
    empty = SOP("x", "X", (), ())
    assert prove(empty).verdict is Verdict.UNDECIDED


def test_branches_side_by_side_cost_the_sum_of_their_lengths() -> None:
    branches = 12
    lines = ["a > " + " ".join(f"b{n}0" for n in range(branches))]
    for n in range(branches):
        lines += [f"b{n}{k} > b{n}{k + 1}" for k in range(6)] + [f"b{n}6 ? z b{n}0"]
    proof = prove(drawn("\n".join([*lines, "*z ."])))
    assert proof.is_sound
    assert proof.markings < 200


def test_a_counter_example_of_one_order_is_told_where_every_order_is_too_much() -> None:
    branches = 8
    lines = ["a > x " + " ".join(f"b{n}0" for n in range(branches))]
    lines += ["x ? y w", "y > w"]
    for n in range(branches):
        lines += [f"b{n}{k} > b{n}{k + 1}" for k in range(9)] + [f"b{n}9 > z"]
    proof = prove(drawn("\n".join([*lines, "*w > z", "*z ."])), nearest=2_000)
    assert proof.verdict is Verdict.DEADLOCK


def test_a_second_token_is_found_where_every_order_is_too_much() -> None:
    lines = ["a > " + " ".join(f"b{n}0" for n in range(9))]
    for n in range(9):
        lines += [f"b{n}{k} > b{n}{k + 1}" for k in range(8)] + [f"b{n}8 > z"]
    proof = prove(drawn("\n".join([*lines, "z > y", "y ."])), nearest=2_000)
    assert (proof.verdict, proof.at) == (Verdict.UNSAFE, ("y",))


def test_numbers_name_the_symbols_of_a_row_by_letters() -> None:
    sop = drawn("a > b\nb > c | c > d\nd .")
    assert flow.numbers(sop) == {"a": "1", "b": "2a", "c": "2b", "d": "3"}


def test_letters_go_on_after_z() -> None:
    row = " | ".join(f"x{n} ." for n in range(54))
    assert list(flow.numbers(drawn(row)).values())[25:28] == ["1z", "1aa", "1ab"]
    assert list(flow.numbers(drawn(row)).values())[-1] == "1bb"


def test_plain_reachability_follows_arrows_only() -> None:
    sop = drawn("a > b\nb > a\nc > d\nd .")
    assert flow.reachable(sop) == {"a", "b"}
    assert flow.ending(sop) == {"c", "d"}
    assert flow.shortest_loop(flow.successors(sop), "a") == ("a", "b", "a")
    assert flow.shortest_loop(flow.successors(sop), "c") == ()


def test_the_good_sop_is_sound() -> None:
    assert prove(good()).is_sound


# Compared to a simulation that knows nothing of masks, orders and pairs


@st.composite
def sops(draw: st.DrawFn, parallel: bool = True) -> SOP:
    """Small SOPs, mostly going forward."""
    count = draw(st.integers(1, 7))
    steps = []
    for row in range(count):
        kind = draw(st.sampled_from([Kind.PROCESS, Kind.PROCESS, Kind.DECISION]))
        forward = st.integers(min(row + 1, count - 1), count - 1)
        target = st.one_of(forward, forward, forward, st.integers(0, count - 1))
        most = 0 if row == count - 1 else 3 if parallel or kind is Kind.DECISION else 1
        least = 1 if draw(st.integers(0, 5)) else 0
        targets = draw(st.lists(target, min_size=min(least, most), max_size=most))
        flows = tuple(Flow(f"x{name}") for name in targets)
        joins = parallel and draw(st.sampled_from([False, False, True]))
        steps.append(
            Step(f"s{row}", "Memeriksa", (Symbol(f"x{row}", (STAFF,), kind, flows, joins),))
        )
    return SOP("random", "Acak", (), tuple(steps))


_Tokens = tuple[tuple[str, int, str], ...]


def _moves(sop: SOP, tokens: _Tokens) -> list[tuple[str, _Tokens]]:
    """Every way to carry out one symbol, on a list of tokens (source, position, target)."""
    moves = []
    first = next(iter(sop.symbols))
    for symbol in sop.symbols.values():
        incoming = [
            (source.id, position, flow.target)
            for source in sop.symbols.values()
            for position, flow in enumerate(source.flows)
            if flow.target == symbol.id
        ]
        if symbol.id == first:
            incoming.append(("", 0, first))
        takes = [incoming] if symbol.joins else [[token] for token in incoming]
        flows = [(symbol.id, position, f.target) for position, f in enumerate(symbol.flows)]
        puts = [[one] for one in flows] if symbol.kind is Kind.DECISION and flows else [flows]
        for take in takes:
            if not take or Counter(take) - Counter(tokens):
                continue
            rest = Counter(tokens) - Counter(take)
            moves += [(symbol.id, tuple(sorted((rest + Counter(put)).elements()))) for put in puts]
    return moves


def _simulate(sop: SOP) -> tuple[Verdict, int]:
    """The verdict and the length of a shortest way to a fault."""
    start: _Tokens = (("", 0, next(iter(sop.symbols))),)
    depth = {start: 0}
    after: dict[_Tokens, list[_Tokens]] = {}
    fired: set[str] = set()
    queue = deque([start])
    faults = []
    while queue:
        tokens = queue.popleft()
        if len(set(tokens)) < len(tokens):
            faults.append((depth[tokens], Verdict.UNSAFE))
            break
        moves = _moves(sop, tokens)
        if tokens and not moves:
            faults.append((depth[tokens], Verdict.DEADLOCK))
            break
        after[tokens] = [there for _, there in moves]
        fired |= {name for name, _ in moves}
        for there in after[tokens]:
            if there not in depth:
                depth[there] = depth[tokens] + 1
                queue.append(there)
    if faults:
        return faults[0][1], faults[0][0]
    good_ones: set[_Tokens] = {()}
    while more := {t for t, follow in after.items() if set(follow) & good_ones} - good_ones:
        good_ones |= more
    stuck = [depth[tokens] for tokens in after if tokens not in good_ones]
    if stuck:
        return Verdict.LIVELOCK, min(stuck)
    return (Verdict.SOUND if fired == set(sop.symbols) else Verdict.DEAD), 0


@settings(max_examples=400, deadline=None)
@given(sops())
def test_the_proof_agrees_with_a_simulation(sop: SOP) -> None:
    verdict, length = _simulate(sop)
    proof = prove(sop)
    assert len(proof.path) == length
    if {verdict, proof.verdict} != {Verdict.UNSAFE, Verdict.DEADLOCK}:
        assert proof.verdict is verdict


@settings(max_examples=200, deadline=None)
@given(sops())
def test_the_verdict_needs_no_search_through_every_order(sop: SOP) -> None:
    assert prove(sop).is_sound == prove(sop, nearest=0).is_sound


@settings(max_examples=200, deadline=None)
@given(sops())
def test_a_livelock_has_a_step_that_reaches_no_end(sop: SOP) -> None:
    if prove(sop).verdict is Verdict.LIVELOCK:
        assert set(sop.symbols) - flow.ending(sop)


@settings(max_examples=200, deadline=None)
@given(sops())
def test_the_path_can_be_carried_out(sop: SOP) -> None:
    proof = prove(sop)
    markings: set[_Tokens] = {(("", 0, next(iter(sop.symbols))),)}
    for name in proof.path:
        markings = {
            there for tokens in markings for moved, there in _moves(sop, tokens) if moved == name
        }
        assert markings


@settings(max_examples=200, deadline=None)
@given(sops(parallel=False))
def test_a_sequential_sop_is_sound_when_every_step_is_reached_and_reaches_an_end(sop: SOP) -> None:
    proof = prove(sop)
    everything = set(sop.symbols)
    assert proof.is_sound == (flow.reachable(sop) == everything == flow.ending(sop))
