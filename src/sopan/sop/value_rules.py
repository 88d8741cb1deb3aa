"""What can be wrong with an SOP value in JSON, as versions and the API hold it: SOP501 to SOP509.

Where it is wrong, the path of the finding says, as keys and positions from the top.
"""

from sopan.sop.findings import Rule, Severity, Words

_Pair = tuple[str, str]

_KEPT = Words(
    "Versi disimpan utuh: yang tidak dikenal tidak boleh hilang diam-diam.",
    "Versions are kept whole: what is not known must not vanish in silence.",
)
_SAFE = Words(
    "Nilai dapat datang dari mana saja, jadi ukurannya dibatasi sebelum diolah.",
    "Values may come from anywhere, so their size is limited before they are worked on.",
)


def _rule(code: str, name: _Pair, message: _Pair, hint: _Pair, why: Words = _KEPT) -> Rule:
    return Rule(code, Words(*name), Severity.ERROR, Words(*message), Words(*hint), why)


TOO_LARGE = _rule(
    "SOP501",
    ("Nilai SOP terlalu besar", "SOP value too large"),
    (
        "Di sini ada {count} huruf atau isian; paling banyak {limit}.",
        "There are {count} characters or entries here; the most is {limit}.",
    ),
    ("Bagi isinya, atau ringkas teksnya.", "Split it, or shorten the text."),
    _SAFE,
)
NOT_JSON = _rule(
    "SOP502",
    ("Bukan JSON", "Not JSON"),
    (
        "Teks ini bukan JSON yang utuh ({reason}).",
        "The text is not well-formed JSON ({reason}).",
    ),
    (
        "Kirim satu objek JSON yang utuh, tanpa NaN atau Infinity.",
        "Send one whole JSON object, without NaN or Infinity.",
    ),
)
NO_FORMAT = _rule(
    "SOP503",
    ("Nomor format tidak ada", "No format number"),
    (
        "`format` bukan nomor format yang dikenal.",
        "`format` is no format number that is known.",
    ),
    ('Tulis "format": {known}.', 'Write "format": {known}.'),
)
NEWER_FORMAT = _rule(
    "SOP504",
    ("Format lebih baru", "Later format"),
    (
        "Nilai ini berformat {version}; program ini mengenal sampai format {known}.",
        "The value is in format {version}; this program knows formats up to {known}.",
    ),
    ("Perbarui program Sopan.", "Upgrade Sopan."),
)
KEY_TWICE = _rule(
    "SOP505",
    ("Kunci ganda", "Key twice"),
    ("Kunci '{key}' muncul dua kali.", "The key '{key}' occurs twice."),
    ("Hapus salah satunya.", "Remove one of them."),
)
UNKNOWN_KEY = _rule(
    "SOP506",
    ("Kunci tidak dikenal", "Unknown key"),
    ("Kunci '{key}' tidak dikenal di sini.", "The key '{key}' is not known here."),
    ("Kunci yang dikenal: {known}.", "Known keys: {known}."),
)
MISSING_KEY = _rule(
    "SOP507",
    ("Kunci wajib tidak ada", "Missing key"),
    ("Kunci '{key}' tidak ada.", "The key '{key}' is missing."),
    (
        "Tambahkan kunci itu; teksnya boleh kosong selama masih konsep.",
        "Add it; in a draft its text may be empty.",
    ),
)
WRONG_VALUE = _rule(
    "SOP508",
    ("Isi tidak sesuai", "Unfit value"),
    (
        "Di sini ada isi yang jenis atau hurufnya tidak sesuai.",
        "The value here is of a kind, or has a character, that does not fit.",
    ),
    ("Yang sesuai: {expected}.", "What fits: {expected}."),
)
SAME_ID = _rule(
    "SOP509",
    ("Kunci langkah atau simbol dipakai dua kali", "Id used twice"),
    (
        "Kunci (id) '{id}' dipakai oleh dua langkah atau dua simbol.",
        "The id '{id}' belongs to two steps or two symbols.",
    ),
    ("Beri salah satunya kunci lain.", "Give one of them another id."),
)

VALUE_RULES = (
    TOO_LARGE,
    NOT_JSON,
    NO_FORMAT,
    NEWER_FORMAT,
    KEY_TWICE,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_VALUE,
    SAME_ID,
)
"""In the order of their codes."""
