"""Wall time of `sopan check` on one file from a cold start, and what it imports.

    uv run python benchmarks/check_cold.py

Each time is that of a new process with the compiled modules on disk, the start of Python
included. A first run that compiles them (into a temporary folder) is not counted.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from statistics import median

from documents import ROOT

AIM = 0.25
"""Seconds."""
FILE = ROOT / "examples" / "surat-masuk.yaml"
START = ("-c", "from sopan.cli import main; main()")
SHOWN = 12


def run(*arguments: str, compiled: str) -> subprocess.CompletedProcess[str]:
    """Runs a new interpreter that keeps compiled modules in a folder.

    Raises:
        RuntimeError: when the program crashes; findings (exit code 1) are no crash.
    """
    settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = compiled
    command = [sys.executable, *arguments]
    process = subprocess.run(command, capture_output=True, text=True, env=settings)
    if process.returncode not in (0, 1) or "Traceback" in process.stderr:
        raise RuntimeError(process.stderr)
    return process


def timed(*arguments: str, compiled: str) -> float:
    """Seconds from the start to the end of a new interpreter."""
    start = time.perf_counter()
    run(*arguments, compiled=compiled)
    return time.perf_counter() - start


def imports(compiled: str) -> list[tuple[float, float, str]]:
    """Milliseconds of each module alone and with what it imports, the slowest alone first."""
    process = run("-X", "importtime", *START, "check", str(FILE), compiled=compiled)
    lines = process.stderr.splitlines()
    rows = [line.removeprefix("import time:").split("|") for line in lines if "|" in line]
    found = [(own, all_, name.strip()) for own, all_, name in rows if own.strip().isdigit()]
    return sorted(((int(own) / 1000, int(all_) / 1000, name) for own, all_, name in found))[::-1]


def main() -> None:
    """Prints the median of the runs and the slowest imports."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    arguments = (*START, "check", str(FILE))
    with tempfile.TemporaryDirectory() as compiled:
        timed(*arguments, compiled=compiled)
        empty = median(timed("-c", "", compiled=compiled) for _ in range(options.runs))
        times = sorted(timed(*arguments, compiled=compiled) for _ in range(options.runs))
        rows = imports(compiled)
    middle = median(times)
    print(f"sopan check {FILE.name}, {options.runs} new processes")
    print(f"  median {middle:.3f} s, fastest {times[0]:.3f} s, slowest {times[-1]:.3f} s", end="")
    print(f"; an empty Python {empty:.3f} s")
    print(f"  aim {AIM:g} s: {'reached' if middle <= AIM else 'missed'}")
    print(f"  {len(rows)} modules; ms alone, ms with what they import")
    for own, all_, name in rows[:SHOWN]:
        print(f"  {own:8.1f}{all_:8.1f}  {name}")


if __name__ == "__main__":
    main()
