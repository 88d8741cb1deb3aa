"""The register: SOPs, their versions, and the drafts in which they are written.

The content of a version is one SOP value as canonical JSON with its digest, and never changes.
A draft is such a value with a token: the number of its last save. Every save stays until the
draft is closed, so that a late one can be joined and anyone can undo what they did.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sopan.sop.states import State
from sopan.web.organisation.models import Government, Unit
from sopan.web.people.models import Account


class Procedure(models.Model):
    """An SOP through all its versions: whose it is, and how others name it."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="procedures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="procedures")
    key = models.SlugField(_("kunci"), max_length=120)
    """By which SOP values name this one; also its place in addresses."""
    title = models.CharField(_("judul"), max_length=300)
    """Derived: that of the version in force, else of the latest text."""
    number = models.CharField(_("nomor"), max_length=120, blank=True)
    number_key = models.CharField(max_length=120, blank=True)
    """The number without differences of case and spaces: never given twice."""
    state = models.CharField(max_length=12, default=State.DRAFT)
    """Derived: effective, superseded or revoked once a version was in force; until then draft."""
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "key"], name="procedure_key_once"),
            models.UniqueConstraint(
                fields=["government", "number_key"],
                condition=~Q(number_key=""),
                name="procedure_number_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["government", "title"], name="procedure_title"),
            models.Index(fields=["unit", "title"], name="procedure_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it is or was in force, and so for everybody of the government to read."""
        return self.state != State.DRAFT


class Version(models.Model):
    """One text of an SOP; `text` is canonical JSON, and the truth."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    """1, 2, 3, ... within the procedure."""
    state = models.CharField(max_length=12, default=State.DRAFT)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    material = models.BooleanField(default=True)
    """Whether it changes more than words against the version before."""
    material_reason = models.CharField(max_length=500, blank=True)
    """Why somebody judged otherwise than the rule; empty where the rule stands."""
    author = models.ForeignKey(Account, models.PROTECT, related_name="+")
    author_title = models.CharField(max_length=200, blank=True)
    """The post in which the author acted that day."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["procedure", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="version_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}/{self.number}"


class Draft(models.Model):
    """The text that is being written; a procedure has one at most that is open."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="drafts")
    base = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    """The version it started from; None for a new SOP."""
    token = models.PositiveIntegerField(default=0)
    """The number of the last save; 0 is the text it was opened with."""
    text = models.TextField()
    title = models.CharField(max_length=300)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(closed_at=None), name="draft_open_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SaveKind(models.TextChoices):
    OPEN = "open", _("dibuka")
    EDIT = "edit", _("diubah")
    UNDO = "undo", _("dibatalkan")
    REDO = "redo", _("diulangi")


class Save(models.Model):
    """A draft's text after one save, and what was done; 0 is the text it was opened with."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="saves")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=SaveKind.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    batch = models.CharField(max_length=40, blank=True)
    """Chosen by the page that sends: a save that is sent again is made once."""
    packed = models.BinaryField()
    """The canonical JSON, compressed."""

    class Meta:
        ordering: ClassVar = ["draft", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="save_number_once"),
            models.UniqueConstraint(
                fields=["draft", "batch"], condition=~Q(batch=""), name="save_batch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


class Presence(models.Model):
    """Who has a draft open, as their page last said."""

    government = models.ForeignKey(Government, models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="presences")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "account"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.account_id}"
