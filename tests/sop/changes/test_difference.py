"""Whatever two people do to an SOP, every change can be said, judged and sent."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings

from sopan.formats import differences
from sopan.sop.changes import align, difference, is_material, say
from sopan.sop.findings import Language
from sopan.sop.model import SOP
from tests.sop.changes.editing import threes
from tests.test_examples import NAMES, example

slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)


@slow
@given(threes())
def test_every_change_is_a_sentence_in_both_languages(three: tuple[SOP, SOP, SOP]) -> None:
    _, mine, theirs = three
    for change in difference(mine, theirs):
        for language in Language:
            sentence = say(change, language)
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert not re.search(r"([Ll]angkah|[Ss]tep|semula|before:) (-|0)", sentence)
            assert " None" not in sentence
        assert isinstance(is_material(change).material, bool)


@slow
@given(threes())
def test_every_change_has_data(three: tuple[SOP, SOP, SOP]) -> None:
    base, mine, _ = three
    data = differences.data(difference(base, mine), Language.ENGLISH)
    assert json.loads(json.dumps(data)) == data


@slow
@given(threes())
def test_rows_are_matched_once_and_all_are_told(three: tuple[SOP, SOP, SOP]) -> None:
    base, mine, _ = three
    found = align(base, mine)
    old, new = [pair[0] for pair in found.rows], [pair[1] for pair in found.rows]
    assert sorted([*old, *found.removed]) == list(range(len(base.steps)))
    assert sorted([*new, *found.added]) == list(range(len(mine.steps)))
    assert [row for row in old if row not in found.moved] == sorted(set(old) - found.moved)


@slow
@given(threes())
def test_back_again_is_as_much(three: tuple[SOP, SOP, SOP]) -> None:
    base, mine, _ = three
    assert bool(difference(base, mine)) == bool(difference(mine, base))


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_its_own_in_every_row(name: str) -> None:
    sop = example(name)
    rows = align(sop, sop).rows
    assert rows == tuple((row, row) for row in range(len(sop.steps)))
