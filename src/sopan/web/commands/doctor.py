"""`sopan doctor`: what is wrong with an installation, and what to do about it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from sopan.sop.findings import Language, Words
from sopan.terminal import language_option, say
from sopan.web.commands import health
from sopan.web.commands.edge import told
from sopan.web.commands.health import Line, State


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Hasil sebagai JSON.")
@language_option
def command(as_json: bool, language: str) -> None:
    """Memeriksa pemasangan Sopan; keluar dengan 1 bila ada yang harus diperbaiki."""
    with told(language):
        lines = list(examine(datetime.now(UTC)))
    if as_json:
        data = [as_data(line, Language(language)) for line in lines]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        show(lines, language)
    sys.exit(1 if any(line.state is State.BAD for line in lines) else 0)


def examine(at: datetime) -> Iterator[Line]:
    """All lines; where settings, database or tables fail, what depends on them is not looked at."""
    for gates, behind in (
        (health.MACHINE, ()),
        ((health.settings_read,), health.AROUND),
        ((health.database, health.migrations), ()),
    ):
        found = list(health.run(gates, at))
        yield from found
        if any(line.state is State.BAD for line in found):
            return
        yield from health.run(behind, at)
    # Not before: the models can be imported only now.
    from sopan.web.commands import health_data

    yield from health.run(health_data.CHECKS, at)


def as_data(line: Line, language: Language) -> dict[str, str]:
    return {
        "state": line.state.value,
        "subject": line.subject.say(language),
        "found": line.found.say(language, line.values),
    }


def show(lines: list[Line], language: str) -> None:
    chosen = Language(language)
    for line in lines:
        data = as_data(line, chosen)
        click.echo(f"[{SIGNS[line.state].say(chosen)}] {data['subject']}: {data['found']}")
    counted = Counter(line.state.value for line in lines)
    say(language, SUMMARY, **{state.value: counted[state.value] for state in State})


SIGNS = {
    State.GOOD: Words("baik", "good"),
    State.CAREFUL: Words("perhatikan", "careful"),
    State.BAD: Words("buruk", "bad"),
}
SUMMARY = Words(
    "{good} baik, {careful} perlu diperhatikan, {bad} harus diperbaiki.",
    "Good: {good}; careful: {careful}; bad: {bad}.",
)
