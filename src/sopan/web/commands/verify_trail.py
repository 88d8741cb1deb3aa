"""`sopan verify-trail`: proves that a trail is as it was written, or names the first fault.

With `--file` neither a database nor settings are needed: an exported trail can be verified on any
computer with Sopan.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from sopan.sop.findings import Language, Words
from sopan.terminal import language_option, say
from sopan.web.commands import installation
from sopan.web.commands.edge import Problem, told
from sopan.web.trail.export import NotATrail, read, verify_file
from sopan.web.trail.verify import Note, Report, note


@click.command("verify-trail")
@click.option("--government", "code", help="Kode pemerintah daerah (bawaan: semua).")
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Memeriksa berkas ekspor jejak, tanpa basis data.",
)
@click.option(
    "--expect",
    "noted",
    metavar="NOMOR:HASH",
    multiple=True,
    help="Nomor dan hash yang pernah dicatat (hash boleh 16 huruf pertama saja).",
)
@language_option
def command(code: str | None, path: Path | None, noted: Sequence[str], language: str) -> None:
    """Memeriksa keutuhan jejak; menyebut nomor pertama yang diubah, dihapus, atau disisipkan."""
    with told(language):
        notes = [_note(text) for text in noted]
        found = _of_file(path, code, notes) if path else _of_database(code, notes)
        sound = [_tell(government, report, language) for government, report in found]
    if not all(sound):
        sys.exit(1)


def _note(text: str) -> Note:
    try:
        return note(text)
    except ValueError:
        raise Problem(NO_NOTE, text=text) from None


def _of_file(path: Path, code: str | None, noted: Sequence[Note]) -> Iterator[tuple[str, Report]]:
    with path.open("rb") as file:
        try:
            found = read(file)
        except NotATrail as error:
            raise Problem(NEWER if error.newer else NO_TRAIL, path=path) from None
        government = found.header.government
        if code and code != government:
            raise Problem(OTHER, path=path, found=government, code=code)
        yield government, verify_file(found, noted)


def _of_database(code: str | None, noted: Sequence[Note]) -> Iterator[tuple[str, Report]]:
    installation.prepare()
    installation.reach()
    from sopan.web.organisation.models import Government
    from sopan.web.trail.queries import verify_database

    governments = Government.objects.order_by("code").values_list("pk", "code")
    chosen = list(governments.filter(code=code) if code else governments)
    if code and not chosen:
        raise Problem(UNKNOWN, code=code)
    if noted and len(chosen) != 1:
        raise Problem(WHOSE_NOTE)
    for id_, name in chosen:
        yield name, verify_database(id_, name, noted)


def _tell(government: str, report: Report, language: str) -> bool:
    """Says what was found; True where the trail is sound."""
    if report.finding is None:
        words = SOUND if report.sound.number else EMPTY
        say(language, words, government=government, number=report.sound.number, note=report.sound)
        return True
    broken = report.finding.say(Language(language))
    say(language, BROKEN, government=government, broken=broken, number=report.sound.number)
    return False


# Sentences

SOUND = Words(
    "{government}: jejak utuh sampai nomor {number}. Catat di tempat lain: {note}",
    "{government}: the trail is sound up to number {number}. Note elsewhere: {note}",
)
EMPTY = Words("{government}: jejak masih kosong.", "{government}: the trail is empty.")
BROKEN = Words(
    "{government}: jejak TIDAK utuh. {broken} Yang masih utuh: sampai nomor {number}.",
    "{government}: the trail is NOT sound. {broken} Still sound: up to number {number}.",
)
NO_NOTE = Words(
    "--expect {text}: tulis NOMOR:HASH, dengan sedikitnya 16 huruf hash (0-9, a-f).",
    "--expect {text}: write NUMBER:HASH, with at least 16 letters of the hash (0-9, a-f).",
)
WHOSE_NOTE = Words(
    "--expect: sebutkan jejak yang dimaksud dengan --government KODE.",
    "--expect: say whose trail is meant with --government CODE.",
)
UNKNOWN = Words(
    "Tidak ada pemerintah daerah dengan kode {code}.", "There is no government with code {code}."
)
NO_TRAIL = Words("{path} bukan berkas ekspor jejak.", "{path} is no exported trail.")
NEWER = Words(
    "{path} ditulis Sopan yang lebih baru. Perbarui Sopan, lalu periksa lagi.",
    "{path} was written by a newer Sopan. Update Sopan and verify again.",
)
OTHER = Words(
    "{path} berisi jejak {found}, bukan {code}.", "{path} holds the trail of {found}, not {code}."
)
