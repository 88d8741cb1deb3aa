"""`sopan verify-trail`, as an auditor types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction

from sopan.cli import main
from sopan.web.organisation.models import Government
from sopan.web.trail.export import lines
from sopan.web.trail.record import Doer, Subject, record
from tests.web.build import NOW
from tests.web.trail.chains import chain, header_of
from tests.web.unguarded import unguarded

CHAIN = chain(3)
HASH = CHAIN[-1].hash


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "jejak.jsonl"
    path.write_text("".join(lines(header_of(CHAIN), CHAIN)), encoding="utf-8", newline="")
    return path


def sopan(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["verify-trail", *map(str, arguments)])


def test_a_sound_file_is_told_with_what_to_note(file: Path) -> None:
    result = sopan("--file", file)
    assert result.output == f"uji: jejak utuh sampai nomor 3. Catat di tempat lain: 3:{HASH}\n"
    assert result.exit_code == 0


def test_a_changed_file_is_told_with_the_first_number(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"Pejabat 2", b"Pejabat 9"))
    result = sopan("--file", file, "--lang", "en")
    assert result.output == (
        "uji: the trail is NOT sound. Number 2: its content was changed. "
        "Still sound: up to number 1.\n"
    )
    assert result.exit_code == 1


def test_an_earlier_note_is_compared(file: Path) -> None:
    assert sopan("--file", file, "--expect", f"3:{HASH[:16]}").exit_code == 0
    result = sopan("--file", file, "--expect", f"2:{HASH}")
    assert "Nomor 2 tidak sama dengan catatan Anda" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--expect", "3"), "tulis NOMOR:HASH"),
        (("--government", "lain"), "berisi jejak uji, bukan lain"),
    ],
)
def test_what_cannot_be_done_is_told(file: Path, arguments: tuple[str, ...], said: str) -> None:
    result = sopan("--file", file, *arguments)
    assert said in result.output
    assert result.exit_code == 1


def test_a_cut_file_is_found_without_a_note(file: Path) -> None:
    rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for kept, said in ((rows[:-2], "dipotong dari akhir jejak"), (rows[:-1], "Baris penutup")):
        file.write_text("".join(kept), encoding="utf-8", newline="")
        result = sopan("--file", file)
        assert result.exit_code == 1 and said in result.output


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lain.jsonl"
    path.write_text("a,b\n")
    assert "bukan berkas ekspor jejak" in sopan("--file", path).output
    path.write_text('{"format":"sopan-trail","version":9}\n')
    assert "ditulis Sopan yang lebih baru" in sopan("--file", path).output


def test_a_file_is_verified_without_django_or_settings(file: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from sopan.cli import main; "
        f"main(['verify-trail', '--file', {str(file)!r}], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SOPAN", "DJANGO"))}
    run = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True
    )
    assert run.returncode == 0, run.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["jejak.jsonl"]


# The database


@pytest.fixture
def uji(db: None) -> Government:
    government = Government.objects.create(code="uji", name="Pemerintah Kota Uji")
    for number in range(3):
        subject = Subject("unit", number, f"Bagian {number}")
        with transaction.atomic():
            record(government.pk, Doer("Admin"), "unit.create", subject, NOW)
    return government


def test_all_trails_of_the_database_are_verified(uji: Government) -> None:
    Government.objects.create(code="lain", name="Pemerintah Kota Lain")
    result = sopan()
    assert result.exit_code == 0, result.output
    first, second = result.output.splitlines()
    assert first == "lain: jejak masih kosong."
    assert second.startswith("uji: jejak utuh sampai nomor 3. Catat di tempat lain: 3:")


def test_a_changed_row_is_named(uji: Government) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE trail_event SET name = 'x' WHERE number = 2")
    result = sopan("--government", "uji")
    assert "uji: jejak TIDAK utuh. Nomor 2: isinya diubah." in result.output
    assert result.exit_code == 1


def test_a_note_needs_one_government(uji: Government) -> None:
    Government.objects.create(code="lain", name="Pemerintah Kota Lain")
    result = sopan("--expect", f"3:{HASH}")
    assert "--government KODE" in result.output
    assert result.exit_code == 1
    assert "tidak sama dengan catatan Anda" in (
        sopan("--government", "uji", "--expect", f"3:{HASH}").output
    )


def test_an_unknown_government_is_told(uji: Government) -> None:
    result = sopan("--government", "entah")
    assert "Tidak ada pemerintah daerah dengan kode entah." in result.output
    assert result.exit_code == 1
