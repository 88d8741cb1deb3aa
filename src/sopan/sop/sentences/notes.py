"""What a sentence became, and what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sopan.sop.findings import Language, Words

NOBODY = Words(
    "Belum jelas siapa yang mengerjakan.",
    "It is not clear who does this.",
)
SAME_ACTOR = Words(
    "Pelaksana tidak disebut; dianggap masih {actor}.",
    "No actor is named; it is taken to be {actor} still.",
)
NOT_LISTED = Words(
    'Jabatan "{actor}" tidak ada dalam daftar jabatan.',
    'There is no position "{actor}" in the list.',
)
TAKEN_FOR = Words(
    '"{written}" dianggap {actor}.',
    '"{written}" is taken for {actor}.',
)
TURNED = Words(
    'Kalimat "{written}" diubah menjadi kalimat aktif.',
    'The sentence "{written}" was put in the active voice.',
)
PASSIVE = Words(
    'Kata "{word}" belum dapat diubah menjadi kata kerja aktif.',
    'The word "{word}" could not be turned into an active verb.',
)
CONDITION = Words(
    'Syarat "{condition}" belum menjadi keputusan. Tambahkan langkah pertanyaan sebelumnya.',
    'The condition "{condition}" is no decision yet. Add a question before this step.',
)
NO_VERB = Words(
    "Kata kerjanya tidak dikenali.",
    "There is no verb that is known.",
)
CUT = Words(
    "Tulisan terlalu panjang; bagian akhirnya tidak dibaca.",
    "The text is too long; its end was not read.",
)


class Note(NamedTuple):
    """What was assumed, for the author to look at."""

    words: Words
    values: Mapping[str, str]

    def say(self, language: Language) -> str:
        return self.words.say(language, self.values)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One step as it was told. Several actors do it together; none means that nobody is named."""

    written: str
    text: str
    actors: tuple[str, ...] = ()
    asks: bool = False
    notes: tuple[Note, ...] = ()

    @property
    def is_sure(self) -> bool:
        return not self.notes


def noted(sentence: Sentence, words: Words, **values: str) -> Sentence:
    return replace(sentence, notes=(*sentence.notes, Note(words, values)))
