"""Says what the columns are where a block has no headings, by what stands in them.

1. Numbers that count up in the first filled column: No.
2. Columns of nothing but marks: one actor each, whose name is not known.
3. A column of which at least half are times: Waktu.
4. The longest texts, or those that begin with verbs and questions: Kegiatan.
5. Of the others, names of positions: Pelaksana; places such as "Ya 5, Tidak 2": Lanjut ke.
6. What is left, from left to right: before the time Kelengkapan, behind it Output and Keterangan;
   where there is no time: Kelengkapan, Output, Keterangan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sopan.formats.clipboard import ways
from sopan.formats.clipboard.headings import Layout
from sopan.formats.clipboard.marks import is_mark
from sopan.formats.clipboard.names import read as read_names
from sopan.formats.clipboard.pasted import Column
from sopan.formats.clipboard.table import Table
from sopan.sop import duration, positions, verbs

Texts = Sequence[str]

_LOOKED_AT = 100
"""Filled cells of a column that tell what it is."""


def layout(table: Table) -> Layout:
    """The columns by their content."""
    width = len(table.rows[0]) if table.rows else 0
    texts: dict[int, Texts] = {
        place: found
        for place in range(width)
        if (found := [row[place].text for row in table.rows if row[place].text][:_LOOKED_AT])
    }
    columns = [Column.UNKNOWN] * width
    left = dict(texts)

    def take(column: Column, places: Sequence[int]) -> None:
        for place in places:
            columns[place] = column
            del left[place]

    if len(texts) > 1:
        take(Column.NUMBER, [place for place in list(left)[:1] if _counts_up(left[place])])
        places = [place for place in left if all(map(is_mark, left[place]))]
        take(Column.MARK, places if len(places) < len(left) else [])
        take(Column.TIME, _first(left, lambda found: _share(found, _is_time) >= 0.5))
    if left:
        take(Column.TEXT, [max(left, key=lambda place: _says(left[place]))])
    take(Column.ACTORS, _first(left, lambda found: _share(found, _is_actors) >= 0.6))
    take(Column.GOES_TO, _last(left, lambda found: _share(found, _leads) >= 0.6))
    time = columns.index(Column.TIME) if Column.TIME in columns else width
    for place, column in _rest(list(left), time, has_time=time < width):
        take(column, [place])
    marks = [place for place, column in enumerate(columns) if column is Column.MARK]
    names = [""] * width
    for number, place in enumerate(marks, 1):
        names[place] = f"Pelaksana {number}"
    return Layout(tuple(columns), tuple(names), unnamed=tuple(marks))


def _rest(left: Sequence[int], time: int, *, has_time: bool) -> list[tuple[int, Column]]:
    if not has_time:
        return list(zip(left, (Column.NEEDS, Column.GIVES, Column.NOTE), strict=False))
    before = [place for place in left if place < time]
    behind = [place for place in left if place > time]
    return [
        *zip(before[-1:], (Column.NEEDS,), strict=False),
        *zip(behind, (Column.GIVES, Column.NOTE), strict=False),
    ]


def _first(left: dict[int, Texts], fits: Callable[[Texts], bool]) -> list[int]:
    return [place for place, found in left.items() if fits(found)][:1]


def _last(left: dict[int, Texts], fits: Callable[[Texts], bool]) -> list[int]:
    return [place for place, found in left.items() if fits(found)][-1:]


def _share(texts: Texts, fits: Callable[[str], bool]) -> float:
    return sum(map(fits, texts)) / len(texts)


def _counts_up(texts: Texts) -> bool:
    numbers = [
        int(n) for text in texts if (n := text.strip("().- "))[:4].isdecimal() and len(n) < 5
    ]
    return len(numbers) == len(texts) and numbers == sorted(set(numbers))


def _is_time(text: str) -> bool:
    return duration.read(text).is_read


def _is_actors(text: str) -> bool:
    return all(map(positions.is_position, (name for names in read_names(text) for name in names)))


def _leads(text: str) -> bool:
    return bool(ways.read(text))


def _says(texts: Texts) -> tuple[float, float]:
    """How much the texts look like activities: verbs and questions first, then length."""
    acts = _share(texts, lambda text: verbs.begins_with_verb(text) or verbs.is_question(text))
    return (1.0 if acts >= 0.5 else 0.0, sum(map(len, texts)) / len(texts))
