"""The states of a version of an SOP, and what leads from one to another, as data.

A draft is written, examined on the way up, approved, and comes into force at once or on a day.
Who may do what stands elsewhere; here is only what can happen at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sopan.sop.findings import Words


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in review"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    EFFECTIVE = "effective"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


class Verb(StrEnum):
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN = "return"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    BRING_INTO_FORCE = "bring into force"
    SUPERSEDE = "supersede"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class Transition:
    verb: Verb
    source: State
    target: State


FIRST = State.DRAFT

TRANSITIONS = (
    Transition(Verb.SUBMIT, State.DRAFT, State.IN_REVIEW),
    Transition(Verb.SUBMIT, State.RETURNED, State.IN_REVIEW),
    Transition(Verb.WITHDRAW, State.IN_REVIEW, State.DRAFT),
    Transition(Verb.RETURN, State.IN_REVIEW, State.RETURNED),
    Transition(Verb.APPROVE, State.IN_REVIEW, State.APPROVED),
    Transition(Verb.SCHEDULE, State.APPROVED, State.SCHEDULED),
    Transition(Verb.UNSCHEDULE, State.SCHEDULED, State.APPROVED),
    Transition(Verb.BRING_INTO_FORCE, State.APPROVED, State.EFFECTIVE),
    Transition(Verb.BRING_INTO_FORCE, State.SCHEDULED, State.EFFECTIVE),
    Transition(Verb.SUPERSEDE, State.EFFECTIVE, State.SUPERSEDED),
    Transition(Verb.REVOKE, State.EFFECTIVE, State.REVOKED),
)

LABELS: Mapping[State, Words] = {
    State.DRAFT: Words("konsep", "draft"),
    State.IN_REVIEW: Words("diperiksa", "in review"),
    State.RETURNED: Words("dikembalikan", "returned"),
    State.APPROVED: Words("disetujui", "approved"),
    State.SCHEDULED: Words("dijadwalkan", "scheduled"),
    State.EFFECTIVE: Words("berlaku", "effective"),
    State.SUPERSEDED: Words("digantikan", "superseded"),
    State.REVOKED: Words("dicabut", "revoked"),
}

SENTENCES: Mapping[State, Words] = {
    State.DRAFT: Words(
        "Sedang disusun dan masih dapat diubah.",
        "It is being written and can still be changed.",
    ),
    State.IN_REVIEW: Words(
        "Sudah diajukan dan sedang diperiksa; isinya tidak berubah selama itu.",
        "It has been submitted and is being examined; meanwhile its content stays as it is.",
    ),
    State.RETURNED: Words(
        "Dikembalikan kepada penyusun dengan catatan, untuk diperbaiki lalu diajukan lagi.",
        "It went back to its author with remarks, to be mended and submitted again.",
    ),
    State.APPROVED: Words(
        "Sudah disetujui, tetapi belum mempunyai hari mulai berlaku.",
        "It is approved, but has no day yet on which it comes into force.",
    ),
    State.SCHEDULED: Words(
        "Sudah disetujui dan mulai berlaku pada hari yang ditetapkan.",
        "It is approved and comes into force on a fixed day.",
    ),
    State.EFFECTIVE: Words(
        "Berlaku: inilah prosedur yang dilaksanakan.",
        "It is in force: this is the procedure to be followed.",
    ),
    State.SUPERSEDED: Words(
        "Tidak berlaku lagi karena digantikan oleh versi yang lebih baru.",
        "It is no longer in force, since a later version took its place.",
    ),
    State.REVOKED: Words(
        "Tidak berlaku lagi karena dicabut, tanpa pengganti.",
        "It is no longer in force, since it was revoked without another in its place.",
    ),
}

_TARGETS = {(transition.source, transition.verb): transition.target for transition in TRANSITIONS}


def may(state: State, verb: Verb) -> bool:
    """Whether something can be done to a version in this state."""
    return (state, verb) in _TARGETS


def after(state: State, verb: Verb) -> State:
    """The state that follows.

    Raises:
        ValueError: when the verb is not possible in this state; ask `may` first.
    """
    if not may(state, verb):
        raise ValueError(f"a version that is {state} cannot {verb}")
    return _TARGETS[state, verb]


def verbs(state: State) -> tuple[Verb, ...]:
    """What can be done to a version in this state, in the order of the table."""
    return tuple(each.verb for each in TRANSITIONS if each.source is state)
