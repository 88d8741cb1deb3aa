"""`sopan start`: everything that a first look needs, in one command."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from sopan.sop.findings import Words
from sopan.terminal import say
from sopan.web.commands import demonstration, installation
from sopan.web.commands.edge import told
from sopan.web.commands.serve import ENDED, LISTENS, Listening, listens, refuse_deaf, serve

if TYPE_CHECKING:
    from sopan.web.demo.load import Login


@click.command("start")
@listens
def command(listening: Listening, language: str) -> None:
    """Menyiapkan basis data, memuat contoh bila masih kosong, lalu menjalankan server web."""
    with told(language):
        refuse_deaf(listening)
        say(language, PREPARES)
        installation.prepare()
        installation.reach()
        installation.bring_up_to_date()
        installation.collect_static()
        logins = demonstration.load_where_it_belongs()
        say(language, LISTENS, address=listening.address)
        show(logins, language)
        serve(listening)
    say(language, ENDED)


def show(logins: Sequence[Login], language: str) -> None:
    """The logins of the demonstration, or how to get one."""
    if not logins:
        say(language, NO_DEMONSTRATION)
        return
    say(language, DEMONSTRATION)
    for government, group in groupby(logins, key=lambda login: login.government):
        click.echo(f"\n  {government}")
        for login in group:
            click.echo(f"    {login.username:<24}{login.password:<20}{login.post}")
    click.echo()


PREPARES = Words("Menyiapkan Sopan ...", "Preparing Sopan ...")
DEMONSTRATION = Words(
    "Data peragaan. Masuk dengan nama akun dan kata sandi ini:",
    "Demonstration. Sign in with one of these names and passwords:",
)
NO_DEMONSTRATION = Words(
    "Masuk dengan akun Anda. Admin baru dibuat dengan `sopan createadmin`.",
    "Sign in with your account. `sopan createadmin` makes another administrator.",
)
