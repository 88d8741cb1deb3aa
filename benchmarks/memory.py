"""Watches a process with all its children: wall time, CPU time and memory at the peak."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Seconds and megabytes; memory is 0 where the system does not tell.

    `resident` counts memory that processes share once for each of them, `proportional` once.
    `largest` is what the system says of the largest single process.
    """

    wall: float
    cpu: float
    resident: float
    proportional: float
    largest: float


def watch(command: Sequence[str]) -> Usage:
    """Runs a command to its end.

    Raises:
        subprocess.CalledProcessError: when the command fails.
    """
    resident = proportional = 0.0
    start = time.perf_counter()
    process = subprocess.Popen(command)
    look = 0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        resident = max(resident, sum(_resident(pid) for pid in family(process.pid)))
        if look % 5 == 0:
            # Shared pages are counted by the kernel one by one: slow, so not so often.
            shares = sum(_proportional(pid) for pid in family(process.pid))
            proportional = max(proportional, shares)
        look += 1
        time.sleep(PAUSE)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    wall, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Usage(wall, cpu, resident, proportional, used.ru_maxrss / unit)


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        children = (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def _resident(pid: int) -> float:
    return _kilobytes(PROC / str(pid) / "status", "VmRSS:") / 1e3


def _proportional(pid: int) -> float:
    return _kilobytes(PROC / str(pid) / "smaps_rollup", "Pss:") / 1e3


def _kilobytes(path: Path, name: str) -> int:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
