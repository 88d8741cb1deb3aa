"""The JSON Schema says what the reader does, so that an editor helps rather than misleads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from sopan.formats import yaml
from sopan.formats.yaml import fields, keys, nodes
from sopan.sop.model import SOP
from tests.formats.reading import HEAD, STEP
from tests.strategies import sops

EXAMPLES = sorted(
    path
    for path in (Path(__file__).parents[2] / "examples").glob("*.yaml")
    if path.stem != "profile"
)
VALIDATOR = Draft202012Validator(yaml.schema())


def as_json(node: nodes.Node) -> Any:
    """What an editor with a YAML 1.2 parser hands to the schema."""
    if isinstance(node, nodes.Map):
        return {key: as_json(value) for key, value in node.entries.items()}
    if isinstance(node, nodes.List):
        return [as_json(item) for item in node.items]
    assert isinstance(node, nodes.Text)
    return scalar(node)


def scalar(node: nodes.Text) -> Any:
    if node.is_empty:
        return None
    if node.plain and node.value in ("true", "false"):
        return node.value == "true"
    try:
        return int(node.value) if node.plain else node.value
    except ValueError:
        return node.value


def is_valid(text: str) -> bool:
    return VALIDATOR.is_valid(as_json(nodes.compose(text, nodes.Report())))


def test_the_schema_itself_is_valid_and_can_be_printed() -> None:
    Draft202012Validator.check_schema(yaml.schema())
    assert json.loads(json.dumps(yaml.schema())) == yaml.schema()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_valid(path: Path) -> None:
    node = nodes.compose(path.read_text("utf-8"), nodes.Report())
    assert [error.message for error in VALIDATOR.iter_errors(as_json(node))] == []


def test_the_template_is_valid() -> None:
    assert is_valid(yaml.template())


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(sops())
def test_whatever_is_written_is_valid(sop: SOP) -> None:
    assert is_valid(yaml.write(sop))


@pytest.mark.parametrize(
    "text",
    [
        STEP,
        "sop: A\nactors: [S]\n",
        "sop: [A]\nactors: [S]\nsteps: [{do: A, by: S}]\n",
        "sop: A\nactors: S\nsteps: [{do: A, by: S}]\n",
        "sop: A\nactors: [S]\nsteps: []\n",
        f"{HEAD}  - {{by: S}}\n",
        f"{HEAD}  - {{do: A, ask: B, by: S}}\n",
        f"{HEAD}  - {{do: A}}\n",
        f"{HEAD}  - {{do: A, by: S, tiem: 5}}\n",
        f"{HEAD}  - {{do: A, by: S, join: ya}}\n",
        f"{HEAD}  - {{do: A, by: S, duty: catat}}\n",
        f"{HEAD}  - {{do: A, by: S, time: [1, 2]}}\n",
        f"{HEAD}  - {{do: A, by: S, id: 'A b'}}\n",
        f"{HEAD}  - {{ask: A, by: S, branches: {{a: 1}}}}\n",
        f"{HEAD}  - {{do: A, symbols: [{{id: a}}]}}\n",
        f"nature: teknis\n{HEAD}{STEP}",
        f"format: 2\n{HEAD}{STEP}",
    ],
)
def test_wrong_types_are_not_valid(text: str) -> None:
    assert not is_valid(text)


def test_every_key_that_the_reader_knows_is_explained() -> None:
    schema = yaml.schema()
    inner = schema["$defs"]
    tables = [
        (keys.SOP_KEYS, schema),
        (keys.STEP_KEYS, inner["step"]),
        (keys.SYMBOL_KEYS, inner["symbol"]),
        (keys.APPROVAL_KEYS, inner["approval"]),
        (keys.ACTOR_KEYS, inner["actor"]["anyOf"][1]),
        (keys.LINK_KEYS, inner["link"]["anyOf"][1]),
        (keys.TOGETHER_KEYS, inner["performers"]["anyOf"][1]),
    ]
    for table, part in tables:
        assert list(part["properties"]) == list(table)
        assert all(value["description"] for value in part["properties"].values())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_reader_asks_for_every_key_of_the_tables(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that is in a table but that nobody reads would be lost in silence."""
    asked: set[str] = set()
    get = fields.Fields.get

    def noting(self: fields.Fields, key: str) -> nodes.Node | None:
        asked.add(key)
        return get(self, key)

    monkeypatch.setattr(fields.Fields, "get", noting)
    yaml.read(yaml.template().encode())
    yaml.read(path.read_bytes())
    known = {*keys.SOP_KEYS, *keys.STEP_KEYS, *keys.SYMBOL_KEYS, *keys.APPROVAL_KEYS}
    known |= {*keys.ACTOR_KEYS, *keys.LINK_KEYS, *keys.TOGETHER_KEYS}
    assert known - asked == {"format"}


def test_the_documentation_of_the_format_names_every_key() -> None:
    text = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
    known = {*keys.SOP_KEYS, *keys.STEP_KEYS, *keys.SYMBOL_KEYS, *keys.APPROVAL_KEYS}
    assert [key for key in sorted(known) if key not in text] == []


# The template


def test_the_template_shows_every_key() -> None:
    text = yaml.template()
    known = {*keys.SOP_KEYS, *keys.STEP_KEYS, *keys.SYMBOL_KEYS, *keys.APPROVAL_KEYS}
    known |= {*keys.ACTOR_KEYS, *keys.LINK_KEYS, *keys.TOGETHER_KEYS}
    assert [key for key in sorted(known) if f"{key}:" not in text] == []


def test_the_template_is_read_and_uses_every_kind_of_flow() -> None:
    sop = yaml.read(yaml.template().encode()).sop
    symbols = sop.symbols.values()
    assert any(symbol.joins for symbol in symbols)
    assert any(len(symbol.actors) > 1 for symbol in symbols)
    assert {len(step.symbols) for step in sop.steps} == {1, 2}
    assert sum(not symbol.flows for symbol in symbols) == 2
