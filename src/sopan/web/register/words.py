"""Sentences of the core in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from sopan.sop.findings import Language, Words


def language() -> Language:
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.INDONESIAN


def say(words: Words, values: Mapping[str, object] | None = None) -> str:
    return words.say(language(), values)
