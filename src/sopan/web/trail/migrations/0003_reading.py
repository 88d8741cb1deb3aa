"""What the page of the trail asks for, newest first, at a million events."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_guards")]

    operations = [
        migrations.RemoveIndex("event", "event_subject"),
        migrations.AddIndex(
            "event",
            models.Index(fields=["government", "at", "number"], name="event_day"),
        ),
        migrations.AddIndex(
            "event",
            models.Index(fields=["government", "verb", "at", "number"], name="event_verb"),
        ),
        migrations.AddIndex(
            "event",
            models.Index(fields=["government", "account", "at", "number"], name="event_account"),
        ),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["government", "subject_kind", "subject_id", "at", "number"],
                name="event_subject",
            ),
        ),
    ]
