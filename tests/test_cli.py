"""Every command as an official types it: what it writes, what it says, with which exit code."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import click
import jsonschema
import page as validation
import pypdf
import pytest
from click.testing import CliRunner, Result

from sopan.cli import main
from sopan.formats import yaml
from tests.drawing.samples import png

EXAMPLES = Path(__file__).parent.parent / "examples"
LETTER = (EXAMPLES / "surat-masuk.yaml").read_text(encoding="utf-8")

LOOP = """sop: Putaran
actors: [Staf]
steps:
  - do: Menyusun konsep
    by: Staf
  - ask: Apakah konsep benar?
    by: Staf
    no: 2
  - do: Menyimpan konsep
    by: Staf
"""
"""A question in line 6 that leads back to itself."""

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)

EXAMPLES_TO_COMPARE = ("surat-masuk", "pemeriksaan-khusus", "penyusunan-perda")
"""One plain, one with branches, one with parallel work."""

BAD: dict[str, bytes] = {
    "bom": BOMB.encode(),
    "besar": b"a: b\n" * 2_000_000,
    "ganda": (LETTER + "unit: Bagian Umum\n").encode(),
    "jenis": b"sop: [A]\nactors: Staf\nsteps: {do: A}\n",
    "kosong": b"",
    "latin": LETTER.replace("Plt", "Plt # caf\u00e9").encode("latin-1"),
    "nul": LETTER.encode().replace(b"Puskesmas", b"Pus\0kesmas", 1),
    "tab": LETTER.replace("    by:", "\tby:", 1).encode(),
    "tag": b"sop: !!python/object/apply:os.system [ls]\nactors: [A]\nsteps: []\n",
    "utf16": LETTER.encode("utf-16"),
}
"""Files that nobody can read, by name."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the commands are given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sopan(*words: str | Path) -> Result:
    """Gives a command; the words are as typed."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def put(path: str | Path, text: str | bytes = LETTER) -> Path:
    """A file with its folders."""
    whole = Path(path)
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.write_bytes(text if isinstance(text, bytes) else text.encode())
    return whole


def named(title: str, key: str) -> str:
    """The SOP of the letter under another title and key."""
    lines = LETTER.replace("sop: Penerimaan Surat Masuk", f"sop: {title}")
    return lines.replace("id: surat-masuk", f"id: {key}")


def files(folder: str | Path) -> list[str]:
    """All files below a folder, hidden ones too."""
    whole = Path(folder)
    return sorted(p.relative_to(whole).as_posix() for p in whole.rglob("*") if p.is_file())


def squeezed(text: str) -> str:
    return " ".join(text.split())


# All commands


def commands() -> list[tuple[str, click.Command]]:
    return sorted(main.commands.items())


def test_there_is_a_test_for_every_command() -> None:
    assert [name for name, _ in commands()] == ["book", "check", "diff", "new", "render", "schema"]


@pytest.mark.parametrize(("name", "command"), commands())
def test_help_says_in_indonesian_what_a_command_and_each_option_does(
    name: str, command: click.Command
) -> None:
    assert re.match(r"Me[a-z]+ ", command.help or ""), "begins with a verb"
    texts = [option.help or "" for option in command.params if isinstance(option, click.Option)]
    assert [text for text in texts if not text.endswith(".")] == []
    english = {"the", "of", "to", "all", "file", "folder of", "only", "output"}
    assert english & set(re.findall(r"[a-z]+", " ".join([*texts, command.help or ""]).lower())) == (
        set()
    )
    assert squeezed(command.help or "") in squeezed(sopan(name, "--help").output)


def test_the_version_is_that_of_the_package() -> None:
    assert sopan("--version").output.startswith("sopan, version 0.")


# new


def test_new_writes_a_file_that_is_read_and_drawn(folder: Path) -> None:
    assert sopan("new", "baru.yaml").output == "baru.yaml ditulis.\n"
    assert Path("baru.yaml").read_text(encoding="utf-8") == yaml.template()
    assert " 0 kesalahan, " in sopan("check", "baru.yaml").output
    assert sopan("render", "baru.yaml", "-o", "hasil").exit_code == 0
    assert pypdf.PdfReader("hasil/baru.pdf").pages


def test_new_never_overwrites(folder: Path) -> None:
    put("ada.yaml", "isi lama")
    result = sopan("new", "ada.yaml")
    assert (result.exit_code, result.stderr) == (1, "ada.yaml sudah ada; pilih nama lain.\n")
    assert Path("ada.yaml").read_text(encoding="utf-8") == "isi lama"


def test_new_in_a_folder_that_is_not_there_says_so(folder: Path) -> None:
    result = sopan("new", "jauh/baru.yaml", "--lang", "en")
    assert result.exit_code == 1
    assert result.stderr.startswith("jauh/baru.yaml cannot be written: ")


# schema


def test_schema_prints_a_json_schema_that_accepts_an_sop() -> None:
    schema = json.loads(sopan("schema").output)
    jsonschema.Draft202012Validator.check_schema(schema)
    sop = {"sop": "A", "actors": ["Staf"], "steps": [{"do": "Menyusun", "by": "Staf"}]}
    jsonschema.validate(sop, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**sop, "langkah": 1}, schema)


# check


def test_check_ends_with_0_when_there_is_advice_at_most(folder: Path) -> None:
    result = sopan("check", EXAMPLES)
    assert result.exit_code == 0
    assert "0 kesalahan, 0 peringatan" in result.output.splitlines()[-1]


def test_check_ends_with_1_and_names_place_fault_and_hint(folder: Path) -> None:
    put("a.yaml", LETTER.replace("    by: Kepala Tata Usaha", "    by: Kepala Tata Usah"))
    result = sopan("check", "a.yaml")
    assert result.exit_code == 1
    place, hint, count = result.output.splitlines()
    line = 1 + LETTER.splitlines().index("    by: Kepala Tata Usaha")
    assert place.startswith(f"a.yaml:{line}:9: kesalahan SOP051: ")
    assert hint.startswith("    Saran: ")
    assert "'Kepala Tata Usaha'" in hint
    assert count == "1 berkas diperiksa: 1 kesalahan, 0 peringatan, 0 saran."


def test_check_speaks_english_when_asked(folder: Path) -> None:
    put("a.yaml", LETTER.replace("unit: UPTD Puskesmas\n", ""))
    result = sopan("check", "a.yaml", "--lang", "en")
    assert "a.yaml:9:1: warning SOP201: " in result.output
    assert "    Hint: " in result.output
    assert "Files checked: 1; errors: 0; warnings: 1; advice: 0." in result.output


def codes(result: Result) -> list[str]:
    return re.findall(r"SOP\d{3}", result.output)


INCOMPLETE = LETTER.replace("unit: UPTD Puskesmas\n", "").replace("Menerima surat", "Surat")
"""Breaks SOP201 (a field is empty) and a rule on verbs, 22x."""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {"SOP201", "SOP223"}),
        (("--select", "SOP201"), {"SOP201"}),
        (("--select", "sop22, SOP1"), {"SOP223"}),
        (("--ignore", "SOP2"), set()),
        (("--select", "SOP2", "--ignore", "SOP223"), {"SOP201"}),
    ],
)
def test_rules_are_chosen_by_the_beginnings_of_their_codes(
    folder: Path, options: tuple[str, ...], expected: set[str]
) -> None:
    put("a.yaml", INCOMPLETE)
    result = sopan("check", "a.yaml", *options)
    assert set(codes(result)) == expected
    assert result.exit_code == bool(expected)


def test_a_code_that_no_rule_has_is_refused(folder: Path) -> None:
    put("a.yaml", INCOMPLETE)
    result = sopan("check", "a.yaml", "--select", "SPO201")
    assert (result.exit_code, result.stderr) == (1, "Tidak ada aturan SPO201.\n")


def test_a_file_that_cannot_be_read_fails_whatever_rules_are_chosen(folder: Path) -> None:
    put("a.yaml", BAD["jenis"])
    assert sopan("check", "a.yaml", "--select", "SOP2").exit_code == 1
    assert sopan("check", "a.yaml", "--ignore", "SOP0").exit_code == 1


def test_json_has_the_place_the_words_and_the_path_of_each_finding(folder: Path) -> None:
    put("a.yaml", LETTER.replace("unit: UPTD Puskesmas\n", ""))
    put("b.yaml", LOOP)
    result = sopan("check", "a.yaml", "hilang.yaml", "--json", "--lang", "en")
    assert result.exit_code == 1
    empty, missing = json.loads(result.stdout)
    assert empty == {
        "file": "a.yaml",
        "line": 9,
        "column": 1,
        "code": "SOP201",
        "severity": "warning",
        "name": empty["name"],
        "message": empty["message"],
        "hint": empty["hint"],
        "path": ["unit"],
    }
    assert all(empty[key] for key in ("name", "message", "hint"))
    assert (missing["file"], missing["line"], missing["code"]) == ("hilang.yaml", 0, "SOP090")


def test_json_of_sound_files_is_an_empty_list(folder: Path) -> None:
    put("a.yaml")
    assert json.loads(sopan("check", "a.yaml", "--json").output) == []


def test_links_are_checked_when_the_files_come_together(folder: Path) -> None:
    put("masuk.yaml")
    put("keluar.yaml", named("Pengelolaan Surat Keluar", "surat-keluar").replace("001", "002"))
    assert codes(sopan("check", "masuk.yaml")) == []
    together = sopan("check", "masuk.yaml", "keluar.yaml", "--select", "SOP301")
    places = re.findall(r"^(\w+)\.yaml:\d+", together.output, re.MULTILINE)
    assert places == ["keluar", "masuk"], "both name an SOP on archives that is not among them"
    assert codes(sopan("check", ".", "--select", "SOP301")) == ["SOP301", "SOP301"]


def test_a_folder_is_searched_through_and_its_profile_is_none_of_the_sops(folder: Path) -> None:
    put("a.yaml")
    put("dinas/b.yml", named("Dua", "dua").replace("001", "002"))
    put("profile.yaml", "government: Kota Contoh\n")
    put("dinas/kota.yaml", "government: Kota Lain\n")
    put("catatan.txt", "bukan SOP")
    result = sopan("check", ".", "--profile", folder / "dinas" / "kota.yaml", "--select", "SOP1")
    assert result.output == "2 berkas diperiksa: 0 kesalahan, 0 peringatan, 0 saran.\n"


@pytest.mark.parametrize("command", [("check",), ("render", "-o", "h"), ("book", "-o", "b.pdf")])
def test_a_folder_without_sops_is_refused(folder: Path, command: tuple[str, ...]) -> None:
    Path("kosong").mkdir()
    result = sopan(*command, "kosong")
    assert (result.exit_code, result.stderr) == (1, "Tidak ada berkas SOP (.yaml) di kosong.\n")
    assert files(".") == []


def test_a_missing_file_is_reported_beside_the_others(folder: Path) -> None:
    put("a.yaml")
    result = sopan("check", "hilang.yaml", "a.yaml")
    assert result.exit_code == 1
    assert result.output.startswith("hilang.yaml: kesalahan SOP090: Berkas tidak dapat dibuka")
    assert "2 berkas diperiksa" in result.output


def test_a_file_that_cannot_be_opened_is_reported(folder: Path) -> None:
    """A folder with the name of a file: a lack of rights would not hinder root."""
    Path("a.yaml", "dalam").mkdir(parents=True)
    put("b.yaml")
    result = sopan("check", ".")
    assert result.exit_code == 1
    assert codes(result) == ["SOP090"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_the_right_to_read_it_is_reported(folder: Path) -> None:
    put("a.yaml").chmod(0)
    assert codes(sopan("check", "a.yaml")) == ["SOP090"]


# Whatever is wrong with a file


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["check", "render"])
def test_a_bad_file_gives_exit_code_1_and_words(folder: Path, command: str, name: str) -> None:
    put("buruk.yaml", BAD[name])
    result = sopan(command, "buruk.yaml", *(("-o", "hasil") if command == "render" else ()))
    assert result.exit_code == 1
    assert re.match(r"buruk\.yaml:\d+:\d+: kesalahan SOP0\d\d: ", result.output)


@pytest.mark.parametrize(
    "words", [("check",), ("render", "-o", "hasil"), ("book", "-o", "hasil/b.pdf")]
)
def test_a_folder_of_bad_files_gives_no_traceback_in_a_process_of_its_own(
    folder: Path, words: tuple[str, ...]
) -> None:
    for name, data in BAD.items():
        put(f"buruk/{name}.yaml", data)
    done = subprocess.run(
        [sys.executable, "-m", "sopan.cli", *words, "buruk"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert {name for name in BAD if f"{name}.yaml:" in done.stdout} == set(BAD)
    assert [file for file in files(".") if file.endswith(".unfinished")] == []


def test_a_loop_of_a_symbol_to_itself_is_reported_with_its_line(folder: Path) -> None:
    put("putar.yaml", LOOP)
    result = sopan("render", "putar.yaml", "-o", "hasil")
    assert result.exit_code == 1
    assert result.output.startswith("putar.yaml:6:5: kesalahan SOP091: ")
    assert "langkah 2" in result.output
    assert sopan("check", "putar.yaml").exit_code == 1


def test_an_address_too_long_for_a_code_is_refused(folder: Path) -> None:
    put("a.yaml", re.sub("verify: .*", f"verify: https://{'a' * 3000}", LETTER))
    assert "SOP042" in codes(sopan("render", "a.yaml", "-o", "hasil"))


@pytest.mark.parametrize(("encoding", "arrow"), [("utf-8", "→".encode()), ("cp1252", rb"\u2192")])
def test_a_name_that_the_terminal_cannot_show_is_written_with_signs(
    folder: Path, encoding: str, arrow: bytes
) -> None:
    strange = Path(os.fsdecode(b"surat-\xff.yaml"))
    put(strange)
    done = subprocess.run(
        [sys.executable, "-m", "sopan.cli", "render", strange, "-o", "hasil"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[0] == rb"surat-\udcff.yaml %s surat-\udcff.pdf" % arrow
    assert [name.encode(errors="surrogateescape") for name in files("hasil")] == [b"surat-\xff.pdf"]


# render


def test_render_writes_pdf_svg_and_png_page_by_page(folder: Path) -> None:
    put("a.yaml")
    result = sopan("render", "a.yaml", "-o", "hasil", "--format", "pdf, svg,png", "--dpi", "60")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "a.yaml → a.pdf, a-1.svg, a-2.svg, a-1.png, a-2.png",
        "1 SOP digambar, 0 gagal. Hasil: hasil",
    ]
    assert files("hasil") == ["a-1.png", "a-1.svg", "a-2.png", "a-2.svg", "a.pdf"]
    reader = pypdf.PdfReader("hasil/a.pdf")
    assert len(reader.pages) == 2
    assert "PENERIMAAN SURAT MASUK" in squeezed(reader.pages[0].extract_text())
    assert Path("hasil/a-1.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert Path("hasil/a-2.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_bad_file_does_not_stop_the_rest(folder: Path, jobs: str) -> None:
    for number in range(8):
        put(f"sop/{number}.yaml")
    put("sop/3.yaml", BAD["jenis"])
    result = sopan("render", "sop", "-o", "hasil", "--jobs", jobs, "--lang", "en")
    assert result.exit_code == 1
    assert files("hasil") == [f"{number}.pdf" for number in range(8) if number != 3]
    lines = result.output.splitlines()
    told = [line for line in lines if re.match(r"sop/\d\.yaml", line) and "SOP03" not in line]
    assert told == [f"sop/{n}.yaml → {n}.pdf" for n in range(8) if n != 3]
    assert lines[-1] == "7 SOPs drawn, 1 failed. Result: hasil"


def test_a_second_run_gives_the_same_bytes(folder: Path) -> None:
    for name in ("surat-masuk", "cuti-tahunan", "penerbitan-sp2d"):
        shutil.copy(EXAMPLES / f"{name}.yaml", folder)
    for out in ("satu", "dua"):
        sopan("render", ".", "-o", out, "--format", "pdf,svg,png", "--dpi", "60")
    assert files("satu") == files("dua") != []
    for name in files("satu"):
        assert Path("satu", name).read_bytes() == Path("dua", name).read_bytes(), name


@pytest.mark.parametrize("written", ["docx", "pdf,docx", "", ","])
def test_an_unknown_format_is_refused_before_anything_is_written(
    folder: Path, written: str
) -> None:
    put("a.yaml")
    result = sopan("render", "a.yaml", "-o", "hasil", "--format", written)
    assert (result.exit_code, result.stderr) == (1, "Format yang ada: pdf, svg, png.\n")
    assert files(".") == ["a.yaml"]


def test_a_result_folder_that_is_a_file_is_refused(folder: Path) -> None:
    put("a.yaml")
    put("hasil", "isi")
    result = sopan("render", "a.yaml", "-o", "hasil")
    assert result.exit_code == 1
    assert result.stderr.startswith("hasil tidak dapat ditulis: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_result_folder_without_the_right_to_write_is_reported(folder: Path) -> None:
    put("a.yaml")
    Path("hasil").mkdir(mode=0o500)
    assert sopan("render", "a.yaml", "-o", "hasil").exit_code == 1
    assert sopan("book", ".", "-o", "hasil/buku.pdf").exit_code == 1


def test_files_of_the_same_name_in_different_folders_keep_their_folders(folder: Path) -> None:
    put("sop/dinas/a.yaml")
    put("sop/bagian/a.yaml", named("Lain", "lain"))
    put("sop/bagian/a.yml", named("Lain lagi", "lain-lagi"))
    assert sopan("render", "sop", "-o", "hasil").exit_code == 0
    assert files("hasil") == ["bagian/a.pdf", "bagian/a.yml.pdf", "dinas/a.pdf"]


def test_results_never_leave_the_folder_however_the_files_are_named(folder: Path) -> None:
    put("sini/a.yaml")
    put("sana/a.yaml", named("Lain", "lain"))
    os.chdir("sini")
    for out, other in (("../h1", "../sana/a.yaml"), ("../h2", folder / "sana" / "a.yaml")):
        assert sopan("render", "a.yaml", other, "-o", out).exit_code == 0
        assert files(out) == ["sana/a.pdf", "sini/a.pdf"]
    assert files("../sana") == ["a.yaml"]


def test_the_emblem_of_the_profile_lies_beside_the_svg(folder: Path) -> None:
    put("sop/a.yaml")
    put("sop/gambar/lambang.png", png())
    put("sop/profile.yaml", "government: Kota Contoh\nemblem: gambar/lambang.png\n")
    assert sopan("render", "sop", "-o", "hasil", "--format", "svg").exit_code == 0
    assert files("hasil") == ["a-1.svg", "a-2.svg", "gambar/lambang.png"]
    assert 'href="gambar/lambang.png"' in Path("hasil/a-1.svg").read_text(encoding="utf-8")
    assert Path("hasil/gambar/lambang.png").read_bytes() == png()


def test_a_profile_is_found_beside_the_sop_and_may_be_named(folder: Path) -> None:
    put("sop/a.yaml")
    put("sop/profile.yaml", "government: Kota Bawaan\n")
    put("lain.yaml", "government: Kota Pilihan\npaper: A4\n")
    sopan("render", "sop/a.yaml", "-o", "satu")
    sopan("render", "sop/a.yaml", "-o", "dua", "--profile", "lain.yaml")
    texts = [pypdf.PdfReader(f"{out}/a.pdf").pages[0].extract_text() for out in ("satu", "dua")]
    assert [("KOTA BAWAAN" in text, "KOTA PILIHAN" in text) for text in texts] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ("paper: B5\n", "profile.yaml:1:8: kesalahan SOP040"),
        ("emblem: hilang.png\n", "profile.yaml:1:9: kesalahan SOP083"),
        ("emblem: rusak.png\n", "rusak.png: kesalahan SOP084"),
    ],
)
@pytest.mark.parametrize("words", [("render", "-o", "hasil"), ("book", "-o", "hasil/b.pdf")])
def test_a_wrong_profile_is_reported_and_nothing_is_drawn(
    folder: Path, words: tuple[str, ...], profile: str, told: str
) -> None:
    put("sop/a.yaml")
    put("sop/rusak.png", png()[:33] + png()[-12:])
    put("sop/profile.yaml", profile)
    result = sopan(*words, "sop")
    assert result.exit_code == 1
    assert told in result.stderr
    assert not Path("hasil").exists()


def test_a_named_profile_that_is_missing_is_reported(folder: Path) -> None:
    put("a.yaml")
    result = sopan("check", "a.yaml", "--profile", "hilang.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("hilang.yaml: kesalahan SOP090")


# book


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of SOPs in two groups and at the top, one of them bad, and its book."""
    folder = tmp_path_factory.mktemp("rak")
    names = ["surat-masuk", "cuti-tahunan", "penerbitan-sp2d", "penyusunan-perda", "surat-keluar"]
    places = ["a", "umum/b", "umum/sub/c", "umum/d", "z"]
    for name, place in zip(names, places, strict=True):
        put(folder / f"{place}.yaml", (EXAMPLES / f"{name}.yaml").read_bytes())
    for name in ("profile.yaml", "lambang.png"):
        shutil.copy(EXAMPLES / name, folder)
    put(folder / "umum/buruk.yaml", BAD["jenis"])
    return folder


@pytest.fixture(scope="module")
def printed(shelf: Path) -> tuple[Result, bytes]:
    """What the command said, and the book."""
    out = shelf / "buku.pdf"
    return sopan("book", shelf, "-o", out, "--title", "Buku SOP Uji"), out.read_bytes()


@pytest.fixture(scope="module")
def pages(printed: tuple[Result, bytes]) -> dict[str, str]:
    """The text of each page of the book by the number that a reader shows."""
    reader = pypdf.PdfReader(BytesIO(printed[1]))
    texts = (squeezed(page.extract_text()) for page in reader.pages)
    return dict(zip(reader.page_labels, texts, strict=True))


CONTENTS = [
    ("", "Penerimaan Surat Masuk"),
    ("", "Surat Keluar"),
    ("umum", "Cuti Tahunan"),
    ("umum", "Penyusunan"),
    ("umum/sub", "SP2D"),
]
"""The groups of the shelf in order, and a part of each title."""


def test_a_bad_file_is_reported_and_left_out_of_the_book(
    printed: tuple[Result, bytes], pages: dict[str, str]
) -> None:
    result = printed[0]
    assert result.exit_code == 1
    assert re.search(r"umum/buruk\.yaml:\d+:\d+: kesalahan", result.output)
    assert result.output.splitlines()[-1].startswith("5 SOP digambar, 1 gagal. Hasil: ")
    assert sum("NAMA SOP" in text for text in pages.values()) == 5


def test_the_pages_before_the_first_sop_have_roman_numbers(pages: dict[str, str]) -> None:
    labels = list(pages)
    assert labels == ["i", "ii", *(str(number) for number in range(1, len(labels) - 1))]
    assert "BUKU SOP UJI" in pages["i"]
    assert "DAFTAR ISI" in pages["ii"]
    assert pages["ii"].endswith("ii")
    assert all(re.search(rf"\b{n}$", text) for n, text in pages.items() if n not in ("i", "ii"))


def test_the_contents_show_the_page_on_which_each_sop_begins(
    printed: tuple[Result, bytes], pages: dict[str, str]
) -> None:
    text = pypdf.PdfReader(BytesIO(printed[1])).pages[1].extract_text()
    lines = re.findall(r"^SOP (.+?) (\d+) *$", text, re.MULTILINE)
    assert len(lines) == len(CONTENTS)
    for (title, number), (_, part) in zip(lines, CONTENTS, strict=True):
        assert part in title
        assert f"SOP {title.upper()}" in pages[number]
        assert "Halaman 1 dari" in pages[number]


def test_groups_of_the_contents_are_folders_each_named_once(printed: tuple[Result, bytes]) -> None:
    text = pypdf.PdfReader(BytesIO(printed[1])).pages[1].extract_text()
    heads = [line.strip() for line in text.splitlines() if line.strip().startswith("umum")]
    assert heads == ["umum", "umum/sub"]


def test_the_outline_leads_to_each_sop_within_its_group(printed: tuple[Result, bytes]) -> None:
    reader = pypdf.PdfReader(BytesIO(printed[1]))

    def walk(entries: object) -> Iterator[tuple[str, str]]:
        assert isinstance(entries, list)
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry)
            else:
                number = reader.get_destination_page_number(entry)
                assert number is not None
                yield entry.title, reader.page_labels[number]

    found = list(walk(reader.outline))
    assert [title for title, _ in found if not title.startswith("SOP ")] == ["umum", "umum/sub"]
    sops = [(title, label) for title, label in found if title.startswith("SOP ")]
    for (title, label), (_, part) in zip(sops, CONTENTS, strict=True):
        assert part in title
        page = squeezed(reader.pages[reader.page_labels.index(label)].extract_text())
        assert title.upper() in page


def test_the_book_conforms_to_pdf_a_2a_and_pdf_ua_1(printed: tuple[Result, bytes]) -> None:
    for profile in ("2a", "ua1"):
        report = validation.validate_pdf_bytes(printed[1], profile=profile)
        assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []


def test_contents_of_many_sops_go_on_on_further_pages(folder: Path) -> None:
    for number in range(45):
        put(f"sop/{number:02}.yaml", named(f"Urusan Nomor {number:02}", f"urusan-{number}"))
    assert sopan("book", "sop", "-o", "buku.pdf").exit_code == 0
    reader = pypdf.PdfReader("buku.pdf")
    assert reader.page_labels[:4] == ["i", "ii", "iii", "1"]
    text = "".join(page.extract_text() for page in reader.pages[1:3])
    listed = re.findall(r"Urusan Nomor (\d\d) (\d+)", text)
    assert listed == [(f"{number:02}", str(2 * number + 1)) for number in range(45)]


def test_one_process_does_it_where_the_system_gives_no_semaphores(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        put(f"sop/{number}.yaml")
    assert sopan("book", "sop", "-o", "dua.pdf", "--jobs", "2").exit_code == 0

    def refuse(*_: object) -> None:  # As the system does where /dev/shm is not writable.
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("multiprocessing.synchronize._multiprocessing.SemLock", refuse)
    assert sopan("book", "sop", "-o", "satu.pdf", "--jobs", "2").exit_code == 0
    assert Path("satu.pdf").read_bytes() == Path("dua.pdf").read_bytes()


def test_a_book_that_cannot_be_written_is_refused(folder: Path) -> None:
    put("sop/a.yaml")
    put("penuh", "isi")
    result = sopan("book", "sop", "-o", "penuh/buku.pdf")
    assert result.exit_code == 1
    assert "tidak dapat ditulis" in result.stderr


# diff


CHANGED = LETTER.replace("time: 3 menit", "time: 2 jam").replace(
    "effective: 10 Februari 2025", "effective: 1 Maret 2025"
)


def test_diff_of_the_same_sop_ends_with_0(folder: Path) -> None:
    put("a.yaml")
    put("b.yaml", f"# Catatan saja\n{LETTER}")
    result = sopan("diff", "a.yaml", "b.yaml")
    assert (result.exit_code, result.output) == (0, "Tidak ada perubahan.\n")


def test_diff_tells_the_changes_by_parts_of_the_form_and_ends_with_1(folder: Path) -> None:
    put("a.yaml")
    put("b.yaml", CHANGED)
    result = sopan("diff", "a.yaml", "b.yaml")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Identitas",
        "  Tanggal efektif 2025-02-10 menjadi 2025-03-01. (redaksional)",
        "Langkah",
        "  Langkah 3: waktu 3 menit menjadi 2 jam.",
        "2 perubahan, material: mengubah siapa, apa, kapan, hasil, urutan, alur, atau dasar hukum.",
    ]


def test_diff_says_by_which_rule_changes_are_editorial(folder: Path) -> None:
    put("a.yaml")
    put("b.yaml", CHANGED.replace("2 jam", "tiga menit"))
    result = sopan("diff", "a.yaml", "b.yaml", "--lang", "en")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "Identity",
        "  Effective date 2025-02-10 becomes 2025-03-01. (editorial)",
        "Steps",
        "  Step 3: time 3 menit becomes tiga menit. (editorial)",
        "Changes: 2. Editorial: data of approval that change with every version; the time is the "
        "same, written in another way.",
    ]


def test_diff_as_json_has_each_change_with_place_words_and_verdict(folder: Path) -> None:
    put("a.yaml")
    put("b.yaml", CHANGED)
    result = sopan("diff", "a.yaml", "b.yaml", "--json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert found["material"] is True
    assert [change["material"] for change in found["changes"]] == [False, True]
    assert found["changes"][1] == {
        "kind": "field",
        "group": "steps",
        "sentence": "Langkah 3: waktu 3 menit menjadi 2 jam.",
        "material": True,
        "reason": "mengubah siapa, apa, kapan, hasil, urutan, alur, atau dasar hukum",
        "field": "time",
        "step": "s3",
        "symbol": None,
        "old_number": 3,
        "new_number": 3,
        "before": "3 menit",
        "after": "2 jam",
    }
    assert json.loads(sopan("diff", "a.yaml", "a.yaml", "--json").output) == {
        "material": None,
        "changes": [],
    }


@pytest.mark.parametrize(
    ("old", "new"), [(a, b) for a in EXAMPLES_TO_COMPARE for b in EXAMPLES_TO_COMPARE]
)
def test_diff_as_json_holds_whatever_differs(old: str, new: str) -> None:
    result = sopan("diff", EXAMPLES / f"{old}.yaml", EXAMPLES / f"{new}.yaml", "--json")
    assert result.exit_code == (old != new)
    assert bool(json.loads(result.output)["changes"]) == (old != new)


@pytest.mark.parametrize("name", sorted(BAD))
def test_diff_of_a_file_that_nobody_can_read_says_why_and_ends_with_2(
    folder: Path, name: str
) -> None:
    put("a.yaml")
    put("b.yaml", BAD[name])
    for files_ in (("a.yaml", "b.yaml"), ("b.yaml", "a.yaml"), ("b.yaml", "b.yaml")):
        result = sopan("diff", *files_)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "b.yaml:" in result.stderr
        assert "Saran: " in result.stderr


def test_diff_of_a_file_that_is_not_there_ends_with_2(folder: Path) -> None:
    put("a.yaml")
    for other in ("tidak-ada.yaml", "."):
        result = sopan("diff", "a.yaml", other)
        assert result.exit_code == 2
        assert "SOP090" in result.stderr


# Ends that come from outside


CODE = """
import signal, sys
from sopan.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main(sys.argv[1:])
"""


def start(*words: str | Path) -> subprocess.Popen[str]:
    """A command in a session of its own, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-c", CODE, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.01)


def size_of(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


MANY = 80


@pytest.fixture
def many(folder: Path) -> Path:
    for number in range(MANY):
        put(f"sop/{number:03}.yaml", (EXAMPLES / "bangunan-gedung.yaml").read_bytes())
    return folder


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are read from /proc")
def test_a_run_that_is_killed_leaves_no_half_file_and_no_process(many: Path) -> None:
    process = start("render", "sop", "-o", "hasil", "--jobs", "2")
    wait_until(lambda: len(list(Path("hasil").glob("*.pdf"))) >= 4)
    workers = children(process.pid)
    process.kill()
    process.communicate()
    assert len(workers) == 2
    wait_until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in workers))
    finished = sorted(Path("hasil").glob("*.pdf"))
    assert 4 <= len(finished) < MANY
    for path in finished:
        assert "Halaman" in pypdf.PdfReader(path).pages[-1].extract_text()


@pytest.mark.parametrize(
    "words",
    [
        ("render", "-o", "hasil", "--jobs", "1"),
        ("render", "-o", "hasil", "--jobs", "2"),
        ("book", "-o", "hasil/buku.pdf", "--jobs", "2"),
    ],
)
def test_ctrl_c_ends_with_one_line(many: Path, words: tuple[str, ...]) -> None:
    process = start(*words, "sop")
    wait_until(lambda: any(size_of(path) > 10_000 for path in Path().glob("hasil/*")))
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "Dihentikan (interrupted).\n")
    assert [name for name in files("hasil") if not name.endswith(".pdf")] == []


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are read from /proc")
def test_a_worker_that_is_killed_ends_the_run_with_a_hint(many: Path) -> None:
    process = start("book", "sop", "-o", "buku.pdf", "--jobs", "2")
    wait_until(lambda: any(size_of(path) > 10_000 for path in Path().glob("*.unfinished")))
    os.kill(children(process.pid)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (1, "")
    assert err.startswith("Satu proses dihentikan dari luar")
    assert err.count("\n") == 1
    assert [name for name in files(".") if not name.startswith("sop/")] == []


def test_a_pipe_that_is_closed_gives_no_traceback(folder: Path) -> None:
    put("a.yaml", INCOMPLETE)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "sopan.cli", "check", "a.yaml"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
