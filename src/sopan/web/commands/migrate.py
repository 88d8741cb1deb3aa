"""`sopan migrate`: makes the database and the static files fit this program."""

from __future__ import annotations

import click

from sopan.sop.findings import Words
from sopan.terminal import language_option, say
from sopan.web.commands import installation
from sopan.web.commands.edge import told


@click.command("migrate")
@language_option
def command(language: str) -> None:
    """Menyiapkan basis data dan berkas statis, juga setelah pembaruan program."""
    with told(language):
        installation.prepare()
        installation.reach()
        applied = installation.bring_up_to_date()
        installation.collect_static()
        if applied:
            say(language, APPLIED, count=len(applied))
        else:
            say(language, CURRENT)


APPLIED = Words(
    "Basis data siap; {count} perubahan diterapkan.", "The database is ready; changes: {count}."
)
CURRENT = Words("Basis data sudah sesuai.", "The database is up to date.")
