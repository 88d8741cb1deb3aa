"""What the documentation says is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sopan.cli import main
from sopan.drawing.profile import HEADINGS, Column
from sopan.formats import profile, yaml
from sopan.formats.checks_markdown import markdown, page
from sopan.formats.yaml import keys, nodes
from sopan.sop import duration
from sopan.sop.checks import ALL_RULES, check
from sopan.sop.findings import Language
from tests.web import house

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "sopan"
PAGES = sorted([*ROOT.glob("*.md"), ROOT / "examples" / "README.md", *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))

HEAD = "sop: Contoh\nactors: [Pemohon, Staf, Kasubag, Kabag, Kepala Dinas]\n"
"""What is put before the rows of an example to make a whole file."""

LARGEST_PICTURE = 150_000

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TREE_LINE = re.compile(r"( *)(\S+)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, kind: str) -> list[str]:
    """The fenced blocks of one kind on a page."""
    return [body for name, body in _FENCE.findall(text(path)) if name == kind]


def section(path: Path, heading: str) -> str:
    return text(path).split(f"\n## {heading}\n")[1].split("\n## ")[0]


def rows(table: str) -> list[list[str]]:
    """The rows of a table, its head left out; code without its signs."""
    lines = [line for line in table.splitlines() if line.startswith("|")][2:]
    return [[cell.strip().replace("`", "") for cell in line[1:-1].split("|")] for line in lines]


# The page of checks


def test_docs_checks_md_is_current() -> None:
    """Written anew by `python -m sopan.formats.checks_markdown > docs/checks.md`."""
    assert text(DOCS / "checks.md") == page()


def test_every_rule_has_a_heading_in_both_languages() -> None:
    for language in Language:
        written = markdown(ALL_RULES, language)
        assert [rule.code for rule in ALL_RULES if f"### {rule.code} " not in written] == []
        assert "{" not in written


# Commands


def _every_command() -> dict[str, click.Command]:
    """Those that are imported only when they are named, too."""
    context = click.Context(main)
    found = ((name, main.get_command(context, name)) for name in main.list_commands(context))
    return {name: command for name, command in found if command is not None}


COMMANDS = _every_command()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"^sopan {command} ", text(ROOT / "README.md"), re.MULTILINE)


@pytest.mark.parametrize("command", ["", *sorted(COMMANDS)])
def test_every_option_stands_in_the_readme(command: str) -> None:
    found = COMMANDS[command] if command else main
    options = [name for param in found.params for name in param.opts if name.startswith("-")]
    readme = text(ROOT / "README.md")
    assert [name for name in options if f"`{name}`" not in readme] == []


def test_every_option_in_the_readme_exists() -> None:
    known = {name for c in (main, *COMMANDS.values()) for p in c.params for name in p.opts}
    written = re.findall(r"`(--?[a-z]+)`", section(ROOT / "README.md", "Commands"))
    assert set(written) - known - {"-h", "--help"} == set()


# The house


def tree(block: str) -> set[str]:
    """The files of a drawn tree, two spaces to a level."""
    folders: list[str] = []
    files: set[str] = set()
    for line in block.splitlines():
        found = _TREE_LINE.match(line)
        assert found, line
        del folders[len(found[1]) // 2 :]
        if found[2].endswith("/"):
            folders.append(found[2])
        else:
            files.add("".join([*folders, found[2]]))
    return files


def test_the_architecture_names_every_module_and_no_other() -> None:
    house = next(b for b in blocks(DOCS / "architecture.md", "text") if b.startswith("src/sopan/"))
    modules = {
        path.relative_to(ROOT).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.name != "__init__.py" and "web" not in path.parts
    }
    assert tree(house) == modules


def test_every_file_that_the_guide_names_exists() -> None:
    guide = section(DOCS / "where.md", "From a task to a file")
    named = re.findall(r"`([a-z_/]+(?:\.py|/))`", guide)
    folders = (SOURCE, SOURCE / "formats" / "yaml", ROOT, DOCS)
    missing = [name for name in named if not any((f / name).exists() for f in folders)]
    assert named
    assert missing == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_program_of_benchmarks_that_a_page_names_exists(path: Path) -> None:
    named = set(re.findall(r"\bbenchmarks/\w+\.\w+", text(path)))
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_the_figures_of_the_readme_are_those_of_the_page_of_benchmarks() -> None:
    figures = rows(section(ROOT / "README.md", "Figures"))
    assert figures
    assert figures == rows(text(DOCS / "benchmarks.md"))[: len(figures)]


# Decisions, links, pictures


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_has_its_number_and_the_same_headings(path: Path) -> None:
    number = int(path.stem[:4])
    assert re.match(rf"# 0*{number}[:.] \S", text(path))
    headings = re.findall(r"^## (.+)$", text(path), re.MULTILINE)
    assert [h for h in headings if h != "Measured"] == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_from_one_without_gaps() -> None:
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    prose = _FENCE.sub("", text(path))
    links = [link.partition("#")[0] for link in _LINK.findall(prose) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def linked(path: Path) -> set[Path]:
    """The pages that a page leads to; a folder leads to all of its pages."""
    targets = {
        (path.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(text(path))
    }
    inside = {page for folder in targets if folder.is_dir() for page in folder.glob("*.md")}
    return {target for target in targets | inside if target.suffix == ".md" and target.is_file()}


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = {(ROOT / "README.md").resolve()}
    while waiting:
        seen |= waiting
        waiting = set().union(*map(linked, sorted(waiting))) - seen
    assert [path for path in PAGES if path.resolve() not in seen] == []


def test_every_picture_is_small_and_shown_on_a_page() -> None:
    everything = "\n".join(map(text, PAGES))
    for picture in sorted((DOCS / "pictures").iterdir()):
        assert picture.stat().st_size <= LARGEST_PICTURE
        assert f"pictures/{picture.name})" in everything


# The format


def whole(example: str) -> str:
    """An example made into a whole file."""
    return example if example.startswith(("sop:", "format:")) else HEAD + example


EXAMPLES = [
    pytest.param(whole(block), id=f"{path.name}-{number}")
    for path in (ROOT / "README.md", DOCS / "format.md")
    for number, block in enumerate(blocks(path, "yaml"), 1)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_yaml_example_is_read_and_its_flow_is_sound(example: str) -> None:
    sop = yaml.read(example.encode()).sop
    codes = [found.finding.rule.code for found in check([sop])]
    assert [code for code in codes if code.startswith("SOP1")] == []


def test_the_refused_example_gives_the_messages_that_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = text(DOCS / "format.md").split("```yaml refused\n")[1]
    example, _, rest = refused.partition("```\n```text\n")
    monkeypatch.chdir(tmp_path)
    Path("surat.yaml").write_text(example, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "surat.yaml", "--lang", "en"])
    assert result.exit_code == 1
    assert rest.partition("```")[0] in result.output


@pytest.mark.parametrize("example", blocks(DOCS / "profile.md", "yaml"))
def test_every_example_of_a_profile_is_read(example: str) -> None:
    assert set(profile.read(example.encode(), lambda name: b"").columns) == set(Column)


def test_every_key_stands_in_a_table_of_the_format() -> None:
    tables = " ".join(cell for row in rows(text(DOCS / "format.md")) for cell in row)
    known = {*keys.SOP_KEYS, *keys.STEP_KEYS, *keys.APPROVAL_KEYS, *keys.TOGETHER_KEYS}
    known |= {*keys.ACTOR_KEYS, *keys.LINK_KEYS}
    assert sorted(known - set(re.findall(r"\w+", tables))) == []


def test_every_key_stands_in_a_table_of_the_profile() -> None:
    tables = " ".join(cell for row in rows(text(DOCS / "profile.md")) for cell in row)
    known = {*profile.PROFILE_KEYS, *HEADINGS, *map(str, Column)}
    assert sorted(known - set(re.findall(r"\w+", tables))) == []


def test_the_table_of_times_says_what_is_read() -> None:
    for written, *shown in rows(section(DOCS / "format.md", "Times")):
        time = duration.read(written)
        counted = ["" if value is None else f"{value:g}" for value in (time.minimum, time.maximum)]
        assert [*counted, str(time.unit or ""), time.per] == shown


def test_the_table_of_limits_has_the_limits_of_the_reader() -> None:
    limits = [int(row[1].replace(",", "")) for row in rows(section(DOCS / "format.md", "Limits"))]
    assert limits == [
        nodes.LARGEST,
        nodes.MOST_NODES,
        nodes.DEEPEST,
        keys.MOST_STEPS,
        keys.MOST_ACTORS,
        keys.MOST_SYMBOLS,
        keys.MOST_BRANCHES,
        keys.LONGEST_LABEL,
        *(keys.SOP_KEYS[k].longest for k in ("sop", "government", "unit", "number", "verify")),
        *(keys.APPROVAL_KEYS[k].longest for k in ("position", "name", "rank", "nip")),
        keys.LONGEST_ACTOR,
        keys.LONGEST_TEXT,
        nodes.MOST_FINDINGS,
    ]


def test_the_readme_counts_the_examples() -> None:
    count = sum(path.stem != "profile" for path in (ROOT / "examples").glob("*.yaml"))
    assert f"the {count} examples" in text(ROOT / "README.md")


def test_the_page_on_the_web_application_lists_its_modules_as_they_are() -> None:
    assert house.PAGE.read_text(encoding="utf-8") == house.current()
