"""Whether a change is editorial or material: the rule of docs/changes.md as a program.

Material is what changes who does what, when, with what result, in which order, or on which legal
basis. Editorial is the rest: the same words in other letters, lists in another order, and what
every new version gets anyway. What the rule does not know is material.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from sopan.sop.changes.change import Arrow, Change, ChangeKind, Value
from sopan.sop.changes.spelling import is_same_law, level
from sopan.sop.findings import Words
from sopan.sop.model import Duration, Link


class Reason(StrEnum):
    SPELLING = "spelling"
    SAME_TIME = "same time"
    SAME_LAW = "same law"
    ORDER = "order"
    OFFICE = "office"
    CONTENT = "content"


REASONS: dict[Reason, Words] = {
    Reason.SPELLING: Words(
        "kata-katanya sama; hanya huruf besar, spasi, tanda baca, atau ejaan yang berubah",
        "the words are the same; only case, spacing, punctuation or spelling changes",
    ),
    Reason.SAME_TIME: Words(
        "waktunya sama, hanya ditulis lain", "the time is the same, written in another way"
    ),
    Reason.SAME_LAW: Words(
        "peraturannya sama, hanya ditulis lain", "the law is the same, cited in another way"
    ),
    Reason.ORDER: Words(
        "isinya sama; urutan daftar ini tidak bermakna",
        "the entries are the same; the order of this list means nothing",
    ),
    Reason.OFFICE: Words(
        "data pengesahan yang berganti dengan setiap versi",
        "data of approval that change with every version",
    ),
    Reason.CONTENT: Words(
        "mengubah siapa, apa, kapan, hasil, urutan, alur, atau dasar hukum",
        "it changes who, what, when, the result, the order, the flow or the legal basis",
    ),
}

OFFICE_FIELDS = frozenset(
    (
        "number",
        "created",
        "revised",
        "effective",
        "approval.name",
        "approval.rank",
        "approval.nip",
        "approval.acting",
        "verify",
    )
)
"""What a new version gets by being issued, whatever it says."""

_ORDERS = (ChangeKind.ITEMS_REORDERED, ChangeKind.ACTORS_REORDERED)
_TEXTS = (
    ChangeKind.FIELD,
    ChangeKind.ITEM_CHANGED,
    ChangeKind.ACTOR_RENAMED,
    ChangeKind.BRANCH_RENAMED,
)
_KEYS = ("id", "macro")
"""Fields that hold keys, which no spelling makes equal."""


class Verdict(NamedTuple):
    material: bool
    reason: Reason


def is_material(change: Change) -> Verdict:
    """Whether one change is material, and by which part of the rule."""
    if change.kind in _ORDERS:
        return Verdict(False, Reason.ORDER)
    if change.kind is ChangeKind.FIELD and change.where.field in OFFICE_FIELDS:
        return Verdict(False, Reason.OFFICE)
    if change.where.field == "laws" and _is_same_law(change):
        return Verdict(False, Reason.SAME_LAW)
    if change.kind in _TEXTS and change.where.field not in _KEYS:
        return _of_texts(change.before, change.after)
    return Verdict(True, Reason.CONTENT)


def verdict(changes: Iterable[Change]) -> Verdict | None:
    """What the changes are together: material when one of them is; None when there are none."""
    verdicts = [is_material(change) for change in changes]
    return next((each for each in verdicts if each.material), verdicts[0] if verdicts else None)


def _is_same_law(change: Change) -> bool:
    """Whether a law is cited in other words, not only in other letters."""
    one, two = _words(change.before), _words(change.after)
    return (
        one is not None and two is not None and level(one) != level(two) and is_same_law(one, two)
    )


def _of_texts(before: Value | None, after: Value | None) -> Verdict:
    if isinstance(before, Duration) and isinstance(after, Duration) and before.is_read:
        same = _reading(before) == _reading(after)
        return Verdict(False, Reason.SAME_TIME) if same else Verdict(True, Reason.CONTENT)
    if isinstance(before, Link) and isinstance(after, Link) and before.sop != after.sop:
        return Verdict(True, Reason.CONTENT)
    one, two = _words(before), _words(after)
    if one is None or two is None or level(one) != level(two):
        return Verdict(True, Reason.CONTENT)
    return Verdict(False, Reason.SPELLING)


def _reading(time: Duration) -> tuple[object, ...]:
    return time.minimum, time.maximum, time.unit, time.per


def _words(value: Value | None) -> str | None:
    """The text of a value that has one."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (Duration, Link)):
        return value.text
    if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], Arrow):
        return value[0].label
    return None
