"""The examples are read, pass the checks, and between them use every feature of the format."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml

from sopan.drawing.profile import Paper
from sopan.formats import yaml as sop_yaml
from sopan.formats.profile import read as read_profile
from sopan.sop.checks import Limits, check
from sopan.sop.findings import Finding, Language, Severity
from sopan.sop.model import SOP, Duty, Kind, Step, Symbol, TimeUnit

FOLDER = Path(__file__).parent.parent / "examples"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "profile")
NAMES = [path.stem for path in FILES]


@cache
def example(name: str) -> SOP:
    return sop_yaml.read((FOLDER / f"{name}.yaml").read_bytes()).sop


@cache
def examples() -> tuple[SOP, ...]:
    return tuple(example(name) for name in NAMES)


def text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def symbols(sop: SOP) -> list[tuple[int, Symbol]]:
    return [(row, symbol) for row, step in enumerate(sop.steps) for symbol in step.symbols]


def decisions(sop: SOP) -> list[tuple[int, Symbol]]:
    return [(row, symbol) for row, symbol in symbols(sop) if symbol.kind is Kind.DECISION]


def is_split(symbol: Symbol) -> bool:
    return symbol.kind is Kind.PROCESS and len(symbol.flows) > 1


def holders(sop: SOP, duty: Duty) -> set[str]:
    steps = [step for step in sop.steps if step.duty is duty]
    return {actor for step in steps for symbol in step.symbols for actor in symbol.actors}


def ends(sop: SOP) -> int:
    return sum(not symbol.flows for _, symbol in symbols(sop))


def has_chain(sop: SOP) -> bool:
    """A row of three or more boxes, each leading to the next."""
    return any(
        len(step.symbols) >= 3
        and all(
            [flow.target for flow in left.flows] == [right.id]
            for left, right in zip(step.symbols, step.symbols[1:], strict=False)
        )
        for step in sop.steps
    )


def has_rework_beside_diamond(sop: SOP) -> bool:
    """A decision and, in the same row, the box that leads back to it."""
    return any(_reworks(step) for step in sop.steps)


def _reworks(step: Step) -> bool:
    return any(
        symbol.kind is Kind.DECISION
        and symbol.id in {flow.target for flow in other.flows}
        and other.id in {flow.target for flow in symbol.flows}
        for symbol in step.symbols
        for other in step.symbols
        if other.kind is Kind.PROCESS
    )


def joint_rows(sop: SOP) -> list[Step]:
    return [step for step in sop.steps if any(len(s.actors) > 1 for s in step.symbols)]


def goes_back(sop: SOP, rows: int) -> bool:
    return any(
        row - sop.rows[flow.target] >= rows
        for row, symbol in decisions(sop)
        for flow in symbol.flows
    )


def chooses_performer(sop: SOP) -> bool:
    """A decision without Ya and Tidak whose branches lead to different actors."""
    return any(
        len({sop.symbols[flow.target].actors for flow in symbol.flows}) > 1
        and not {flow.label for flow in symbol.flows} & {"Ya", "Tidak"}
        for _, symbol in decisions(sop)
    )


def is_part_of_macro(sop: SOP) -> bool:
    keys = {step.macro for step in sop.steps if step.macro}
    return sop.scope == "macro" and len(keys) >= 4 and keys <= set(NAMES)


def keeps_duties_apart(sop: SOP) -> bool:
    sets = [holders(sop, duty) for duty in Duty]
    return all(sets) and len(set.union(*sets)) == sum(map(len, sets))


def time_texts(sop: SOP) -> list[str]:
    return [step.time.text for step in sop.steps if step.time]


def uses(unit: TimeUnit) -> Callable[[SOP], bool]:
    return lambda sop: any(step.time and step.time.unit is unit for step in sop.steps)


def kinds(sop: SOP) -> tuple[str, ...]:
    return (sop.nature, sop.scope, sop.reach, sop.detail)


def of_kind(kind: str) -> Callable[[SOP], bool]:
    return lambda sop: kind in kinds(sop)


KINDS = (
    "administrative",
    "technical",
    "macro",
    "micro",
    "final",
    "partial",
    "generic",
    "specific",
)

FEATURES: dict[str, Callable[[SOP], bool]] = {
    "a row with a chain of actors": has_chain,
    "a diamond with its rework box beside it": has_rework_beside_diamond,
    "a decision with three branches": lambda sop: any(len(s.flows) == 3 for _, s in decisions(sop)),
    "a decision on who goes on": chooses_performer,
    "a decision that goes back far": lambda sop: goes_back(sop, 5),
    "a parallel split": lambda sop: any(is_split(s) for _, s in symbols(sop)),
    "a join": lambda sop: any(s.joins for _, s in symbols(sop)),
    "a decision that joins": lambda sop: any(s.joins for _, s in decisions(sop)),
    "a split into four ends": lambda sop: (
        ends(sop) >= 4 and any(len(s.flows) == 4 and is_split(s) for _, s in symbols(sop))
    ),
    "several ends": lambda sop: ends(sop) > 1,
    "joint performance": lambda sop: bool(joint_rows(sop)),
    "joint performance by three": lambda sop: any(len(s.actors) == 3 for _, s in symbols(sop)),
    "joint performance in a chain": lambda sop: any(len(r.symbols) > 1 for r in joint_rows(sop)),
    "a macro SOP whose steps are examples": is_part_of_macro,
    "a note": lambda sop: any(s.note and not s.note.sop for s in sop.steps),
    "a note that links": lambda sop: any(s.note and s.note.sop in NAMES for s in sop.steps),
    "four duties at four actors": keeps_duties_apart,
    "an external actor": lambda sop: any(actor.external for actor in sop.actors),
    "an acting signer, Plt": lambda sop: sop.approval.acting.startswith("Plt"),
    "an acting signer, Plh": lambda sop: sop.approval.acting.startswith("Plh"),
    "a rank": lambda sop: bool(sop.approval.rank),
    "a range of times": lambda sop: any(
        step.time and step.time.minimum != step.time.maximum for step in sop.steps
    ),
    "1 x 24 jam": lambda sop: "1 x 24 jam" in time_texts(sop),
    "sesuai jadwal": lambda sop: "sesuai jadwal" in time_texts(sop),
    "a time per file": lambda sop: any(step.time and step.time.per for step in sop.steps),
    "a revision": lambda sop: sop.revised is not None,
    **{f"the unit {unit.value}": uses(unit) for unit in TimeUnit},
    **{f"the kind {kind}": of_kind(kind) for kind in KINDS},
}


WRITINGS = {
    "the version of the format": r"^format: 1$",
    "a government": r"^government: ",
    "a place by its number": r"^    (yes|no|next): \d+$",
    "a place by its id": r"^    (yes|no|next): [a-z][a-z-]+$",
    "a place by step and symbol": r"^    (yes|no|next): [a-z-]+\.[a-z-]+$",
    "the next row": r"^    yes: next$",
    "an end": r"^    next: end$",
    "a single text as a list of one": r"^related: \w",
    "a date in Indonesian": r"^created: \d+ \w+ \d{4}$",
    "a date in figures": r"^created: \d{4}-\d\d-\d\d$",
}
"""Ways to write that cannot be seen any more in the SOP value, as patterns of a line."""


def test_there_are_at_least_sixteen_examples() -> None:
    assert len(FILES) >= 16


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_read_under_the_name_of_its_file(name: str) -> None:
    assert example(name).id == name


def test_all_examples_together_give_no_error_and_no_warning() -> None:
    pattern = yaml.safe_load(text("profile"))["number_pattern"]
    found = check(examples(), Limits(number_pattern=pattern))
    serious = [f for f in found if f.finding.rule.severity is not Severity.ADVICE]
    assert [in_words(*each) for each in serious] == []


def in_words(position: int, finding: Finding) -> str:
    return f"{NAMES[position]} {finding.rule.code}: {finding.message(Language.ENGLISH)}"


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_used_by_some_example(feature: str) -> None:
    assert any(FEATURES[feature](sop) for sop in examples())


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_way_of_writing_is_used_by_some_example(writing: str) -> None:
    assert any(re.search(WRITINGS[writing], text(name), re.MULTILINE) for name in NAMES)


def test_the_sizes_go_from_five_steps_by_three_actors_to_twenty_five_by_twelve() -> None:
    sizes = {(len(sop.steps), len(sop.actors)) for sop in examples()}
    assert (min(sizes), max(sizes)) == ((5, 3), (25, 12))


def test_the_first_example_needs_only_the_simple_keys_of_a_step() -> None:
    steps = yaml.safe_load(text("surat-masuk"))["steps"]
    assert {key for step in steps for key in step} == {"do", "by", "needs", "time", "gives"}


@pytest.mark.parametrize("name", NAMES)
def test_every_example_names_its_source_and_what_the_source_leaves_open(name: str) -> None:
    comments = [line for line in text(name).splitlines() if line.startswith("#")]
    opening = "\n".join(comments)
    assert "# Sumber:" in opening
    assert "https://" in opening
    assert "# Diubah:" in opening
    assert re.search(r"tidak\s+(# +)?disebut|Ditetapkan sendiri", opening)


@pytest.mark.parametrize("name", NAMES)
def test_no_example_names_a_person(name: str) -> None:
    approval = example(name).approval
    assert (approval.name, approval.nip) == ("", "")
    assert not re.search(r"\b\d{8} ?\d{6} ?\d ?\d{3}\b", text(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_complete(name: str) -> None:
    sop = example(name)
    assert all([sop.unit, sop.number, sop.created, sop.effective, sop.approval.position])
    assert all([sop.laws, sop.qualifications, sop.related, sop.equipment, sop.warnings])
    assert all([sop.records, *kinds(sop)])
    assert sop.verify == f"https://sop.nusantararaya.go.id/v/{name}"
    assert all(step.needs and step.time and step.gives for step in sop.steps)


def test_numbers_are_unique_and_follow_the_pattern_of_the_profile() -> None:
    pattern = yaml.safe_load(text("profile"))["number_pattern"]
    numbers = [sop.number for sop in examples()]
    assert len(set(numbers)) == len(numbers)
    assert [number for number in numbers if not re.fullmatch(pattern, number)] == []


def test_the_table_of_the_readme_has_every_example_with_its_title() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    missing = [
        s.id for s in examples() if f"[{s.id}.yaml]({s.id}.yaml) | {s.title} |" not in readme
    ]
    assert missing == []


def test_the_profile_is_read_with_its_small_emblem() -> None:
    profile = read_profile(
        text("profile").encode(), lambda name: (FOLDER / name).read_bytes(), "profile.yaml"
    )
    assert profile.government == "Pemerintah Kota Nusantara Raya"
    assert profile.paper is Paper.F4
    assert profile.emblem is not None
    assert len(profile.emblem.data) < 15_000
