"""The command line: one command, one function of the core. Words are put together here."""

from __future__ import annotations

import importlib
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopan import __version__
from sopan.sop.findings import Language, Severity, Words
from sopan.terminal import fail, language_option, say

if TYPE_CHECKING:
    from sopan.batch import Result
    from sopan.drawing.profile import Profile
    from sopan.files import Located
    from sopan.sop.changes import Change
    from sopan.sop.model import SOP

# Heavy modules are imported where they are used: `sopan check` must answer at once.

FORMATS = ("pdf", "svg", "png")

profile_option = click.option(
    "--profile",
    "profile_path",
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    help="Berkas profil pemerintah daerah (bawaan: profile.yaml di folder SOP).",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="Jumlah proses (bawaan: semua inti)."
)

SEVERITIES = {
    Severity.ERROR: Words("kesalahan", "error"),
    Severity.WARNING: Words("peringatan", "warning"),
    Severity.ADVICE: Words("saran", "advice"),
}


INSTALLATION = (
    "start",
    "serve",
    "migrate",
    "createadmin",
    "backup",
    "restore",
    "doctor",
    "verify-trail",
)
"""The commands of an installation: a module of `sopan.web.commands` each, imported when named."""


class _Commands(click.Group):
    """All commands; Ctrl-C ends each with one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *INSTALLATION])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in INSTALLATION:
            return super().get_command(ctx, name)
        module = importlib.import_module(f"sopan.web.commands.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Dihentikan (interrupted).", err=True)
            sys.exit(130)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sopan")
def main() -> None:
    """Sopan: menyusun, memeriksa, dan menggambar SOP Administrasi Pemerintahan."""
    for stream in (sys.stdout, sys.stderr):
        # Names of files and texts of SOPs may hold letters that a terminal cannot show.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
def schema() -> None:
    """Mencetak JSON Schema berkas SOP, untuk pelengkapan di penyunting teks."""
    from sopan.formats import yaml

    click.echo(json.dumps(yaml.schema(), ensure_ascii=False, indent=2))


@main.command()
@click.argument(
    "path", metavar="BERKAS", type=click.Path(path_type=Path, readable=False, dir_okay=False)
)
@language_option
def new(path: Path, language: str) -> None:
    """Menulis contoh berkas SOP yang diberi penjelasan, siap diisi."""
    from sopan.formats import yaml

    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(yaml.template())
    except FileExistsError:
        fail(
            language,
            Words("{path} sudah ada; pilih nama lain.", "{path} exists; choose another name."),
            path=path,
        )
    except OSError as error:
        fail(language, _CANNOT_WRITE, path=path, reason=error.strerror)
    say(language, Words("{path} ditulis.", "{path} written."), path=path)


@main.command()
@click.argument(
    "paths",
    metavar="BERKAS|FOLDER...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
@click.option("--select", default="", help="Hanya aturan ini, dipisah koma (awalan boleh: SOP2).")
@click.option("--ignore", default="", help="Tanpa aturan ini, dipisah koma.")
@click.option("--json", "as_json", is_flag=True, help="Hasil sebagai JSON.")
@profile_option
@language_option
def check(
    paths: Sequence[Path],
    select: str,
    ignore: str,
    as_json: bool,
    profile_path: Path | None,
    language: str,
) -> None:
    """Memeriksa berkas SOP; keluar dengan 1 bila ada kesalahan atau peringatan."""
    from sopan.checking import check_files

    chosen, ignored = _codes(select, language), _codes(ignore, language)
    files = _files(paths, profile_path, language)
    profile = _profile(profile_path, paths, language)
    found = check_files(files, profile, chosen, ignored)
    if as_json:
        click.echo(
            json.dumps([_as_data(p, f, language) for p, f in found], ensure_ascii=False, indent=2)
        )
    else:
        _report(found, language)
        _summary(found, len(files), language)
    serious = any(f.finding.rule.severity is not Severity.ADVICE for _, f in found)
    sys.exit(1 if serious else 0)


@main.command()
@click.argument(
    "paths",
    metavar="BERKAS|FOLDER...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
)
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help="Folder hasil.",
)
@click.option("--format", "formats", default="pdf", help="pdf, svg, png; dipisah koma.")
@click.option("--dpi", type=click.IntRange(50, 600), default=144, help="Ketajaman PNG.")
@profile_option
@jobs_option
@language_option
def render(
    paths: Sequence[Path],
    out: Path,
    formats: str,
    dpi: int,
    profile_path: Path | None,
    jobs: int | None,
    language: str,
) -> None:
    """Menggambar halaman resmi SOP sebagai PDF, SVG, dan PNG."""
    from sopan import batch

    wanted = tuple(dict.fromkeys(part.strip() for part in formats.split(",") if part.strip()))
    if not wanted or set(wanted) - set(FORMATS):
        fail(
            language,
            Words("Format yang ada: {known}.", "Formats are: {known}."),
            known=", ".join(FORMATS),
        )
    files = _files(paths, profile_path, language)
    profile = _profile_to_draw(profile_path, paths, language)
    _make_folder(out, language)
    rendering = batch.Rendering(out, wanted, profile, dpi)
    results = _shown(batch.render(files, rendering, jobs or _cores()), len(files), language)
    _finish(results, language, out)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@click.option(
    "-o",
    "--out",
    required=True,
    type=click.Path(path_type=Path, readable=False, dir_okay=False),
    help="Berkas PDF.",
)
@click.option("--title", default="Kumpulan SOP Administrasi Pemerintahan", help="Judul di sampul.")
@profile_option
@jobs_option
@language_option
def book(
    folder: Path,
    out: Path,
    title: str,
    profile_path: Path | None,
    jobs: int | None,
    language: str,
) -> None:
    """Membuat satu buku PDF dari semua SOP: sampul, daftar isi, lalu setiap SOP."""
    from sopan import batch

    files = _files([folder], profile_path, language)
    profile = _profile_to_draw(profile_path, [folder], language)
    _make_folder(out.parent, language)
    try:
        written = batch.write_book(files, out, profile, title, jobs or _cores())
        results = _shown(written, len(files), language)
    except OSError as error:
        fail(language, _CANNOT_WRITE, path=out, reason=error.strerror)
    _finish(results, language, out)


@main.command()
@click.argument("old", metavar="LAMA", type=click.Path(path_type=Path, readable=False))
@click.argument("new", metavar="BARU", type=click.Path(path_type=Path, readable=False))
@click.option("--json", "as_json", is_flag=True, help="Hasil sebagai JSON.")
@language_option
def diff(old: Path, new: Path, as_json: bool, language: str) -> None:
    """Membandingkan dua berkas SOP; keluar dengan 0 bila sama, 1 bila berbeda, 2 bila gagal."""
    from sopan.formats import differences
    from sopan.sop.changes import difference

    before, after = _sops((old, new), language)
    changes = difference(before, after)
    if as_json:
        found = differences.data(changes, Language(language))
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _tell(changes, Language(language))
    sys.exit(1 if changes else 0)


_CANNOT_WRITE = Words(
    "{path} tidak dapat ditulis: {reason}.", "{path} cannot be written: {reason}."
)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _make_folder(folder: Path, language: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail(language, _CANNOT_WRITE, path=folder, reason=error.strerror)


def _files(paths: Sequence[Path], profile: Path | None, language: str) -> list[Path]:
    from sopan.files import sop_files

    files = sop_files(paths, profile)
    if not files:
        names = ", ".join(map(str, paths))
        fail(
            language,
            Words("Tidak ada berkas SOP (.yaml) di {names}.", "No SOP files (.yaml) in {names}."),
            names=names,
        )
    return files


def _profile(path: Path | None, paths: Sequence[Path], language: str) -> Profile:
    from sopan.files import ProfileError, find_profile

    try:
        return find_profile(path, paths)
    except ProfileError as error:
        _report([(error.path, problem) for problem in error.problems], language, err=True)
        sys.exit(1)


def _profile_to_draw(path: Path | None, paths: Sequence[Path], language: str) -> Profile:
    from sopan.files import ProfileError, refuse_broken_emblem

    profile = _profile(path, paths, language)
    try:
        refuse_broken_emblem(profile)
    except ProfileError as error:
        _report([(error.path, problem) for problem in error.problems], language, err=True)
        sys.exit(1)
    return profile


def _codes(text: str, language: str) -> tuple[str, ...]:
    """Codes of rules, or beginnings of codes; one that fits no rule would hide a mistake."""
    from sopan.formats.yaml import RULES
    from sopan.sop.checks import ALL_RULES
    from sopan.sop.file_rules import FILE_RULES

    known = [rule.code for rule in (*RULES, *FILE_RULES, *ALL_RULES)]
    codes = tuple(part.strip().upper() for part in text.split(",") if part.strip())
    for code in codes:
        if not any(rule.startswith(code) for rule in known):
            fail(
                language,
                Words("Tidak ada aturan {code}.", "There is no rule {code}."),
                code=code,
            )
    return codes


def _sops(paths: Sequence[Path], language: str) -> list[SOP]:
    """The SOPs of files; what keeps any from being read ends the command with 2, as in diff."""
    from sopan.files import read_file

    read = [(path, read_file(path)) for path in paths]
    broken = [
        (path, problem) for path, found in read if isinstance(found, tuple) for problem in found
    ]
    if broken:
        _report(broken, language, err=True)
        sys.exit(2)
    return [found.sop for _, found in read if not isinstance(found, tuple)]


def _tell(changes: Sequence[Change], language: Language) -> None:
    """The changes as sentences under the parts of the form, then what they are together."""
    from sopan.sop.changes import GROUPS, REASONS, Group, is_material, say, verdict

    together = verdict(changes)
    if together is None:
        click.echo(Words("Tidak ada perubahan.", "Nothing changed.").say(language))
        return
    editorial = Words("(redaksional)", "(editorial)").say(language)
    for group in Group:
        told = [change for change in changes if change.group is group]
        if told:
            click.echo(GROUPS[group].say(language))
        for change in told:
            mark = "" if is_material(change).material else f" {editorial}"
            click.echo(f"  {say(change, language)}{mark}")
    material = Words("{count} perubahan, material: {why}.", "Changes: {count}. Material: {why}.")
    slight = Words("{count} perubahan, redaksional: {why}.", "Changes: {count}. Editorial: {why}.")
    reasons = {verdict.reason: None for verdict in map(is_material, changes)}
    why = [together.reason] if together.material else list(reasons)
    words = material if together.material else slight
    joined = "; ".join(REASONS[reason].say(language) for reason in why)
    click.echo(words.say(language, {"count": len(changes), "why": joined}))


def _report(found: Iterable[tuple[Path, Located]], language: str, *, err: bool = False) -> None:
    chosen = Language(language)
    hint = Words("Saran: {hint}", "Hint: {hint}")
    for path, located in found:
        finding = located.finding
        severity = SEVERITIES[finding.rule.severity].say(chosen)
        place = f"{path}:{located.line}:{located.column}" if located.line else str(path)
        click.echo(f"{place}: {severity} {finding.rule.code}: {finding.message(chosen)}", err=err)
        click.echo(f"    {hint.say(chosen, {'hint': finding.hint(chosen)})}", err=err)


def _summary(found: Sequence[tuple[Path, Located]], files: int, language: str) -> None:
    counts = {s: sum(f.finding.rule.severity is s for _, f in found) for s in Severity}
    say(
        language,
        Words(
            "{files} berkas diperiksa: {error} kesalahan, {warning} peringatan, {advice} saran.",
            "Files checked: {files}; errors: {error}; warnings: {warning}; advice: {advice}.",
        ),
        files=files,
        **{severity.value: count for severity, count in counts.items()},
    )


def _as_data(path: Path, located: Located, language: str) -> dict[str, object]:
    finding, chosen = located.finding, Language(language)
    return {
        "file": str(path),
        "line": located.line,
        "column": located.column,
        "code": finding.rule.code,
        "severity": finding.rule.severity.value,
        "name": finding.rule.name.say(chosen),
        "message": finding.message(chosen),
        "hint": finding.hint(chosen),
        "path": list(finding.path),
    }


def _shown(results: Iterable[Result], count: int, language: str) -> list[Result]:
    """Collects results; shows a bar on a terminal, a line for each problem everywhere."""
    from concurrent.futures import BrokenExecutor

    from rich.console import Console
    from rich.progress import track

    label = Words("Menggambar", "Drawing").say(Language(language))
    console = Console(stderr=True)
    shown = track(
        results, label, count, console=console, transient=True, disable=not console.is_terminal
    )
    try:
        return list(shown)
    except BrokenExecutor:
        fail(
            language,
            Words(
                "Satu proses dihentikan dari luar, mungkin karena memori habis. Ulangi dengan "
                "--jobs 1.",
                "A process was ended from outside, perhaps for want of memory. Try again with "
                "--jobs 1.",
            ),
        )


def _finish(results: Sequence[Result], language: str, out: Path) -> None:
    """Reports each file and ends with 1 when one failed."""
    for result in results:
        if result.problems:
            _report([(result.path, problem) for problem in result.problems], language)
        elif result.written:
            files = Words("{path} → {files}", "{path} → {files}")
            say(language, files, path=result.path, files=_listed(result.written))
    failed = sum(bool(result.problems) for result in results)
    say(
        language,
        Words(
            "{done} SOP digambar, {failed} gagal. Hasil: {out}",
            "{done} SOPs drawn, {failed} failed. Result: {out}",
        ),
        done=len(results) - failed,
        failed=failed,
        out=out,
    )
    sys.exit(1 if failed else 0)


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)


if __name__ == "__main__":
    main()
