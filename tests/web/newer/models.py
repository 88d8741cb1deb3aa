"""A table that got a column, and lost one, after it had rows."""

from __future__ import annotations

from django.db import models


class Note(models.Model):
    government = models.ForeignKey("organisation.Government", models.PROTECT, related_name="+")
    text = models.TextField()
    length = models.PositiveIntegerField()

    class Meta:
        app_label = "newer"
