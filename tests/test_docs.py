"""What the documentation says is what the program does."""

from __future__ import annotations

from pathlib import Path

from sopan.formats.checks_markdown import markdown, page
from sopan.sop.checks import ALL_RULES
from sopan.sop.findings import Language

DOCS = Path(__file__).parent.parent / "docs"


def test_docs_checks_md_is_current() -> None:
    """Written anew by `python -m sopan.formats.checks_markdown > docs/checks.md`."""
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == page()


def test_every_rule_has_a_heading_in_both_languages() -> None:
    for language in Language:
        text = markdown(ALL_RULES, language)
        assert [rule.code for rule in ALL_RULES if f"### {rule.code} " not in text] == []
        assert "{" not in text
