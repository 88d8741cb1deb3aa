"""Edits as pages and programs send them: all are read, nothing else is."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from sopan.formats.edits import LONGEST, MOST, NAMES, read
from sopan.sop.editing import (
    Cell,
    DeleteRows,
    Edit,
    EditError,
    Field,
    FillDown,
    InsertRows,
    SetCell,
    SetExternal,
    SetField,
)


@pytest.mark.parametrize(
    ("sent", "edit"),
    [
        (
            {"edit": "cell", "row": "s1", "cell": "text", "text": "Menerima"},
            SetCell("s1", Cell.TEXT, "Menerima"),
        ),
        ({"edit": "insert row"}, InsertRows()),
        ({"edit": "insert row", "before": "s2"}, InsertRows("s2")),
        ({"edit": "delete rows", "rows": ["s1", "s2"]}, DeleteRows(("s1", "s2"))),
        (
            {"edit": "fill down", "rows": ["s1", "s2"], "cell": None},
            FillDown(("s1", "s2"), None),
        ),
        (
            {"edit": "fill down", "rows": ["s1"], "cell": "time"},
            FillDown(("s1",), Cell.TIME),
        ),
        (
            {"edit": "external actor", "actor": "Pemohon", "external": True},
            SetExternal("Pemohon", True),
        ),
        ({"edit": "field", "field": "laws", "text": "UU 1"}, SetField(Field.LAWS, "UU 1")),
    ],
)
def test_an_edit_is_read_by_the_names_of_its_parts(sent: dict[str, Any], edit: object) -> None:
    assert read([sent]) == (edit,)


def test_every_edit_can_be_sent() -> None:
    assert set(NAMES.values()) == set(get_args(Edit))


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        "x",
        [1],
        [{}],
        [{"edit": 1}],
        [{"edit": "drop table"}],
        [{"edit": "cell"}],
        [{"edit": "cell", "row": 1, "cell": "text", "text": "x"}],
        [{"edit": "cell", "row": "s1", "cell": "steps", "text": "x"}],
        [{"edit": "cell", "row": "s1", "cell": "text", "text": "x" * (LONGEST + 1)}],
        [{"edit": "cell", "row": "s1", "cell": "text", "text": "x", "more": 1}],
        [{"edit": "joins", "symbol": "s1.1", "joins": "yes"}],
        [{"edit": "delete rows", "rows": []}],
        [{"edit": "delete rows", "rows": [None]}],
        [{"edit": "insert row", "steps": []}],
        [{"edit": "field", "field": "steps", "text": ""}],
        [{"edit": "insert row"}] * (MOST + 1),
    ],
)
def test_what_is_no_edit_is_refused_with_what_is_needed(sent: Any) -> None:
    with pytest.raises(EditError) as refused:
        read(sent)
    assert refused.value.words.id.format_map(refused.value.values)


def test_characters_that_nobody_types_are_left_out() -> None:
    sent = {"edit": "cell", "row": "s1", "cell": "text", "text": "a\x00b\u202ec\nd"}
    assert read([sent]) == (SetCell("s1", Cell.TEXT, "abc\nd"),)
