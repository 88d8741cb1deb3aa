"""Random SOP values for property tests: every feature of the format, no claim to good sense."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from sopan.formats.yaml.fields import clean, clean_lines
from sopan.sop import duration
from sopan.sop.model import SOP, Actor, Approval, Duty, Flow, Kind, Link, Step, Symbol

AWKWARD = (
    "no: 1",
    "- butir",
    "null",
    "~",
    "true",
    "08",
    "2025-01-12",
    "# komentar",
    "teks # bukan komentar",
    "[kurung]",
    "{kurung}",
    "'kutip'",
    '"kutip"',
    "garis \\ miring",
    "titik dua:",
    "*penting*",
    "&dan",
    "!seru",
    "% persen",
    "@alamat",
    "`kunci`",
    "a, b",
    "1e5",
    "0x1F",
    "12:30",
    "?",
    "|",
    ">",
    "https://contoh.go.id/v?a=1&b=2",
    "Ünïcode é ½ – “kutip”",
    "baris satu\nbaris dua",
    "next",
    "end",
    "yes",
)
LABELS = ("Ya", "Tidak", "yes", "no", "Disetujui", "Ditolak", "Kurang dari Rp50 juta", "1", "null")
IDS = ("periksa", "nilai", "perbaiki", "a", "b", "x-1", "k_2", "0a", "no", "1e5")
PROCEDURE_TIMES = ("15 menit", "1-3 hari kerja", "sesuai jadwal", "1 menit/berkas", "½ jam")

_free = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\ufeff"),
    max_size=30,
)
lines = st.one_of(st.sampled_from(AWKWARD), _free).map(clean)
paragraphs = st.one_of(st.sampled_from(AWKWARD), _free).map(clean_lines)


def _filled(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return texts.map(lambda text: text or "teks")


def _tuples(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_filled(texts), max_size=3).map(tuple)


def _links(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Link]:
    return st.builds(Link, _filled(texts), lines)


_dates = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
_times = st.none() | st.builds(duration.read, _filled(st.sampled_from(PROCEDURE_TIMES) | lines))
_approvals = st.builds(
    Approval, lines, lines, lines, lines, acting=st.sampled_from(("", "Plt.", "Plh."))
)


@st.composite
def sops(
    draw: st.DrawFn,
    *,
    min_steps: int = 1,
    max_steps: int = 8,
    min_actors: int = 1,
    max_actors: int = 5,
    texts: st.SearchStrategy[str] = paragraphs,
) -> SOP:
    """Valid SOPs: every place exists; `texts` fills activities, lists and notes."""
    actors = draw(_actors(min_actors, max_actors))
    names = [actor.name for actor in actors]
    count = draw(st.integers(min_steps, max_steps))
    ids = draw(_step_ids(count))
    rows = [draw(_symbols(id_, names)) for id_ in ids]
    steps = [
        draw(_step(id_, tuple(_flowing(draw, rows, row)), texts)) for row, id_ in enumerate(ids)
    ]
    return draw(_identity(actors, tuple(steps), texts))


def _actors(least: int, most: int) -> st.SearchStrategy[tuple[Actor, ...]]:
    names = st.sampled_from(("Pemohon", "Staf", "Kasubag TU")) | _filled(lines)
    actor = st.builds(Actor, names, st.booleans())
    return st.lists(actor, min_size=least, max_size=most, unique_by=lambda a: a.name).map(tuple)


def _step_ids(count: int) -> st.SearchStrategy[list[str]]:
    """Some rows with an id of their own, the others with that of their number."""
    chosen = st.lists(st.none() | st.sampled_from(IDS), min_size=count, max_size=count)
    return chosen.map(_without_twins)


def _without_twins(chosen: list[str | None]) -> list[str]:
    seen: set[str] = set()
    ids: list[str] = []
    for number, id_ in enumerate(chosen, 1):
        ids.append(id_ if id_ and id_ not in seen else f"s{number}")
        seen.add(ids[-1])
    return ids


@st.composite
def _symbols(draw: st.DrawFn, step: str, names: list[str]) -> list[Symbol]:
    """The symbols of a row, still without flow."""
    count = draw(st.sampled_from((1, 1, 1, 2, 3)))
    own = draw(st.lists(st.none() | st.sampled_from(IDS), min_size=count, max_size=count))
    ids = [id_ if id_ and own.count(id_) == 1 else str(n) for n, id_ in enumerate(own, 1)]
    return [draw(_symbol(f"{step}.{id_}", names)) for id_ in ids]


def _symbol(id_: str, names: list[str]) -> st.SearchStrategy[Symbol]:
    together = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(tuple)
    kinds = st.sampled_from((Kind.PROCESS, Kind.PROCESS, Kind.DECISION))
    return st.builds(Symbol, st.just(id_), together, kinds, joins=st.booleans())


def _flowing(draw: st.DrawFn, rows: list[list[Symbol]], row: int) -> list[Symbol]:
    """The symbols of a row with flow to symbols that exist."""
    targets = [symbol.id for symbols in rows for symbol in symbols]
    return [
        Symbol(
            symbol.id,
            symbol.actors,
            symbol.kind,
            draw(_flows(symbol.kind, _default(rows, row, place), targets)),
            symbol.joins,
        )
        for place, symbol in enumerate(rows[row])
    ]


def _default(rows: list[list[Symbol]], row: int, place: int) -> tuple[Flow, ...]:
    if place + 1 < len(rows[row]):
        return (Flow(rows[row][place + 1].id),)
    return (Flow(rows[row + 1][0].id),) if row + 1 < len(rows) else ()


def _flows(
    kind: Kind, default: tuple[Flow, ...], targets: list[str]
) -> st.SearchStrategy[tuple[Flow, ...]]:
    target = st.sampled_from(targets)
    if kind is Kind.PROCESS:
        split = st.lists(target, max_size=3, unique=True)
        return st.just(default) | split.map(lambda ids: tuple(Flow(id_) for id_ in ids))
    yes = st.just(default[0].target) | target if default else target
    yes_no = st.builds(lambda a, b: (Flow(a, "yes"), Flow(b, "no")), yes, target)
    labels = st.lists(st.sampled_from(LABELS), min_size=2, max_size=4, unique=True)
    branches = labels.flatmap(
        lambda chosen: st.tuples(*(st.builds(Flow, target, st.just(label)) for label in chosen))
    )
    return yes_no | branches


def _step(
    id_: str, symbols: tuple[Symbol, ...], texts: st.SearchStrategy[str]
) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        id=st.just(id_),
        text=_filled(texts),
        symbols=st.just(symbols),
        needs=_tuples(texts),
        time=_times,
        gives=_tuples(texts),
        note=st.none() | _links(texts),
        duty=st.none() | st.sampled_from(Duty),
        macro=st.just("") | lines,
    )


def _identity(
    actors: tuple[Actor, ...], steps: tuple[Step, ...], texts: st.SearchStrategy[str]
) -> st.SearchStrategy[SOP]:
    return st.builds(
        SOP,
        id=_filled(lines),
        title=_filled(lines),
        actors=st.just(actors),
        steps=st.just(steps),
        government=lines,
        unit=lines,
        number=lines,
        created=_dates,
        revised=_dates,
        effective=_dates,
        approval=_approvals,
        nature=st.sampled_from(("", "administrative", "technical")),
        scope=st.sampled_from(("", "macro", "micro")),
        reach=st.sampled_from(("", "final", "partial")),
        detail=st.sampled_from(("", "generic", "specific")),
        laws=_tuples(texts),
        qualifications=_tuples(texts),
        related=st.lists(_links(texts), max_size=2).map(tuple),
        equipment=_tuples(texts),
        warnings=_tuples(texts),
        records=_tuples(texts),
        verify=lines,
    )
