"""Words of SOPs: how long stemming takes, and finding near-duplicates among many.

    uv run python benchmarks/words.py                   # 50,000 SOPs, about two minutes
    uv run python benchmarks/words.py --count 5000
    uv run --with PySastrawi python benchmarks/words.py --count 0    # our stems beside others

Each SOP has a subject of six words of the word list; of its steps about 40 in 100 are those that
offices have in common ("Memeriksa kelengkapan berkas"), the others a verb and its subject. Of every
150th a copy is taken over: new actors, and every fourth step worded anew.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import TypeVar

from sopan.sop import nouns, verbs, words
from sopan.sop.bases import BASES
from sopan.sop.likeness import NEAR, Nearby, compare, features, signature
from sopan.sop.model import SOP, Actor, Step

SAMPLE = 300
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))
NOUNS = sorted(BASES)
VERBS = sorted(verbs.verbs_by_root().values())
ACTS = ("Memeriksa", "Mencatat", "Menyampaikan", "Menandatangani", "Mengarsipkan", "Memverifikasi")
PAPERS = ("kelengkapan berkas", "surat pengantar", "konsep surat", "buku agenda", "laporan hasil")
POSITIONS = ("Pemohon", "Petugas loket", "Staf", "Kasubag Umum", "Sekretaris Dinas", "Kepala Dinas")
Result = TypeVar("Result")


def made(seed: int) -> SOP:
    random = Random(seed)
    subject = random.sample(NOUNS, 6)
    verb = random.choice(VERBS)
    steps = [_step(random, subject) for _ in range(random.randint(6, 35))]
    return SOP(
        id=f"sop-{seed}",
        title=f"{nouns.noun(verb) or 'pelaksanaan'} {' '.join(subject[:2])}",
        actors=tuple(map(Actor, random.sample(POSITIONS, random.randint(2, 6)))),
        steps=tuple(Step(f"s{row}", text, ()) for row, text in enumerate(steps)),
        laws=("Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",),
    )


def _step(random: Random, subject: Sequence[str]) -> str:
    if random.random() < 0.4:
        return f"{random.choice(ACTS)} {random.choice(PAPERS)}"
    return f"{random.choice(VERBS)} {' '.join(random.sample(subject, random.randint(1, 2)))}"


def taken_over(sop: SOP) -> SOP:
    """The SOP as another city adapts it."""
    return replace(
        sop,
        actors=tuple(Actor(f"{actor.name} Kota") for actor in sop.actors),
        steps=tuple(
            replace(step, text="Menyesuaikan isian dengan aplikasi") if row % 4 == 3 else step
            for row, step in enumerate(sop.steps)
        ),
    )


def text_of(sop: SOP) -> str:
    parts = [sop.title, *(step.text for step in sop.steps), *sop.laws]
    return "\n".join([*parts, *(actor.name for actor in sop.actors)])


def milliseconds(run: Callable[[], Result]) -> tuple[float, Result]:
    begun = perf_counter()
    result = run()
    return (perf_counter() - begun) * 1000, result


def show(name: str, times: Sequence[float]) -> None:
    ordered = sorted(times)
    slow = ordered[int(len(ordered) * 0.95)]
    print(f"{name:42} {median(ordered):8.3f} ms   95 of 100 below {slow:8.3f} ms")


def stemming(sops: Sequence[SOP]) -> None:
    cold, warm = [], []
    for sop in sops:
        text = text_of(sop)
        words.stem.cache_clear()
        cold.append(milliseconds(lambda: words.stem_text(text))[0])  # noqa: B023
        warm.append(milliseconds(lambda: words.stem_text(text))[0])  # noqa: B023
    print(f"{median(len(text_of(sop).split()) for sop in sops):.0f} words in an SOP")
    show("stems of an SOP, every word new", cold)
    show("stems of an SOP, words seen before", warm)


def beside() -> None:
    """The same words by PySastrawi, where it is installed."""
    vocabulary = sorted({word for path in EXAMPLES for word in _words(path)})
    peers: dict[str, Callable[[str], str]] = {"own": words.stem}
    with suppress(ImportError):
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

        peers["PySastrawi"] = StemmerFactory().create_stemmer().stem
    for name, stem in peers.items():
        stem("menyusun")
        words.stem.cache_clear()
        spent, _ = milliseconds(lambda: [stem(word) for word in vocabulary])  # noqa: B023
        whole = sum(len({stem(form) for form in family}) == 1 for family in families())
        print(
            f"{name}: {spent / len(vocabulary):.3f} ms for each of {len(vocabulary)} words;"
            f" {whole} of {len(families())} verbs have one stem"
        )


def _words(path: Path) -> list[str]:
    return re.findall(r"[a-z]+", path.read_text(encoding="utf-8").casefold())


def families() -> list[tuple[str, ...]]:
    """Root, verb, passive, and the noun where it is made of the same root."""
    found: list[tuple[str, ...]] = []
    for root, verb in verbs.verbs_by_root().items():
        ending = verb.removeprefix(verbs.with_me(root))
        noun = f"pe{verbs.with_me(root)[2:]}an"
        forms = (root, verb, f"di{root}{ending}")
        found.append((*forms, noun) if nouns.noun(verb) == noun else forms)
    return found


def near_ones(count: int) -> None:
    nearby: Nearby[int] = Nearby()
    reading, signing = [], []
    for seed in range(count):
        sop = made(seed)
        spent, found = milliseconds(lambda: features(sop))  # noqa: B023
        reading.append(spent)
        spent, numbers = milliseconds(lambda: signature(found))  # noqa: B023
        signing.append(spent)
        nearby.add(seed, numbers)
    show("features of an SOP", reading)
    show("signature of an SOP", signing)
    seeds = range(0, count, max(1, count // SAMPLE))
    finding, sizes, deciding, hits = [], [], [], 0
    for seed in seeds:
        copy = features(taken_over(made(seed)))
        spent, candidates = milliseconds(lambda: nearby.candidates(signature(copy)))  # noqa: B023
        finding.append(spent)
        sizes.append(len(candidates))
        others = {key: features(made(key)) for key in candidates[:SAMPLE]}
        spent, near = milliseconds(
            lambda: [key for key, other in others.items() if compare(copy, other) >= NEAR]  # noqa: B023
        )
        deciding.append(spent)
        hits += seed in near
    show(f"candidates among {count:,} SOPs", finding)
    show(f"comparing at most {SAMPLE} of them", deciding)
    print(f"candidates: {median(sizes):.0f} in the median, {max(sizes)} at most")
    print(f"copies found: {hits} of {len(seeds)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=50_000, help="SOPs in the register")
    count = parser.parse_args().count
    stemming([made(seed) for seed in range(SAMPLE)])
    beside()
    if count:
        near_ones(count)


if __name__ == "__main__":
    main()
