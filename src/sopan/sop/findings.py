"""What is wrong with an SOP, as data: a rule has the sentences, a finding the code and values.

Words are put together at the edge (command line, page, API) with `say`, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Path = tuple[str | int, ...]
"""A place in an SOP file, as keys and positions from the top: ("steps", 3, "time")."""


class Language(StrEnum):
    INDONESIAN = "id"
    ENGLISH = "en"


class Severity(StrEnum):
    """An error keeps the SOP from being carried out or drawn; a warning is against the form."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Words:
    """The same sentence in both languages, with `{named}` places for values."""

    id: str
    en: str

    def say(self, language: Language, values: Mapping[str, object] | None = None) -> str:
        text = self.en if language is Language.ENGLISH else self.id
        return text.format_map(values or {})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `message` says what is wrong, `hint` what to do, `why` where it comes from."""

    code: str
    name: Words
    severity: Severity
    message: Words
    hint: Words
    why: Words


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place. `values` fill the sentences of the rule."""

    rule: Rule
    path: Path = ()
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, language: Language) -> str:
        return self.rule.message.say(language, self.values)

    def hint(self, language: Language) -> str:
        return self.rule.hint.say(language, self.values)
