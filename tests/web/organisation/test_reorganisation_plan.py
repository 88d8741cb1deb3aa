"""A plan is kept as JSON and read again; what is no plan is refused with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sopan.web.organisation.reorganisation.plan import (
    BadPlan,
    Close,
    ClosePosition,
    Create,
    CreatePosition,
    Merge,
    Move,
    MovePosition,
    NewUnit,
    Plan,
    Rename,
    RenamePosition,
    Split,
    dump,
    load,
    next_keys,
)


def new(number: int, name: str = "Dinas Baru") -> NewUnit:
    return NewUnit(f"baru-{number}", name, "", "agency", 1)


EVERY: Plan = (
    Rename(2, "Dinas Lain", "DL", "board"),
    Move(3, "baru-1"),
    Merge((4, 5), new(1)),
    Merge((6,), None, 2),
    Split(7, (new(2), new(3))),
    Create(new(4)),
    Close(8),
    MovePosition(1, "baru-1", True),
    RenamePosition(2, "Kepala Dinas Lain"),
    ClosePosition(3),
    CreatePosition("baru-1", "Kepala Dinas Baru", "ii.b", True),
)


def test_a_plan_comes_back_from_json_as_it_was() -> None:
    assert load(json.loads(json.dumps(dump(EVERY)))) == EVERY


def test_new_keys_follow_those_in_use() -> None:
    assert next_keys(EVERY, 2) == ["baru-5", "baru-6"]


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        ({"do": "explode"}, "do"),
        ("rename", "do"),
        ({"do": "rename", "unit": 1, "short_name": "", "kind": ""}, "name"),
        ({"do": "rename", "unit": "1", "name": "A", "short_name": "", "kind": ""}, "unit"),
        ({"do": "rename", "unit": "baru-1", "name": "A", "short_name": "", "kind": ""}, "unit"),
        ({"do": "rename", "unit": True, "name": "A", "short_name": "", "kind": ""}, "unit"),
        ({"do": "rename", "unit": 1, "name": " ", "short_name": "", "kind": ""}, "name"),
        ({"do": "rename", "unit": 1, "name": "A", "short_name": "", "kind": "x"}, "kind"),
        ({"do": "close", "unit": 1, "colour": "red"}, "colour"),
        ({"do": "split", "unit": 1, "parts": [dump((Create(new(1)),))]}, "parts"),
        ({"do": "merge", "units": [1], "new": None, "into": None}, "new"),
        ({"do": "merge", "units": [], "new": None, "into": 2}, "units"),
        ({"do": "create", "new": {"key": "baru-x"}}, "key"),
    ],
)
def test_a_bad_operation_is_refused_by_number_and_field(operation: Any, field: str) -> None:
    kept = {"version": 1, "operations": [{"do": "close", "unit": 1}, operation]}
    with pytest.raises(BadPlan, match=f"ke-2 .*“{field}”"):
        load(kept)


@pytest.mark.parametrize("kept", [None, [], {}, {"version": 2, "operations": []}])
def test_another_version_is_refused(kept: object) -> None:
    with pytest.raises(BadPlan, match="tidak dikenal"):
        load(kept)


def test_a_key_is_used_once() -> None:
    with pytest.raises(BadPlan, match="kunci"):
        load(dump((Create(new(1)), Create(new(1, "Dinas Kedua")))))
