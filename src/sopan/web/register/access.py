"""Permission for SOPs and drafts: as in `organisation.access`, the loader is the check.

What is or was in force is for everybody of the government. What is only being written is seen by
those who take part in it, and by auditors.
"""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from sopan.sop.states import State
from sopan.web.organisation.access import RULES, Refused, Right, demand, unit_for_reader
from sopan.web.organisation.models import Unit
from sopan.web.organisation.viewer import Viewer
from sopan.web.register.models import Draft, Procedure, Version
from sopan.web.register.owners import owner_on

OPEN_STATES = (State.EFFECTIVE, State.SUPERSEDED, State.REVOKED)
"""States of versions that everybody of the government may read."""


def drafter(viewer: Viewer) -> Viewer:
    """The viewer, who writes SOPs of some unit."""
    if not drafts_somewhere(viewer):
        raise Refused(_("Hanya penyusun, pimpinan unit, dan pembina SOP yang menyusun SOP."))
    return viewer


def drafts_somewhere(viewer: Viewer) -> bool:
    """Whether the viewer may write SOPs of any unit."""
    return any(grant.kind in RULES[Right.DRAFT].roles for grant in viewer.grants)


def unit_for_drafter(viewer: Viewer, id_: int) -> Unit:
    """A unit for which the viewer may write SOPs."""
    unit = unit_for_reader(viewer, id_)
    demand(viewer, Right.DRAFT, unit.pk)
    return unit


def procedure_for_reader(viewer: Viewer, key: str) -> Procedure:
    found = _procedure(viewer, key)
    if not found.is_open:
        demand(viewer, Right.SEE_DRAFTS, owner_on(found.unit_id, viewer.day))
    return found


def procedure_for_drafter(viewer: Viewer, key: str) -> Procedure:
    found = _procedure(viewer, key)
    demand(viewer, Right.DRAFT, owner_on(found.unit_id, viewer.day))
    return found


def version_for_reader(viewer: Viewer, key: str, number: int) -> Version:
    procedure = procedure_for_reader(viewer, key)
    found = procedure.versions.filter(number=number).first()
    if found is None:
        raise Http404(_("SOP ini tidak mempunyai versi dengan nomor itu."))
    if found.state not in OPEN_STATES:
        demand(viewer, Right.SEE_DRAFTS, owner_on(procedure.unit_id, viewer.day))
    found.procedure = procedure
    return found


def draft_for_reader(viewer: Viewer, key: str) -> Draft:
    procedure = _procedure(viewer, key)
    demand(viewer, Right.SEE_DRAFTS, owner_on(procedure.unit_id, viewer.day))
    return _draft(procedure)


def draft_for_drafter(viewer: Viewer, key: str) -> Draft:
    return _draft(procedure_for_drafter(viewer, key))


def _procedure(viewer: Viewer, key: str) -> Procedure:
    found = Procedure.objects.filter(government=viewer.government, key=key).first()
    if found is None:
        raise Http404(_("Tidak ada, atau bukan milik pemerintah daerah Anda."))
    return found


def _draft(procedure: Procedure) -> Draft:
    found = procedure.drafts.filter(closed_at=None).first()
    if found is None:
        raise Http404(_("SOP ini tidak mempunyai konsep yang sedang disusun."))
    found.procedure = procedure
    return found
