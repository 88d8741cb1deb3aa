"""Wall time and memory of one PDF book of many SOP files, with two processes.

    uv run python benchmarks/book.py                   # 1,000 SOPs
    uv run python benchmarks/book.py --count 10000     # the full figure, about 300 MB of disk

The files are written to a temporary folder before the clock starts and removed at the end. The
clock covers everything from reading the YAML to the last byte of the book, with the start of
Python. Memory is that of all processes together.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from documents import mix
from memory import Usage, watch
from sopan.formats import yaml

WALL, MEMORY, COUNT = 120.0, 300.0, 10_000
"""The aims: seconds and megabytes for so many SOPs."""

PART = 500
"""Documents made at a time."""

WRITE = """
import sys
from pathlib import Path
from sopan.batch import write_book
from sopan.drawing.profile import Profile

folder, out, jobs = sys.argv[1:]
files = sorted(Path(folder).glob("*.yaml"))
results = write_book(files, Path(out), Profile(), "Kumpulan SOP", int(jobs))
failed = [result for result in results if result.problems]
sys.exit(f"{len(failed)} of {len(files)} SOPs failed, first {failed[0]}" if failed else 0)
"""


def write_files(folder: Path, kind: str, count: int) -> None:
    """Writes SOP files of the mix."""
    for first in range(0, count, PART):
        for number, sop in enumerate(mix(kind, min(PART, count - first), first), first):
            (folder / f"sop-{number:05d}.yaml").write_text(yaml.write(sop), encoding="utf-8")


def verdict(value: float, aim: float, unit: str) -> str:
    """Says whether a figure keeps to its aim."""
    state = "reached" if value <= aim else "missed"
    return f"{value:9.1f} {unit}   aim {aim:.0f} {unit}: {state}"


def report(used: Usage, count: int, jobs: int) -> None:
    """Prints the figures beside the aims, which grow with the number of SOPs."""
    each, best = 1000 * used.cpu / count, used.cpu / jobs
    print(f"  wall time      {verdict(used.wall, WALL * count / COUNT, 's')}")
    print(
        f"  CPU time       {used.cpu:9.1f} s    {each:.1f} ms per SOP; {best:.0f} s at best on ",
        end="",
    )
    print(f"{jobs} cores that are free")
    if hasattr(os, "getloadavg"):
        print(
            f"  load average   {os.getloadavg()[0]:9.1f}      more than {jobs + 1} means other work"
        )
    print(f"  memory, all    {verdict(used.resident, MEMORY, 'MB')} (shared pages counted twice)")
    print(f"  memory, true   {verdict(used.proportional, MEMORY, 'MB')} (shared pages once)")
    print(f"  memory, one    {used.largest:9.1f} MB   the largest process")


def main() -> None:
    """Writes the files, makes the book and prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--documents", choices=("plain", "full"), default="plain")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name, "book.pdf")
        write_files(folder, options.documents, options.count)
        used = watch([sys.executable, "-c", WRITE, name, str(out), str(options.jobs)])
        size = out.stat().st_size / 1e6
    print(f"{options.count} {options.documents} SOPs, {options.jobs} processes, {size:.1f} MB")
    report(used, options.count, options.jobs)


if __name__ == "__main__":
    main()
