"""SOPs for the tests: flows drawn as text, and one whole SOP that keeps every rule.

A drawing has a line for each row and a word for each symbol:

    a > b        box a leads to b
    b ? c d      diamond b leads to c or to d
    c > d e      box c leads to d and to e at once
    *f > g       box f waits for every flow that leads to it
    g .          g ends
    h > i | i .  two symbols in one row
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sopan.sop.checks import DEFAULT_LIMITS, Layout, Limits, check
from sopan.sop.findings import Finding
from sopan.sop.model import (
    SOP,
    Actor,
    Approval,
    Duration,
    Flow,
    Kind,
    Link,
    Step,
    Symbol,
    TimeUnit,
)

STAFF, CHIEF = "Petugas Agenda", "Kasubag Umum"


def drawn(text: str) -> SOP:
    """The SOP that a drawing shows; every symbol is done by the staff."""
    rows = [line.strip() for line in text.strip().splitlines()]
    steps = tuple(
        Step(f"s{row}", f"Memeriksa berkas {row}", tuple(map(_symbol, line.split("|"))))
        for row, line in enumerate(rows, 1)
    )
    return SOP("drawn", "Pemeriksaan Berkas", (Actor(STAFF),), steps)


def _symbol(text: str) -> Symbol:
    name, sign, *targets = text.split()
    kind = Kind.DECISION if sign == "?" else Kind.PROCESS
    flows = tuple(
        Flow(target, f"jawaban {place}" if kind is Kind.DECISION else "")
        for place, target in enumerate(targets, 1)
    )
    return Symbol(name.lstrip("*"), (STAFF,), kind, flows, joins=name.startswith("*"))


def step(
    name: str, text: str, *symbols: Symbol, gives: tuple[str, ...] = ("Berkas tercatat",)
) -> Step:
    """A row with a complete standard."""
    minutes = Duration("10 menit", 10, 10, TimeUnit.MINUTE)
    return Step(name, text, symbols, needs=("Berkas",), time=minutes, gives=gives)


def good() -> SOP:
    """An SOP that keeps every rule: receive, ask, repair, agree."""
    return SOP(
        id="surat-masuk",
        title="Pengelolaan Surat Masuk",
        actors=(Actor("Pengirim", external=True), Actor(STAFF), Actor(CHIEF)),
        steps=(
            step("kirim", "Menyerahkan surat", _box("kirim", "Pengirim", "terima")),
            step("terima", "Menerima surat", _box("terima", STAFF, "nilai")),
            step(
                "nilai",
                "Apakah surat lengkap?",
                Symbol(
                    "nilai",
                    (CHIEF,),
                    Kind.DECISION,
                    (Flow("simpan", "Ya"), Flow("terima", "Tidak")),
                ),
            ),
            step("simpan", "Menyimpan surat", _box("simpan", STAFF)),
        ),
        unit="Bagian Umum",
        number="065/SOP-001/2025",
        created=date(2025, 1, 12),
        effective=date(2025, 2, 3),
        approval=Approval("Kepala Bagian Umum", nip="19700101 199503 1 001"),
        laws=("Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan",),
        qualifications=("Menguasai alur persuratan",),
        equipment=("Buku agenda",),
        warnings=("Bila tidak dilaksanakan, surat hilang",),
        records=("Buku agenda",),
    )


def _box(name: str, actor: str, *targets: str) -> Symbol:
    return Symbol(name, (actor,), flows=tuple(Flow(target) for target in targets))


def with_step(sop: SOP, row: int, **changes: object) -> SOP:
    """The SOP with other values in one row."""
    rows = list(sop.steps)
    rows[row] = replace(rows[row], **changes)  # type: ignore[arg-type]
    return replace(sop, steps=tuple(rows))


def with_symbol(sop: SOP, row: int, **changes: object) -> SOP:
    """The SOP with other values in the first symbol of one row."""
    first, *others = sop.steps[row].symbols
    return with_step(sop, row, symbols=(replace(first, **changes), *others))  # type: ignore[arg-type]


def with_text(text: str, row: int = 1) -> SOP:
    return with_step(good(), row, text=text)


def other(name: str, title: str = "", number: str = "", **changes: object) -> SOP:
    """A further SOP of a set."""
    title = title or name.replace("-", " ").title()
    return replace(good(), id=name, title=title, number=number or f"065/{name}", **changes)  # type: ignore[arg-type]


def related(*links: Link) -> SOP:
    return replace(good(), related=links)


def findings(
    sop: SOP, limits: Limits = DEFAULT_LIMITS, layout: Layout | None = None
) -> list[Finding]:
    layouts = {sop.id: layout} if layout else None
    return [found.finding for found in check([sop], limits, layouts)]


def codes(sop: SOP, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    return [finding.rule.code for finding in findings(sop, limits)]


def only(found: Iterable[Finding], code: str) -> Finding:
    """The one finding of a rule."""
    (finding,) = [finding for finding in found if finding.rule.code == code]
    return finding
