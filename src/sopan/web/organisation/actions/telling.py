"""What the trail tells of many changes at once: before and after, to be read, and bounded in size.

The words are Indonesian, whoever acts: what is recorded does not depend on the reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from sopan.web.organisation.reorganisation.plan import Plan
from sopan.web.organisation.reorganisation.preview import Preview
from sopan.web.organisation.reorganisation.structure import Structure
from sopan.web.organisation.reorganisation.words import names_of, operation_sentence
from sopan.web.organisation.sheets.changes import Act, Change
from sopan.web.organisation.sheets.columns import COLUMNS

MOST = 20
"""So many names are recorded of one kind; of the others their number."""
PERSONAL = frozenset(["nip", "email"])

Told = dict[str, list[str]]


def bounded(texts: Iterable[str]) -> list[str]:
    listed = list(texts)
    if len(listed) <= MOST:
        return listed
    with override("id"):
        return [*listed[:MOST], _("dan %(count)d lainnya") % {"count": len(listed) - MOST}]


def steps(plan: Plan, structure: Structure) -> list[str]:
    """The operations of a plan as sentences."""
    with override("id"):
        names = names_of(structure, plan)
        return bounded(operation_sentence(operation, names) for operation in plan)


def reorganised(shown: Preview) -> tuple[Told, Told]:
    """The units, posts and holders that a plan touches: as they were, as they are."""
    changes = shown.changes
    ended = [f"{row.name}" for row in changes.ended_holders]
    before = {
        "units": [*(old.name for old, _ in changes.units), *_names(changes.closed_units)],
        "posts": [*(old.name for old, _ in changes.posts), *_names(changes.closed_posts)],
        "holders": ended,
    }
    after = {
        "units": [*(new.name for _, new in changes.units), *_names(changes.new_units)],
        "posts": [*(new.name for _, new in changes.posts), *_names(changes.new_posts)],
        "holders": [],
    }
    return _bounded(before), _bounded(after)


def _names(rows: Iterable[Any]) -> list[str]:
    return [row.name for row in rows]


def _bounded(told: Mapping[str, Sequence[str]]) -> Told:
    return {key: bounded(texts) for key, texts in told.items()}


def imported(kind: str, changes: Sequence[Change]) -> tuple[Told, Told]:
    """What a table changed, by what it is: the values before, and those after or the new name."""
    before: Told = {}
    after: Told = {}
    for change in changes:
        key = KEYS[change.subject]
        before.setdefault(key, [])
        after.setdefault(key, [])
        if change.act is not Act.NEW:
            before[key].append(_values(kind, change, before=True))
        after[key].append(_values(kind, change, before=False))
    return _bounded(before), _bounded(after)


KEYS = {"unit": "units", "position": "posts", "person": "people", "holding": "holders"}


def _values(kind: str, change: Change, *, before: bool) -> str:
    """ "Bagian Hukum (Singkatan: Bag. Hukum)"; of something new only the name."""
    if change.act is Act.NEW:
        return change.name
    columns = {column.key: column for column in COLUMNS[kind]}
    texts = []
    for difference in change.differences:
        column = columns[difference.column]
        value = difference.before if before else difference.after
        text = column.write(value)
        if difference.column in PERSONAL and text:
            text = "tercatat"
        texts.append(f"{column.title}: {text or '–'}")
    return f"{change.name} ({', '.join(texts)})"
