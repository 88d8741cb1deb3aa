"""CPU time from an SOP in memory to its tagged PDF, on one core, beside typst and others.

    uv run python benchmarks/render.py                 # all peers that are installed
    uv run python benchmarks/render.py --no-peers
    uv run python benchmarks/render.py --profile       # where the time goes, by function

Every round draws other documents, so that nothing is remembered from the round before. The times
are CPU times of the process; they drift with the load of a shared machine, so read the ratios.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import mean, median, quantiles

from documents import mix
from sopan.drawing.pages import draw
from sopan.drawing.profile import Profile
from sopan.drawing.qr import qr_modules
from sopan.formats import pdf
from sopan.sop.model import SOP

AIM = 12.0
"""CPU time per SOP in ms."""
WARM_UP = 10
MOST = 60
"""Documents given to a peer at most."""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of CPU time for one document; `qr` is a part of `layout`."""

    layout: float
    qr: float
    pdf: float

    @property
    def total(self) -> float:
        return self.layout + self.pdf


def measure(sop: SOP, profile: Profile) -> Times:
    """Draws one document."""
    start = time.process_time()
    drawing = draw(sop, profile)
    drawn = time.process_time()
    pdf.write(drawing)
    written = time.process_time()
    # Another code of the same length, as the one of the document is remembered now.
    qr_modules(sop.verify[::-1], 0.0, 0.0, 20.0)
    return Times(drawn - start, time.process_time() - written, written - drawn)


def rounds(kind: str, count: int, repeat: int, profile: Profile) -> list[list[Times]]:
    """Several rounds, each over documents of its own, after a few to warm up."""
    for sop in mix(kind, WARM_UP, first=10**6):
        measure(sop, profile)
    return [
        [measure(sop, profile) for sop in mix(kind, count, first=number * count)]
        for number in range(repeat)
    ]


def report(kind: str, found: Sequence[Sequence[Times]]) -> None:
    """Prints the mean of each phase: the median of the rounds, the lowest and the highest."""
    print(f"\n{kind} documents, CPU ms per SOP     median of rounds   lowest   highest")
    names = [field.name for field in fields(Times)]
    for name in (*names, "total"):
        means = [1000 * mean(getattr(t, name) for t in times) for times in found]
        label = "of it QR" if name == "qr" else name
        print(f"  {label:32}{median(means):16.1f}{min(means):9.1f}{max(means):9.1f}")
    totals = [1000 * t.total for times in found for t in times]
    cuts = quantiles(totals, n=20)
    print(f"  one document: median {median(totals):.1f}, 95 % below {cuts[-1]:.1f}, ", end="")
    print(f"slowest {max(totals):.1f}")
    total = median([1000 * mean(t.total for t in times) for times in found])
    print(f"  aim {AIM:g} ms: {'reached' if total <= AIM else f'missed by {total - AIM:.1f} ms'}")


def compare(kind: str, profile: Profile) -> None:
    """Prints the CPU time of each peer as ratios of ours for the same documents.

    Peers are given columns, row heights, page breaks and the coordinates of all arrows, so the
    ratio to our whole time flatters them; that to our writing of the PDF alone is like for like.
    """
    documents = mix(kind, MOST + 1, first=2 * 10**6)
    # Ours first: what the peers import would slow the garbage collector down.
    ours = [measure(sop, profile) for sop in documents]

    from peers import peers
    from sheets import sheets

    heads = f"{'ours':>8}{'ratio':>8}{'our PDF':>10}{'ratio':>8}"
    print(f"\n{kind} documents beside others     documents  CPU ms{heads}")
    for peer in peers():
        if peer.cpu is None:
            print(f"  {peer.name}: tidak terpasang, dilewati / not installed, skipped")
            continue
        count = min(peer.documents, MOST)
        same = ours[1 : count + 1]
        total = 1000 * mean(times.total for times in same)
        writing = 1000 * mean(times.pdf for times in same)
        theirs = 1000 * mean(peer.cpu([sheets(sop, profile) for sop in documents[: count + 1]]))
        print(f"  {peer.name:34}{count:7}{theirs:8.1f}", end="")
        print(f"{total:8.1f}{theirs / total:7.1f}x{writing:10.1f}{theirs / writing:7.1f}x")
        print(f"      ({peer.lacks})", flush=True)


def profiled(kind: str, count: int, profile: Profile) -> None:
    """Prints the functions that take most of the time."""
    documents = mix(kind, count)
    recorder = cProfile.Profile()
    with recorder:
        for sop in documents:
            pdf.write(draw(sop, profile))
    statistics = pstats.Stats(recorder, stream=sys.stdout)
    statistics.sort_stats("cumulative").print_stats(30)
    statistics.sort_stats("tottime").print_stats(20)


def main() -> None:
    """Reads the options and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200, help="documents in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--profile", action="store_true", help="by function, instead of figures")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    profile = Profile()
    if options.profile:
        profiled("plain", options.count, profile)
        return
    for kind in ("plain", "full"):
        report(kind, rounds(kind, options.count, options.rounds, profile))
    if not options.no_peers:
        compare("plain", profile)


if __name__ == "__main__":
    main()
