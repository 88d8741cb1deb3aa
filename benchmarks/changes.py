"""Comparing, joining and keeping SOPs of 30 steps, beside what one would take instead.

    uv run python benchmarks/changes.py

Each SOP is changed by two people, six random changes each, as the property tests do. Caches of
texts are emptied before every measurement. CPU time, except for git, which is a process of its own.
Beside: `difflib` over the lines of the YAML files, `git merge-file` on them (left out where there
is no git), `json.dumps` of the dataclass.
"""

from __future__ import annotations

import argparse
import difflib
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from statistics import median, quantiles

from documents import KINDS

# isort: split
from tests.sop.changes.editing import edited

from sopan.formats import canonical, yaml
from sopan.sop.changes import difference, merge, spelling
from sopan.sop.model import SOP

STEPS = 30
AIM = 5.0
"""Milliseconds of one difference."""
CHANGES = ("insert", "move", "reword", "time", "output", "performer", "laws", "identity")
"""Those after which an SOP can still be written as YAML."""

Three = tuple[SOP, SOP, SOP]
Times = list[float]


def threes(kind: str, count: int) -> Iterator[Three]:
    """Bases and what two people made of each."""
    seed = 0
    while count:
        seed += 1
        base = KINDS[kind](seed, 8, STEPS)
        three = (base, _changed(base, seed, "m"), _changed(base, seed + 10_000, "t"))
        if all(map(_is_writable, three)):
            count -= 1
            yield three


def _changed(base: SOP, seed: int, person: str) -> SOP:
    random = Random(seed)
    made = [(random.choice(CHANGES), random.randrange(40), random.randrange(40)) for _ in range(6)]
    return edited(base, made, person)


def _is_writable(sop: SOP) -> bool:
    try:
        return yaml.read(yaml.write(sop).encode()).sop == sop
    except (yaml.ReadError, KeyError, IndexError):
        return False


Clock = Callable[[], float]


def timed(work: Callable[..., object], given: Iterable[Iterable[object]], clock: Clock) -> Times:
    """Milliseconds of the work on each of the arguments, texts unknown."""
    times: list[float] = []
    for arguments in given:
        spelling.level.cache_clear()
        spelling._pairs.cache_clear()
        start = clock()
        work(*arguments)
        times.append((clock() - start) * 1000)
    return times


def line(name: str, times: Times, beside: Times | None = None) -> None:
    ratio = f"{median(times) / median(beside):8.2f}x" if beside else " " * 9
    print(f"  {name:46}{median(times):8.2f}{quantiles(times, n=20)[-1]:9.2f}{ratio}")


def comparing(found: Sequence[Three]) -> None:
    """Our difference beside difflib, and how much there is to read."""
    pairs = [(base, mine) for base, mine, _ in found]
    texts = [[yaml.write(sop).splitlines() for sop in pair] for pair in pairs]
    lines = timed(_lines, texts, time.process_time)
    ours = timed(difference, pairs, time.process_time)
    line("difflib over the YAML", lines)
    line("difference", ours, lines)
    said = median(len(difference(*pair)) for pair in pairs)
    shown = median(len(_lines(*pair)) for pair in texts)
    print(f"    to read: {said:g} sentences, {shown:g} lines of difflib")
    print(f"    aim {AIM:g} ms: {'reached' if median(ours) <= AIM else 'missed'}")
    strangers = [(found[at - 1][0], base) for at, (base, _, _) in enumerate(found)]
    line(
        "difference of two with nothing in common", timed(difference, strangers, time.process_time)
    )


def _lines(old: Sequence[str], new: Sequence[str]) -> list[str]:
    return list(difflib.unified_diff(old, new, lineterm=""))


def joining(found: Sequence[Three]) -> None:
    """Our merge beside git merge-file: time, clashes, and whether the results agree."""
    ours = timed(merge, found, time.process_time)
    if shutil.which("git") is None:
        line("merge of three", ours)
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [_files(Path(folder) / str(at), three) for at, three in enumerate(found)]
        git = timed(_git_merge, files, time.perf_counter)
        results = [_git_merge(*paths) for paths in files]
    line("git merge-file on the YAML (wall time)", git)
    line("merge of three", ours, git)
    merged = [merge(*three) for three in found]
    clashing = sum(bool(each.clashes) for each in merged)
    joined = [(m.value, r.stdout) for m, r in zip(merged, results, strict=True) if not r.returncode]
    same = sum(_read(text) == value for value, text in joined)
    print(f"    with clashes: {clashing} of {len(found)}, git {len(found) - len(joined)}")
    print(f"    of the {len(joined)} that git joined, {same} are as ours")


def _files(folder: Path, three: Three) -> tuple[Path, Path, Path]:
    """Base, mine and theirs as YAML."""
    folder.mkdir()
    paths = (folder / "base", folder / "mine", folder / "theirs")
    for path, sop in zip(paths, three, strict=True):
        path.write_text(yaml.write(sop), encoding="utf-8")
    return paths


def _git_merge(base: Path, mine: Path, theirs: Path) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "merge-file", "-p", str(mine), str(base), str(theirs)]
    return subprocess.run(command, capture_output=True, check=False)


def _read(text: bytes) -> SOP | None:
    try:
        return yaml.read(text).sop
    except yaml.ReadError:
        return None


def keeping(found: Sequence[Three]) -> None:
    """The canonical form beside json.dumps of the dataclass, which nothing checks or reads back."""
    clock = time.process_time
    sops = [(mine,) for _, mine, _ in found]
    texts = [(canonical.write(sop),) for (sop,) in sops]
    dumped, loaded = timed(_dump, sops, clock), timed(json.loads, texts, clock)
    line("json.dumps of the dataclass", dumped)
    line("canonical write", timed(canonical.write, sops, clock), dumped)
    line("json.loads of the canonical text, unchecked", loaded)
    line("canonical read", timed(canonical.read, texts, clock), loaded)
    files = [(yaml.write(sop).encode(),) for (sop,) in sops]
    line("read of the YAML", timed(yaml.read, files, clock), loaded)
    ours, theirs = (median(map(len, found)) for found in zip(*_both(sops), strict=True))
    print(f"    characters: {ours:,.0f}, of json.dumps {theirs:,.0f}")


def _dump(sop: SOP) -> str:
    return json.dumps(asdict(sop), default=str, sort_keys=True)


def _both(sops: Iterable[tuple[SOP]]) -> Iterator[tuple[str, str]]:
    return ((canonical.write(sop), _dump(sop)) for (sop,) in sops)


def main() -> None:
    """Prints a table for each kind of document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    for kind in KINDS:
        found = list(threes(kind, options.count))
        print(f"{kind}: {len(found)} SOPs of {STEPS} steps; ms: median, 95 of 100 below, ratio")
        comparing(found)
        joining(found)
        keeping(found)


if __name__ == "__main__":
    main()
