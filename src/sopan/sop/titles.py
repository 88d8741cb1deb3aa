"""Titles that the needs assessment proposes: the aspect of an activity and its final output.

1. The title is the aspect as a noun and the output: "Penyusunan" and "Renstra" give "Penyusunan
   Renstra". An aspect that is a verb becomes its noun ("menyusun"); several aspects in one cell
   ("Penyusunan, pelaporan dan evaluasi") give one title each.
2. Of an output that is told as a result the first word goes: "Tersusunnya Renstra", "Dokumen
   Renstra". So does one that says the aspect again: "Pelaporan" and "Laporan Keuangan" give
   "Pelaporan Keuangan".
3. Without an aspect the activity is told as a noun: "Menerbitkan surat keterangan" gives
   "Penerbitan Surat Keterangan".

What leads to no noun proposes nothing: the title is then written by people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sopan.sop.needs import Level, Line, paths
from sopan.sop.nouns import headline, noun, noun_phrase
from sopan.sop.verbs import bare
from sopan.sop.words import stem

_BETWEEN = re.compile(r"\s*(?:[,;/&]|\bdan\b|\bserta\b)+\s*", re.IGNORECASE)
_RESULT = re.compile(r"(?:ter[a-z]+nya|dokumen|hasil|berupa)\s+(?=\S)", re.IGNORECASE)


def proposals(lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """The titles proposed for each line that leads to no title, by the id of the line."""
    following = [*(line.level for line in lines[1:]), Level.TASK]
    found = {}
    for line, above, level in zip(lines, paths(lines), following, strict=False):
        is_last = level <= line.level
        if not is_last or line.level < Level.ACTIVITY or line.level is Level.TITLE:
            continue
        if titles := _of_path(above):
            found[line.id] = titles
    return found


def _of_path(above: dict[Level, Line]) -> tuple[str, ...]:
    texts = {level: line.text for level, line in above.items()}
    return propose_titles(
        texts.get(Level.ACTIVITY, ""), texts.get(Level.OUTPUT, ""), texts.get(Level.ASPECT, "")
    )


def propose_titles(activity: str, output: str = "", aspect: str = "") -> tuple[str, ...]:
    """The titles for an activity, its output and its aspects; none where no rule leads to one."""
    product = _product(output)
    if aspect.strip() and product:
        titles = [_title(found, product) for found in _aspects(aspect)]
        return tuple(dict.fromkeys(titles))
    phrase = noun_phrase(activity.strip(" .;,"))
    return (headline(phrase),) if phrase else ()


def _aspects(text: str) -> Iterator[str]:
    """Each aspect as a noun; the word itself where it is none that leads to one."""
    for part in _BETWEEN.split(bare(text).strip(" .;,")):
        if part:
            yield noun_phrase(part) or noun(part) or part


def _product(output: str) -> str:
    text = " ".join(bare(output).split()).strip(" .;,")
    result = _RESULT.match(text)
    return text[result.end() :] if result else text


def _title(aspect: str, product: str) -> str:
    first, _, rest = product.partition(" ")
    says_again = rest and stem(first.casefold()) == stem(aspect.casefold())
    return headline(f"{aspect} {rest if says_again else product}")
