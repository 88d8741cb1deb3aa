"""Writes the modules into docs/web.md: `python -m tests.web.house`; a test holds it current."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "sopan" / "web"
PAGE = ROOT / "docs" / "web.md"
BEGIN, END = "<!-- modules: begin -->\n", "<!-- modules: end -->"


def listing() -> str:
    """A table per subject: module, and the first sentence of its docstring."""
    subjects = sorted(path for path in WEB.iterdir() if (path / "__init__.py").exists())
    parts = [_table("web", sorted(WEB.glob("*.py")))]
    for subject in subjects:
        modules = sorted(
            path
            for path in subject.rglob("*.py")
            if "migrations" not in path.parts and path.stem not in ("__init__", "apps")
        )
        parts.append(_table(subject.name, modules, _sentence(subject / "__init__.py")))
    return "\n".join(parts)


def _table(name: str, modules: list[Path], sentence: str = "") -> str:
    head = [f"### {name}\n"] + ([f"{sentence}\n"] if sentence else [])
    rows = [
        f"| `{path.relative_to(WEB).as_posix()}` | {_sentence(path)} |"
        for path in modules
        if path.stem != "__init__"
    ]
    return "\n".join([*head, "| module | what it does |", "|---|---|", *rows, ""])


def _sentence(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split()).replace("|", "\\|")


def current() -> str:
    """The page as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}{listing()}{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(current(), encoding="utf-8")
