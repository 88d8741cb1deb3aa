"""Makes edits: an SOP and an edit give a new SOP.

New rows and symbols need ids that no other author gives at the same time: the caller brings them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sopan.sop import duration
from sopan.sop.editing import columns, flows, identity
from sopan.sop.editing.edits import (
    AddSymbol,
    Cell,
    DeleteRows,
    Edit,
    EditError,
    FillDown,
    InsertRows,
    MoveActor,
    MoveRows,
    PlaceSymbol,
    RemoveActor,
    RemoveSymbol,
    RenameActor,
    SetActors,
    SetCell,
    SetExternal,
    SetField,
    SetFlow,
    SetJoins,
)
from sopan.sop.editing.following import with_steps
from sopan.sop.editing.grid import cell_text
from sopan.sop.editing.rows import find_row, index_of, with_row
from sopan.sop.editing.typed import lines, one_line
from sopan.sop.findings import Words
from sopan.sop.model import SOP, Flow, Link, Step, Symbol

Ids = Iterator[str]
"""Fresh ids: small letters and digits, never digits alone, never given before."""

MOST_ROWS = 200
"""As many as a file may have (`formats.yaml.keys.MOST_STEPS`)."""
TOO_MANY_ROWS = Words(
    "Satu SOP memuat paling banyak {most} langkah. Bagi menjadi beberapa SOP.",
    "One SOP holds at most {most} steps. Make several of it.",
)


def apply_all(sop: SOP, edits: Iterable[Edit], ids: Ids) -> SOP:
    """The SOP after all edits. Raises EditError for the first that cannot be made."""
    for edit in edits:
        sop = apply(sop, edit, ids)
    return sop


def apply(sop: SOP, edit: Edit, ids: Ids) -> SOP:
    """The SOP after an edit. Raises EditError when it cannot be made, and says why."""
    return _MAKERS[type(edit)](sop, edit, ids)


# Cells


def _set_cell(sop: SOP, edit: SetCell, _ids: Ids) -> SOP:
    step = find_row(sop, edit.row)
    if edit.text == cell_text(step, edit.cell):
        return sop
    changed = with_row(sop, with_cell(step, edit.cell, edit.text))
    return flows.with_question(changed, step.id) if edit.cell is Cell.TEXT else changed


def with_cell(step: Step, cell: Cell, text: str) -> Step:
    """The step with another text in a cell; spaces at the ends are nobody's intention."""
    match cell:
        case Cell.TEXT:
            return replace(step, text="\n".join(lines(text)))
        case Cell.NEEDS:
            return replace(step, needs=lines(text))
        case Cell.GIVES:
            return replace(step, gives=lines(text))
        case Cell.TIME:
            line = one_line(text)
            return replace(step, time=duration.read(line) if line else None)
        case Cell.NOTE:
            return replace(step, note=_note(step.note, one_line(text)))


def _note(before: Link | None, text: str) -> Link | None:
    """A note keeps its link to another SOP as long as its words stay."""
    if before is not None and before.text == text:
        return before
    return Link(text) if text else None


def _fill_down(sop: SOP, edit: FillDown, _ids: Ids) -> SOP:
    first, *others = sorted(edit.rows, key=lambda row: index_of(sop, row))
    source = find_row(sop, first)
    for row in others:
        step = find_row(sop, row)
        sop = with_row(sop, _filled(step, source, edit.cell))
        if edit.cell is Cell.TEXT:
            sop = flows.with_question(sop, row)
    return sop


def _filled(step: Step, source: Step, cell: Cell | None) -> Step:
    match cell:
        case Cell.TEXT:
            return replace(step, text=source.text)
        case Cell.NEEDS:
            return replace(step, needs=source.needs)
        case Cell.GIVES:
            return replace(step, gives=source.gives)
        case Cell.TIME:
            return replace(step, time=source.time)
        case Cell.NOTE:
            return replace(step, note=source.note)
        case None:
            first, *rest = step.symbols
            return replace(step, symbols=(replace(first, actors=source.symbols[0].actors), *rest))


# Rows


def _insert_rows(sop: SOP, edit: InsertRows, ids: Ids) -> SOP:
    added = edit.steps or (empty_step(next(ids)),)
    if len(sop.steps) + len(added) > MOST_ROWS:
        raise EditError(TOO_MANY_ROWS, most=MOST_ROWS)
    place = index_of(sop, edit.before) if edit.before else len(sop.steps)
    below = sop.steps[place].symbols[0].id if place < len(sop.steps) else ""
    new = tuple(_chained(added, below))
    sop = columns.with_actors_of(sop, new)
    return with_steps(sop, (*sop.steps[:place], *new, *sop.steps[place:]))


def empty_step(id_: str) -> Step:
    """A row with nothing in it; its symbol waits for an actor."""
    return Step(id_, "", (Symbol(f"{id_}.1", ()),))


def _chained(steps: tuple[Step, ...], below: str) -> Iterator[Step]:
    """New rows lead to one another, and the last to what is below."""
    for place, step in enumerate(steps):
        following = steps[place + 1].symbols[0].id if place + 1 < len(steps) else below
        last = step.symbols[-1]
        if last.flows or not following:
            yield step
            continue
        yield replace(step, symbols=(*step.symbols[:-1], replace(last, flows=(Flow(following),))))


def _delete_rows(sop: SOP, edit: DeleteRows, _ids: Ids) -> SOP:
    gone = set(edit.rows)
    return with_steps(sop, tuple(step for step in sop.steps if step.id not in gone))


def _move_rows(sop: SOP, edit: MoveRows, _ids: Ids) -> SOP:
    moved = {row for row in edit.rows if row != edit.before}
    taken = tuple(step for step in sop.steps if step.id in moved)
    left = tuple(step for step in sop.steps if step.id not in moved)
    place = next((n for n, step in enumerate(left) if step.id == edit.before), len(left))
    return with_steps(sop, (*left[:place], *taken, *left[place:]))


_MAKERS: Mapping[type, Callable[..., SOP]] = {
    SetCell: _set_cell,
    FillDown: _fill_down,
    InsertRows: _insert_rows,
    DeleteRows: _delete_rows,
    MoveRows: _move_rows,
    SetActors: flows.set_actors,
    SetFlow: flows.set_flow,
    SetJoins: flows.set_joins,
    AddSymbol: flows.add_symbol,
    RemoveSymbol: flows.remove_symbol,
    PlaceSymbol: flows.place_symbol,
    RenameActor: columns.rename,
    MoveActor: columns.move,
    RemoveActor: columns.remove,
    SetExternal: columns.set_external,
    SetField: identity.set_field,
}
