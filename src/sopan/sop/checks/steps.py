"""Whether the rows are written as the form asks: SOP221 to SOP232, and SOP251."""

from __future__ import annotations

from collections.abc import Iterator

from sopan.sop import verbs
from sopan.sop.checks.rule import ADVICE, ERROR, FORM, WARNING, Layout, Limits, plain, rule
from sopan.sop.findings import Finding, Path, Rule, Words
from sopan.sop.model import SOP, Duration, Kind, Step

_VERB = Words(
    "PermenPANRB 35/2012, lampiran: kegiatan ditulis dengan kata kerja aktif, tanpa subjek.",
    "PermenPANRB 35/2012, annex: an activity is in the active voice and has no subject.",
)
_QUESTION = Words(
    "PermenPANRB 35/2012, lampiran: keputusan adalah pertanyaan yang dijawab.",
    "PermenPANRB 35/2012, annex: a decision is a question with answers.",
)
_QUALITY = Words(
    "PermenPANRB 35/2012, lampiran: mutu baku setiap langkah ialah kelengkapan, waktu, dan output.",
    "PermenPANRB 35/2012, annex: the standard of a step is completeness, time and output.",
)
_PAGES = Words(
    "Praktik: dari 348 SOP yang diukur, 98 % mempunyai satu sampai tiga halaman.",
    "Practice: of 348 SOPs measured, 98 % have one to three pages.",
)
_READER = Words(
    "Praktik: kolom yang penuh kata sulit diikuti saat bekerja.",
    "Practice: a crowded column is hard to follow at work.",
)
_TIMES = Words(
    "Praktik: waktu yang terbaca dapat dijumlahkan, dipantau, dan dibandingkan.",
    "Practice: a time that can be read can be added, watched and compared.",
)

NO_TEXT = rule(
    "SOP221",
    ERROR,
    ("Kegiatan kosong", "Activity without words"),
    ("Langkah {step} belum berisi kegiatan.", "Step {step} does not say what to do."),
    ("Tulis apa yang dikerjakan.", "Write what is done."),
    FORM,
)
VERB = rule(
    "SOP222",
    WARNING,
    ("Bukan kata kerja aktif", "Not an active verb"),
    (
        'Langkah {step} dimulai dengan "{word}", bukan kata kerja aktif.',
        'Step {step} begins with "{word}", not with an active verb.',
    ),
    ('Tulis: "{suggestion}".', 'Write: "{suggestion}".'),
    _VERB,
)
NO_VERB = rule(
    "SOP223",
    WARNING,
    ("Tanpa kata kerja di awal", "No verb at the start"),
    (
        'Langkah {step} dimulai dengan "{word}", yang tidak dikenal sebagai kata kerja aktif.',
        'Step {step} begins with "{word}", which is not known as an active verb.',
    ),
    (
        "Awali dengan kata kerja aktif, misalnya Menerima, Memeriksa, atau Menyusun.",
        "Begin with an active verb, such as Menerima, Memeriksa or Menyusun.",
    ),
    _VERB,
)
SUBJECT = rule(
    "SOP224",
    WARNING,
    ("Dimulai dengan pelaksana", "Begins with the actor"),
    (
        'Langkah {step} dimulai dengan pelaksananya, "{actor}".',
        'Step {step} begins with its actor, "{actor}".',
    ),
    (
        'Pelaksana sudah tampak dari kolomnya. Tulis: "{suggestion}".',
        'The column shows the actor. Write: "{suggestion}".',
    ),
    _VERB,
)
NO_QUESTION = rule(
    "SOP225",
    WARNING,
    ("Keputusan bukan pertanyaan", "Decision that is no question"),
    (
        "Langkah {step} adalah keputusan, tetapi tidak ditulis sebagai pertanyaan.",
        "Step {step} is a decision, but is not written as a question.",
    ),
    (
        'Tulis sebagai pertanyaan, misalnya "Apakah berkas lengkap?"',
        'Write it as a question, such as "Apakah berkas lengkap?"',
    ),
    _QUESTION,
)
QUESTION = rule(
    "SOP226",
    WARNING,
    ("Pertanyaan tanpa keputusan", "Question without a decision"),
    (
        "Langkah {step} ditulis sebagai pertanyaan, tetapi tidak mempunyai keputusan.",
        "Step {step} is written as a question, but has no decision.",
    ),
    (
        "Jadikan keputusan dengan cabang Ya dan Tidak, atau awali dengan kata kerja aktif.",
        "Make it a decision with Ya and Tidak, or begin with an active verb.",
    ),
    _QUESTION,
)
QUALITY = rule(
    "SOP227",
    WARNING,
    ("Mutu baku belum lengkap", "Standard incomplete"),
    ("Langkah {step} belum berisi {columns}.", "Step {step} has no {columns}."),
    ("Isi kolom itu.", "Fill in the column."),
    _QUALITY,
)
QUALITY_ADVICE = rule(
    "SOP228",
    ADVICE,
    ("Mutu baku keputusan belum lengkap", "Standard of a decision incomplete"),
    ("Langkah {step} belum berisi {columns}.", "Step {step} has no {columns}."),
    (
        "Isi bila ada; keputusan dan langkah yang mewakili SOP lain boleh tanpa kolom itu.",
        "Fill it in where there is something; a decision or a step that stands for another SOP "
        "may do without.",
    ),
    _QUALITY,
)
FREE_TIME = rule(
    "SOP229",
    ADVICE,
    ("Waktu tidak terbaca", "Time that cannot be read"),
    (
        'Waktu "{time}" di langkah {step} tidak dapat dihitung.',
        'The time "{time}" of step {step} cannot be counted.',
    ),
    (
        "Tulis angka dan satuan, misalnya 15 menit atau 2 hari kerja.",
        "Write a number and a unit, such as 15 menit or 2 hari kerja.",
    ),
    _TIMES,
)
WRONG_TIME = rule(
    "SOP230",
    WARNING,
    ("Waktu tidak mungkin", "Impossible time"),
    (
        'Waktu "{time}" di langkah {step} tidak mungkin benar.',
        'The time "{time}" of step {step} cannot be right.',
    ),
    (
        "Tulis waktu lebih dari nol, dari yang paling singkat ke yang paling lama.",
        "Write a time above zero, from the shortest to the longest.",
    ),
    _TIMES,
)
REPEATED = rule(
    "SOP231",
    ADVICE,
    ("Kegiatan ditulis dua kali", "Activity written twice"),
    (
        "Langkah {step} sama bunyinya dengan langkah {first}.",
        "Step {step} has the same words as step {first}.",
    ),
    (
        "Bedakan bunyinya, atau arahkan panah kembali ke langkah {first}.",
        "Word them differently, or lead back to step {first}.",
    ),
    _READER,
)
LONG_TEXT = rule(
    "SOP232",
    ADVICE,
    ("Isian terlalu panjang", "Text too long"),
    (
        "Kolom {column} di langkah {step} berisi {length} huruf; sebaiknya paling banyak {limit}.",
        "{column} of step {step} has {length} letters; better at most {limit}.",
    ),
    ("Ringkas, atau bagi menjadi dua langkah.", "Shorten it, or make it two steps."),
    _READER,
)
MANY_PAGES = rule(
    "SOP251",
    WARNING,
    ("Bagan alir terlalu panjang", "Flowchart too long"),
    (
        "Bagan alir memerlukan {pages} halaman; paling banyak {limit}.",
        "The flowchart takes {pages} pages; the most is {limit}.",
    ),
    (
        "Pindahkan sebagian langkah ke SOP tersendiri dan sebut SOP itu di satu langkah.",
        "Move some steps to an SOP of their own, and let one step stand for it.",
    ),
    _PAGES,
)

RULES: tuple[Rule, ...] = (
    *(NO_TEXT, VERB, NO_VERB, SUBJECT, NO_QUESTION, QUESTION, QUALITY, QUALITY_ADVICE),
    *(FREE_TIME, WRONG_TIME, REPEATED, LONG_TEXT, MANY_PAGES),
)


def steps(sop: SOP, limits: Limits, layout: Layout | None) -> Iterator[Finding]:
    """What is wrong with the writing of each row, and with their number."""
    first: dict[str, int] = {}
    for row, step in enumerate(sop.steps):
        yield from _text(sop, step, row)
        yield from _quality(step, row)
        yield from _time(step.time, row)
        yield from _lengths(step, row, limits.maximum_text)
        before = first.setdefault(plain(step.text), row)
        if before != row and step.text.strip():
            yield Finding(REPEATED, ("steps", row), {"step": row + 1, "first": before + 1})
    if layout is not None and layout.flow_pages > limits.maximum_flow_pages:
        values = {"pages": layout.flow_pages, "limit": limits.maximum_flow_pages}
        yield Finding(MANY_PAGES, ("steps",), values)


def _decisions(step: Step) -> int:
    return sum(symbol.kind is Kind.DECISION for symbol in step.symbols)


def _text(sop: SOP, step: Step, row: int) -> Iterator[Finding]:
    """A row of decisions asks, a row of boxes does; a row of both may do either."""
    decisions = _decisions(step)
    place: Path = ("steps", row, "ask" if decisions else "do")
    asks = verbs.is_question(step.text)
    if not step.text.strip():
        yield Finding(NO_TEXT, ("steps", row), {"step": row + 1})
    elif decisions and decisions == len(step.symbols):
        if not asks:
            yield Finding(NO_QUESTION, place, {"step": row + 1})
    elif asks:
        if not decisions:
            yield Finding(QUESTION, place, {"step": row + 1})
    elif not verbs.begins_with_verb(step.text):
        yield _verb(sop, step.text, row, place)


def _verb(sop: SOP, text: str, row: int, place: Path) -> Finding:
    word = verbs.first_word(text) or text.split()[0]
    for actor in sop.actors:
        rest = _after_subject(text, actor.name)
        if rest:
            values = {"step": row + 1, "actor": actor.name, "suggestion": rest}
            return Finding(SUBJECT, place, values)
    suggestion = verbs.rephrased(text)
    if suggestion is None:
        return Finding(NO_VERB, place, {"step": row + 1, "word": word.capitalize()})
    values = {"step": row + 1, "word": word.capitalize(), "suggestion": suggestion}
    return Finding(VERB, place, values)


def _after_subject(text: str, actor: str) -> str:
    """What follows the actor's name, when that begins with an active verb."""
    if not actor or not text.casefold().startswith(actor.casefold() + " "):
        return ""
    rest = text[len(actor) :].strip()
    return rest[:1].upper() + rest[1:] if verbs.begins_with_verb(rest) else ""


def _quality(step: Step, row: int) -> Iterator[Finding]:
    empty = {
        "needs": ("Kelengkapan", not any(text.strip() for text in step.needs)),
        "time": ("Waktu", step.time is None or not step.time.text.strip()),
        "gives": ("Output", not any(text.strip() for text in step.gives)),
    }
    missing = [key for key, (_, is_empty) in empty.items() if is_empty]
    may_miss = ["needs", "time", "gives"] if step.macro else ["needs", "gives"]
    lenient = may_miss if step.macro or _decisions(step) else []
    for found, keys in (
        (QUALITY, [key for key in missing if key not in lenient]),
        (QUALITY_ADVICE, [key for key in missing if key in lenient]),
    ):
        if keys:
            columns = ", ".join(empty[key][0] for key in keys)
            yield Finding(found, ("steps", row), {"step": row + 1, "columns": columns})


def _time(time: Duration | None, row: int) -> Iterator[Finding]:
    if time is None or not time.text.strip():
        return
    values = {"step": row + 1, "time": time.text}
    if time.minimum is None or time.maximum is None:
        yield Finding(FREE_TIME, ("steps", row, "time"), values)
    elif time.maximum <= 0 or time.minimum > time.maximum:
        yield Finding(WRONG_TIME, ("steps", row, "time"), values)


def _lengths(step: Step, row: int, limit: int) -> Iterator[Finding]:
    cells = (
        ("do", "Kegiatan", len(step.text)),
        ("needs", "Kelengkapan", sum(map(len, step.needs))),
        ("gives", "Output", sum(map(len, step.gives))),
        ("note", "Keterangan", len(step.note.text) if step.note else 0),
    )
    for key, column, length in cells:
        if length > limit:
            values = {"step": row + 1, "column": column, "length": length, "limit": limit}
            yield Finding(LONG_TEXT, ("steps", row, key), values)
