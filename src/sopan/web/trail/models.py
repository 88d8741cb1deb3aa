"""Events: who did what, when, as which position, from where; and the head of each chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Event(models.Model):
    """One thing done. Never changed, never removed: the database refuses both."""

    government = models.ForeignKey("organisation.Government", models.PROTECT, related_name="events")
    number = models.PositiveBigIntegerField()
    """1, 2, 3, ... within the government, without gaps."""
    at = models.DateTimeField()
    account = models.BigIntegerField(null=True)
    """A number, not a key: an event outlives what it names."""
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=200)
    """ "Plt. Kabag Organisasi"; empty where nobody acted as a position."""
    acting_for = models.CharField(max_length=200)
    """For a Plt or Plh: the position or the person in whose stead; else empty."""
    source = models.CharField(max_length=60)
    """The address from which it was done, or `cli`."""
    verb = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=300)
    data = models.JSONField()
    """`before`, `after` and whatever the sentence of the verb names."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["government", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["government", "number"], name="event_number_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["government", "at", "number"], name="event_day"),
            models.Index(fields=["government", "verb", "at", "number"], name="event_verb"),
            models.Index(fields=["government", "account", "at", "number"], name="event_account"),
            models.Index(
                fields=["government", "subject_kind", "subject_id", "at", "number"],
                name="event_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Head(models.Model):
    """The last number and hash of a government's chain; writers of events take turns on it.

    The database refuses to remove it, and to move it otherwise than on by one.
    """

    government = models.OneToOneField(
        "organisation.Government", models.PROTECT, primary_key=True, related_name="trail_head"
    )
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.government_id}: {self.number}"
