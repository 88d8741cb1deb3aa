"""Kills the server (-9) again and again while people write, and looks for what was lost.

    uv run python benchmarks/kills.py --kills 200

The server is `sopan serve` on SQLite with two processes. Writers add persons through HTTP, as an
administrator does with the form; a write counts as acknowledged when its answer has arrived. At a
random moment the server and all its processes are killed. Then, each time: every person whose
addition was acknowledged must be there, and the trail must be sound, with one event for each person
that is there. At the end `sopan verify-trail` says so too.

A kill ends the processes, not the machine: what a loss of power does is the promise of
`synchronous=FULL`, which no benchmark on a running machine can show.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

SOPAN = (sys.executable, "-c", "from sopan.cli import main; main()")
LONGEST = 0.5
"""Seconds between the first write that a server acknowledges and its end, at most."""
FORM = "/pejabat/tambah/"
PATIENCE = 60.0
"""Seconds that a server may take to answer."""


@dataclass
class Tally:
    """What was asked and what was answered, over all servers."""

    sent: int = 0
    acknowledged: set[str] = field(default_factory=set)
    checked: int = 0
    """Of the acknowledged: how many were found."""
    failures: list[str] = field(default_factory=list)
    wrote: threading.Event = field(default_factory=threading.Event)
    """Set once this server has acknowledged a write, or failed to."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_name(self) -> str:
        with self.lock:
            self.sent += 1
            return f"Orang {self.sent}"

    def acknowledge(self, name: str) -> None:
        with self.lock:
            self.acknowledged.add(name)
        self.wrote.set()

    def fail(self, reason: str) -> None:
        self.failures.append(reason)
        self.wrote.set()


def main() -> None:
    """Prints what was killed, written and lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    moments = random.Random(asked.seed)
    with installation() as session:
        begin, tally, port = time.perf_counter(), Tally(), free_port()
        for number in range(1, asked.kills + 1):
            round_(session, port, asked.writers, moments.uniform(0, LONGEST), tally)
            look(tally)
            if number % 20 == 0:
                print(f"{number} kills, {len(tally.acknowledged)} acknowledged", flush=True)
        seconds = time.perf_counter() - begin
        result(asked.kills, seconds, tally)


@contextmanager
def installation() -> Iterator[str]:
    """A new installation on SQLite; gives the session of an administrator with power."""
    folder = Path(tempfile.mkdtemp(prefix="sopan-kills-"))
    os.environ |= {"SOPAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "sopan.web.settings"}
    os.environ.pop("DATABASE_URL", None)
    try:
        subprocess.run([*SOPAN, "migrate"], check=True, stdout=subprocess.DEVNULL)
        import django

        django.setup()
        yield session_of_an_administrator()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def session_of_an_administrator() -> str:
    """Signed in with administrator power for a day, so that the run may take its time."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import Client

    from sopan.web.organisation.actions.founding import Administrator, appoint_administrator
    from sopan.web.organisation.actions.governments import found_government
    from sopan.web.people.models import Account, Power
    from sopan.web.trail.record import Doer

    at, doer = datetime.now(UTC), Doer("Ukur")
    government = found_government(code="uji", name="Pemerintah Kota Uji", doer=doer, at=at)
    who = Administrator("Admin", "admin", "rahasia-uji-2026")
    appoint_administrator(government, who, doer=doer, at=at)
    account = Account.objects.get()
    client = Client()
    client.force_login(account, "sopan.web.people.backend.Backend")
    key: str = client.cookies["sessionid"].value
    assert SessionStore(key).exists(key)
    until = at + timedelta(days=1)
    Power.objects.create(account=account, session=key, reason="Ukur", begun=at, until=until)
    return key


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


# One server's life


def round_(session: str, port: int, writers: int, life: float, tally: Tally) -> None:
    """Starts a server, lets people write, kills it."""
    command = [*SOPAN, "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    tally.wrote.clear()
    threads = [
        threading.Thread(target=write, args=(session, port, tally)) for _place in range(writers)
    ]
    try:
        first_answer(port)
        for thread in threads:
            thread.start()
        tally.wrote.wait(PATIENCE)
        time.sleep(life)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    for thread in threads:
        thread.join()
    if tally.failures:
        raise SystemExit(tally.failures[0])


def first_answer(port: int) -> None:
    """Waits until the server answers. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/publik/")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.02)
    raise TimeoutError("the server does not answer")


def write(session: str, port: int, tally: Tally) -> None:
    """Adds persons one after the other until the server is gone."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with suppress(OSError, http.client.HTTPException):
        form, cookie = open_form(connection, session)
        while add(connection, form, cookie, tally):
            pass


def open_form(connection: http.client.HTTPConnection, session: str) -> tuple[dict[str, str], str]:
    """The hidden values of the form, and the cookies that go with it."""
    connection.request("GET", FORM, headers={"Cookie": f"sessionid={session}"})
    page = connection.getresponse()
    text = page.read().decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text)
    secret = re.search(r"csrftoken=(\w+)", page.headers["Set-Cookie"] or "")
    return dict(hidden), f"sessionid={session}; csrftoken={secret[1] if secret else ''}"


def add(
    connection: http.client.HTTPConnection, form: dict[str, str], cookie: str, tally: Tally
) -> bool:
    """One person; acknowledged with the redirection to the next page. False when refused."""
    name = tally.next_name()
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", FORM, urlencode({**form, "name": name}), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != 302:
        tally.fail(f"{name} was refused: {answer.status} {text}")
        return False
    tally.acknowledge(name)
    return True


# What is left


def look(tally: Tally) -> None:
    """Everything acknowledged is there, and the trail is sound and tells of every person."""
    from django.db import connection

    from sopan.web.organisation.models import Government
    from sopan.web.people.models import Person
    from sopan.web.trail.models import Event
    from sopan.web.trail.queries import verify_database

    connection.close()
    kept = set(Person.objects.filter(name__startswith="Orang ").values_list("name", flat=True))
    lost = tally.acknowledged - kept
    if lost:
        raise SystemExit(f"LOST: {sorted(lost)}")
    tally.checked = len(tally.acknowledged)
    government = Government.objects.get()
    report = verify_database(government.pk, government.code)
    if report.finding is not None:
        raise SystemExit(f"trail NOT sound: {report.finding}")
    told = Event.objects.filter(verb="person.add", subject__startswith="Orang ")
    if set(told.values_list("subject", flat=True)) != kept:
        raise SystemExit("the trail does NOT tell of exactly the persons that are there")


def result(kills: int, seconds: float, tally: Tally) -> None:
    from sopan.web.people.models import Person

    kept = Person.objects.filter(name__startswith="Orang ").count()
    print(
        f"{kills} kills in {seconds:.0f} s: {tally.sent} writes sent, "
        f"{len(tally.acknowledged)} acknowledged, {tally.checked} of these found, 0 lost; "
        f"{kept - len(tally.acknowledged)} written whose answer the kill cut off"
    )
    subprocess.run([*SOPAN, "verify-trail"], check=True)


if __name__ == "__main__":
    main()
