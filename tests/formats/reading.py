"""Short ways to read an SOP and to say what is wrong with one."""

from __future__ import annotations

from sopan.formats import yaml
from sopan.sop.findings import Finding, Language
from sopan.sop.model import SOP

HEAD = "sop: Surat Masuk\nactors: [Pemohon, Kasubag TU, Staf]\nsteps:\n"
"""Three lines; the steps of a test begin in line 4."""

STEP = "  - do: Menyerahkan surat\n    by: Pemohon\n"
"""Two lines: one sound step."""


def sop(steps: str) -> SOP:
    """The SOP with these steps."""
    return yaml.read((HEAD + steps).encode()).sop


def flows(value: SOP) -> dict[str, list[str]]:
    """Where each symbol leads: its targets, with the label before a colon where there is one."""
    return {
        symbol.id: [f"{f.label}:{f.target}" if f.label else f.target for f in symbol.flows]
        for symbol in value.symbols.values()
    }


def refused(data: bytes | str) -> yaml.ReadError:
    """The error of a file that cannot be read."""
    try:
        yaml.read(data.encode() if isinstance(data, str) else data, "uji.yaml")
    except yaml.ReadError as error:
        return error
    raise AssertionError("the file was read without complaint")


def refused_steps(steps: str) -> yaml.ReadError:
    return refused(HEAD + steps)


def wrong(error: yaml.ReadError) -> list[str]:
    """What is wrong, as "line:column code"."""
    return [f"{at.line}:{at.column} {finding.rule.code}" for finding, at in error.located]


def assert_marked(text: str, code: str) -> None:
    """Asserts that this is the one thing wrong, at the place that the sign ¦ marks."""
    before = text.partition("¦")[0].split("\n")
    assert wrong(refused(text.replace("¦", ""))) == [f"{len(before)}:{len(before[-1]) + 1} {code}"]


def only(error: yaml.ReadError) -> Finding:
    """The single finding of an error."""
    assert len(error.findings) == 1, wrong(error)
    return error.findings[0]


def english(finding: Finding) -> str:
    return f"{finding.message(Language.ENGLISH)} {finding.hint(Language.ENGLISH)}"
