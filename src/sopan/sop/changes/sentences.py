"""Changes in plain words: one sentence each, in Indonesian or English.

Rows are counted as on the page. A row is named by its number in the newer SOP, with the older one
behind it where that differs; arrows name rows by the numbers of the SOP that they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sopan.sop.changes.change import Arrow, Change, ChangeKind, Group, Value
from sopan.sop.findings import Language, Words
from sopan.sop.model import Actor, Duration, Duty, Kind, Link, Step

LONGEST = 160
"""Characters of a text that a sentence repeats."""

GROUPS: Mapping[Group, Words] = {
    Group.IDENTITY: Words("Identitas", "Identity"),
    Group.ACTORS: Words("Pelaksana", "Actors"),
    Group.STEPS: Words("Langkah", "Steps"),
    Group.FLOW: Words("Alur", "Flow"),
}

FIELD_NAMES: Mapping[str, Words] = {
    "id": Words("kunci SOP", "key of the SOP"),
    "title": Words("nama SOP", "title"),
    "government": Words("pemerintah daerah", "government"),
    "unit": Words("unit kerja", "unit"),
    "number": Words("nomor", "number"),
    "created": Words("tanggal pembuatan", "date of creation"),
    "revised": Words("tanggal revisi", "date of revision"),
    "effective": Words("tanggal efektif", "effective date"),
    "approval.position": Words("jabatan yang mengesahkan", "position that approves"),
    "approval.acting": Words("Plt/Plh yang mengesahkan", "acting approver"),
    "approval.name": Words("nama yang mengesahkan", "name of the approver"),
    "approval.rank": Words("pangkat yang mengesahkan", "rank of the approver"),
    "approval.nip": Words("NIP yang mengesahkan", "NIP of the approver"),
    "nature": Words("sifat", "nature"),
    "scope": Words("cakupan", "scope"),
    "reach": Words("kelengkapan SOP", "reach"),
    "detail": Words("jenis kegiatan", "detail"),
    "verify": Words("alamat kode QR", "address of the QR code"),
    "laws": Words("dasar hukum", "legal basis"),
    "qualifications": Words("kualifikasi pelaksana", "qualification"),
    "related": Words("keterkaitan", "related SOP"),
    "equipment": Words("peralatan/perlengkapan", "equipment"),
    "warnings": Words("peringatan", "warning"),
    "records": Words("pencatatan dan pendataan", "record"),
    "text": Words("kegiatan", "activity"),
    "time": Words("waktu", "time"),
    "note": Words("keterangan", "note"),
    "duty": Words("tugas pengendalian", "duty"),
    "macro": Words("SOP yang diwakili", "SOP that it stands for"),
    "needs": Words("kelengkapan", "needs"),
    "gives": Words("output", "output"),
    "actors": Words("pelaksana", "actor"),
    "symbols": Words("simbol", "symbol"),
    "kind": Words("bentuk simbol", "kind of symbol"),
    "joins": Words("cara menunggu", "waiting"),
    "flows": Words("alur", "flow"),
    "order": Words("urutan", "order"),
}
"""Every field that the place of a change or a clash may name."""

_CHANGED = Words("{field} {before} menjadi {after}.", "{field} {before} becomes {after}.")
_FILLED = Words("{field} diisi {after}.", "{field} is now {after}.")
_EMPTIED = Words("{field} {before} dihapus.", "{field} {before} is removed.")
_ADDED = Words("{field} ditambah {after}.", "{field} {after} is added.")

SENTENCES: Mapping[ChangeKind, Words] = {
    ChangeKind.FIELD: _CHANGED,
    ChangeKind.ITEM_ADDED: _ADDED,
    ChangeKind.ITEM_REMOVED: _EMPTIED,
    ChangeKind.ITEM_CHANGED: _CHANGED,
    ChangeKind.ITEMS_REORDERED: Words("urutan {field} berubah.", "the order of {field} changes."),
    ChangeKind.ACTOR_ADDED: Words("pelaksana baru: {after}.", "new actor: {after}."),
    ChangeKind.ACTOR_REMOVED: Words("pelaksana {before} dihapus.", "actor {before} is removed."),
    ChangeKind.ACTOR_RENAMED: Words(
        "nama pelaksana {before} menjadi {after}.", "actor {before} is now called {after}."
    ),
    ChangeKind.ACTOR_OUTSIDE: Words(
        "pelaksana {name} kini {after}, semula {before}.",
        "actor {name} is now {after}, before {before}.",
    ),
    ChangeKind.ACTORS_REORDERED: Words(
        "urutan kolom pelaksana menjadi {after}.", "the columns of actors are now {after}."
    ),
    ChangeKind.STEP_ADDED: Words("Langkah baru {new}: {after}.", "New step {new}: {after}."),
    ChangeKind.STEP_REMOVED: Words(
        "Langkah {old} dihapus: {before}.", "Step {old} is removed: {before}."
    ),
    ChangeKind.STEP_MOVED: Words("Langkah {old} pindah ke {new}.", "Step {old} moves to {new}."),
    ChangeKind.PERFORMERS: _CHANGED,
    ChangeKind.SYMBOL_KIND: Words(
        "simbol {before} menjadi {after}.", "symbol {before} becomes {after}."
    ),
    ChangeKind.SYMBOL_ADDED: Words("simbol baru untuk {after}.", "new symbol for {after}."),
    ChangeKind.SYMBOL_REMOVED: Words(
        "simbol untuk {before} dihapus.", "symbol for {before} is removed."
    ),
    ChangeKind.JOIN: Words("{before} menjadi {after}.", "{before} becomes {after}."),
    ChangeKind.FLOW: Words("alur {before} menjadi {after}.", "flow {before} becomes {after}."),
    ChangeKind.BRANCH_ADDED: Words("cabang baru {label} {after}.", "new branch {label} {after}."),
    ChangeKind.BRANCH_REMOVED: Words(
        "cabang {label} {before} dihapus.", "branch {label} {before} is removed."
    ),
    ChangeKind.BRANCH_RENAMED: Words(
        "nama cabang {label_before} menjadi {label}.",
        "branch {label_before} is now called {label}.",
    ),
    ChangeKind.BRANCH_LED: Words(
        "cabang {label} {before} menjadi {after}.", "branch {label} {before} becomes {after}."
    ),
}
"""One sentence per kind; behind the number of the row where there is one."""

_ROW = Words("Langkah {new}", "Step {new}")
_ROW_BEFORE = Words("Langkah {new} (semula {old})", "Step {new} (before: {old})")
_PLACE = Words(", simbol {place}", ", symbol {place}")
_TO = Words("ke langkah {rows}", "to step {rows}")
_NOWHERE = Words("ke simbol yang tidak ada", "to a symbol that is missing")
_END = Words("berakhir", "ends here")
_NOBODY = Words("(belum ada)", "(nobody yet)")
_NOTHING = Words("(kosong)", "(empty)")
_AND = Words(" dan ", " and ")
_WAITS = Words("menunggu semua cabang", "waiting for every branch")
_NO_WAIT = Words("tidak menunggu cabang lain", "waiting for no other branch")
_OUTSIDE = Words("pihak luar", "an outsider")
_INSIDE = Words("pelaksana internal", "an insider")
_SYMBOLS = {
    Kind.PROCESS: Words("kegiatan", "activity"),
    Kind.DECISION: Words("keputusan", "decision"),
}
_DUTIES = {
    Duty.AUTHORISE: Words("mengotorisasi", "authorise"),
    Duty.RECORD: Words("mencatat", "record"),
    Duty.KEEP: Words("menyimpan", "keep"),
    Duty.VERIFY: Words("memverifikasi", "verify"),
}
_CHOICES = {
    "administrative": Words("administratif", "administrative"),
    "technical": Words("teknis", "technical"),
    "macro": Words("makro", "macro"),
    "micro": Words("mikro", "micro"),
    "final": Words("final", "final"),
    "partial": Words("parsial", "partial"),
    "generic": Words("umum", "generic"),
    "specific": Words("khusus", "specific"),
}
_YES, _NO = Words("Ya", "Yes"), Words("Tidak", "No")
_ANSWERS = {"yes": _YES, "Ya": _YES, "no": _NO, "Tidak": _NO}
_BARE = ("nature", "scope", "reach", "detail", "duty")
"""Fields whose value is one of a few words, shown without quotes."""


def say(change: Change, language: Language) -> str:
    """The change as a sentence."""
    sentence = _template(change).say(language, _values(change, language))
    where = change.where
    told = change.kind in (
        ChangeKind.STEP_ADDED,
        ChangeKind.STEP_REMOVED,
        ChangeKind.STEP_MOVED,
    )
    if told or not where.step:
        return sentence[0].upper() + sentence[1:]
    return f"{_lead(change, language)}: {sentence}"


def field_name(name: str, language: Language) -> str:
    return FIELD_NAMES[name].say(language)


def _template(change: Change) -> Words:
    if change.kind in (ChangeKind.FIELD, ChangeKind.PERFORMERS):
        if not change.before:
            return _FILLED
        if not change.after:
            return _EMPTIED
    return SENTENCES[change.kind]


def _lead(change: Change, language: Language) -> str:
    where = change.where
    old, new = _number(where.old), _number(where.new)
    words = _ROW if old == new else _ROW_BEFORE
    place = "" if where.place is None else _PLACE.say(language, {"place": where.place + 1})
    return words.say(language, {"old": old, "new": new}) + place


def _number(row: int | None) -> int:
    return -1 if row is None else row + 1


def _values(change: Change, language: Language) -> dict[str, object]:
    where = change.where
    name = "actors" if change.kind is ChangeKind.PERFORMERS else where.field
    show = _SHOWN.get(change.kind, _shown)
    return {
        "field": field_name(name, language) if name else "",
        "name": change.after.name if isinstance(change.after, Actor) else "",
        "before": show(change.before, name, language),
        "after": show(change.after, name, language),
        "label_before": _label(change.before, language),
        "label": _label(change.after or change.before, language),
        "old": _number(where.old),
        "new": _number(where.new),
    }


# Values in words


def value_words(value: Value | int | None, field: str, language: Language) -> str:
    """A value of a field as a sentence shows it: of a change, or of one side of a clash."""
    if value is None:
        return _NOTHING.say(language)
    if field == "order" and isinstance(value, int):
        return _ROW.say(language, {"new": value + 1})
    if field in _BY_FIELD and not isinstance(value, int):
        return _BY_FIELD[field](value, field, language)
    if isinstance(value, bool):
        return _waiting(value, field, language)
    return str(value) if isinstance(value, int) else _shown(value, field, language)


def _shown(value: Value | None, field: str, language: Language) -> str:
    if isinstance(value, Duty):
        return _DUTIES[value].say(language)
    if isinstance(value, str):
        known = _CHOICES.get(value) if field in _BARE else None
        return known.say(language) if known else _quoted(value, language)
    if isinstance(value, Duration):
        return _cut(value.text)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Link):
        link = f" ({value.sop})" if value.sop else ""
        return f"{_quoted(value.text, language)}{link}"
    if isinstance(value, Step):
        return _quoted(value.text, language)
    if isinstance(value, Actor):
        return value.name
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return _NOTHING.say(language)


def _quoted(text: str, language: Language) -> str:
    return f'"{_cut(text)}"' if text else _NOTHING.say(language)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _names(value: Value | None, field: str, language: Language) -> str:
    names = [str(name) for name in value] if isinstance(value, tuple) else [str(value or "")]
    return _AND.say(language).join(name for name in names if name) or _NOBODY.say(language)


def _symbol(value: Value | None, field: str, language: Language) -> str:
    return _SYMBOLS[Kind(str(value))].say(language)


def _waiting(value: Value | None, field: str, language: Language) -> str:
    return (_WAITS if value else _NO_WAIT).say(language)


def _outside(value: Value | None, field: str, language: Language) -> str:
    is_outside = isinstance(value, Actor) and value.external
    return (_OUTSIDE if is_outside else _INSIDE).say(language)


def _arrows(value: Value | None, field: str, language: Language) -> str:
    arrows: tuple[object, ...] = value if isinstance(value, tuple) else ()
    rows = [arrow.row for arrow in arrows if isinstance(arrow, Arrow)]
    numbers = [str(row + 1) for row in rows if row is not None]
    parts = [_TO.say(language, {"rows": _AND.say(language).join(numbers)})] if numbers else []
    if None in rows:
        parts.append(_NOWHERE.say(language))
    return _AND.say(language).join(parts) or _END.say(language)


def _label(value: Value | None, language: Language) -> str:
    if not isinstance(value, tuple) or not value or not isinstance(value[0], Arrow):
        return ""
    label = value[0].label
    known = _ANSWERS.get(label)
    return known.say(language) if known else _quoted(label, language)


_Show = Callable[[Value | None, str, Language], str]
_SHOWN: Mapping[ChangeKind, _Show] = {
    ChangeKind.PERFORMERS: _names,
    ChangeKind.SYMBOL_ADDED: _names,
    ChangeKind.SYMBOL_REMOVED: _names,
    ChangeKind.ACTOR_RENAMED: _names,
    ChangeKind.SYMBOL_KIND: _symbol,
    ChangeKind.JOIN: _waiting,
    ChangeKind.ACTOR_OUTSIDE: _outside,
    ChangeKind.FLOW: _arrows,
    ChangeKind.BRANCH_ADDED: _arrows,
    ChangeKind.BRANCH_REMOVED: _arrows,
    ChangeKind.BRANCH_RENAMED: _arrows,
    ChangeKind.BRANCH_LED: _arrows,
}
_BY_FIELD: Mapping[str, _Show] = {
    "actors": _names,
    "symbols": _names,
    "kind": _symbol,
    "flows": _arrows,
}
