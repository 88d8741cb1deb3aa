"""Who may: the rules of `access` asked for everybody at once, and each answer put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sopan.web.organisation import tree
from sopan.web.organisation.access import RULES, Right, grant_for, may, root_of
from sopan.web.organisation.deciding import Acting, Office, offices_on, post_of, who_acts, why
from sopan.web.organisation.models import (
    Holding,
    PositionPeriod,
    Role,
    RoleKind,
)
from sopan.web.organisation.viewer import Viewer
from sopan.web.people.models import Account, Person


@dataclass(frozen=True, slots=True)
class Permitted:
    """Somebody with a right through a role; `person` is None while nobody acts in the post."""

    kind: RoleKind
    unit: Office
    """Where the role is held: the unit asked for, or one above."""
    since: date
    person: int | None
    name: str
    acting: Acting | None
    """The post with which the role comes; None for a role of the person."""
    signs_in: bool
    derived: bool = False
    """True for the role `head`, which comes from heading the unit."""


def named_line(unit: int, day: date) -> list[Office]:
    """The unit and those above it; without a name where it does not exist on the day."""
    ids = tree.above(unit, day)
    offices = offices_on(ids, day)
    return [offices.get(id_, Office(id_, "")) for id_ in ids]


def who_may(right: Right, line: Sequence[Office], day: date) -> list[Permitted]:
    """Everybody who has the right at a unit through a role, the nearest unit first.

    `line` is the unit and those above it, as `named_line` tells them.
    """
    kinds = RULES[right].roles
    if not kinds or not line:
        return []
    roles = list(
        Role.objects.on(day)
        .filter(unit__in=[office.id for office in line], kind__in=kinds)
        .select_related("person")
    )
    actings = _actings(line, roles, RoleKind.HEAD in kinds, day)
    found = [*_by_roles(roles, line, actings), *_by_heading(line, actings, kinds)]
    place = {office.id: number for number, office in enumerate(line)}
    found.sort(key=lambda one: (place[one.unit.id], one.kind, one.name))
    return _with_accounts(found)


def _actings(
    line: Sequence[Office], roles: Iterable[Role], heads: bool, day: date
) -> dict[int, Acting]:
    """Who acts in the posts that bear these roles, and in the heads' posts where they count."""
    bearing = [role.position_id for role in roles if role.position_id]
    periods = PositionPeriod.objects.on(day)
    wanted = periods.filter(position__in=bearing)
    if heads:
        wanted |= periods.filter(unit__in=[office.id for office in line], is_head=True)
    offices = {office.id: office for office in line}
    return who_acts([post_of(period, offices) for period in wanted], day)


def _by_roles(
    roles: Iterable[Role], line: Sequence[Office], actings: dict[int, Acting]
) -> Iterable[Permitted]:
    names = {office.id: office for office in line}
    for role in roles:
        kind, unit = RoleKind(role.kind), names[role.unit_id]
        if role.person:
            yield Permitted(
                kind, unit, role.since, role.person.pk, role.person.name, None, signs_in=False
            )
        elif acting := actings.get(role.position_id or 0):
            yield _through(kind, unit, role.since, acting)


def _by_heading(
    line: Sequence[Office], actings: dict[int, Acting], kinds: Sequence[RoleKind]
) -> Iterable[Permitted]:
    units = {office.id for office in line}
    for acting in actings.values() if RoleKind.HEAD in kinds else ():
        if acting.post.is_head and acting.tenure and acting.post.unit.id in units:
            unit, since = acting.post.unit, acting.tenure.since
            yield _through(RoleKind.HEAD, unit, since, acting, derived=True)


def _through(
    kind: RoleKind, unit: Office, since: date, acting: Acting, derived: bool = False
) -> Permitted:
    person = acting.tenure.person if acting.tenure else None
    name = acting.tenure.name if acting.tenure else ""
    return Permitted(kind, unit, since, person, name, acting, signs_in=False, derived=derived)


def _with_accounts(found: Sequence[Permitted]) -> list[Permitted]:
    persons = {one.person for one in found}
    accounts = Account.objects.filter(person__in=persons - {None}, is_active=True)
    active = set(accounts.values_list("person", flat=True))
    return [replace(one, signs_in=one.person in active) for one in found]


def units_of_person(person: Person, day: date) -> list[int]:
    """The units in which a person holds posts on the day; without one, the unit on top."""
    posts = PositionPeriod.objects.on(day).filter(
        position__in=Holding.objects.on(day).filter(person=person).values("position")
    )
    units = list(posts.values_list("unit", flat=True).distinct().order_by("unit"))
    return units or [root_of(person.government).pk]


def sees_personal(viewer: Viewer, person: Person) -> bool:
    """Whether NIP, e-mail and account of the person may be shown."""
    units = units_of_person(person, viewer.day)
    return any(may(viewer, Right.PERSONAL, unit, person.pk) for unit in units)


# In words


def sentence(one: Permitted) -> str:
    """Why: through which post or role, and since when."""
    values = {
        "name": one.name,
        "role": str(one.kind.label),
        "unit": one.unit.name,
        "since": date_format(one.since, "j F Y"),
    }
    if one.acting is None:
        return _("%(name)s: peran %(role)s di %(unit)s sejak %(since)s.") % values
    values["why"] = why(one.acting)
    if one.person is None:
        return _("%(why)s; peran %(role)s di %(unit)s melekat pada jabatan itu.") % values
    if one.derived:
        return _("%(name)s: %(why)s, dan dengan itu memimpin %(unit)s.") % values
    return _("%(name)s: %(why)s; peran %(role)s di %(unit)s melekat pada jabatan itu.") % values


def my_reason(viewer: Viewer, right: Right, unit: int, person: int | None = None) -> str:
    """Why the viewer has the right; "" where it is not held."""
    rule = RULES[right]
    if rule.everybody:
        values = {"government": viewer.government.name}
        return _("Semua yang mempunyai akun di %(government)s dapat melihatnya.") % values
    if rule.oneself and person == viewer.person.pk:
        return _("Data ini tentang diri Anda.")
    grant = grant_for(viewer, right, unit)
    if grant is None:
        return ""
    values = {"role": str(grant.kind.label), "since": date_format(grant.since, "j F Y")}
    if grant.acting is None:
        return _("Anda memegang peran %(role)s sejak %(since)s.") % values
    values["why"] = why(grant.acting)
    return _("Anda bertindak sebagai %(why)s; peran %(role)s melekat pada jabatan itu.") % values
