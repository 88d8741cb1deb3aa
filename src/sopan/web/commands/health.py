"""What `sopan doctor` looks at on the machine, in the settings and at the edges of the database.

A check gives lines; where it fails itself, that is a line too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sopan.sop.findings import Words
from sopan.web import environment as env
from sopan.web.commands import installation
from sopan.web.commands.edge import in_words


class State(StrEnum):
    """Bad keeps people from working or endangers data; careful wants a look."""

    GOOD = "good"
    CAREFUL = "careful"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: `found` says how it is and, where it is not good, what to do."""

    state: State
    subject: Words
    found: Words
    values: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[datetime], Iterable[Line]]


def good(subject: Words, found: Words, **values: object) -> Line:
    return Line(State.GOOD, subject, found, values)


def careful(subject: Words, found: Words, **values: object) -> Line:
    return Line(State.CAREFUL, subject, found, values)


def bad(subject: Words, found: Words, **values: object) -> Line:
    return Line(State.BAD, subject, found, values)


def run(checks: Iterable[Check], at: datetime) -> Iterator[Line]:
    for check in checks:
        try:
            yield from check(at)
        except Exception as error:
            problem = in_words(error)
            yield bad(SUBJECTS.get(check, OTHER), problem.words, **problem.values)


# The machine


def python(at: datetime) -> Iterator[Line]:
    version = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info < (3, 14):
        yield good(PYTHON, Words("{version}.", "{version}."), version=version)
    else:
        yield bad(
            PYTHON,
            Words(
                "{version}; pakai Python 3.11, 3.12, atau 3.13.",
                "{version}; use Python 3.11, 3.12 or 3.13.",
            ),
            version=version,
        )


def data_folder(at: datetime) -> Iterator[Line]:
    data = env.folder("SOPAN_DATA", "data")
    if not data.is_dir():
        yield bad(
            DATA,
            Words(
                "{path} belum ada. Jalankan `sopan migrate` atau atur SOPAN_DATA.",
                "{path} is not there. Run `sopan migrate` or set SOPAN_DATA.",
            ),
            path=data,
        )
        return
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield bad(
            DATA,
            Words(
                "{path} tidak dapat ditulis. Jalankan sebagai pengguna pemilik folder itu.",
                "{path} cannot be written. Run as the owner of that folder.",
            ),
            path=data,
        )
    elif os.name == "posix" and data.stat().st_mode & 0o007:
        yield careful(
            DATA,
            Words(
                "{path} terbuka bagi pengguna lain mesin ini. Jalankan: chmod 700 {path}",
                "{path} is open to other users of this machine. Run: chmod 700 {path}",
            ),
            path=data,
        )
    else:
        yield good(DATA, Words("{path} dapat dipakai.", "{path} can be used."), path=data)
    yield _disk(data)


def _disk(data: Path) -> Line:
    free = shutil.disk_usage(data).free // 1_000_000
    if free < LEAST_FREE:
        words = Words(
            "tinggal {free} MB. Kosongkan ruang sebelum data tidak dapat disimpan.",
            "only {free} MB left. Free some space before nothing can be saved.",
        )
        return bad(DISK, words, free=free)
    if free < ENOUGH_FREE:
        words = Words(
            "tinggal {free} MB. Kosongkan ruang segera.", "{free} MB left. Free some space soon."
        )
        return careful(DISK, words, free=free)
    return good(DISK, Words("{free} MB kosong.", "{free} MB free."), free=free)


LEAST_FREE, ENOUGH_FREE = 200, 1_000
"""Megabytes."""


def clock(at: datetime) -> Iterator[Line]:
    for name in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"):
        ZoneInfo(name)
    shown = at.astimezone(ZoneInfo("Asia/Jakarta")).strftime("%Y-%m-%d %H:%M WIB")
    built = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if at.year < EARLIEST_YEAR or at < built:
        yield bad(
            CLOCK,
            Words(
                "{shown}, sebelum program ini dipasang. Betulkan jam mesin (aktifkan NTP).",
                "{shown}, before this program was installed. Set the clock (turn NTP on).",
            ),
            shown=shown,
        )
    else:
        yield good(CLOCK, Words("{shown}.", "{shown}."), shown=shown)


EARLIEST_YEAR = 2026


# Settings


def settings_read(at: datetime) -> Iterator[Line]:
    installation.prepare()
    yield good(SETTINGS, Words("terbaca.", "read."))


def secret_key(at: datetime) -> Iterator[Line]:
    from django.conf import settings

    path = Path(settings.DATA) / "secret-key"
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        yield bad(
            KEY,
            Words(
                "terlalu pendek. Hapus SOPAN_SECRET_KEY agar dibuatkan, atau pakai 50 huruf acak.",
                "too short. Remove SOPAN_SECRET_KEY to have one made, or use 50 random letters.",
            ),
        )
    elif os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        yield bad(
            KEY,
            Words(
                "{path} dapat dibaca pengguna lain. Jalankan: chmod 600 {path}",
                "{path} can be read by other users. Run: chmod 600 {path}",
            ),
            path=path,
        )
    else:
        yield good(KEY, Words("hanya dapat dibaca pemiliknya.", "only its owner may read it."))


SHORTEST_KEY = 50


def hosts(at: datetime) -> Iterator[Line]:
    from django.conf import settings

    elsewhere = [h for h in settings.ALLOWED_HOSTS if h not in ("localhost", "127.0.0.1", "[::1]")]
    if settings.DEBUG and elsewhere:
        yield bad(
            HOSTS,
            Words(
                "SOPAN_DEBUG menyala di server yang dibuka orang lain. Matikan.",
                "SOPAN_DEBUG is on where others open the pages. Turn it off.",
            ),
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield bad(
            HOSTS,
            Words(
                "SOPAN_HOSTS menerima semua nama. Sebut nama yang dipakai saja.",
                "SOPAN_HOSTS takes any name. Give only the names in use.",
            ),
        )
    elif not elsewhere:
        yield careful(
            HOSTS,
            Words(
                "hanya dapat dibuka dari mesin ini. Atur SOPAN_HOSTS bila dipakai orang lain.",
                "open to this machine only. Set SOPAN_HOSTS where others use it.",
            ),
        )
    elif not settings.SECURE:
        yield bad(
            HOSTS,
            Words(
                "{names} dibuka tanpa https: kata sandi dapat dibaca di jaringan. Pasang TLS lalu "
                "atur SOPAN_SECURE=1.",
                "{names} without https: passwords can be read on the network. Set up TLS and "
                "SOPAN_SECURE=1.",
            ),
            names=", ".join(elsewhere),
        )
    else:
        yield good(HOSTS, Words("{names}, https.", "{names}, https."), names=", ".join(elsewhere))


def static_files(at: datetime) -> Iterator[Line]:
    if installation.static_is_current():
        yield good(STATIC, Words("lengkap.", "complete."))
    else:
        yield bad(
            STATIC,
            Words(
                "belum disalin atau dari versi lain. Jalankan `sopan migrate`.",
                "not copied yet or of another version. Run `sopan migrate`.",
            ),
        )


def mail(at: datetime) -> Iterator[Line]:
    from django.conf import settings
    from django.core.mail import get_connection

    if "smtp" not in settings.EMAIL_BACKEND:
        yield careful(
            MAIL,
            Words(
                "belum diatur: surel tidak terkirim. Atur SOPAN_MAIL_URL.",
                "not set: no mail is sent. Set SOPAN_MAIL_URL.",
            ),
        )
        return
    try:
        get_connection(timeout=NETWORK_PATIENCE).open()
    except Exception as error:
        yield bad(
            MAIL,
            Words(
                "{host} tidak menerima: {reason}. Periksa SOPAN_MAIL_URL.",
                "{host} refuses: {reason}. Check SOPAN_MAIL_URL.",
            ),
            host=settings.EMAIL_HOST,
            reason=str(error).partition("\n")[0],
        )
    else:
        yield good(MAIL, Words("{host} menjawab.", "{host} answers."), host=settings.EMAIL_HOST)


NETWORK_PATIENCE = 8
"""Seconds."""


def sign_in_provider(at: datetime) -> Iterator[Line]:
    url = env.text("SOPAN_OIDC_URL")
    if not url:
        return
    if urlsplit(url).scheme not in ("http", "https"):
        yield bad(
            PROVIDER,
            Words(
                "{url} bukan alamat https. Periksa SOPAN_OIDC_URL.", "{url} is no https address."
            ),
            url=url,
        )
        return
    yield _discovered(url)


def _discovered(url: str) -> Line:
    import json
    from urllib.request import urlopen

    place = url if "/.well-known/" in url else url.rstrip("/") + "/.well-known/openid-configuration"
    try:
        with urlopen(place, timeout=NETWORK_PATIENCE) as answer:
            found = json.loads(answer.read(1_000_000))
        found["authorization_endpoint"], found["token_endpoint"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        words = Words(
            "{place} tidak menjawab sebagai penyedia OpenID Connect ({reason}). Periksa "
            "SOPAN_OIDC_URL.",
            "{place} does not answer as an OpenID Connect provider ({reason}). Check "
            "SOPAN_OIDC_URL.",
        )
        return bad(PROVIDER, words, place=place, reason=error)
    return good(PROVIDER, Words("{place} menjawab.", "{place} answers."), place=place)


# The database


def database(at: datetime) -> Iterator[Line]:
    from django.db import connection

    installation.reach()
    if connection.vendor == "sqlite":
        yield from _sqlite()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        yield good(
            DATABASE, Words("PostgreSQL {version}.", "PostgreSQL {version}."), version=version
        )


def _sqlite() -> Iterator[Line]:
    from django.db import connection

    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield bad(
            DATABASE,
            Words(
                "SQLite {version}; diperlukan 3.35 atau lebih baru.",
                "SQLite {version}; 3.35 or later is needed.",
            ),
            version=version,
        )
    else:
        yield good(DATABASE, Words("SQLite {version}.", "SQLite {version}."), version=version)
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        keys = cursor.execute("PRAGMA foreign_keys").fetchone()[0]
        whole = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        loose = cursor.execute("PRAGMA foreign_key_check").fetchone()
    yield from _sqlite_settings(journal, keys)
    if whole != "ok" or loose:
        yield bad(
            DATABASE,
            Words(
                "berkasnya rusak ({reason}). Hentikan server dan pulihkan cadangan terakhir.",
                "the file is damaged ({reason}). Stop the server and restore the last backup.",
            ),
            reason=loose or whole,
        )


OLDEST_SQLITE = (3, 35)


def _sqlite_settings(journal: str, keys: int) -> Iterator[Line]:
    if journal == "wal" and keys:
        yield good(JOURNAL, Words("WAL, kunci asing menyala.", "WAL, foreign keys on."))
        return
    yield bad(
        JOURNAL,
        Words(
            "{journal}, kunci asing {keys}. Pindahkan SOPAN_DATA ke disk lokal (bukan folder "
            "jaringan).",
            "{journal}, foreign keys {keys}. Move SOPAN_DATA to a local disk (no network folder).",
        ),
        journal=journal,
        keys=keys,
    )


def migrations(at: datetime) -> Iterator[Line]:
    if found := installation.unknown():
        yield bad(MIGRATIONS, installation.NEWER, names=", ".join(found))
    elif found := installation.missing():
        yield bad(MIGRATIONS, installation.OLDER, count=len(found))
    else:
        yield good(MIGRATIONS, Words("sesuai dengan program.", "as the program needs them."))


PYTHON = Words("Python", "Python")
DATA = Words("Folder data", "Data folder")
DISK = Words("Ruang disk", "Disk space")
CLOCK = Words("Jam dan zona waktu", "Clock and time zones")
SETTINGS = Words("Pengaturan", "Settings")
KEY = Words("Kunci rahasia", "Secret key")
HOSTS = Words("Alamat", "Addresses")
STATIC = Words("Berkas statis", "Static files")
MAIL = Words("Surel", "Mail")
PROVIDER = Words("Masuk lewat OIDC", "Sign-in by OIDC")
DATABASE = Words("Basis data", "Database")
JOURNAL = Words("Cara menyimpan", "Journal")
MIGRATIONS = Words("Tabel", "Tables")
OTHER = Words("Pemeriksaan", "Check")

MACHINE: tuple[Check, ...] = (python, data_folder, clock)
AROUND: tuple[Check, ...] = (secret_key, hosts, static_files, mail, sign_in_provider)
SUBJECTS: dict[Check, Words] = {
    python: PYTHON,
    data_folder: DATA,
    clock: CLOCK,
    settings_read: SETTINGS,
    secret_key: KEY,
    hosts: HOSTS,
    static_files: STATIC,
    mail: MAIL,
    sign_in_provider: PROVIDER,
    database: DATABASE,
    migrations: MIGRATIONS,
}
