"""Writes the rules as a page of Markdown.

To make docs/checks.md anew: `python -m sopan.formats.checks_markdown > docs/checks.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from string import Formatter

from sopan.sop.findings import Language, Rule, Severity, Words

_TITLE = Words("Pemeriksaan", "Checks")
_OPENING = Words(
    "Halaman ini dibuat dari aturan di dalam program dengan perintah "
    "`python -m sopan.formats.checks_markdown > docs/checks.md`; jangan disunting. "
    "**Kesalahan** membuat SOP tidak dapat dilaksanakan atau digambar, **peringatan** berarti "
    "tidak sesuai format, **saran** diserahkan kepada penyusun. "
    "Tulisan ‹miring› diisi saat pemeriksaan.",
    "This page is made from the rules in the program by "
    "`python -m sopan.formats.checks_markdown > docs/checks.md`; do not edit it. "
    "An **error** keeps the SOP from being carried out or drawn, a **warning** is against the "
    "form, **advice** is left to the author. ‹Words› in such marks are filled in by the check.",
)
_SEVERITIES = {
    Severity.ERROR: Words("kesalahan", "error"),
    Severity.WARNING: Words("peringatan", "warning"),
    Severity.ADVICE: Words("saran", "advice"),
}
_SUBJECTS = {
    "SOP0": Words("Membaca berkas", "Reading the file"),
    "SOP1": Words("Alur", "Structure"),
    "SOP2": Words("Format", "Form"),
    "SOP3": Words("Keterkaitan", "Links"),
    "SOP4": Words("Pemisahan tugas", "Duties"),
    "SOP5": Words("Nilai SOP sebagai JSON", "SOP values in JSON"),
}
_OTHER = Words("Lainnya", "Others")
_TO_DO = Words("Yang perlu dilakukan", "What to do")
_WHY = Words("Alasan", "Why")


def markdown(rules: Sequence[Rule], language: Language) -> str:
    """The rules under a heading for each subject, in one language."""
    parts = [f"# {_TITLE.say(language)}", _OPENING.say(language)]
    for subject, group in groupby(rules, key=lambda rule: rule.code[:4]):
        parts.append(f"## {_SUBJECTS.get(subject, _OTHER).say(language)}")
        parts += [_rule(rule, language) for rule in group]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule, language: Language) -> str:
    severity = _SEVERITIES[rule.severity].say(language)
    return "\n".join(
        (
            f"### {rule.code} {rule.name.say(language)}\n",
            f"*{severity}* · {_marked(rule.message, language)}\n",
            f"- {_TO_DO.say(language)}: {_marked(rule.hint, language)}",
            f"- {_WHY.say(language)}: {rule.why.say(language)}",
        )
    )


def _marked(words: Words, language: Language) -> str:
    """The sentence with the names of its values in marks."""
    text = words.en if language is Language.ENGLISH else words.id
    return "".join(
        literal + (f"‹{name.replace('_', ' ')}›" if name else "")
        for literal, name, _, _ in Formatter().parse(text)
    )


def page() -> str:
    """The page of every rule, in English and then in Indonesian."""
    from sopan.formats.yaml.rules import RULES
    from sopan.sop.checks import ALL_RULES
    from sopan.sop.file_rules import FILE_RULES
    from sopan.sop.value_rules import VALUE_RULES

    rules = sorted([*RULES, *FILE_RULES, *ALL_RULES, *VALUE_RULES], key=lambda rule: rule.code)
    return "\n".join(
        markdown(rules, language) for language in (Language.ENGLISH, Language.INDONESIAN)
    )


if __name__ == "__main__":
    print(page(), end="")
