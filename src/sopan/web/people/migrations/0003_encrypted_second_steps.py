"""Encrypts what second steps keep secret; before, it lay in the open as allauth does it."""

from collections.abc import Callable

from django.apps.registry import Apps
from django.db import migrations

from sopan.web.people.encryption import decrypt, encrypt

SECRETS = {"totp": ("secret",), "recovery_codes": ("seed", "migrated_codes")}


def rewritten(apps: Apps, change: Callable[[str], str]) -> None:
    rows = apps.get_model("mfa", "Authenticator").objects
    for row in rows.filter(type__in=SECRETS).order_by("pk"):
        for name in SECRETS[row.type]:
            kept = row.data.get(name)
            if isinstance(kept, str):
                row.data[name] = change(kept)
            elif kept:
                row.data[name] = [change(one) for one in kept]
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_cache"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _editor: rewritten(apps, encrypt),
            lambda apps, _editor: rewritten(apps, decrypt),
        )
    ]
