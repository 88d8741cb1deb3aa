"""The organisation through time.

What a unit or position *is* (its identity) never changes; what it is called, where it stands and
who holds it are rows with a period. A period runs from its first day `since` up to, and without,
`until`; an empty `until` is open. So the organisation of any day can be read, past or planned.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sopan.web.people.models import Person


class Dated(models.Model):
    """A row that holds for a period."""

    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai sebelum"), null=True, blank=True)

    class Meta:
        abstract = True

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


Row = TypeVar("Row", bound=Dated)


class DatedQuerySet(models.QuerySet[Row]):
    """Questions that every dated row answers."""

    def on(self, day: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def overlapping(self, since: date, until: date | None) -> Self:
        later = Q(until=None) | Q(until__gt=since)
        return self.filter(later) if until is None else self.filter(later, since__lt=until)


def lasts(name: str) -> models.CheckConstraint:
    """A period has at least one day."""
    return models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name=name)


class Government(models.Model):
    """A city, regency or province: everything else belongs to exactly one."""

    code = models.SlugField(_("kode"), unique=True)
    name = models.CharField(_("nama"), max_length=120)
    place = models.CharField(_("tempat"), max_length=80, blank=True)
    """Where letters are signed: "Banjarmasin"."""
    time_zone = models.CharField(_("zona waktu"), max_length=40, default="Asia/Jakarta")
    accent = models.CharField(
        _("warna"),
        max_length=7,
        default="#0b4f53",
        validators=[RegexValidator(r"^#[0-9a-f]{6}$")],
    )
    emblem = models.BinaryField(_("lambang"), null=True, blank=True)
    """A PNG of at most 512 by 512."""
    emblem_hash = models.CharField(max_length=16, blank=True)
    offices_word = models.CharField(_("sebutan"), max_length=40, default="Perangkat Daerah")
    """Perangkat Daerah or SKPD: both are in use."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


# Units


class UnitKind(models.TextChoices):
    """What a unit is by the rules on regional offices (PP 18/2016)."""

    GOVERNMENT = "government", _("Pemerintah daerah")
    SECRETARIAT = "secretariat", _("Sekretariat daerah")
    COUNCIL_SECRETARIAT = "council", _("Sekretariat DPRD")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    AGENCY = "agency", _("Dinas")
    BOARD = "board", _("Badan")
    OFFICE = "office", _("Kantor/Satuan")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Kelurahan")
    ASSISTANT = "assistant", _("Asisten")
    STAFF = "staff", _("Staf ahli")
    BUREAU = "bureau", _("Bagian")
    DIVISION = "division", _("Bidang/Sekretariat")
    SECTION = "section", _("Subbagian/Seksi")
    SERVICE = "service", _("UPT")
    OTHER = "other", _("Lainnya")


class Unit(models.Model):
    """The identity of an office; what it is called stands in its periods."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="units")
    code = models.CharField(_("kode"), max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "code"], name="unit_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class UnitPeriod(Dated):
    """Name and structural place of a unit for a time; the periods of a unit do not overlap."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="periods")
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("singkatan"), max_length=60, blank=True)
    kind = models.CharField(_("jenis"), max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="child_periods"
    )
    order = models.PositiveIntegerField(_("urutan"), default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["order", "name"]
        constraints: ClassVar = [
            lasts("unit_period_lasts"),
            models.UniqueConstraint(fields=["unit", "since"], name="unit_period_once"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until=None), name="unit_period_open_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["government", "since"], name="unit_period_day"),
            models.Index(fields=["parent", "since"], name="unit_period_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Coordination(Dated):
    """The functional hierarchy: a unit is coordinated, in a field, by another unit or position."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="coordinations")
    field = models.CharField(_("bidang"), max_length=80)
    by_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="coordinates"
    )
    by_position = models.ForeignKey(
        "Position", models.PROTECT, null=True, blank=True, related_name="coordinates"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["field", "since"]
        constraints: ClassVar = [
            lasts("coordination_lasts"),
            models.CheckConstraint(
                condition=Q(by_unit=None, by_position__isnull=False)
                | Q(by_unit__isnull=False, by_position=None),
                name="coordination_by_one",
            ),
            models.CheckConstraint(
                condition=Q(by_unit=None) | ~Q(by_unit=F("unit")), name="coordination_not_self"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.field}"


# Positions


class Level(models.TextChoices):
    """Eselon (PP 100/2000), or class of a functional post (jabatan fungsional, JF)."""

    HEAD_OF_REGION = "kdh", _("Kepala daerah")
    II_A = "ii.a", _("Eselon II.a")
    II_B = "ii.b", _("Eselon II.b")
    III_A = "iii.a", _("Eselon III.a")
    III_B = "iii.b", _("Eselon III.b")
    IV_A = "iv.a", _("Eselon IV.a")
    IV_B = "iv.b", _("Eselon IV.b")
    JF_EXPERT_4 = "jf-utama", _("JF ahli utama")
    JF_EXPERT_3 = "jf-madya", _("JF ahli madya")
    JF_EXPERT_2 = "jf-muda", _("JF ahli muda")
    JF_EXPERT_1 = "jf-pertama", _("JF ahli pertama")
    JF_SKILLED = "jf-terampil", _("JF keterampilan")
    STAFF = "pelaksana", _("Pelaksana")


class Position(models.Model):
    """The identity of a post (jabatan)."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="positions")
    code = models.CharField(_("kode"), max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "code"], name="position_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class PositionPeriod(Dated):
    """Name, unit, level and duties of a post for a time; the periods of a post do not overlap."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="periods")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="position_periods")
    name = models.CharField(_("nama jabatan"), max_length=200)
    level = models.CharField(_("eselon/jenjang"), max_length=20, choices=Level.choices)
    is_head = models.BooleanField(_("kepala unit"), default=False)
    duties = models.TextField(_("uraian tugas"), blank=True)
    """One duty per line."""
    order = models.PositiveIntegerField(_("urutan"), default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-is_head", "order", "name"]
        constraints: ClassVar = [
            lasts("position_period_lasts"),
            models.UniqueConstraint(fields=["position", "since"], name="position_period_once"),
            models.UniqueConstraint(
                fields=["position"], condition=Q(until=None), name="position_period_open_once"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(until=None, is_head=True), name="head_open_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "since"], name="position_period_unit"),
            models.Index(fields=["government", "since"], name="position_period_day"),
        ]

    def __str__(self) -> str:
        return self.name


class HoldingKind(models.TextChoices):
    """How a person holds a post (UU 30/2014 art. 14)."""

    DEFINITIVE = "definitive", _("Definitif")
    PLT = "plt", _("Plt.")
    PLH = "plh", _("Plh.")


class Holding(Dated):
    """A person in a post for a time.

    Definitive: the holder. Plt: acts while the post is vacant. Plh: acts while the holder is away.
    """

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    kind = models.CharField(_("sebagai"), max_length=12, choices=HoldingKind.choices)
    letter = models.CharField(_("nomor surat keputusan/perintah"), max_length=120, blank=True)
    letter_day = models.DateField(_("tanggal surat"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            lasts("holding_lasts"),
            models.UniqueConstraint(
                fields=["position", "kind"], condition=Q(until=None), name="holding_open_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["position", "since"], name="holding_position"),
            models.Index(fields=["person", "since"], name="holding_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position_id} {self.person_id}"


# Roles


class RoleKind(models.TextChoices):
    """What somebody does with SOPs; held at a unit, it counts for all units below."""

    DRAFTER = "drafter", _("Penyusun")
    HEAD = "head", _("Pimpinan unit")
    FACILITATOR = "facilitator", _("Pembina SOP")
    LEGAL = "legal", _("Pemeriksa hukum")
    SUPERVISOR = "supervisor", _("Pengawas")
    EXPERT = "expert", _("Staf ahli")
    AUDITOR = "auditor", _("Pemeriksa (Inspektorat)")
    ADMINISTRATOR = "administrator", _("Admin")


class Role(Dated):
    """A role of a post, and so of whoever acts in it, or of one person; at a unit and below."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    kind = models.CharField(_("peran"), max_length=16, choices=RoleKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roles")
    position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="roles"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="roles")

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "since"]
        constraints: ClassVar = [
            lasts("role_lasts"),
            models.CheckConstraint(
                condition=Q(position=None, person__isnull=False)
                | Q(position__isnull=False, person=None),
                name="role_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"


# Reorganisation


class Reorganisation(models.Model):
    """Penataan SOTK: changes of units and positions that take effect on one day, as a plan."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Rancangan")
        APPLIED = "applied", _("Ditetapkan")
        DROPPED = "dropped", _("Dibatalkan")

    government = models.ForeignKey(Government, models.PROTECT, related_name="reorganisations")
    title = models.CharField(_("judul"), max_length=200)
    letter = models.CharField(_("peraturan"), max_length=200, blank=True)
    day = models.DateField(_("berlaku mulai"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    plan = models.JSONField()
    """The operations as written by `reorganisation.plan.dump`."""
    token = models.PositiveIntegerField(default=1)
    """Counts the changes of the plan: of two who change it at once one is told."""
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    def __str__(self) -> str:
        return self.title


class Succession(models.Model):
    """Which unit goes on with what another one did, from a day on."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    reorganisation = models.ForeignKey(
        Reorganisation, models.PROTECT, null=True, blank=True, related_name="successions"
    )
    day = models.DateField()
    before = models.ForeignKey(Unit, models.PROTECT, related_name="successors")
    after = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors")

    class Meta:
        ordering: ClassVar = ["day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["before", "after", "day"], name="succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} -> {self.after_id}"


# Imports


class Import(models.Model):
    """An uploaded table whose changes were shown and wait to be confirmed."""

    class Kind(models.TextChoices):
        UNITS = "units", _("Unit kerja")
        POSITIONS = "positions", _("Jabatan")
        PEOPLE = "people", _("Pejabat")

    government = models.ForeignKey(Government, models.PROTECT, related_name="imports")
    kind = models.CharField(_("isi"), max_length=10, choices=Kind.choices)
    file_name = models.CharField(max_length=200)
    day = models.DateField(_("berlaku mulai"))
    rows = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    """Of the changes that were shown: others than these are never written."""
    made_by = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name
