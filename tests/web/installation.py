"""An installation in a folder of its own, used through the command line like anybody's."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.web.databases import copy_database, create_database, of_same_server

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Installation:
    """Settings as an operator gives them: a data folder, and PostgreSQL where there is a URL.

    `settings` are the product's but for the time a password takes, or those of another version.
    """

    data: Path
    database_url: str = ""
    settings: str = "tests.web.installed"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPAN_")}
        kept["DJANGO_SETTINGS_MODULE"] = self.settings
        kept["SOPAN_DATA"] = str(self.data)
        kept["PYTHONPATH"] = str(ROOT)
        kept["DATABASE_URL"] = self.database_url
        return kept

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "sopan.cli", *map(str, arguments)]

    def run(self, *arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
        """A command of `sopan`; nobody sits at a terminal."""
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **more,
        )

    def does(self, *arguments: str | Path) -> str:
        """The output of a command that succeeds."""
        result = self.run(*arguments)
        assert result.returncode == 0, result.stderr + result.stdout
        return result.stdout

    def refuses(self, *arguments: str | Path, **more: Any) -> str:
        """The one sentence with which a command fails."""
        result = self.run(*arguments, **more)
        assert result.returncode == 1, result.stdout + result.stderr
        assert "Traceback" not in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr
        return result.stderr

    def python(self, code: str) -> str:
        """What a program prints that works with this installation."""
        start = "from sopan.web.commands import installation; installation.prepare()\n"
        result = subprocess.run(
            [sys.executable, "-c", start + code],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def found(self) -> None:
        """Sets it up with a government and an administrator, as a copy of one made once."""
        name = f"sopan_model_{os.getpid()}"
        url = of_same_server(self.database_url, name) if self.database_url else ""
        model = _model(url, self.settings)
        shutil.copytree(model.data, self.data)
        if url:
            copy_database(url, self.database_url)

    def found_anew(self) -> None:
        self.does("migrate")
        self.does(
            *("createadmin", "--government-name", "Pemerintah Kota Uji", "--government", "uji"),
            *("--name", "Admin Uji", "--username", "admin"),
        )

    def backed_up(self, name: str) -> Path:
        path = self.data.parent / name
        self.does("backup", path)
        return path


@cache
def _model(database_url: str, settings: str) -> Installation:
    """A founded installation that this process copies; its database stays as long as its server."""
    folder = Path(tempfile.mkdtemp(prefix="sopan-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if database_url:
        create_database(database_url)
    made = Installation(folder / "data", database_url, settings)
    made.found_anew()
    return made


def manifest(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as zipped:
        read: dict[str, Any] = json.loads(zipped.read("manifest.json"))
    return read


def rewritten(path: Path, to: Path, **changed: Any) -> Path:
    """A copy of a backup with other values in its manifest."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = json.dumps({**json.loads(content), **changed}).encode()
            new.writestr(name, content)
    return to
