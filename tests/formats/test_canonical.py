"""SOP values as canonical JSON: nothing lost, same value same bytes, nothing else let in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopan.formats import canonical
from sopan.formats.canonical import FORMAT, CanonicalError
from sopan.sop import model, value_rules
from sopan.sop.findings import Language, Path, Rule
from sopan.sop.model import SOP, Actor, Approval, Duration, Flow, Kind, Link, Step, Symbol, TimeUnit
from tests.sop.build import good, with_symbol, with_text
from tests.strategies import sops
from tests.test_examples import NAMES, example

Data = Any


def data(sop: SOP) -> Data:
    return json.loads(canonical.write(sop))


def refusal(value: Data) -> tuple[Rule, Path]:
    """What is wrong with JSON that is no SOP, and where."""
    text = value if isinstance(value, str) else json.dumps(value)
    with pytest.raises(CanonicalError) as caught:
        canonical.read(text)
    finding = caught.value.finding
    for language in Language:
        assert finding.message(language)
        assert finding.hint(language)
    return finding.rule, finding.path


# Round trip


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sops())
def test_every_value_is_read_as_it_was_written(sop: SOP) -> None:
    text = canonical.write(sop)
    assert canonical.read(text) == sop
    assert canonical.write(canonical.read(text)) == text
    assert "\n" not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_example_survives(name: str) -> None:
    sop = example(name)
    assert canonical.read(canonical.write(sop)) == sop


def test_an_unfinished_draft_is_kept_as_it_is() -> None:
    draft = SOP(
        id="",
        title="",
        actors=(Actor("Staf"), Actor("Staf"), Actor("")),
        steps=(
            Step("s1", "", ()),
            Step("k7", "", (Symbol("k7.1", ()),), time=Duration("kira-kira sebentar")),
            Step("k8", "Apa", (Symbol("k8.1", ("Tidak Ada",), Kind.DECISION, (Flow("hilang"),)),)),
        ),
    )
    assert canonical.read(canonical.write(draft)) == draft


def test_nothing_at_all_is_a_value_too() -> None:
    empty = SOP("", "", (), ())
    assert canonical.write(empty) == '{"actors":[],"format":1,"id":"","steps":[],"title":""}'
    assert canonical.read(canonical.write(empty)) == empty


# Same value, same bytes


def test_the_canonical_form_is_this() -> None:
    sop = replace(
        good(),
        actors=(Actor("Pemohon", external=True), Actor("Staf")),
        steps=(
            Step(
                "s1",
                "Memeriksa “berkas”",
                (Symbol("s1.1", ("Staf",), Kind.DECISION, (Flow("s1.1", "Tidak"),), joins=True),),
                time=Duration("½ jam", 0.5, 0.5, TimeUnit.HOUR),
                note=Link("SOP Arsip", "arsip"),
            ),
        ),
        approval=Approval("Sekda", acting="Plh."),
    )
    assert canonical.write(sop) == (
        '{"actors":[{"external":true,"name":"Pemohon"},{"name":"Staf"}],'
        '"approval":{"acting":"Plh.","position":"Sekda"},"created":"2025-01-12",'
        '"effective":"2025-02-03","equipment":["Buku agenda"],"format":1,"id":"surat-masuk",'
        '"laws":["Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"],'
        '"number":"065/SOP-001/2025","qualifications":["Menguasai alur persuratan"],'
        '"records":["Buku agenda"],"steps":[{"id":"s1","note":{"sop":"arsip","text":"SOP Arsip"},'
        '"symbols":[{"actors":["Staf"],"flows":[{"label":"Tidak","target":"s1.1"}],"id":"s1.1",'
        '"joins":true,"kind":"decision"}],"text":"Memeriksa “berkas”",'
        '"time":{"maximum":0.5,"minimum":0.5,"text":"½ jam","unit":"hour"}}],'
        '"title":"Pengelolaan Surat Masuk","unit":"Bagian Umum",'
        '"warnings":["Bila tidak dilaksanakan, surat hilang"]}'
    )


def test_ten_and_ten_point_zero_are_the_same_time() -> None:
    whole = Duration("10 menit", 10, 10, TimeUnit.MINUTE)
    point = Duration("10 menit", 10.0, 10.0, TimeUnit.MINUTE)
    first = replace(good(), steps=(Step("a", "A", (), time=whole),))
    second = replace(good(), steps=(Step("a", "A", (), time=point),))
    assert first == second
    assert canonical.digest(first) == canonical.digest(second)


def test_different_values_have_different_digests() -> None:
    values = [*map(example, NAMES), with_text("A"), with_text("A "), with_symbol(good(), 0, id="x")]
    assert len({canonical.digest(value) for value in values}) == len(values)


def test_the_digest_is_the_sha_256_of_the_bytes() -> None:
    text = canonical.write(good())
    assert canonical.digest(good()) == sha256(text.encode("utf-8")).hexdigest()


def test_order_and_written_defaults_of_foreign_json_do_not_matter() -> None:
    foreign = dict(reversed(data(good()).items())) | {"verify": "", "related": []}
    assert canonical.read(json.dumps(foreign, indent=2)) == good()


RECORDS = {
    model.SOP: canonical._SOP,
    model.Step: canonical._STEP,
    model.Symbol: canonical._SYMBOL,
    model.Flow: canonical._FLOW,
    model.Actor: canonical._ACTOR,
    model.Link: canonical._LINK,
    model.Approval: canonical._APPROVAL,
    model.Duration: canonical._DURATION,
}


def test_every_part_of_an_sop_is_written_by_a_table() -> None:
    parts = {part for part in vars(model).values() if is_dataclass(part)}
    assert parts == set(RECORDS)


@pytest.mark.parametrize("part", RECORDS, ids=lambda part: part.__name__)
def test_the_table_of_a_part_has_each_of_its_fields(part: type) -> None:
    with pytest.raises(CanonicalError) as caught:
        RECORDS[part].read({"?": ""} | {f.name: "" for f in fields(part)})
    known = str(caught.value.finding.values["known"])
    assert known.split(", ") == sorted(field.name for field in fields(part))


# What is no SOP


def changed(change: Callable[[Data], object]) -> Data:
    value = data(good())
    change(value)
    return value


Change = Callable[[Data], object]

BAD: dict[str, tuple[Change, Rule, Path]] = {
    "unknown key": (lambda v: v.update(judul="A"), value_rules.UNKNOWN_KEY, ()),
    "unknown key inside": (
        lambda v: v["steps"][2].update(waktu="A"),
        value_rules.UNKNOWN_KEY,
        ("steps", 2),
    ),
    "no title": (lambda v: v.pop("title"), value_rules.MISSING_KEY, ()),
    "no symbols": (lambda v: v["steps"][1].pop("symbols"), value_rules.MISSING_KEY, ("steps", 1)),
    "number as text": (lambda v: v.update(number=65), value_rules.WRONG_VALUE, ("number",)),
    "null": (lambda v: v.update(unit=None), value_rules.WRONG_VALUE, ("unit",)),
    "list as text": (lambda v: v.update(laws="UU 1"), value_rules.WRONG_VALUE, ("laws",)),
    "item not text": (lambda v: v["laws"].append([]), value_rules.WRONG_VALUE, ("laws", 1)),
    "step not object": (lambda v: v["steps"].append("A"), value_rules.WRONG_VALUE, ("steps", 4)),
    "no such day": (
        lambda v: v.update(created="2025-02-30"),
        value_rules.WRONG_VALUE,
        ("created",),
    ),
    "no such kind": (
        lambda v: v["steps"][0]["symbols"][0].update(kind="loop"),
        value_rules.WRONG_VALUE,
        ("steps", 0, "symbols", 0, "kind"),
    ),
    "kind of a list": (
        lambda v: v["steps"][0]["symbols"][0].update(kind=["process"]),
        value_rules.WRONG_VALUE,
        ("steps", 0, "symbols", 0, "kind"),
    ),
    "flag as number": (
        lambda v: v["actors"][0].update(external=1),
        value_rules.WRONG_VALUE,
        ("actors", 0, "external"),
    ),
    "half a time": (
        lambda v: v["steps"][0]["time"].pop("unit"),
        value_rules.WRONG_VALUE,
        ("steps", 0, "time"),
    ),
    "time backwards": (
        lambda v: v["steps"][0]["time"].update(minimum=11),
        value_rules.WRONG_VALUE,
        ("steps", 0, "time"),
    ),
    "endless time": (
        lambda v: v["steps"][0]["time"].update(maximum=10**400),
        value_rules.WRONG_VALUE,
        ("steps", 0, "time", "maximum"),
    ),
    "control character": (lambda v: v.update(unit="A\0B"), value_rules.WRONG_VALUE, ("unit",)),
    "half a character": (lambda v: v.update(unit="\ud800"), value_rules.WRONG_VALUE, ("unit",)),
    "long text": (lambda v: v.update(unit="A" * 20_001), value_rules.TOO_LARGE, ("unit",)),
    "many steps": (
        lambda v: v.update(steps=v["steps"] * 51),
        value_rules.TOO_LARGE,
        ("steps",),
    ),
    "step twice": (
        lambda v: v["steps"].append(v["steps"][1]),
        value_rules.SAME_ID,
        ("steps", 4, "id"),
    ),
    "symbol twice": (
        lambda v: v["steps"][3]["symbols"][0].update(id="nilai"),
        value_rules.SAME_ID,
        ("steps", 3, "symbols", 0, "id"),
    ),
    "no format": (lambda v: v.pop("format"), value_rules.NO_FORMAT, ("format",)),
    "format true": (lambda v: v.update(format=True), value_rules.NO_FORMAT, ("format",)),
    "format of tomorrow": (
        lambda v: v.update(format=FORMAT + 1),
        value_rules.NEWER_FORMAT,
        ("format",),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_sop_is_refused_at_its_place(name: str) -> None:
    change, rule, path = BAD[name]
    assert refusal(changed(change)) == (rule, path)


TEXTS: dict[str, tuple[str, Rule]] = {
    "nothing": ("", value_rules.NOT_JSON),
    "half": (canonical.write(good())[:-1], value_rules.NOT_JSON),
    "a list": ("[]", value_rules.WRONG_VALUE),
    "NaN": ('{"format":NaN}', value_rules.NOT_JSON),
    "depth": ("[" * 100_000, value_rules.NOT_JSON),
    "a number without end": ('{"format":' + "9" * 5000 + "}", value_rules.NOT_JSON),
    "key twice": ('{"format":1,"format":1}', value_rules.KEY_TWICE),
    "size": (" " * 4_000_001, value_rules.TOO_LARGE),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_sop_is_refused(name: str) -> None:
    text, rule = TEXTS[name]
    assert refusal(text)[0] == rule


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.sampled_from([f.name for f in fields(SOP)]), json_values)
def test_whatever_stands_behind_a_key_is_a_value_or_refused(key: str, value: Data) -> None:
    text = json.dumps(data(good()) | {key: value})
    try:
        sop = canonical.read(text)
    except CanonicalError:
        return
    assert canonical.read(canonical.write(sop)) == sop


@pytest.mark.parametrize(
    ("sop", "path"),
    [
        (replace(good(), unit="A\0"), ("unit",)),
        (replace(good(), laws=("UU", "\ud800")), ("laws", 1)),
        (replace(good(), title="A" * 20_001), ("title",)),
        (replace(good(), steps=good().steps * 2), ("steps", 4, "id")),
    ],
)
def test_what_could_not_be_read_again_is_not_written(sop: SOP, path: Path) -> None:
    with pytest.raises(CanonicalError) as caught:
        canonical.write(sop)
    assert caught.value.finding.path == path


# Older formats


def test_an_older_format_is_led_to_the_current_one_step_by_step() -> None:
    old = data(good())
    old["judul"] = old.pop("title")
    old["tanggal"] = old.pop("created")

    def second(entries: Data) -> Data:
        return entries | {"title": entries["judul"]}

    def third(entries: Data) -> Data:
        kept = {k: v for k, v in entries.items() if k not in ("judul", "tanggal")}
        return kept | {"created": entries["tanggal"]}

    assert canonical.read_data(old, {1: second, 2: third}, current=3) == good()
    assert canonical.read_data(data(good()), {1: second}, current=1).created == date(2025, 1, 12)


def test_there_is_a_migration_from_every_older_format() -> None:
    assert sorted(canonical.MIGRATIONS) == list(range(1, FORMAT))
    assert data(good())["format"] == FORMAT
