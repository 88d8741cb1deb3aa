"""What is wrong with a plan, what deserves care, and what it leaves without a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sopan.web.organisation.models import RoleKind
from sopan.web.organisation.reorganisation.plan import Ref
from sopan.web.organisation.reorganisation.state import State
from sopan.web.organisation.reorganisation.structure import PostRow, RoleRow, UnitRow, on


class Code(StrEnum):
    """Each kind of finding."""

    UNKNOWN = "unknown"
    TWICE = "twice"
    ROOT = "root"
    NO_PARENT = "no-parent"
    LOOP = "loop"
    SAME_NAME = "same-name"
    TWO_HEADS = "two-heads"
    LATER = "later"
    LATER_BROKEN = "later-broken"
    LAST_ADMINISTRATOR = "last-administrator"
    NO_HEAD = "no-head"
    COORDINATOR_GONE = "coordinator-gone"
    HOLDER_ENDS = "holder-ends"
    OLD_NAME = "old-name"


CAREFUL = {Code.NO_HEAD, Code.COORDINATOR_GONE, Code.HOLDER_ENDS, Code.OLD_NAME}


@dataclass(frozen=True, slots=True)
class Finding:
    """A code with the names its sentence needs."""

    code: Code
    name: str
    detail: str = ""

    @property
    def stops(self) -> bool:
        return self.code not in CAREFUL


@dataclass(frozen=True, slots=True)
class Leftover:
    """A unit or post whose place is gone: it must be placed or closed. `kind`: unit or post."""

    kind: str
    id: int
    name: str
    was_in: str
    is_head: bool
    heirs: tuple[Ref, ...]
    """Where it would most likely go."""
    holder: str = ""


def leftovers(state: State) -> Iterable[Leftover]:
    """Units without a parent and posts without a unit."""
    for row in state.units.values():
        if isinstance(row.id, int) and row.parent is not None and row.parent not in state.units:
            was_in = state.unit_name(row.parent)
            yield Leftover("unit", row.id, row.name, was_in, False, _heirs(state, row.parent))
    held = {row.post: row.name for row in on(state.structure.holders, state.structure.day)}
    for post in state.posts.values():
        if post.id > 0 and post.unit not in state.units:
            yield Leftover(
                "post",
                post.id,
                post.name,
                state.unit_name(post.unit),
                post.is_head,
                _heirs(state, post.unit),
                held.get(post.id, ""),
            )


def _heirs(state: State, unit: Ref) -> tuple[Ref, ...]:
    heirs = state.heirs.get(unit, ()) if isinstance(unit, int) else ()
    return tuple(heir for heir in heirs if heir in state.units)


def findings(state: State, roles: Iterable[RoleRow]) -> Iterable[Finding]:
    """All findings, those that stop first; `roles` are those that stay or go along."""
    found = [*_plan(state), *_tree(state), *_names(state), *_heads(state), *_later(state)]
    had = on(state.structure.roles, state.structure.day)
    if _administrator(had) and not _administrator(roles):
        found.append(Finding(Code.LAST_ADMINISTRATOR, ""))
    found += [*_holders(state), *_coordinators(state), *_old_names(state)]
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.stops)


def _administrator(roles: Iterable[RoleRow]) -> bool:
    return any(role.kind == RoleKind.ADMINISTRATOR for role in roles)


def _plan(state: State) -> Iterable[Finding]:
    yield from (Finding(Code.UNKNOWN, name) for name in state.unknown)
    yield from (Finding(Code.TWICE, name) for name in state.twice)
    yield from (Finding(Code.ROOT, name) for name in state.touched_root)
    for heirs in state.heirs.values():
        gone = (heir for heir in heirs if heir not in state.units)
        yield from (Finding(Code.UNKNOWN, state.unit_name(heir)) for heir in gone)


def _tree(state: State) -> Iterable[Finding]:
    for row in state.units.values():
        if isinstance(row.id, str) and row.parent not in state.units:
            yield Finding(Code.NO_PARENT, row.name, state.unit_name(row.parent))
    for post in state.posts.values():
        if post.id < 0 and post.unit not in state.units:
            yield Finding(Code.NO_PARENT, post.name, state.unit_name(post.unit))
    parents = {row.id: row.parent for row in state.units.values()}
    for loop in loops(parents):
        yield Finding(Code.LOOP, ", ".join(state.unit_name(unit) for unit in loop))


def loops(parents: Mapping[Ref, Ref | None]) -> list[list[Ref]]:
    """The circles among units, each once."""
    done: set[Ref] = set()
    found: list[list[Ref]] = []
    for start in parents:
        line: list[Ref] = []
        unit: Ref | None = start
        while unit is not None and unit in parents and unit not in done:
            done.add(unit)
            line.append(unit)
            unit = parents[unit]
        if unit in line:
            found.append(line[line.index(unit) :])
    return found


def _names(state: State) -> Iterable[Finding]:
    count = Counter((row.parent, row.name.casefold()) for row in state.units.values())
    seen: set[tuple[Ref | None, str]] = set()
    for row in state.units.values():
        key = (row.parent, row.name.casefold())
        if count[key] > 1 and key not in seen and row.parent in state.units:
            seen.add(key)
            yield Finding(Code.SAME_NAME, row.name, state.unit_name(row.parent))


def _heads(state: State) -> Iterable[Finding]:
    heads: dict[Ref, list[PostRow]] = {}
    for post in state.posts.values():
        if post.is_head:
            heads.setdefault(post.unit, []).append(post)
    before = {post.unit for post in state.posts_before.values() if post.is_head}
    for row in state.units.values():
        own = heads.get(row.id, [])
        if len(own) > 1:
            yield Finding(Code.TWO_HEADS, row.name, ", ".join(post.name for post in own))
        elif not own and (row.id in before or row.id not in state.before):
            yield Finding(Code.NO_HEAD, row.name)


def _holders(state: State) -> Iterable[Finding]:
    for row in on(state.structure.holders, state.structure.day):
        if row.post in state.closed_posts:
            title = f"{row.title}{state.post_name(row.post)}"
            yield Finding(Code.HOLDER_ENDS, row.name, title)


def _coordinators(state: State) -> Iterable[Finding]:
    for row in on(state.structure.edges, state.structure.day):
        by_gone = row.by_unit is not None and state.follow(row.by_unit) is None
        if by_gone or (row.by_post is not None and row.by_post not in state.posts):
            unit = state.follow(row.unit)
            if unit is not None:
                yield Finding(Code.COORDINATOR_GONE, state.unit_name(unit), row.field)


def _old_names(state: State) -> Iterable[Finding]:
    """Posts that keep the old name of their unit."""
    renamed = {
        id_: row.name
        for id_, row in state.before.items()
        if id_ in state.units and state.units[id_].name != row.name
    }
    for post in state.posts.values():
        old = renamed.get(post.unit)
        if old and old in post.name:
            yield Finding(Code.OLD_NAME, post.name, state.unit_name(post.unit))


# Later


def _later(state: State) -> Iterable[Finding]:
    """What is planned for days after the day and no longer fits."""
    yield from _later_of_touched(state)
    yield from _later_of_hanging(state)
    yield from _broken_later(state)


def _later_of_touched(state: State) -> Iterable[Finding]:
    """A unit or post that is changed and has changes planned, or began that very day and ends."""
    day = state.structure.day
    for row in state.structure.units:
        changed = row.id in state.before and state.units.get(row.id) != state.before[row.id]
        gone = row.id in state.heirs
        if (changed and row.since > day) or (gone and row.since >= day):
            known = state.before.get(row.id)
            yield Finding(Code.LATER, known.name if known else row.name)
    for post in state.structure.posts:
        old = state.posts_before.get(post.id)
        changed = old is not None and state.posts.get(post.id) != old
        gone = post.id in state.closed_posts
        if (changed and post.since > day) or (gone and post.since >= day):
            yield Finding(Code.LATER, post.name)


def _later_of_hanging(state: State) -> Iterable[Finding]:
    """Holders, coordinations and roles that would begin after their unit or post is gone."""
    day, gone = state.structure.day, set(state.heirs)
    for holder in state.structure.holders:
        if holder.post in state.closed_posts and holder.since >= day:
            yield Finding(Code.LATER, f"{holder.name} – {state.post_name(holder.post)}")
    for edge in state.structure.edges:
        if edge.since >= day and (
            edge.unit in gone or edge.by_unit in gone or edge.by_post in state.closed_posts
        ):
            yield Finding(Code.LATER, f"{state.unit_name(edge.unit)} – {edge.field}")
    for role in state.structure.roles:
        if role.since >= day and (role.unit in gone or role.post in state.closed_posts):
            bearer = role.bearer or state.post_name(role.post)
            yield Finding(Code.LATER, f"{role.label} – {bearer}")


def _broken_later(state: State) -> Iterable[Finding]:
    """Days after the day on which a unit or post would stand nowhere."""
    later_units = [row for row in state.structure.units if row.since > state.structure.day]
    later_posts = [row for row in state.structure.posts if row.since > state.structure.day]
    units = [*state.units.values(), *later_units]
    posts = [*state.posts.values(), *later_posts]
    for day in _turns(units, posts, state.structure.day):
        there = {row.id: row for row in on(units, day)}
        for name in _nowhere(there, on(posts, day)):
            yield Finding(Code.LATER_BROKEN, name, day.isoformat())


def _turns(units: Iterable[UnitRow], posts: Iterable[PostRow], after: date) -> list[date]:
    rows: list[UnitRow | PostRow] = [*units, *posts]
    days = {row.since for row in rows} | {row.until for row in rows if row.until}
    return sorted(day for day in days if day > after)


def _nowhere(units: Mapping[Ref, UnitRow], posts: Iterable[PostRow]) -> Iterable[str]:
    for row in units.values():
        if row.parent is not None and row.parent not in units:
            yield row.name
    yield from (post.name for post in posts if post.unit not in units)
    for loop in loops({row.id: row.parent for row in units.values()}):
        yield ", ".join(units[unit].name for unit in loop)
