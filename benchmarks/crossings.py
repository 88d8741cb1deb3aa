"""Our routes beside those of libavoid and graphviz on the same page graphs.

    npm install --no-package-lock --prefix benchmarks      # libavoid, needs node
    apt install graphviz                                   # neato
    uv run python benchmarks/crossings.py

40 documents of 8 to 12 actors and 25 steps. All are given the same symbols at the same places,
pentagons too, and the same links, and are judged by the same function (graphs.py). Rows and
pentagons stand where our layout put them for its own lines, which helps us a little.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from documents import wide
from graphs import Faults, Graph, Judge, Way, graphs
from sopan.drawing.profile import Profile

HERE = Path(__file__).parent
SCALE = 10.0
"""Units per mm for libavoid, whose defaults are made for pixels."""
BUFFER = 0.9
"""Least distance of lines from symbols in mm, for libavoid: a little less than our own."""
TRACK = 0.95
"""Distance of two lines in mm, as ours."""
SEGMENT, CROSSING = 10.0, 400.0
"""What a bend and a crossing may cost, in mm of detour: with these libavoid crosses least."""
DEFAULT_NUDGING = (
    "nudgeSharedPathsWithCommonEndPoint",
    "performUnifyingNudgingPreprocessingStep",
)
ALL_NUDGING = (
    *DEFAULT_NUDGING,
    "nudgeOrthogonalSegmentsConnectedToShapes",
    "nudgeOrthogonalTouchingColinearSegments",
    "penaliseOrthogonalSharedPathsAtConnEnds",
)

Routed = tuple[list[list[Way]], float]
"""Ways for each page, and the CPU time of all in ms."""


def libavoid(pages: Sequence[Graph], nudging: Sequence[str] = ALL_NUDGING) -> Routed | None:
    """Routes with libavoid; None when it is not installed."""
    node = shutil.which("node")
    if node is None:
        return None
    shapes = [
        [[SCALE * v for v in (s.x, s.y, s.width, s.height)] for s in page.symbols] for page in pages
    ]
    lengths = {
        "segmentPenalty": SEGMENT,
        "crossingPenalty": CROSSING,
        "shapeBufferDistance": BUFFER,
        "idealNudgingDistance": TRACK,
    }
    options = {
        "parameters": {name: SCALE * length for name, length in lengths.items()},
        "options": {name: name in nudging for name in ALL_NUDGING},
    }
    tasks = [{"shapes": s, "links": page.links} for s, page in zip(shapes, pages, strict=True)]
    done = subprocess.run(
        [node, str(HERE / "libavoid.mjs")],
        input=json.dumps({"options": options, "pages": tasks}),
        capture_output=True,
        text=True,
    )
    if "ERR_MODULE_NOT_FOUND" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    answer = json.loads(done.stdout)
    ways = [
        [tuple((x / SCALE, y / SCALE) for x, y in way) for way in page] for page in answer["ways"]
    ]
    return ways, sum(answer["milliseconds"])


def neato(pages: Sequence[Graph]) -> Routed | None:
    """Routes with graphviz, positions fixed; None when it is not installed."""
    if shutil.which("neato") is None:
        return None
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        ["neato", "-n2", "-Gsplines=ortho", "-Tjson"],
        input="\n".join(map(_dot, pages)),
        capture_output=True,
        text=True,
        check=True,
    )
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    decoder, text, found = json.JSONDecoder(), done.stdout.strip(), []
    while text:
        answer, length = decoder.raw_decode(text)
        found.append(_neato_ways(answer))
        text = text[length:].lstrip()
    return found, 1000 * (end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)


POINT = 72 / 25.4


def _dot(page: Graph) -> str:
    nodes = "".join(
        f'{n} [pos="{s.x * POINT:.4f},{-s.y * POINT:.4f}!", width={s.width / 25.4:.5f}, '
        f"height={s.height / 25.4:.5f}];"
        for n, s in enumerate(page.symbols)
    )
    edges = "".join(
        f"{source} -> {target} [id={number}];" for number, (source, target) in enumerate(page.links)
    )
    return (
        "digraph {graph [notranslate=true]; edge [arrowhead=none];"
        f'node [shape=box, fixedsize=true, label=""];{nodes}{edges}}}'
    )


def _neato_ways(answer: dict[str, list[dict[str, str]]]) -> list[Way]:
    edges = sorted(answer.get("edges", []), key=lambda edge: int(edge["id"]))
    return [_ends_of_splines(edge["pos"]) for edge in edges]


def _ends_of_splines(spline: str) -> Way:
    """The corners of an orthogonal spline: every third control point is on the line."""
    pairs = re.findall(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)", spline)
    points = [(float(x) / POINT, -float(y) / POINT) for x, y in pairs]
    return tuple(points[::3])


def judged(pages: Sequence[Graph], ways: Sequence[Sequence[Way]]) -> Faults:
    """The faults of all pages together."""
    total = Faults()
    for page, drawn in zip(pages, ways, strict=True):
        total.add(Judge(page, drawn).faults())
    return total


def report(name: str, pages: Sequence[Graph], routed: Routed | None, documents: int) -> None:
    """Prints one line of the table."""
    if routed is None:
        print(f"  {name:26}tidak terpasang, dilewati / not installed, skipped")
        return
    ways, milliseconds = routed
    f = judged(pages, ways)
    counts = (f.crossings, f.overlaps, f.box_hits, f.bends, f.mixed_sides, f.shared_ports)
    places = (f.outside, f.on_borders)
    columns = "".join(f"{count:11}" for count in (*counts, *places))
    print(f"  {name:26}{columns}{milliseconds / documents:11.1f}", flush=True)


def compare(kind: str, count: int, profile: Profile) -> None:
    """Prints the table for one kind of documents."""
    documents = wide(kind, count)
    start = time.process_time()
    pages = [page for sop in documents for page in graphs(sop, profile)]
    spent = 1000 * (time.process_time() - start)
    links = sum(len(page.links) for page in pages)
    print(f"\n{count} {kind} documents, {len(pages)} pages, {links} arrows")
    heads = ("crossings", "overlaps", "box hits", "bends", "in+out", "same port")
    places = ("outside", "on border", "ms per SOP")
    print(f"  {'':26}{''.join(f'{head:>11}' for head in (*heads, *places))}")
    report("sopan (layout and all)", pages, ([list(p.ways) for p in pages], spent), count)
    report("libavoid, all nudging", pages, libavoid(pages), count)
    report("libavoid, default nudging", pages, libavoid(pages, DEFAULT_NUDGING), count)
    report("graphviz neato, ortho", pages, neato(pages), count)


def main() -> None:
    """Reads the options and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=40, help="documents")
    options = parser.parse_args()
    for kind in ("plain", "full"):
        compare(kind, options.count, Profile())


if __name__ == "__main__":
    main()
