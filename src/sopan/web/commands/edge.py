"""Every failure of a command as one sentence and exit code 1, never a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from sopan.sop.findings import Words
from sopan.terminal import fail
from sopan.web import environment as env


class Problem(Exception):  # noqa: N818  # What is told to people, not a fault of the program.
    """Why a command cannot go on, with what to do."""

    def __init__(self, words: Words, **values: object) -> None:
        super().__init__(words.en.format_map(values))
        self.words = words
        self.values = values


@contextmanager
def told(language: str) -> Iterator[None]:
    """Ends the command with a sentence where its body fails; `SOPAN_DEBUG=1` shows all of it."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        if env.flag("SOPAN_DEBUG") and not isinstance(error, Problem):
            raise
        problem = in_words(error)
        fail(language, problem.words, **problem.values)


def in_words(error: Exception) -> Problem:
    """The problem behind an exception of Python, Django or a database driver."""
    if isinstance(error, Problem):
        return error
    for known in (_of_the_system, _of_the_database, _of_an_action):
        if problem := known(error):
            return problem
    return Problem(UNEXPECTED, kind=type(error).__name__, reason=first_line(error))


def first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__


# Causes


def _of_the_system(error: Exception) -> Problem | None:
    if not isinstance(error, OSError):
        return None
    path = error.filename or env.folder("SOPAN_DATA", "data")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(DISK_FULL, path=path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem(NO_RIGHT, path=path)
    reason = os.strerror(error.errno) if error.errno else first_line(error)
    return Problem(SYSTEM, path=path, reason=reason)


def _of_the_database(error: Exception) -> Problem | None:
    from django.db import Error

    if not isinstance(error, Error):
        return None
    text = str(error).lower()
    data = env.folder("SOPAN_DATA", "data")
    for sign, words in _SIGNS:
        if sign in text:
            return Problem(words, path=data, reason=first_line(error))
    return Problem(DATABASE, reason=first_line(error))


def _of_an_action(error: Exception) -> Problem | None:
    from sopan.web.ui.refusal import Refusal

    if not isinstance(error, Refusal):
        return None
    return Problem(Words("{reason}", "{reason}"), reason=error.text)


# Sentences

DISK_FULL = Words(
    "Ruang disk habis saat menulis {path}. Kosongkan ruang, lalu ulangi.",
    "The disk is full while writing {path}. Free some space and try again.",
)
NO_RIGHT = Words(
    "Tidak ada izin untuk {path}. Jalankan dengan pengguna pemilik folder itu, atau pilih folder "
    "lain dengan SOPAN_DATA.",
    "There is no right to use {path}. Run as the owner of that folder, or choose another folder "
    "with SOPAN_DATA.",
)
SYSTEM = Words("{path} tidak dapat dipakai: {reason}.", "{path} cannot be used: {reason}.")
DATABASE = Words(
    "Basis data menolak: {reason}. Periksa dengan `sopan doctor`.",
    "The database refused: {reason}. Look with `sopan doctor`.",
)
UNEXPECTED = Words(
    "Kesalahan yang tidak terduga ({kind}: {reason}). Jalankan lagi dengan SOPAN_DEBUG=1 untuk "
    "rinciannya.",
    "An unexpected error ({kind}: {reason}). Run again with SOPAN_DEBUG=1 for all of it.",
)
_LOCKED = Words(
    "Basis data di {path} sedang dipakai proses lain. Tunggu sebentar atau hentikan server, lalu "
    "ulangi.",
    "The database in {path} is in use by another process. Wait or stop the server, then try again.",
)
_CANNOT_OPEN = Words(
    "Basis data di {path} tidak dapat dibuka. Periksa izin folder itu dan nilai SOPAN_DATA.",
    "The database in {path} cannot be opened. Check the rights of that folder and SOPAN_DATA.",
)
_NO_DATABASE = Words(
    "Berkas basis data di {path} rusak atau bukan basis data. Pulihkan dari cadangan dengan "
    "`sopan restore`.",
    "The database file in {path} is damaged or no database. Restore a backup with `sopan restore`.",
)
_NO_TABLES = Words(
    "Basis data belum disiapkan ({reason}). Jalankan `sopan migrate`.",
    "The database is not set up ({reason}). Run `sopan migrate`.",
)
_SIGNS = (
    ("database or disk is full", DISK_FULL),
    ("no space left", DISK_FULL),
    ("readonly database", NO_RIGHT),
    ("permission denied", DATABASE),
    ("database is locked", _LOCKED),
    ("database table is locked", _LOCKED),
    ("lock timeout", _LOCKED),
    ("unable to open database file", _CANNOT_OPEN),
    ("not a database", _NO_DATABASE),
    ("malformed", _NO_DATABASE),
    ("no such table", _NO_TABLES),
    ("does not exist", _NO_TABLES),
)
"""What SQLite and PostgreSQL say, in small letters."""
