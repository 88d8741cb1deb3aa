"""A plan: what a reorganisation does, as values, and as JSON that is kept.

A unit is named by its number, or, where the plan itself makes it, by a key ("baru-1"). The order
of the operations does not matter: units are made, changed, and then closed. What a closed unit
leaves behind is placed by further operations (`Move`, `MovePosition`, `ClosePosition`), except that
a merger takes along everything but the heads of the units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext as _

from sopan.web.organisation.models import Level, UnitKind

VERSION = 1
PREFIX = "baru-"

Ref = int | str
"""A unit: its number, or the key of one that the plan makes."""


class BadPlan(ValueError):  # noqa: N818  # As `Refusal` is called.
    """The kept text is no plan; the message says where and why."""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that the plan makes."""

    key: str
    name: str
    short_name: str
    kind: str
    parent: Ref


@dataclass(frozen=True, slots=True)
class Rename:
    """Another name; without a `kind` the unit keeps its own."""

    unit: int
    name: str
    short_name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Under another unit."""

    unit: int
    parent: Ref


@dataclass(frozen=True, slots=True)
class Merge:
    """Units go up in a new one, or in one that stays: exactly one of `new` and `into`."""

    units: tuple[int, ...]
    new: NewUnit | None = None
    into: Ref | None = None

    @property
    def target(self) -> Ref:
        return self.new.key if self.new else (self.into or 0)


@dataclass(frozen=True, slots=True)
class Split:
    """A unit is divided into new ones; who goes where is said by moves."""

    unit: int
    parts: tuple[NewUnit, ...]


@dataclass(frozen=True, slots=True)
class Create:
    """A unit that continues none."""

    new: NewUnit


@dataclass(frozen=True, slots=True)
class Close:
    """A unit that none continues."""

    unit: int


@dataclass(frozen=True, slots=True)
class MovePosition:
    """A post in another unit, as its head or not."""

    position: int
    unit: Ref
    is_head: bool


@dataclass(frozen=True, slots=True)
class RenamePosition:
    position: int
    name: str


@dataclass(frozen=True, slots=True)
class ClosePosition:
    position: int


@dataclass(frozen=True, slots=True)
class CreatePosition:
    unit: Ref
    name: str
    level: str
    is_head: bool


Operation = (
    Rename
    | Move
    | Merge
    | Split
    | Create
    | Close
    | MovePosition
    | RenamePosition
    | ClosePosition
    | CreatePosition
)

NAMES: Mapping[str, type[Operation]] = {
    "rename": Rename,
    "move": Move,
    "merge": Merge,
    "split": Split,
    "create": Create,
    "close": Close,
    "move-position": MovePosition,
    "rename-position": RenamePosition,
    "close-position": ClosePosition,
    "create-position": CreatePosition,
}
"""The operations by the word under which they are kept."""

Plan = tuple[Operation, ...]


def name_of(operation: Operation) -> str:
    return next(name for name, kind in NAMES.items() if kind is type(operation))


def new_units(plan: Iterable[Operation]) -> list[NewUnit]:
    """The units that a plan makes, in its order."""
    found: list[NewUnit] = []
    for operation in plan:
        if isinstance(operation, Create):
            found.append(operation.new)
        elif isinstance(operation, Split):
            found.extend(operation.parts)
        elif isinstance(operation, Merge) and operation.new:
            found.append(operation.new)
    return found


def units_in(plan: Iterable[Operation]) -> set[int]:
    """The units that a plan names, by number."""
    return {ref for one in plan for ref in _refs(one) if isinstance(ref, int)}


def _refs(operation: Operation) -> Iterable[Ref]:
    match operation:
        case Move(unit, parent):
            yield from (unit, parent)
        case Merge(units):
            yield from (*units, operation.target)
        case Rename(unit) | Split(unit) | Close(unit) | CreatePosition(unit):
            yield unit
        case MovePosition(_, unit):
            yield unit
    yield from (new.parent for new in new_units([operation]))


def ended_by(plan: Iterable[Operation]) -> set[int]:
    """The units that are gone after a plan."""
    found: set[int] = set()
    for operation in plan:
        if isinstance(operation, Merge):
            found.update(operation.units)
        elif isinstance(operation, Split | Close):
            found.add(operation.unit)
    return found


def posts_in(plan: Iterable[Operation]) -> set[int]:
    """The posts that a plan names."""
    kinds = MovePosition | RenamePosition | ClosePosition
    return {one.position for one in plan if isinstance(one, kinds)}


def next_keys(plan: Iterable[Operation], count: int) -> list[str]:
    """Keys that the plan does not use yet."""
    numbers = [int(unit.key.removeprefix(PREFIX)) for unit in new_units(plan)]
    first = max(numbers, default=0) + 1
    return [f"{PREFIX}{number}" for number in range(first, first + count)]


# Kept as JSON


def dump(plan: Iterable[Operation]) -> dict[str, Any]:
    """The plan as it is kept."""
    kept = [{"do": name_of(operation), **_plain(operation)} for operation in plan]
    return {"version": VERSION, "operations": kept}


def _plain(value: Any) -> dict[str, Any]:
    return {field.name: _value(getattr(value, field.name)) for field in fields(value)}


def _value(value: Any) -> Any:
    if isinstance(value, NewUnit):
        return _plain(value)
    return [_value(one) for one in value] if isinstance(value, tuple) else value


def load(kept: object) -> Plan:
    """The plan that was kept. Raises BadPlan with the place of what cannot be read."""
    if not isinstance(kept, dict) or kept.get("version") != VERSION:
        raise BadPlan(_("Rancangan ini tersimpan dalam bentuk yang tidak dikenal versi ini."))
    operations = kept.get("operations")
    if not isinstance(operations, list):
        raise BadPlan(_("Rancangan ini tidak memuat daftar perubahan."))
    plan = tuple(_operation(one, number) for number, one in enumerate(operations, 1))
    keys = [unit.key for unit in new_units(plan)]
    if len(set(keys)) != len(keys):
        raise BadPlan(_("Dua unit baru memakai kunci yang sama."))
    return plan


def _operation(kept: object, number: int) -> Operation:
    try:
        if not isinstance(kept, dict) or kept.get("do") not in NAMES:
            raise ValueError("do")
        made: Operation = _made(NAMES[kept["do"]], {k: v for k, v in kept.items() if k != "do"})
        if isinstance(made, Merge) and (made.new is None) == (made.into is None):
            raise ValueError("new")
        if isinstance(made, Rename | Move | Split | Close) and not isinstance(made.unit, int):
            raise ValueError("unit")
    except ValueError as problem:
        values = {"number": number, "field": problem}
        text = _("Perubahan ke-%(number)d dalam rancangan tidak dapat dibaca: “%(field)s”.")
        raise BadPlan(text % values) from None
    return made


def _made(kind: type[Any], kept: Mapping[str, object]) -> Any:
    """One value from what was kept of it; ValueError names the field at fault."""
    names = [field.name for field in fields(kind)]
    for name in names:
        if name not in kept or not FIELDS[name][0](kept[name]):
            raise ValueError(name)
    if extra := set(kept) - set(names):
        raise ValueError(min(extra))
    return kind(**{name: FIELDS[name][1](kept[name]) for name in names})


def _is_number(value: object) -> bool:
    return type(value) is int and value > 0


def _is_key(value: object) -> bool:
    return isinstance(value, str) and value.removeprefix(PREFIX).isdecimal()


def _is_ref(value: object) -> bool:
    return _is_number(value) or (_is_key(value) and str(value).startswith(PREFIX))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= 200


def _is_short(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 60


def _is_new(value: object) -> bool:
    return isinstance(value, dict)


def _listed(one: Callable[[object], bool], least: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and len(value) >= least and all(map(one, value))


def _or_none(one: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or one(value)


def _same(value: Any) -> Any:
    return value


def _new_or_none(value: Any) -> NewUnit | None:
    return None if value is None else _new(value)


def _new(value: Any) -> NewUnit:
    made: NewUnit = _made(NewUnit, value)
    if not made.kind:
        raise ValueError("kind")
    return made


def _news(value: Sequence[Any]) -> tuple[NewUnit, ...]:
    return tuple(_new(one) for one in value)


FIELDS: Mapping[str, tuple[Callable[[object], bool], Callable[[Any], Any]]] = {
    "unit": (_is_ref, _same),
    "parent": (_is_ref, _same),
    "position": (_is_number, _same),
    "units": (_listed(_is_number, 1), tuple),
    "into": (_or_none(_is_ref), _same),
    "new": (_or_none(_is_new), _new_or_none),
    "parts": (_listed(_is_new, 2), _news),
    "key": (_is_ref, _same),
    "name": (_is_text, _same),
    "short_name": (_is_short, _same),
    "kind": (lambda value: value == "" or value in UnitKind.values, _same),
    "level": (lambda value: value in Level.values, _same),
    "is_head": (lambda value: isinstance(value, bool), _same),
}
"""Of each field: whether what was kept is one, and how it becomes the value."""
