"""Numbers by a government's pattern: written, read back, and never given twice."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sopan.sop.findings import Language
from sopan.sop.numbering import NumberError, Pattern, Values, gaps, next_free, normal

YEARLY = Pattern.parse("{classification}/{number:3}/{unit}/{year}; {number} per year, unit")
ORG = Values(unit="ORG", classification="065", year=2026)


@pytest.mark.parametrize(
    ("pattern", "number", "values"),
    [
        ("{number:2}", "08", Values(8)),
        ("{number:3}/SOP/{year}", "014/SOP/2026", Values(14, year=2026)),
        (
            "{klasifikasi}/{nomor:4}/{unit}/{bulan:romawi}/{tahun}",
            "530/0007/01-IND/IV/2019",
            Values(7, "", "01-IND", "530", 2019, 4),
        ),
        ("{classification}/{number}/{unit}/{year}", "33/1651/DISHUBKOMINFO/2013", None),
        ("{number:3A}-{year:2}", "014A-26", Values(14, "a", year=2026)),
        ("{number:3.a}/{year}", "014.a/2026", Values(14, "a", year=2026)),
        ("{number:3.a}/{year}", "014/2026", Values(14, year=2026)),
        ("{classification}.{number}.{month}.{year}", "065.1.3.12.03.2026", None),
        ("SOP {number:3} / {year}", "SOP 001 / 2026", Values(1, year=2026)),
    ],
)
def test_a_number_is_read_and_written(pattern: str, number: str, values: Values | None) -> None:
    form = Pattern.parse(pattern)
    found = form.read(number)
    assert found and (values is None or found == values)
    assert form.write(found) == number


@pytest.mark.parametrize("number", ["014.a/2026", "014A/2026", "14a/2026", "014-A / 2026"])
def test_letters_and_spaces_may_be_written_in_several_ways(number: str) -> None:
    assert Pattern.parse("{number:3.a}/{year}").read(number) == Values(14, "a", year=2026)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "530/ /01-IND/IV/2019",
        "065/014/ORG/26",
        "065/014/ORG/2026/x",
        "065/0x4/ORG/2026",
        "9" * 500,
    ],
)
def test_a_number_of_another_pattern_is_not_read(number: str) -> None:
    assert YEARLY.read(number) is None


@pytest.mark.parametrize("month", ["0", "13", "IIII", "XIII"])
def test_a_month_that_is_none_is_not_read(month: str) -> None:
    style = "" if month.isdigit() else ":roman"
    assert Pattern.parse(f"{{number}}/{{month{style}}}").read(f"1/{month}") is None


@pytest.mark.parametrize(
    ("pattern", "reason", "hint"),
    [
        ("SOP/{year}", "no running number", "{number:3}"),
        ("", "no running number", "{number:3}"),
        ("{nomer}/{year}", 'no place "nomer"', "{nomor}"),
        ("{number:9}", 'cannot be written as "9"', "{number:3}"),
        ("{number}/{year:3}", 'cannot be written as "3"', "{year:2}"),
        ("{number}/{number}", "twice", "Remove"),
        ("{number}{year}", "Nothing stands between", "/"),
        ("{number/{year}", "brace", "{ and }"),
        ("{number}/x}", "brace", "{ and }"),
        ("{number}; per year", "not clear", "per year, unit"),
        ("{number}/{year}; {number} per week", "not clear", "per year, unit"),
        ("{number}; {number} per year", "no place in the pattern", "given twice"),
        ("{number}" + "/" * 100, "longer", "shorter"),
    ],
)
def test_a_bad_pattern_is_refused_with_reason_and_hint(
    pattern: str, reason: str, hint: str
) -> None:
    with pytest.raises(NumberError) as refused:
        Pattern.parse(pattern)
    assert reason in refused.value.reason(Language.ENGLISH)
    assert hint in refused.value.hint(Language.ENGLISH)
    assert refused.value.reason(Language.INDONESIAN) != refused.value.reason(Language.ENGLISH)


@pytest.mark.parametrize(
    "values",
    [
        Values(1, unit="", classification="065", year=2026),
        Values(1, unit="ORG/TU", classification="065/2/X", year=2026),
        Values(1, unit="ORG", classification="065", year=0),
        Values(-1, unit="ORG", classification="065", year=2026),
        Values(1_000_000, unit="ORG", classification="065", year=2026),
        Values(1, unit="O R G", classification="065", year=2026),
    ],
)
def test_what_could_not_be_read_back_is_not_written(values: Values) -> None:
    with pytest.raises(NumberError, match="read back"):
        YEARLY.write(values)


# The next one


def test_the_next_number_follows_the_highest_of_its_year_and_unit() -> None:
    taken = ["065/001/ORG/2026", "065/007/org/2026", "065/040/HUK/2026", "065/099/ORG/2025", "x"]
    assert next_free(YEARLY, taken, ORG) == "065/008/ORG/2026"
    assert next_free(YEARLY, [], ORG) == "065/001/ORG/2026"
    assert gaps(YEARLY, taken, ORG) == (range(2, 7),)


def test_another_classification_does_not_begin_anew() -> None:
    assert next_free(YEARLY, ["000.8/004/ORG/2026"], ORG) == "065/005/ORG/2026"


def test_without_a_scope_the_number_runs_through() -> None:
    pattern = Pattern.parse("{number:3}/{unit}/{year}")
    taken = ["004/HUK/2019", "012/ORG/2025"]
    assert pattern.scope == ()
    assert next_free(pattern, taken, ORG) == "013/ORG/2026"
    assert gaps(pattern, taken, ORG) == (range(1, 4), range(5, 12))


def test_a_letter_takes_the_number_before_it() -> None:
    pattern = Pattern.parse("{number:3.a}/{year}; {number} per year")
    assert next_free(pattern, ["014.a/2026"], ORG) == "015/2026"


def test_gaps_of_one_absurd_number_cost_nothing() -> None:
    assert gaps(YEARLY, ["065/999999/ORG/2026"], ORG) == (range(1, 999_999),)


# Every pattern

_CODES = st.from_regex(r"[A-Z0-9][A-Z0-9.]{0,5}", fullmatch=True)
_PLACES = st.permutations(
    ["{number:3A}", "{unit}", "{classification}", "{year}", "{month:roman}"]
).flatmap(lambda places: st.integers(1, 5).map(lambda count: places[:count]))
_VALUES = st.builds(
    Values,
    st.integers(1, 9999),
    st.sampled_from(["", "a", "z"]),
    _CODES,
    _CODES,
    st.integers(1970, 2069),
    st.integers(1, 12),
)


@st.composite
def _patterns(draw: st.DrawFn) -> Pattern:
    places = draw(_PLACES)
    if not any("number" in place for place in places):
        places = ["{number:2}", *places]
    separator = draw(st.sampled_from(["/", "-", " / ", "/SOP-"]))
    names = [name for name in ("year", "unit") if f"{{{name}}}" in places and draw(st.booleans())]
    scope = f"; {{number}} per {', '.join(names)}" if names else ""
    return Pattern.parse(separator.join(places) + scope)


@given(_patterns(), _VALUES)
def test_what_is_written_is_read_the_same(pattern: Pattern, values: Values) -> None:
    number = pattern.write(values)
    assert pattern.read(number) == pattern.only(values)
    again = pattern.read(f" {number.lower()} ")
    assert again and normal(pattern.write(again)) == normal(number)


@given(_patterns(), st.lists(_VALUES, max_size=8), st.text(max_size=5), _VALUES)
def test_the_next_number_is_free_and_higher(
    pattern: Pattern, used: list[Values], other: str, values: Values
) -> None:
    taken = [*map(pattern.write, used), other]
    proposed = next_free(pattern, taken, values)
    assert normal(proposed) not in map(normal, taken)
    found = pattern.read(proposed)
    assert found and all(found.number not in gap for gap in gaps(pattern, taken, values))
    assume(used)
    same = [pattern.read(number) for number in [*taken, proposed]]
    numbers = [v.number for v in same if v and _same_scope(pattern, v, found)]
    assert max(numbers) == found.number


def _same_scope(pattern: Pattern, one: Values, other: Values) -> bool:
    return all(
        normal(str(getattr(one, name))) == normal(str(getattr(other, name)))
        for name in pattern.scope
    )


@given(_patterns(), st.text(max_size=60))
def test_any_text_is_read_or_not_but_never_fails(pattern: Pattern, text: str) -> None:
    pattern.read(text)


@given(st.text(alphabet="{}numberyeatunit:/;per 3", max_size=40))
def test_any_pattern_is_parsed_or_refused(text: str) -> None:
    with suppress(NumberError):
        assert "number" in Pattern.parse(text).names
