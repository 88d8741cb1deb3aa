"""What a reorganisation does to SOPs: whose they become, and which must be approved again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sopan.web.organisation.models import Reorganisation
from sopan.web.organisation.reorganisation.preview import Preview, Touched, What
from sopan.web.register.models import Procedure

Fate = tuple[What, str, str]
"""What happens to a unit, for its SOPs: the old name or place, and the new one."""


def sops_touched(reorganisation: Reorganisation, shown: Preview) -> Sequence[Touched]:
    """Each SOP of a unit that is renamed, moved or closed, once for each that happens."""
    fates = _fates(shown)
    rows = Procedure.objects.filter(government=reorganisation.government_id, unit__in=list(fates))
    return [
        Touched("sop", row.pk, row.title, *fate)
        for row in rows.order_by("title", "pk")
        for fate in fates[row.unit_id]
    ]


def _fates(shown: Preview) -> Mapping[int, list[Fate]]:
    found: dict[int, list[Fate]] = {}
    for one in shown.of_kind("unit"):
        if isinstance(one.id, int) and one.what in (What.RENAMED, What.MOVED):
            found.setdefault(one.id, []).append((one.what, one.old, one.new))
    for unit, name, heir in _closed(shown):
        found[unit] = [(What.GOES, name, heir)]
    return found


def _closed(shown: Preview) -> Iterator[tuple[int, str, str]]:
    """Units that end: number, name, and who has their SOPs then (see `owners`)."""
    heirs = {one.id: one.heirs for one in shown.of_kind("unit") if one.heirs}
    names = {row.id: row.name for row in shown.units}
    names |= {row.id: row.name for row in shown.changes.closed_units}
    for row in shown.changes.closed_units:
        above = names.get(row.parent, "") if row.parent is not None else ""
        yield int(row.id), row.name, heirs[row.id][0] if row.id in heirs else above
