"""What can be wrong with a file before and after it is an SOP: opening it, drawing it."""

from sopan.sop.findings import Rule, Severity, Words

UNREADABLE = Rule(
    "SOP090",
    Words("Berkas tidak dapat dibuka", "File cannot be opened"),
    Severity.ERROR,
    Words("Berkas tidak dapat dibuka: {reason}.", "The file cannot be opened: {reason}."),
    Words(
        "Periksa nama berkas dan izin bacanya.", "Check the name of the file and who may read it."
    ),
    Words("Tanpa berkas tidak ada SOP.", "Without the file there is no SOP."),
)

LOOP_TO_ITSELF = Rule(
    "SOP091",
    Words("Panah kembali ke simbolnya sendiri", "Arrow back to its own symbol"),
    Severity.ERROR,
    Words(
        "Bagan alir tidak dapat digambar: panah di langkah {step} kembali ke simbolnya sendiri.",
        "The flowchart cannot be drawn: an arrow of step {step} leads back to its own symbol.",
    ),
    Words(
        "Arahkan panah itu ke langkah lain, atau tambahkan kotak perbaikan di baris yang sama.",
        "Lead it to another step, or add a rework box in the same row.",
    ),
    Words("Panah harus mempunyai tempat di halaman.", "An arrow must have a place on the page."),
)

CROWDED = Rule(
    "SOP092",
    Words("Terlalu banyak panah pada satu simbol", "Too many arrows at one symbol"),
    Severity.ERROR,
    Words(
        "Bagan alir tidak dapat digambar: panah di langkah {step} tidak mendapat tempat.",
        "The flowchart cannot be drawn: an arrow of step {step} finds no place.",
    ),
    Words(
        "Bagi langkah itu menjadi dua, atau kurangi panah yang menuju ke sana.",
        "Split the step in two, or lead fewer arrows to it.",
    ),
    Words("Panah harus mempunyai tempat di halaman.", "An arrow must have a place on the page."),
)

UNWRITABLE = Rule(
    "SOP093",
    Words("Hasil tidak dapat ditulis", "Result cannot be written"),
    Severity.ERROR,
    Words("Hasil tidak dapat ditulis: {reason}.", "The result cannot be written: {reason}."),
    Words(
        "Periksa ruang kosong dan izin menulis di folder hasil.",
        "Check the free space and the right to write in the folder of the results.",
    ),
    Words("Hasil disimpan sebagai berkas.", "The result is kept as a file."),
)

FILE_RULES = (UNREADABLE, LOOP_TO_ITSELF, CROWDED, UNWRITABLE)
"""In the order of their codes."""
