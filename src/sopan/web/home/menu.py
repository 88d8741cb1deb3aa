"""Where one can go: the menu on top of every page, and the work of administrators and auditors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sopan.web.organisation.access import RULES, Right, may, root_for_reader
from sopan.web.organisation.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Subject:
    """A word of the menu; `paths` are the beginnings of the addresses that belong to it."""

    label: str | Promise
    name: str
    paths: tuple[str, ...] = ()
    right: Right = Right.READ


SUBJECTS = (
    Subject(_("Beranda"), "home"),
    Subject(_("SOP"), "register", ("sop",)),
    Subject(
        _("Organisasi"),
        "organisation",
        ("organisasi", "jabatan", "masa-jabatan", "koordinasi", "peran", "siapa-memutuskan"),
    ),
    Subject(_("Pejabat"), "people", ("pejabat",)),
    Subject(_("Jejak"), "trail", ("jejak",), Right.TRAIL),
)
"""At most seven, in this order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject as it stands in the menu of one page."""

    label: str | Promise
    address: str
    current: str
    """`page` on the subject's own page, `true` below it, as `aria-current` has it; else empty."""


def entries(viewer: Viewer, path: str) -> Iterator[Entry]:
    """What the viewer may use, seen from the page at the path."""
    first = path.strip("/").split("/")[0]
    for subject in SUBJECTS:
        if not is_for(viewer, subject.right):
            continue
        address = reverse(subject.name)
        below = "true" if first in subject.paths else ""
        yield Entry(subject.label, address, "page" if path == address else below)


@dataclass(frozen=True, slots=True)
class Work:
    """A page for administrators or auditors, with what is done there."""

    label: str | Promise
    name: str
    right: Right


WORK = (
    Work(_("Tambah unit kerja"), "unit_create", Right.CHANGE),
    Work(_("Tambah pejabat"), "person_add", Right.CHANGE),
    Work(_("Impor dari Excel atau CSV"), "import_upload", Right.CHANGE),
    Work(_("Penataan SOTK"), "reorganisations", Right.CHANGE),
    Work(_("Pengaturan pemerintah daerah"), "government", Right.CHANGE),
    Work(_("Baca jejak"), "trail", Right.TRAIL),
    Work(_("Periksa keutuhan jejak"), "trail_verify", Right.TRAIL),
)


def work_of(viewer: Viewer) -> list[Work]:
    """What the viewer may do; each right is asked for once."""
    rights = {right for right in {work.right for work in WORK} if is_for(viewer, right)}
    return [work for work in WORK if work.right in rights]


def is_for(viewer: Viewer, right: Right) -> bool:
    """Whether the viewer has the right over the whole government; asks little where clearly not."""
    rule = RULES[right]
    if rule.everybody:
        return True
    has_role = any(grant.kind in rule.roles for grant in viewer.grants)
    return has_role and may(viewer, right, root_for_reader(viewer).pk)
