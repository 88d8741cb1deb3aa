"""Two people change one SOP: what both meant is in the result, and nothing is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sopan.formats import canonical
from sopan.sop.changes import Side, align, difference, merge, resolve
from sopan.sop.changes.sentences import field_name, value_words
from sopan.sop.findings import Language
from sopan.sop.model import SOP
from tests.sop.changes.editing import bases, changes, edited, threes
from tests.strategies import sops

slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100)

Three = tuple[SOP, SOP, SOP]


def is_kept(sop: SOP) -> bool:
    """Whether a value can be stored: its ids are its own."""
    return canonical.read(canonical.write(sop)) == sop


# Properties


@slow
@given(threes())
def test_either_order_gives_the_same_value_and_mirrored_clashes(three: Three) -> None:
    base, mine, theirs = three
    one, two = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.value == two.value
    assert list(one.clashes) == [clash.mirrored() for clash in two.clashes]


@slow
@given(threes())
def test_a_change_joined_with_itself_changes_nothing(three: Three) -> None:
    base, mine, _ = three
    same = merge(base, mine, mine)
    assert same.value == mine
    assert same.clashes == ()


@slow
@given(threes())
def test_what_only_one_side_changed_is_taken_as_it_is(three: Three) -> None:
    base, mine, _ = three
    assert merge(base, mine, base).value == mine
    assert merge(base, mine, base).clashes == ()
    assert merge(base, base, mine).value == mine


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)
@given(sops(), sops())
def test_it_holds_for_values_that_have_nothing_to_do_with_each_other(one: SOP, two: SOP) -> None:
    assert merge(one, two, one).value == two
    assert merge(one, two, two).value == two
    assert merge(one, two, two).clashes == ()


@slow
@given(threes())
def test_joining_the_result_again_changes_nothing(three: Three) -> None:
    base, mine, theirs = three
    value = merge(base, mine, theirs).value
    assert merge(base, value, value).value == value
    assert merge(value, value, value).value == value
    assert merge(base, value, base).value == value


@slow
@given(threes())
def test_the_result_can_be_kept(three: Three) -> None:
    assert is_kept(merge(*three).value)


@slow
@given(threes())
def test_no_row_is_lost_that_nobody_deleted(three: Three) -> None:
    base, mine, theirs = three
    value = merge(base, mine, theirs).value
    deleted = {*align(base, mine).removed, *align(base, theirs).removed}
    kept = len(base.steps) - len(deleted)
    added = [len(align(base, side).added) for side in (mine, theirs)]
    assert len(value.steps) >= kept + max(added)
    assert len(value.steps) <= len(base.steps) + sum(added)


@slow
@given(threes())
def test_no_word_is_lost(three: Three) -> None:
    """Every activity that a side wrote is in the value, or in a clash."""
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    known = {step.text for step in base.steps}
    found = Counter(step.text for step in merged.value.steps)
    clashing = {str(text) for c in merged.clashes for text in (c.mine, c.theirs)}
    for side in (mine, theirs):
        for step in side.steps:
            assert step.text in known or found[step.text] or step.text in clashing


@slow
@given(threes(), st.sampled_from(Side))
def test_choosing_one_side_everywhere_leaves_no_clash_and_has_its_words(
    three: Three, side: Side
) -> None:
    merged = merge(*three)
    resolved = merged
    for _ in range(3):
        resolved = resolve(resolved, {clash.key: side for clash in resolved.clashes})
    assert resolved.clashes == ()
    assert is_kept(resolved.value)
    for clash in merged.clashes:
        chosen = {Side.BASE: clash.base, Side.MINE: clash.mine, Side.THEIRS: clash.theirs}[side]
        if clash.where.field == "text" and chosen:
            assert str(chosen) in {step.text for step in resolved.value.steps}


@slow
@given(threes())
def test_every_clash_has_a_name_and_words_for_each_side(three: Three) -> None:
    for clash in merge(*three).clashes:
        for language in Language:
            assert not clash.where.field or field_name(clash.where.field, language)
            for value in (clash.base, clash.mine, clash.theirs):
                words = value_words(value, clash.where.field, language)
                assert words
                assert "Arrow(" not in words
                assert "None" not in words


@slow
@given(bases, changes)
def test_a_difference_is_empty_only_for_the_same_sop(
    base: SOP, made: list[tuple[str, int, int]]
) -> None:
    new = edited(base, made, "m")
    assert difference(base, base) == ()
    if not difference(base, new):
        assert [step.text for step in base.steps] == [step.text for step in new.steps]
        assert merge(base, new, base).value == new
