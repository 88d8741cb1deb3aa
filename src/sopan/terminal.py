"""What the commands share with each other: the language of messages, saying, failing."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from sopan.sop.findings import Language, Words

language_option = click.option(
    "--lang",
    "language",
    type=click.Choice([language.value for language in Language]),
    default=Language.INDONESIAN.value,
    help="Bahasa pesan: id atau en.",
)


def say(language: str, words: Words, **values: object) -> None:
    click.echo(words.say(Language(language), values))


def fail(language: str, words: Words, **values: object) -> NoReturn:
    """Says what is wrong on the error stream and ends with 1."""
    click.echo(words.say(Language(language), values), err=True)
    sys.exit(1)
