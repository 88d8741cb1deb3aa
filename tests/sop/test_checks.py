from __future__ import annotations

import re
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopan.sop import checks
from sopan.sop.findings import Finding, Language, Rule
from sopan.sop.model import SOP, Actor, Approval, Duty, Flow, Kind, Link, Step, Symbol
from tests.sop import (
    test_checks_duties,
    test_checks_form,
    test_checks_links,
    test_checks_structure,
)
from tests.sop.build import findings, good

CASES: dict[str, list[SOP]] = {
    code: [case[0]] if isinstance(case[0], SOP) else list(case[0])
    for module in (
        test_checks_structure.BROKEN,
        test_checks_form.BROKEN,
        test_checks_links.BROKEN,
        test_checks_duties.BROKEN,
    )
    for code, case in module.items()
}

TOLD_ELSEWHERE = {"SOP113", "SOP251"}
"""These need a proof that gives up, or a layout; they have tests of their own."""


def _all_findings() -> list[Finding]:
    cases = [checks.check(sops, test_checks_form.LIMITS) for sops in CASES.values()]
    return [found.finding for case in cases for found in case]


def test_every_rule_has_a_case_that_breaks_it() -> None:
    assert set(CASES) | TOLD_ELSEWHERE == {rule.code for rule in checks.ALL_RULES}


def test_every_code_is_used_once_and_in_order() -> None:
    codes = [rule.code for rule in checks.ALL_RULES]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"SOP[1-4]\d\d", code) for code in codes)


@pytest.mark.parametrize("rule", checks.ALL_RULES, ids=lambda rule: rule.code)
def test_every_rule_says_the_same_in_both_languages(rule: Rule) -> None:
    for words in (rule.name, rule.message, rule.hint, rule.why):
        assert words.id.strip()
        assert words.en.strip()
    assert rule.message.id.endswith(".")
    assert rule.message.en.endswith(".")
    assert _places(rule.hint.id) == _places(rule.hint.en)
    assert _without_language(rule.message.id) == _without_language(rule.message.en)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _without_language(text: str) -> set[str]:
    return {name.removesuffix("_id") for name in _places(text)}


@pytest.mark.parametrize("language", Language)
def test_every_finding_can_be_put_into_words(language: Language) -> None:
    for finding in _all_findings():
        for text in (finding.message(language), finding.hint(language)):
            assert text
            assert not re.search(r"\{[a-z]", text)


def test_every_place_stands_in_the_sop() -> None:
    for code, sops in CASES.items():
        for found in checks.check(sops, test_checks_form.LIMITS):
            sop, path = sops[found.sop], found.finding.path
            assert path, code
            if len(path) > 1 and path[0] == "steps":
                assert int(path[1]) < len(sop.steps)


def test_the_good_sop_has_nothing_wrong() -> None:
    assert findings(good()) == []


def test_the_same_sops_give_the_same_findings() -> None:
    assert _all_findings() == _all_findings()


def test_check_one_is_check_without_links() -> None:
    sop = CASES["SOP222"][0]
    assert list(checks.check_one(sop)) == findings(sop)


_TEXTS = st.one_of(
    st.text(max_size=12), st.sampled_from(["SOP", "Plt.", "UU 1/2", "di", "pean", "a. kan", "a"])
)
_ROWS = st.builds(
    Step,
    st.just("s"),
    _TEXTS,
    st.lists(
        st.builds(
            Symbol,
            st.sampled_from("abc"),
            st.lists(_TEXTS, max_size=2).map(tuple),
            st.sampled_from(Kind),
            st.lists(st.builds(Flow, st.sampled_from("abcd"), _TEXTS), max_size=2).map(tuple),
            st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    note=st.builds(Link, _TEXTS, _TEXTS),
    duty=st.sampled_from([None, *Duty]),
    macro=_TEXTS,
)
_SOPS = st.builds(
    SOP,
    _TEXTS,
    _TEXTS,
    st.lists(st.builds(Actor, _TEXTS, st.booleans()), max_size=3).map(tuple),
    st.lists(_ROWS, max_size=4).map(tuple),
    number=_TEXTS,
    approval=st.builds(Approval, _TEXTS, nip=_TEXTS),
    laws=st.lists(_TEXTS, max_size=2).map(tuple),
    related=st.lists(st.builds(Link, _TEXTS, _TEXTS), max_size=2).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SOPS, max_size=3))
def test_any_value_is_checked_and_put_into_words(sops: list[SOP]) -> None:
    for found in checks.check(sops):
        for language in Language:
            assert found.finding.message(language)
            assert found.finding.hint(language)
