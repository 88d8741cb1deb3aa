"""The states of a version: complete, reachable, and nothing but what the table says."""

from __future__ import annotations

import pytest

from sopan.sop.findings import Language
from sopan.sop.states import (
    FIRST,
    LABELS,
    SENTENCES,
    TRANSITIONS,
    State,
    Verb,
    after,
    may,
    verbs,
)


def reachable(start: State) -> set[State]:
    seen: set[State] = set()
    waiting = {start}
    while waiting:
        state = waiting.pop()
        seen.add(state)
        waiting |= {t.target for t in TRANSITIONS if t.source is state} - seen
    return seen


def test_every_state_is_reached_from_a_draft() -> None:
    assert reachable(FIRST) == set(State)


@pytest.mark.parametrize("state", State)
def test_a_version_that_is_not_ended_can_come_into_force_or_has(state: State) -> None:
    ended = not verbs(state)
    assert ended or State.EFFECTIVE in reachable(state)
    assert ended == (state in (State.SUPERSEDED, State.REVOKED))


def test_every_verb_is_used_and_leads_to_one_state_only() -> None:
    pairs = [(each.source, each.verb) for each in TRANSITIONS]
    assert len(pairs) == len(set(pairs))
    assert {each.verb for each in TRANSITIONS} == set(Verb)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("language", Language)
def test_every_state_has_a_label_and_one_sentence(state: State, language: Language) -> None:
    sentence = SENTENCES[state].say(language)
    assert LABELS[state].say(language)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert sentence.count(".") == 1


def test_no_two_states_share_their_words() -> None:
    for words in (LABELS, SENTENCES):
        for language in Language:
            assert len({words[state].say(language) for state in State}) == len(State)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_only_what_may_be_done_leads_on(state: State, verb: Verb) -> None:
    if may(state, verb):
        assert verb in verbs(state)
        assert after(state, verb) is not state
    else:
        assert verb not in verbs(state)
        with pytest.raises(ValueError, match=state):
            after(state, verb)


def test_what_is_in_force_is_neither_edited_nor_sent_back() -> None:
    assert verbs(State.EFFECTIVE) == (Verb.SUPERSEDE, Verb.REVOKE)
