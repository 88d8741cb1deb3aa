"""What is said about a paste that could not be read whole."""

from __future__ import annotations

from collections.abc import Iterator

from sopan.formats.clipboard.pasted import Problem
from sopan.formats.clipboard.table import Table
from sopan.sop.findings import Words

OUTSIDE = Words(
    'Di luar tabel ada tulisan "{text}". Tulisan itu tidak dipakai.',
    'Outside the table stands "{text}". It is not used.',
)
ABOVE = Words(
    'Di atas judul kolom ada tulisan "{text}". Tulisan itu tidak dipakai.',
    'Above the headings stands "{text}". It is not used.',
)
GROUP = Words(
    'Judul "{text}" tidak dipakai.',
    'The heading "{text}" is not used.',
)
SECTION = Words(
    '"{text}" dianggap judul bagian atau jumlah, bukan langkah. Tulisan itu tidak dipakai.',
    '"{text}" is taken for the heading of a part or for a sum, not for a step. It is not used.',
)
UNKNOWN_COLUMN = Words(
    'Kolom "{text}" tidak dikenal. Ganti judulnya, misalnya Kegiatan, Pelaksana, Kelengkapan, '
    "Waktu, Output, atau Keterangan, lalu tempel lagi.",
    'The column "{text}" is not known. Head it Kegiatan, Pelaksana, Kelengkapan, Waktu, Output or '
    "Keterangan, and paste again.",
)
NO_COLUMN = Words(
    'Isi "{text}" di kolom "{column}" tidak punya tempat. Salin sendiri bila diperlukan.',
    '"{text}" in the column "{column}" has no place. Copy it by hand if it is needed.',
)
UNNAMED = Words(
    "Nama pelaksana tidak ikut tersalin. Untuk sementara namanya {text}; ganti dengan jabatannya.",
    "The names of the actors did not come along. They are called {text} for now; write the "
    "positions.",
)
UNUSUAL_MARK = Words(
    'Tulisan "{text}" di kolom {actor} dianggap tanda bahwa {actor} mengerjakan langkah ini.',
    '"{text}" in the column of {actor} is taken for the mark that {actor} carries the step out.',
)
PICTURE_IN_CELL = Words(
    'Gambar di kolom "{column}" tidak dapat ditempel.',
    'The picture in the column "{column}" cannot be pasted.',
)
UNREAD_WAY = Words(
    'Tujuan "{text}" tidak terbaca. Tulis nomor langkah, misalnya 5, atau Ya 5, Tidak 2.',
    'The place "{text}" cannot be read. Write a row number, such as 5, or Ya 5, Tidak 2.',
)
CUT = Words(
    'Tulisan lebih panjang dari {limit} huruf; bagian akhirnya tidak dipakai: "{text}".',
    'The text is longer than {limit} letters; its end is not used: "{text}".',
)
CONTROL = Words(
    "{count} karakter yang tidak dapat dicetak dihapus.",
    "{count} characters that cannot be printed were removed.",
)
HIDDEN = Words(
    "{count} sel tersembunyi tidak ditempel.",
    "{count} hidden cells were not pasted.",
)
PLAIN = Words(
    "Tempelan terlalu besar untuk dibaca beserta bentuk tabelnya; sel gabungan tidak dikenali.",
    "The paste was too large to be read with the form of its table; merged cells are not known.",
)

# What `steps` says

NO_ACTOR = Words(
    "Langkah ini belum mempunyai pelaksana.",
    "This step has no actor yet.",
)
NO_ROW = Words(
    'Tujuan "{text}" tidak ada di antara baris yang ditempel; untuk sementara ke baris berikutnya.',
    'There is no row for "{text}" among those pasted; for now it leads to the next row.',
)
END_OF_BRANCH = Words(
    'Cabang "{text}" tidak dapat langsung selesai; untuk sementara ke langkah terakhir. '
    "Tambahkan langkah penutup.",
    'Branch "{text}" cannot end at once; for now it leads to the last step. Add a closing step.',
)
GUESSED_NO = Words(
    "Tujuan jawaban Tidak belum disebut; untuk sementara kembali ke langkah sebelumnya.",
    "Where Tidak leads is not said; for now it leads back to the step before.",
)
NO_DECISION = Words(
    "Pertanyaan ini belum dapat menjadi keputusan, karena hanya ada satu tujuan. {text}",
    "This question cannot be a decision yet, because there is only one place to go. {text}",
)


def of_table(table: Table) -> Iterator[Problem]:
    """What concerns the block as a whole."""
    for line in table.outside:
        yield Problem(OUTSIDE, text=line)
    if table.control:
        yield Problem(CONTROL, values={"count": table.control})
    if table.hidden:
        yield Problem(HIDDEN, values={"count": table.hidden})
    if table.is_plain:
        yield Problem(PLAIN)
