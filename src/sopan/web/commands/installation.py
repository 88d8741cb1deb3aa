"""The installation that a command works on: settings read, database reached, tables up to date."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sopan.sop.findings import Words
from sopan.web import environment as env
from sopan.web.commands.edge import Problem, first_line

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import StateApps

# Django is imported inside the functions: `sopan --help` answers without it.


def prepare() -> None:
    """Reads the settings and sets Django up. Raises Problem where a setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sopan.web.settings")
    _make_private(env.folder("SOPAN_DATA", "data"))
    import dj_database_url
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.DATABASES  # noqa: B018  # Reads them all.
        _refuse_other_databases(settings.DATABASES["default"], settings.DATABASE_URL)
        django.setup()
    except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
        raise Problem(WRONG_URL) from None
    except (ImproperlyConfigured, ValueError) as error:
        if "psycopg" in str(error):
            raise Problem(NO_DRIVER) from None
        raise Problem(WRONG_SETTING, reason=first_line(error)) from None


def _make_private(data: Path) -> None:
    """Makes the data folder, for its owner alone; the rights of one that exists stay."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)


def _refuse_other_databases(chosen: dict[str, object], url: str) -> None:
    if not url:
        return
    if chosen["ENGINE"] != "django.db.backends.postgresql" or not chosen["NAME"]:
        raise Problem(WRONG_URL)


def reach() -> None:
    """Connects to the database. Raises Problem where that fails."""
    from django.db import OperationalError, connection

    _make_database_private(connection)
    try:
        connection.ensure_connection()
    except OperationalError as error:
        if connection.vendor == "sqlite":
            raise
        place = (
            f"{connection.settings_dict['HOST'] or 'localhost'}/{connection.settings_dict['NAME']}"
        )
        raise Problem(UNREACHABLE, place=place, reason=first_line(error)) from None


def _make_database_private(connection: BaseDatabaseWrapper) -> None:
    """A new SQLite file is its owner's alone, and so is what SQLite puts beside it."""
    name = str(connection.settings_dict["NAME"])
    path = Path(name)
    is_file = connection.vendor == "sqlite" and not name.startswith("file:")  # Tests use memory.
    if is_file and not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


# Migrations


def migrations_known() -> set[tuple[str, str]]:
    """Those of this program, as (app, name)."""
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None).disk_migrations)


def migrations_applied() -> set[tuple[str, str]]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return set(MigrationRecorder(connection).applied_migrations())


def missing() -> list[str]:
    """Migrations that the database still needs."""
    return _names(migrations_known() - migrations_applied())


def unknown() -> list[str]:
    """Migrations of Sopan in the database that a newer program has made."""
    return _names(
        (app, name) for app, name in migrations_applied() - migrations_known() if app in _own()
    )


def _own() -> set[str]:
    """Sopan's apps. Those of others may drop old migrations, which then look unknown."""
    from django.apps import apps

    return {app.label for app in apps.get_app_configs() if app.name.startswith("sopan.")}


def _names(found: Iterable[tuple[str, str]]) -> list[str]:
    return sorted(f"{app}.{name}" for app, name in found)


def refuse_newer() -> None:
    if found := unknown():
        raise Problem(NEWER, names=", ".join(found))


def refuse_unprepared() -> None:
    """Raises Problem unless the tables are exactly those of this program."""
    refuse_newer()
    if found := missing():
        raise Problem(OLDER, count=len(found))


def bring_up_to_date() -> list[str]:
    """Applies the missing migrations and makes the table of the cache; gives what was applied."""
    from django.core.management import call_command

    refuse_newer()
    applied = missing()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return applied


def made_by(migrations: Iterable[str]) -> StateApps:
    """Applies these migrations, named app.name, to an empty database; gives the models of then.

    Raises Problem where they are not all that each of them builds on.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    wanted = {_key(name) for name in migrations} & executor.loader.graph.nodes.keys()
    plan = executor.migration_plan(_last_of_each_app(executor.loader, wanted))
    if {(migration.app_label, migration.name) for migration, _ in plan} != wanted:
        raise Problem(INCOMPLETE)
    return executor.migrate(_last_of_each_app(executor.loader, wanted)).apps


def models_applied() -> StateApps:
    """The models whose tables the database has."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    applied = migrations_applied() & loader.graph.nodes.keys()
    return loader.project_state(_last_of_each_app(loader, applied)).apps


def _key(name: str) -> tuple[str, str]:
    app, _, migration = name.partition(".")
    return app, migration


def _last_of_each_app(loader: MigrationLoader, keys: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that no other one of the same app follows."""
    nodes = loader.graph.node_map
    followed = {
        parent.key for key in keys for parent in nodes[key].parents if parent.key[0] == key[0]
    }
    return sorted(keys - followed)


# Static files


def collect_static() -> bool:
    """Copies the static files to where the server reads them; False where nothing changed."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    mark = root / ".fingerprint"
    fingerprint = _fingerprint()
    if mark.exists() and mark.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint)
    return True


def static_is_current() -> bool:
    from django.conf import settings

    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    return mark.exists() and mark.read_text() == _fingerprint()


def _fingerprint() -> str:
    """Of the names and contents of all static files and of how they are kept."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    found = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda pair: pair[0]):
            found.update(f"{name}\0".encode())
            found.update(Path(storage.path(name)).read_bytes())
    return found.hexdigest()


WRONG_URL = Words(
    "DATABASE_URL tidak dapat dibaca. Bentuknya: postgres://pengguna:sandi@server:5432/nama; tanda "
    "khusus di sandi ditulis sebagai %40 dan seterusnya. Tanpa DATABASE_URL dipakai SQLite.",
    "DATABASE_URL cannot be read. Its form: postgres://user:password@host:5432/name; special signs "
    "of the password are written as %40 and so on. Without DATABASE_URL, SQLite is used.",
)
WRONG_SETTING = Words("Pengaturan salah: {reason}.", "A setting is wrong: {reason}.")
NO_DRIVER = Words(
    "Penghubung PostgreSQL belum terpasang. Pasang sopan[postgres] (misalnya: uv tool install "
    "'.[postgres]').",
    "The driver of PostgreSQL is not installed. Install sopan[postgres] (for instance: uv tool "
    "install '.[postgres]').",
)
UNREACHABLE = Words(
    "Basis data {place} tidak dapat dihubungi: {reason}. Periksa DATABASE_URL dan apakah server "
    "PostgreSQL berjalan.",
    "The database {place} cannot be reached: {reason}. Check DATABASE_URL and whether PostgreSQL "
    "runs.",
)
NEWER = Words(
    "Basis data ini dibuat oleh Sopan yang lebih baru (tidak dikenal: {names}). Pasang versi itu "
    "kembali; versi ini tidak mengubah apa pun.",
    "This database was made by a newer Sopan (unknown: {names}). Install that version again; this "
    "one changes nothing.",
)
OLDER = Words(
    "Basis data belum sesuai dengan program ini ({count} perubahan menunggu). Buat cadangan, lalu "
    "jalankan `sopan migrate`.",
    "The database does not fit this program yet (changes waiting: {count}). Make a backup, then "
    "run `sopan migrate`.",
)
INCOMPLETE = Words(
    "Isi cadangan tidak saling cocok: daftar perubahan basis datanya tidak lengkap. Pakai cadangan "
    "lain; tidak ada yang diubah.",
    "What the backup holds does not fit together: its list of changes of the database has gaps. "
    "Use another one; nothing was changed.",
)
