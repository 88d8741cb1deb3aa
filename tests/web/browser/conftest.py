"""The real server on a data folder of its own, and Debian's Chromium to look at its pages."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[3]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "Chromium is missing (apt-get install chromium), so no page was looked at in a browser"
PATIENCE = 300
"""Seconds for the server to begin: three on a quiet machine."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its address, who is signed in, a value for each argument of an address."""

    address: str
    sessions: dict[str, str]
    nip: str
    ids: dict[str, int]


class Chrome:
    """One browser for all tests.

    It lives in a thread of its own: in the thread where Playwright runs, an event loop runs too,
    and Django refuses to use its database there.
    """

    def __init__(self, program: str, server: Server) -> None:
        self.server = server
        self._thread = ThreadPoolExecutor(1)
        self._playwright = self._thread.submit(lambda: sync_playwright().start()).result()
        self._browser = self._thread.submit(
            lambda: self._playwright.chromium.launch(
                executable_path=program, args=ARGUMENTS, timeout=PATIENCE * 1000
            )
        ).result()

    def look(
        self,
        work: Callable[[Page], Answer],
        *,
        who: str = "",
        width: int = 1280,
        script: bool = True,
    ) -> Answer:
        """What `work` answers about a fresh page of somebody signed in, or of a visitor."""
        return self._thread.submit(self._look, work, who, width, script).result()

    def _look(self, work: Callable[[Page], Answer], who: str, width: int, script: bool) -> Answer:
        context = self._browser.new_context(
            base_url=self.server.address,
            viewport={"width": width, "height": 800},
            locale="id-ID",
            java_script_enabled=script,
        )
        context.set_default_timeout(60_000)
        try:
            self._sign_in(context, who)
            return work(context.new_page())
        finally:
            context.close()

    def _sign_in(self, context: BrowserContext, who: str) -> None:
        if who:
            session = self.server.sessions[who]
            context.add_cookies(
                [{"name": "sessionid", "value": session, "url": self.server.address}]
            )

    def close(self) -> None:
        self._thread.submit(self._browser.close).result()
        self._thread.submit(self._playwright.stop).result()
        self._thread.shutdown()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program; without it these tests are skipped with a word."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found or pytest.skip(MISSING)


@pytest.fixture(scope="session")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("browser")
    environment = _environment(folder)
    made = subprocess.run(
        [sys.executable, "-m", "tests.web.browser.fill"],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    port = _free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(_granian(port), env=environment, stdout=output, stderr=output)
    try:
        address = f"http://localhost:{port}"
        _wait(address, process, log)
        yield Server(address, **json.loads(made.stdout))
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="session")
def chrome(chromium: str, server: Server) -> Iterator[Chrome]:
    browser = Chrome(chromium, server)
    yield browser
    browser.close()


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of this process's settings but where programs are."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPAN_")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "SOPAN_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.web.browser.settings",
        "PYTHONPATH": str(ROOT),
    }


def _granian(port: int) -> list[str]:
    program = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"]
    return [*program, "--host", "127.0.0.1", "--port", str(port), "sopan.web.wsgi:application"]


def _free_port() -> int:
    with socket.socket() as any_:
        any_.bind(("127.0.0.1", 0))
        port: int = any_.getsockname()[1]
        return port


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it answers. A slow machine takes its time; a server that has ended is told at once."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/publik/", timeout=PATIENCE):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"the server answers {error.code}:\n{log.read_text()}") from None
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    what = "is silent" if process.poll() is None else f"ended with {process.returncode}"
    raise RuntimeError(f"the server {what}:\n{log.read_text()}")
