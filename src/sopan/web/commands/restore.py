"""`sopan restore`: puts a backup in the place of the database, once it is proved good.

1. Every byte of the file is read and compared with what its manifest says.
2. The rows are loaded beside what is there: into a new SQLite file, or, on PostgreSQL, within a
   transaction of which nobody else sees anything.
3. Where an older program made the backup, its tables are made as that program had them, and then
   go through the migrations since. What a newer program made is refused.
4. Keys must lead somewhere and the trail must be whole and end where the manifest says.
5. Only then the new one takes the place of the old, in one step.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopan.sop.findings import Language, Words
from sopan.terminal import language_option, say
from sopan.web.commands import installation, running
from sopan.web.commands.edge import Problem, told

if TYPE_CHECKING:
    from sopan.web.commands.archive import Manifest


@click.command("restore")
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path, readable=False))
@click.option("--yes", is_flag=True, help="Tanpa bertanya.")
@click.option(
    "--accept-broken-trail",
    "broken_accepted",
    is_flag=True,
    help="Pulihkan juga bila jejak di dalam cadangan sudah rusak saat dibuat.",
)
@language_option
def command(file: Path, yes: bool, broken_accepted: bool, language: str) -> None:
    """Mengganti isi basis data dengan cadangan, setelah cadangan itu terbukti utuh."""
    from sopan.web.commands import archive, loading

    with told(language):
        installation.prepare()
        manifest = archive.read(file)
        refuse_newer(manifest)
        refuse_while_running()
        say(language, FOUND, **_described(manifest, file))
        if others := loading.others_connected():
            say(language, OTHERS, count=others)
        if other_key(manifest):
            say(language, OTHER_KEY)
        if not yes:
            ask(language)
        migrated = loading.replace_with(file, manifest, whole_trail=not broken_accepted)
        say(language, DONE, rows=manifest.rows)
        if migrated:
            say(language, MIGRATED, program=manifest.program, count=len(migrated))
        if kept := loading.kept_before():
            say(language, KEPT, path=kept)


def refuse_newer(manifest: Manifest) -> None:
    """Raises Problem where the backup has changes of the database that this program has not."""
    known = {f"{app}.{name}" for app, name in installation.migrations_known()}
    if strange := sorted(set(manifest.migrations) - known):
        raise Problem(MADE_LATER, program=manifest.program, names=", ".join(strange))


def other_key(manifest: Manifest) -> bool:
    """Whether second steps of the backup were encrypted under another secret key."""
    from sopan.web.people.encryption import key_mark

    return manifest.key not in ("", key_mark())


def refuse_while_running() -> None:
    from django.conf import settings

    if running.runs(settings.DATA):
        raise Problem(RUNS)


def ask(language: str) -> None:
    """Ends the command unless somebody at a terminal agrees."""
    if not sys.stdin.isatty():
        raise Problem(NOBODY)
    if not click.confirm(REPLACE.say(Language(language))):
        raise click.Abort


def _described(manifest: Manifest, file: Path) -> dict[str, object]:
    return {
        "path": file,
        "made": manifest.made,
        "program": manifest.program,
        "rows": manifest.rows,
        "governments": ", ".join(chain.government for chain in manifest.chains) or "-",
    }


FOUND = Words(
    "Cadangan {path} utuh: dibuat {made} oleh Sopan {program}, {rows} baris, pemerintah daerah: "
    "{governments}.",
    "Backup {path} is whole: made {made} by Sopan {program}, rows {rows}, governments: "
    "{governments}.",
)
REPLACE = Words(
    "Semua isi basis data sekarang diganti dengan cadangan ini. Lanjutkan?",
    "All that is in the database now is replaced by this backup. Go on?",
)
NOBODY = Words(
    "Tidak ada yang dapat ditanya di sini. Tambahkan --yes bila isi basis data memang diganti.",
    "There is nobody to ask here. Add --yes where the database is to be replaced.",
)
RUNS = Words(
    "Server Sopan masih berjalan dengan folder data ini. Hentikan dulu, lalu ulangi.",
    "A Sopan server still runs on this data folder. Stop it first, then try again.",
)
OTHERS = Words(
    "Peringatan: {count} sambungan lain sedang memakai basis data ini. Hentikan server Sopan dulu.",
    "Warning: other connections use this database: {count}. Stop the Sopan servers first.",
)
OTHER_KEY = Words(
    "Peringatan: cadangan ini dibuat dengan kunci rahasia lain. Tanpa kunci itu, kode dari ponsel "
    "dan kode pemulihan tidak dapat diperiksa. Kembalikan dulu berkas secret-key (atau "
    "SOPAN_SECRET_KEY) yang lama, atau lepaskan langkah kedua akun-akun itu sesudahnya; sopan "
    "doctor menghitungnya.",
    "Warning: this backup was made with another secret key. Without that key, codes from phones "
    "and recovery codes cannot be checked. Put the old secret-key file (or SOPAN_SECRET_KEY) back "
    "first, or remove the second steps of those accounts afterwards; sopan doctor counts them.",
)
MADE_LATER = Words(
    "Cadangan ini dibuat oleh Sopan {program} yang lebih baru (tidak dikenal: {names}). Pasang "
    "versi itu, lalu pulihkan; tidak ada yang diubah.",
    "This backup was made by the newer Sopan {program} (unknown: {names}). Install that version, "
    "then restore; nothing was changed.",
)
DONE = Words(
    "Dipulihkan: {rows} baris. Semua orang perlu masuk lagi.",
    "Restored; rows: {rows}. Everybody has to sign in again.",
)
MIGRATED = Words(
    "Cadangan Sopan {program} ini disesuaikan dengan program sekarang; {count} perubahan "
    "diterapkan.",
    "This backup of Sopan {program} was made to fit this program; changes: {count}.",
)
KEPT = Words("Basis data lama disimpan di {path}.", "The old database is kept in {path}.")
