from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "Note",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("words", models.TextField()),
                (
                    "government",
                    models.ForeignKey("organisation.government", models.PROTECT, related_name="+"),
                ),
            ],
        )
    ]
