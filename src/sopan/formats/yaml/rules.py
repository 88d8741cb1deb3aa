"""What can be wrong with a file that is read: rules SOP001 to SOP099, in both languages.

The checks of an SOP that could be read are rules of their own, from SOP101.
"""

from __future__ import annotations

from sopan.sop.findings import Rule, Severity, Words

_CLEAR = Words(
    "Isian yang dapat dibaca dengan lebih dari satu arti tidak ditebak oleh program.",
    "What can be read in more than one way is not guessed.",
)
_SAFE = Words(
    "Batas ini menjaga agar satu berkas yang rusak tidak menghentikan pekerjaan yang lain.",
    "The limit keeps one broken file from stopping the work of others.",
)
_FORM = Words(
    "Susunan berkas SOP ditetapkan dalam docs/format.md.",
    "The structure of an SOP file is laid down in docs/format.md.",
)
_WRITING = Words(
    "Berkas SOP ditulis menurut aturan YAML.", "An SOP file is written by the rules of YAML."
)

RULES: list[Rule] = []
"""Every reading rule, in the order of the codes."""


def _rule(
    code: str, name: tuple[str, str], message: tuple[str, str], hint: tuple[str, str], why: Words
) -> Rule:
    rule = Rule(code, Words(*name), Severity.ERROR, Words(*message), Words(*hint), why)
    RULES.append(rule)
    return rule


# The file as a whole

TOO_LARGE = _rule(
    "SOP001",
    ("Berkas terlalu besar", "File too large"),
    (
        "Berkas ini {size} byte; paling besar {limit} byte.",
        "The file has {size} bytes; the most is {limit}.",
    ),
    (
        "Periksa apakah berkas yang dipilih benar. Satu berkas memuat satu SOP.",
        "See whether it is the right file. One file holds one SOP.",
    ),
    _SAFE,
)
NOT_UTF8 = _rule(
    "SOP002",
    ("Pengodean huruf bukan UTF-8", "Not UTF-8"),
    (
        "Huruf dalam berkas ini disimpan sebagai {encoding}, bukan UTF-8.",
        "The letters of this file are stored as {encoding}, not as UTF-8.",
    ),
    (
        "Buka berkas dengan Notepad, pilih Simpan Sebagai, lalu pilih Pengodean: UTF-8.",
        "Open the file in an editor and save it again with the encoding UTF-8.",
    ),
    _CLEAR,
)
CONTROL_CHARACTER = _rule(
    "SOP003",
    ("Karakter yang tidak tampak", "Control character"),
    (
        "Ada karakter kendali {character} yang tidak dapat dicetak.",
        "There is a control character {character}, which cannot be printed.",
    ),
    (
        "Hapus karakter itu; bila berkas rusak, ambil kembali salinan yang baik.",
        "Delete the character; if the file is damaged, restore a good copy.",
    ),
    _WRITING,
)
EMPTY = _rule(
    "SOP004",
    ("Berkas kosong", "Empty file"),
    ("Berkas ini tidak berisi apa-apa.", "There is nothing in this file."),
    (
        "Buat berkas baru dengan perintah: sopan new",
        "Make a new file with the command: sopan new",
    ),
    _FORM,
)
SEVERAL_DOCUMENTS = _rule(
    "SOP005",
    ("Beberapa dokumen dalam satu berkas", "Several documents in one file"),
    (
        "Tanda --- di sini memulai dokumen kedua dalam berkas yang sama.",
        "The sign --- begins a second document in the same file here.",
    ),
    (
        "Simpan setiap SOP dalam berkasnya sendiri.",
        "Save each SOP in a file of its own.",
    ),
    _FORM,
)
TOO_DEEP = _rule(
    "SOP006",
    ("Susunan terlalu dalam", "Nesting too deep"),
    (
        "Isian di sini bertingkat lebih dari {limit} tingkat.",
        "What stands here is nested deeper than {limit} levels.",
    ),
    ("Periksa tanda kurung dan spasi di awal baris.", "See to the brackets and the indentation."),
    _SAFE,
)
TOO_MANY_ENTRIES = _rule(
    "SOP007",
    ("Isian terlalu banyak", "Too many entries"),
    (
        "Berkas ini memuat lebih dari {limit} isian.",
        "The file has more than {limit} entries.",
    ),
    (
        "Satu berkas memuat satu SOP; pisahkan isinya.",
        "One file holds one SOP; divide it.",
    ),
    _SAFE,
)

# How YAML is written

TAB = _rule(
    "SOP010",
    ("Tab di awal baris", "Tab as indentation"),
    (
        "Baris ini menjorok dengan tab.",
        "This line is indented with a tab.",
    ),
    (
        "Ganti tab di awal baris dengan spasi, dua spasi setiap tingkat.",
        "Replace the tab with spaces, two for each level.",
    ),
    _WRITING,
)
COLON = _rule(
    "SOP011",
    ("Titik dua di tengah teks", "Colon within a text"),
    (
        "Titik dua di sini membuat baris terbaca sebagai isian baru.",
        "The colon here makes the line read as a new entry.",
    ),
    (
        'Apit teksnya dengan tanda kutip, misalnya "Memeriksa: berkas", atau luruskan awal baris.',
        'Put the text in quotes, as in "Checking: the file", or align the line.',
    ),
    _WRITING,
)
QUOTE_OPEN = _rule(
    "SOP012",
    ("Tanda kutip tidak ditutup", "Quote not closed"),
    (
        "Teks yang dibuka dengan tanda kutip tidak ditutup dengan baik.",
        "A text that begins with a quote is not closed properly.",
    ),
    (
        "Tutup dengan tanda kutip yang sama di akhir teks, tanpa tulisan lain di belakangnya.",
        "Close it with the same quote at the end of the text, with nothing behind it.",
    ),
    _WRITING,
)
BRACKET_OPEN = _rule(
    "SOP013",
    ("Tanda kurung tidak ditutup", "Bracket not closed"),
    (
        "Daftar dalam tanda kurung terputus di sini.",
        "A list in brackets breaks off here.",
    ),
    (
        "Periksa pasangan [ ] atau {{ }} dan koma di antara isinya.",
        "See that [ ] or {{ }} come in pairs, with commas between the items.",
    ),
    _WRITING,
)
INDENTATION = _rule(
    "SOP014",
    ("Awal baris tidak lurus", "Indentation"),
    (
        "Baris ini tidak lurus dengan baris lain yang setingkat, atau titik duanya kurang.",
        "This line does not align with the others of its level, or lacks its colon.",
    ),
    (
        "Luruskan awal baris dengan baris di atasnya; tulis isian sebagai `kunci: nilai`.",
        "Align the line with the one above; write an entry as `key: value`.",
    ),
    _WRITING,
)
START_CHARACTER = _rule(
    "SOP015",
    ("Karakter di awal teks", "Character at the start of a text"),
    (
        "Teks tidak boleh dimulai dengan karakter di sini.",
        "A text cannot begin with the character that stands here.",
    ),
    ("Apit teksnya dengan tanda kutip.", "Put the text in quotes."),
    _WRITING,
)
ESCAPE = _rule(
    "SOP016",
    ("Garis miring terbalik", "Backslash"),
    (
        "Garis miring terbalik \\ di dalam tanda kutip ganda mempunyai arti khusus.",
        "A backslash \\ within double quotes has a meaning of its own.",
    ),
    (
        "Pakai tanda kutip tunggal, atau tulis dua kali: \\\\",
        "Use single quotes, or write it twice: \\\\",
    ),
    _WRITING,
)
UNREADABLE = _rule(
    "SOP017",
    ("Tulisan tidak dapat dibaca", "Not readable as YAML"),
    (
        "Berkas tidak dapat dibaca mulai dari sini.",
        "The file cannot be read from here on.",
    ),
    (
        "Periksa tanda kutip, tanda kurung dan awal baris di sekitar tempat ini.",
        "See to the quotes, brackets and indentation around this place.",
    ),
    _WRITING,
)
AFTER_QUOTE = _rule(
    "SOP018",
    ("Tulisan di belakang tanda tutup", "Text behind a closing sign"),
    (
        "Di sini ada tulisan di belakang teks atau daftar yang sudah selesai.",
        "Something stands here behind a text or a list that is finished.",
    ),
    (
        "Apit seluruh teks dengan tanda kutip, atau pindahkan tulisan ini ke baris baru.",
        "Put the whole text in quotes, or move this to a line of its own.",
    ),
    _WRITING,
)
NO_COLON = _rule(
    "SOP019",
    ("Titik dua kurang", "Colon missing"),
    (
        "Di baris ini tidak ada titik dua dan spasi di belakang kunci.",
        "This line lacks a colon and a space behind its key.",
    ),
    (
        "Tulis seperti `time: 5 menit`; luruskan teks yang bersambung ke baris ini.",
        "Write it as `time: 5 menit`; indent a text that goes on in this line.",
    ),
    _WRITING,
)
ALIAS = _rule(
    "SOP020",
    ("Rujukan YAML", "Alias or anchor"),
    (
        "Tanda & atau * (rujukan YAML) tidak dipakai dalam berkas ini.",
        "The signs & and * (aliases of YAML) are not used in this file.",
    ),
    (
        "Tulis isinya langsung; bila tanda itu bagian dari teks, apit teks dengan tanda kutip.",
        "Write the content itself; if the sign belongs to the text, put the text in quotes.",
    ),
    _SAFE,
)
TAG = _rule(
    "SOP021",
    ("Penanda jenis YAML", "Tag"),
    (
        "Penanda jenis {tag} tidak dipakai dalam berkas ini.",
        "The tag {tag} is not used in this file.",
    ),
    (
        "Hapus penanda itu; bila tanda ! bagian dari teks, apit teks dengan tanda kutip.",
        "Remove it; if the sign ! belongs to the text, put the text in quotes.",
    ),
    _SAFE,
)
MERGE_KEY = _rule(
    "SOP022",
    ("Kunci gabung", "Merge key"),
    (
        "Kunci << (gabungan) tidak dipakai dalam berkas ini.",
        "The key << (merge) is not used in this file.",
    ),
    ("Tulis isinya langsung.", "Write the content itself."),
    _CLEAR,
)
DUPLICATE_KEY = _rule(
    "SOP023",
    ("Kunci ganda", "Duplicate key"),
    (
        "Kunci `{key}` sudah ada di baris {first}.",
        "The key `{key}` stands in line {first} already.",
    ),
    (
        "Hapus salah satu, atau gabungkan isinya menjadi daftar.",
        "Remove one of the two, or join them as a list.",
    ),
    _CLEAR,
)
KEY_NOT_TEXT = _rule(
    "SOP024",
    ("Kunci bukan teks", "Key is not a text"),
    (
        "Di sini seharusnya ada kunci, bukan daftar atau isian bertingkat.",
        "A key is expected here, not a list or a mapping.",
    ),
    (
        "Bila tanda kurung bagian dari teks, apit teks dengan tanda kutip.",
        "If the bracket belongs to the text, put the text in quotes.",
    ),
    _WRITING,
)

# Keys and values

TOP_NOT_MAPPING = _rule(
    "SOP030",
    ("Bukan susunan berkas yang dikenal", "Top level is not a mapping"),
    (
        "Berkas harus berisi baris `kunci: nilai`, misalnya {example}.",
        "The file must consist of lines `key: value`, such as {example}.",
    ),
    ("Lihat contoh dengan perintah: sopan new", "See an example with the command: sopan new"),
    _FORM,
)
NEWER_FORMAT = _rule(
    "SOP031",
    ("Versi format lebih baru", "Newer format"),
    (
        "Berkas ini memakai format {version}; program ini mengenal sampai format {known}.",
        "The file is in format {version}; this program knows up to format {known}.",
    ),
    ("Perbarui Sopan, lalu coba lagi.", "Update Sopan and try again."),
    _CLEAR,
)
FORMAT_NOT_NUMBER = _rule(
    "SOP032",
    ("Versi format bukan angka", "Format is not a number"),
    (
        "`format` berisi {value}, seharusnya angka bulat mulai dari 1.",
        "`format` is {value}; it should be a whole number from 1.",
    ),
    ("Tulis format: {known} atau hapus baris ini.", "Write format: {known} or leave it out."),
    _FORM,
)
MISTYPED_KEY = _rule(
    "SOP033",
    ("Kunci salah tulis", "Mistyped key"),
    ("Kunci `{key}` tidak dikenal di sini.", "The key `{key}` is not known here."),
    ("Mungkin maksudnya `{guess}`.", "Did you mean `{guess}`?"),
    _FORM,
)
UNKNOWN_KEY = _rule(
    "SOP034",
    ("Kunci tidak dikenal", "Unknown key"),
    ("Kunci `{key}` tidak dikenal di sini.", "The key `{key}` is not known here."),
    ("Kunci yang dapat dipakai di sini: {known}.", "Keys that may stand here: {known}."),
    _FORM,
)
MISSING = _rule(
    "SOP035",
    ("Isian wajib belum ada", "Required entry is missing"),
    ("`{key}` belum diisi.", "`{key}` is not filled in."),
    ("Tambahkan `{key}: ...` di bagian ini.", "Add `{key}: ...` to this part."),
    _FORM,
)
NOT_TEXT = _rule(
    "SOP036",
    ("Bukan teks", "Not a text"),
    (
        "`{key}` harus berupa satu teks, bukan daftar atau isian bertingkat.",
        "`{key}` must be one text, not a list or a mapping.",
    ),
    (
        "Tulis satu teks sebaris dengan kuncinya; apit dengan tanda kutip bila memuat kurung.",
        "Write one text on the line of its key; put it in quotes if it has brackets.",
    ),
    _FORM,
)
NOT_LIST = _rule(
    "SOP037",
    ("Bukan daftar", "Not a list"),
    ("`{key}` harus berupa daftar.", "`{key}` must be a list."),
    (
        "Tulis setiap isi pada baris sendiri, diawali tanda - dan spasi.",
        "Write each item on a line of its own that begins with - and a space.",
    ),
    _FORM,
)
NOT_MAPPING = _rule(
    "SOP038",
    ("Bukan isian bertingkat", "Not a mapping"),
    (
        "`{key}` harus berisi baris `kunci: nilai`.",
        "`{key}` must consist of lines `key: value`.",
    ),
    ("Kunci yang dapat dipakai di sini: {known}.", "Keys that may stand here: {known}."),
    _FORM,
)
NOT_FLAG = _rule(
    "SOP039",
    ("Bukan true atau false", "Not true or false"),
    ("`{key}` berisi {value}.", "`{key}` is {value}."),
    ("Tulis true atau false, atau hapus baris ini.", "Write true or false, or leave it out."),
    _FORM,
)
NOT_CHOICE = _rule(
    "SOP040",
    ("Pilihan tidak dikenal", "Unknown choice"),
    ("`{key}` tidak mengenal pilihan {value}.", "`{key}` has no choice {value}."),
    ("Tulis salah satu: {known}.", "Write one of: {known}."),
    _FORM,
)
NOT_DATE = _rule(
    "SOP041",
    ("Tanggal tidak terbaca", "Date not readable"),
    (
        "`{key}` berisi {value}, yang bukan tanggal pada kalender.",
        "`{key}` is {value}, which is no date of the calendar.",
    ),
    (
        "Tulis seperti 2025-01-12 atau 12 Januari 2025.",
        "Write it as 2025-01-12 or 12 Januari 2025.",
    ),
    _CLEAR,
)
TEXT_TOO_LONG = _rule(
    "SOP042",
    ("Teks terlalu panjang", "Text too long"),
    (
        "`{key}` memuat {length} huruf; paling banyak {limit}.",
        "`{key}` has {length} characters; the most is {limit}.",
    ),
    ("Ringkas teksnya, atau bagi menjadi beberapa.", "Shorten the text, or divide it."),
    _SAFE,
)
TOO_MANY = _rule(
    "SOP043",
    ("Daftar terlalu panjang", "List too long"),
    (
        "`{key}` memuat {count} isi; paling banyak {limit}.",
        "`{key}` has {count} items; the most is {limit}.",
    ),
    (
        "Bagi SOP ini menjadi beberapa SOP yang saling berkaitan.",
        "Divide this SOP into several that refer to each other.",
    ),
    _SAFE,
)
EMPTY_ITEM = _rule(
    "SOP044",
    ("Isi daftar kosong", "Empty item"),
    ("Isi daftar `{key}` di sini kosong.", "The item of `{key}` here is empty."),
    ("Isi, atau hapus tanda - ini.", "Fill it in, or remove this -."),
    _CLEAR,
)

# Actors

DUPLICATE_ACTOR = _rule(
    "SOP050",
    ("Pelaksana ganda", "Actor twice"),
    (
        "Pelaksana {actor} tertulis dua kali.",
        "The actor {actor} is written twice.",
    ),
    ("Hapus salah satu.", "Remove one of the two."),
    _CLEAR,
)
MISTYPED_ACTOR = _rule(
    "SOP051",
    ("Pelaksana salah tulis", "Mistyped actor"),
    (
        "Pelaksana {actor} tidak ada dalam `actors`.",
        "Actor {actor} is not in `actors`.",
    ),
    (
        "Mungkin maksudnya {guess}; tulis sama persis, atau tambahkan ke `actors`.",
        "Did you mean {guess}? Write it exactly so, or add it to `actors`.",
    ),
    _CLEAR,
)
UNKNOWN_ACTOR = _rule(
    "SOP052",
    ("Pelaksana tidak dikenal", "Unknown actor"),
    (
        "Pelaksana {actor} tidak ada dalam `actors`.",
        "Actor {actor} is not in `actors`.",
    ),
    (
        "Tambahkan ke `actors`, atau pilih salah satu: {known}.",
        "Add it to `actors`, or choose one of: {known}.",
    ),
    _CLEAR,
)
TOGETHER = _rule(
    "SOP053",
    ("Pelaksana bersama", "Joint actors"),
    (
        "`together` memerlukan dua pelaksana atau lebih yang berbeda.",
        "`together` needs two or more different actors.",
    ),
    (
        "Tulis seperti: together: [Pelaksana A, Pelaksana B].",
        "Write it as: together: [Actor A, Actor B].",
    ),
    _FORM,
)

# Steps and flow

DO_OR_ASK = _rule(
    "SOP060",
    ("Kegiatan atau pertanyaan", "Activity or question"),
    (
        "Satu langkah berisi `do` (kegiatan) atau `ask` (pertanyaan), tepat salah satu.",
        "A step has `do` (an activity) or `ask` (a question), exactly one of them.",
    ),
    (
        "Pakai `do` untuk kegiatan; pakai `ask` bila jawabannya menentukan langkah berikutnya.",
        "Use `do` for an activity and `ask` where the answer decides what comes next.",
    ),
    _FORM,
)
BY_OR_SYMBOLS = _rule(
    "SOP061",
    ("Pelaksana langkah", "Who carries out the step"),
    (
        "Satu langkah berisi `by` (pelaksana) atau `symbols`, tepat salah satu.",
        "A step has `by` (its actors) or `symbols`, exactly one of them.",
    ),
    (
        "Tulis `by: ...` dengan nama dari `actors`.",
        "Write `by: ...` with a name from `actors`.",
    ),
    _FORM,
)
BAD_ID = _rule(
    "SOP062",
    ("Id tidak sesuai", "Unsuitable id"),
    (
        "Id {id} tidak dapat dipakai.",
        "The id {id} cannot be used.",
    ),
    (
        "Pakai huruf kecil, angka, - dan _ tanpa spasi, tidak hanya angka; "
        "`next` dan `end` sudah mempunyai arti sendiri. Misalnya: {guess}",
        "Use small letters, digits, - and _ without spaces, not digits alone; "
        "`next` and `end` have a meaning of their own. For example: {guess}",
    ),
    _FORM,
)
DUPLICATE_ID = _rule(
    "SOP063",
    ("Id ganda", "Id twice"),
    (
        "Id {id} sudah dipakai di baris {first}.",
        "The id {id} is used in line {first} already.",
    ),
    ("Beri id yang lain.", "Give another id."),
    _CLEAR,
)
MISTYPED_PLACE = _rule(
    "SOP064",
    ("Tujuan salah tulis", "Mistyped place"),
    (
        "Tidak ada langkah atau simbol {place}.",
        "There is no step or symbol {place}.",
    ),
    ("Mungkin maksudnya {guess}.", "Did you mean {guess}?"),
    _CLEAR,
)
UNKNOWN_PLACE = _rule(
    "SOP065",
    ("Tujuan tidak ada", "Unknown place"),
    (
        "Tidak ada langkah atau simbol {place}.",
        "There is no step or symbol {place}.",
    ),
    (
        "Tulis id langkah, nomornya (1 sampai {last}), LANGKAH.SIMBOL, `next` atau `end`.",
        "Write the id of a step, its number (1 to {last}), STEP.SYMBOL, `next` or `end`.",
    ),
    _CLEAR,
)
END_OF_DECISION = _rule(
    "SOP066",
    ("Keputusan menuju akhir", "Decision leads to the end"),
    (
        "Jawaban {label} menuju `end`, padahal panah harus menuju sebuah simbol.",
        "The answer {label} leads to `end`, but an arrow must lead to a symbol.",
    ),
    (
        "Tambahkan langkah penutup, misalnya menyampaikan hasilnya, lalu arahkan ke langkah itu.",
        "Add a closing step, such as telling the outcome, and lead to that step.",
    ),
    _FORM,
)
END_IN_SPLIT = _rule(
    "SOP067",
    ("Akhir di antara cabang", "End within a split"),
    (
        "`end` tidak dapat berdiri bersama tujuan lain.",
        "`end` cannot stand beside other places.",
    ),
    ("Hapus `end` dari daftar ini.", "Remove `end` from this list."),
    _FORM,
)
NO_NEXT_ROW = _rule(
    "SOP068",
    ("Tidak ada baris berikutnya", "No next row"),
    (
        "Ini langkah terakhir, jadi tidak ada langkah berikutnya yang dituju.",
        "This is the last step, so there is no next row to go to.",
    ),
    (
        "Tambahkan langkah penutup di bawahnya, atau tulis tujuan yang lain.",
        "Add a closing step below, or write another place.",
    ),
    _FORM,
)
NO_ANSWER = _rule(
    "SOP069",
    ("Jawaban Tidak belum ada", "No branch for no"),
    (
        "Keputusan ini belum menyebut ke mana jawaban Tidak menuju.",
        "This decision does not say where the answer no leads.",
    ),
    (
        "Tambahkan `no: ...` dengan id atau nomor langkah, atau pakai `branches`.",
        "Add `no: ...` with the id or number of a step, or use `branches`.",
    ),
    _FORM,
)
FEW_BRANCHES = _rule(
    "SOP070",
    ("Cabang kurang dari dua", "Fewer than two branches"),
    (
        "`branches` memerlukan dua cabang atau lebih.",
        "`branches` needs two or more branches.",
    ),
    (
        "Tambahkan cabang, atau jadikan langkah ini kegiatan (`do`).",
        "Add a branch, or make the step an activity (`do`).",
    ),
    _FORM,
)
NEXT_OF_DECISION = _rule(
    "SOP071",
    ("Tujuan keputusan", "Place after a decision"),
    (
        "`{key}` tidak dapat dipakai bersama {other}.",
        "`{key}` cannot be used together with {other}.",
    ),
    (
        "Keputusan memakai `yes` dan `no`, atau `branches`; kegiatan memakai `next`.",
        "A decision uses `yes` and `no`, or `branches`; an activity uses `next`.",
    ),
    _FORM,
)
SAME_PLACE = _rule(
    "SOP072",
    ("Tujuan ganda", "Same place twice"),
    (
        "Cabang {place} menuju simbol yang sudah disebut.",
        "The branch {place} leads to a symbol that is named already.",
    ),
    ("Hapus salah satu.", "Remove one of the two."),
    _CLEAR,
)
ASK_WITHOUT_DECISION = _rule(
    "SOP073",
    ("Pertanyaan tanpa keputusan", "Question without a decision"),
    (
        "Langkah ini pertanyaan (`ask`), tetapi tidak satu pun simbolnya punya jawaban.",
        "The step is a question (`ask`), but none of its symbols has an answer.",
    ),
    (
        "Beri satu simbol `yes` dan `no` atau `branches`, atau ganti `ask` dengan `do`.",
        "Give one symbol `yes` and `no` or `branches`, or write `do` instead of `ask`.",
    ),
    _FORM,
)

# The profile of a government

NOT_NUMBER = _rule(
    "SOP080",
    ("Angka di luar batas", "Number out of range"),
    ("`{key}` berisi {value}.", "`{key}` is {value}."),
    (
        "Tulis angka dari {least} sampai {most}.",
        "Write a number from {least} to {most}.",
    ),
    _FORM,
)
COLUMNS = _rule(
    "SOP081",
    ("Kolom tidak lengkap", "Columns"),
    (
        "`columns` harus menyebut setiap kolom tepat satu kali: {known}.",
        "`columns` must name each column exactly once: {known}.",
    ),
    ("Yang kurang: {missing}. Yang berlebih: {extra}.", "Missing: {missing}. Too many: {extra}."),
    _FORM,
)
EMBLEM_NAME = _rule(
    "SOP082",
    ("Nama berkas lambang", "Name of the emblem file"),
    (
        "`emblem` berisi {value}, yang bukan nama berkas PNG atau JPEG di samping profil.",
        "`emblem` is {value}, which is no name of a PNG or JPEG file beside the profile.",
    ),
    (
        "Simpan gambarnya di folder profil dan tulis namanya, misalnya lambang.png.",
        "Keep the picture in the folder of the profile and write its name, such as emblem.png.",
    ),
    _SAFE,
)
EMBLEM_MISSING = _rule(
    "SOP083",
    ("Berkas lambang tidak ada", "No emblem file"),
    (
        "Berkas lambang {value} tidak dapat dibuka.",
        "The emblem file {value} cannot be opened.",
    ),
    (
        "Periksa nama berkas itu dan apakah berkasnya ada di folder profil.",
        "See to its name, and that it lies in the folder of the profile.",
    ),
    _FORM,
)
EMBLEM_BROKEN = _rule(
    "SOP084",
    ("Lambang bukan gambar", "Emblem is not a picture"),
    (
        "Berkas lambang {value} bukan PNG atau JPEG yang utuh, atau lebih dari {limit} byte.",
        "The emblem file {value} is no intact PNG or JPEG picture, or has over {limit} bytes.",
    ),
    (
        "Simpan kembali gambarnya sebagai PNG atau JPEG yang kecil.",
        "Save the picture again as a small PNG or JPEG.",
    ),
    _SAFE,
)
PATTERN = _rule(
    "SOP085",
    ("Pola nomor tidak dapat dipakai", "Unusable number pattern"),
    (
        "`number_pattern` bukan pola (regular expression) yang dapat dipakai: {reason}.",
        "`number_pattern` is no usable regular expression: {reason}.",
    ),
    (
        "Contoh pola: '065/[0-9]{{1,4}}/ORG/20[0-9]{{2}}', paling panjang {limit} huruf, "
        "tanpa pengulangan di dalam pengulangan.",
        "A pattern looks like '065/[0-9]{{1,4}}/ORG/20[0-9]{{2}}', has at most {limit} "
        "characters, and no repetition within a repetition.",
    ),
    _SAFE,
)
PAGE_TEXT = _rule(
    "SOP086",
    ("Teks nomor halaman", "Text of the page number"),
    (
        "Teks `page` memuat kurung kurawal selain {{page}} dan {{pages}}.",
        "The text `page` has braces other than {{page}} and {{pages}}.",
    ),
    (
        "Tulis seperti: Halaman {{page}} dari {{pages}}.",
        "Write it as: Halaman {{page}} dari {{pages}}.",
    ),
    _FORM,
)
