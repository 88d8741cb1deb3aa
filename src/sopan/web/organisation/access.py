"""Permission. The loader is the check: a view has no other way to get an object.

`RULES` says who may do what; `may` asks it for one viewer, `permitted.who_may` for everybody (the
page "Siapa dapat melihat ini"). What belongs to another government does not exist for a viewer:
404, never 403. What a viewer may see but not do is refused with the
reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from sopan.web.organisation import tree
from sopan.web.organisation.models import (
    Coordination,
    Government,
    Holding,
    Import,
    Position,
    PositionPeriod,
    Reorganisation,
    Role,
    RoleKind,
    Unit,
    UnitPeriod,
)
from sopan.web.organisation.viewer import Grant, Viewer
from sopan.web.people.models import Person
from sopan.web.ui.refusal import Way


class Right(StrEnum):
    """What can be permitted."""

    READ = "read"
    """See units, positions, who holds them, coordination, planned reorganisations."""
    PERSONAL = "personal"
    """See the NIP, the e-mail and the account of a person."""
    CHANGE = "change"
    """Change units, positions, holders, roles, coordination, accounts; import; reorganise."""
    SEE_DRAFTS = "see drafts"
    """See SOPs that are being written."""
    DRAFT = "draft"
    """Write SOPs, and save versions of them."""
    TRAIL = "trail"
    """Read and export the trail of the government."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who has a right: everybody of the government, or the holders of roles at the unit or above.

    `oneself`: also the person concerned. `power`: only within administrator power.
    """

    everybody: bool = False
    roles: tuple[RoleKind, ...] = ()
    oneself: bool = False
    power: bool = False


RULES: Mapping[Right, Rule] = {
    Right.READ: Rule(everybody=True),
    Right.PERSONAL: Rule(roles=(RoleKind.ADMINISTRATOR, RoleKind.AUDITOR), oneself=True),
    Right.CHANGE: Rule(roles=(RoleKind.ADMINISTRATOR,), power=True),
    Right.SEE_DRAFTS: Rule(
        roles=(
            RoleKind.DRAFTER,
            RoleKind.HEAD,
            RoleKind.FACILITATOR,
            RoleKind.LEGAL,
            RoleKind.SUPERVISOR,
            RoleKind.EXPERT,
            RoleKind.AUDITOR,
            RoleKind.ADMINISTRATOR,
        )
    ),
    Right.DRAFT: Rule(roles=(RoleKind.DRAFTER, RoleKind.HEAD, RoleKind.FACILITATOR)),
    Right.TRAIL: Rule(roles=(RoleKind.AUDITOR, RoleKind.ADMINISTRATOR)),
}


class Refused(PermissionDenied):
    """Seen, but not permitted; the text says why and what to do."""


class PowerNeeded(Refused):
    """Permitted, once administrator power is begun."""

    way = Way("power_begin", _lazy("Mulai sesi admin"))


def grant_for(viewer: Viewer, right: Right, unit: int) -> Grant | None:
    """The role through which a viewer has a right at a unit; None without one."""
    grants = [grant for grant in viewer.grants if grant.kind in RULES[right].roles]
    here = next((grant for grant in grants if grant.unit == unit), None)
    if here or not grants:
        return here
    line = line_of(viewer, unit)
    return next((grant for grant in grants if grant.unit in line), None)


def line_of(viewer: Viewer, unit: int) -> Sequence[int]:
    """The unit and those above it today; asked once for each unit."""
    lines = viewer.known.lines
    if unit not in lines:
        lines[unit] = tree.above(unit, viewer.day)
    return lines[unit]


def may(viewer: Viewer, right: Right, unit: int, person: int | None = None) -> bool:
    """Whether the viewer's role gives the right at a unit of the same government.

    Administrator power is not asked for: pages show what would be possible.
    """
    rule = RULES[right]
    if rule.everybody or (rule.oneself and person == viewer.person.pk):
        return True
    return grant_for(viewer, right, unit) is not None


def _either(names: list[str]) -> str:
    """ "Penyusun, Pimpinan atau Admin"."""
    *first, last = names
    return " ".join([", ".join(first), _("atau"), last]) if first else last


def demand(viewer: Viewer, right: Right, unit: int) -> Grant:
    """The grant that permits; raises `Refused` or `PowerNeeded` with the reason."""
    grant = grant_for(viewer, right, unit)
    if grant is None:
        names = _either([str(kind.label) for kind in RULES[right].roles])
        raise Refused(_("Hanya %(roles)s unit ini yang dapat melakukannya.") % {"roles": names})
    if RULES[right].power and viewer.power is None:
        raise PowerNeeded(_("Mulai sesi admin dahulu; sesi itu singkat dan dicatat."))
    return grant


# Loaders

Owned = TypeVar("Owned", bound=models.Model)


def _own(viewer: Viewer, rows: models.QuerySet[Owned], id_: int) -> Owned:
    found = rows.filter(government=viewer.government, pk=id_).first()
    if found is None:
        raise Http404(_("Tidak ada, atau bukan milik pemerintah daerah Anda."))
    return found


def root_of(government: Government) -> Unit:
    """The unit on top of a government. Raises Http404 before there is one."""
    tops = UnitPeriod.objects.filter(government=government, parent=None)
    top = tops.select_related("unit").order_by("unit", "since").first()
    if top is None:
        raise Http404(_("Struktur organisasi belum diisi."))
    return top.unit


def root_for_reader(viewer: Viewer) -> Unit:
    """The unit on top of the viewer's government; asked once."""
    known = viewer.known
    known.root = known.root or root_of(viewer.government)
    return known.root


def root_for_administrator(viewer: Viewer) -> Unit:
    """For what concerns the whole government: imports, reorganisation, its own settings."""
    root = root_for_reader(viewer)
    demand(viewer, Right.CHANGE, root.pk)
    return root


def government_for_administrator(viewer: Viewer) -> Government:
    """The viewer's government, to be changed; before there is a unit nobody may."""
    root_for_administrator(viewer)
    return viewer.government


def administrator(viewer: Viewer) -> Viewer:
    """The viewer, who is an administrator somewhere and so may begin administrator power."""
    if not viewer.grants_of(RoleKind.ADMINISTRATOR):
        raise Refused(_("Hanya admin yang dapat memulai sesi admin."))
    return viewer


def unit_for_reader(viewer: Viewer, id_: int) -> Unit:
    return _own(viewer, Unit.objects.all(), id_)


def unit_for_administrator(viewer: Viewer, id_: int) -> Unit:
    unit = _own(viewer, Unit.objects.all(), id_)
    demand(viewer, Right.CHANGE, unit.pk)
    return unit


def position_for_reader(viewer: Viewer, id_: int) -> Position:
    return _own(viewer, Position.objects.all(), id_)


def position_for_administrator(viewer: Viewer, id_: int) -> Position:
    position = _own(viewer, Position.objects.all(), id_)
    demand(viewer, Right.CHANGE, unit_of_position(position, viewer))
    return position


def unit_of_position(position: Position, viewer: Viewer) -> int:
    """The unit of a post today, or the last it had, or the first it will have."""
    periods = PositionPeriod.objects.filter(position=position).order_by("since")
    current = periods.filter(since__lte=viewer.day).last() or periods.first()
    if current is None:
        raise Http404(_("Jabatan ini tidak pernah ada di satu unit pun."))
    return current.unit_id


def person_for_reader(viewer: Viewer, id_: int) -> Person:
    return _own(viewer, Person.objects.select_related("account"), id_)


def person_for_administrator(viewer: Viewer, id_: int) -> Person:
    person = _own(viewer, Person.objects.all(), id_)
    root_for_administrator(viewer)
    return person


def holding_for_administrator(viewer: Viewer, id_: int) -> Holding:
    holding = _own(viewer, Holding.objects.select_related("position", "person"), id_)
    demand(viewer, Right.CHANGE, unit_of_position(holding.position, viewer))
    return holding


def coordination_for_administrator(viewer: Viewer, id_: int) -> Coordination:
    edge = _own(viewer, Coordination.objects.all(), id_)
    demand(viewer, Right.CHANGE, edge.unit_id)
    return edge


def role_for_administrator(viewer: Viewer, id_: int) -> Role:
    role = _own(viewer, Role.objects.all(), id_)
    demand(viewer, Right.CHANGE, role.unit_id)
    return role


def reorganisation_for_reader(viewer: Viewer, id_: int) -> Reorganisation:
    return _own(viewer, Reorganisation.objects.all(), id_)


def reorganisation_for_administrator(viewer: Viewer, id_: int) -> Reorganisation:
    found = _own(viewer, Reorganisation.objects.all(), id_)
    root_for_administrator(viewer)
    return found


def import_for_administrator(viewer: Viewer, id_: int) -> Import:
    found = _own(viewer, Import.objects.all(), id_)
    root_for_administrator(viewer)
    return found


def government_for_trail(viewer: Viewer) -> Government:
    """The viewer's government, whose trail may be read."""
    demand(viewer, Right.TRAIL, root_for_reader(viewer).pk)
    return viewer.government
