"""Sentences become steps, as pasted rows do."""

from __future__ import annotations

from itertools import count

from sopan.formats.clipboard import from_sentences, to_sop_steps
from sopan.sop.findings import Language
from sopan.sop.model import Kind
from sopan.sop.sentences import worksheet


def test_the_worksheet_becomes_steps_with_their_actors() -> None:
    told = worksheet(
        "Pemohon menyerahkan berkas kepada petugas loket",
        "Petugas Loket mencatat berkas\nKabag Umum memeriksa apakah berkas lengkap",
        "Berkas disetujui oleh Kadis",
        ["Kepala Dinas", "Kepala Bagian Umum", "Petugas Loket"],
    )
    pasted = from_sentences(told)
    made = to_sop_steps(pasted, (f"k{n}" for n in count(1)))
    assert [actor.name for actor in made.actors] == [
        *("Pemohon", "Petugas Loket", "Kepala Bagian Umum", "Kepala Dinas"),
    ]
    assert [step.text for step in made.steps] == [
        "Menyerahkan berkas kepada petugas loket",
        "Mencatat berkas",
        "Apakah berkas lengkap?",
        "Menyetujui berkas",
    ]
    (decision,) = made.steps[2].symbols
    assert decision.kind is Kind.DECISION
    assert [flow.target for flow in decision.flows] == ["k4.1", "k2.1"]
    assert [(p.row, p.say(Language.INDONESIAN)) for p in (*pasted.problems, *made.problems)] == [
        (4, 'Kalimat "Berkas disetujui oleh Kadis" diubah menjadi kalimat aktif.'),
        (
            3,
            "Tujuan jawaban Tidak belum disebut; untuk sementara kembali ke langkah sebelumnya.",
        ),
    ]
