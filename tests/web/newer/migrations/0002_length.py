from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def measure(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    note = apps.get_model("newer", "Note")
    for one in note.objects.all():
        one.length = len(one.text)
        one.save()
    government = apps.get_model("organisation", "Government").objects.first()
    if government:
        note.objects.create(government=government, text="baru", length=4)


class Migration(migrations.Migration):
    dependencies = [("newer", "0001_initial")]

    operations = [
        migrations.RenameField("Note", "words", "text"),
        migrations.AddField("Note", "length", models.PositiveIntegerField(default=0)),
        migrations.RunPython(measure),
        migrations.AlterField("Note", "length", models.PositiveIntegerField()),
    ]
