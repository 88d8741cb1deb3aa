"""Sentences of a first author as rows, to become steps like pasted ones."""

from __future__ import annotations

from collections.abc import Sequence

from sopan.formats.clipboard.pasted import Pasted, PastedRow, Problem
from sopan.sop.positions import is_outside
from sopan.sop.sentences import Sentence


def from_sentences(sentences: Sequence[Sentence]) -> Pasted:
    """A row for each sentence; its notes are problems of that row."""
    names = dict.fromkeys(name for sentence in sentences for name in sentence.actors)
    return Pasted(
        rows=tuple(_row(number, sentence) for number, sentence in enumerate(sentences, 1)),
        actors=tuple(sorted(names, key=lambda name: not is_outside(name))),
        problems=tuple(
            Problem(note.words, number, sentence.written, note.values)
            for number, sentence in enumerate(sentences, 1)
            for note in sentence.notes
        ),
    )


def _row(number: int, sentence: Sentence) -> PastedRow:
    return PastedRow(
        row=number,
        text=sentence.text,
        actors=(sentence.actors,) if sentence.actors else (),
        asks=sentence.asks,
    )
