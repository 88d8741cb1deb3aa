"""Reads an SOP file: bytes to an `SOP`, or a `ReadError` that says everything that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sopan.formats.yaml import nodes, rules
from sopan.formats.yaml.fields import Fields, clean, shown, slug, text_of
from sopan.formats.yaml.flow import connect
from sopan.formats.yaml.keys import (
    ACTOR_KEYS,
    APPROVAL_KEYS,
    LONGEST_ACTOR,
    MOST_ACTORS,
    SOP_KEYS,
)
from sopan.formats.yaml.nodes import Gap, Map, Node, Position, Report, Text
from sopan.formats.yaml.steps import Rows
from sopan.formats.yaml.versions import migrate
from sopan.sop.findings import Path
from sopan.sop.model import SOP, Actor, Approval, Step

_EXAMPLE = "`sop: Pengelolaan Surat Masuk`"

_WRITTEN_AS: Mapping[str | int, tuple[str, ...]] = {
    "title": ("sop",),
    "approval": ("approved",),
    "text": ("do", "ask"),
    "symbols": ("by",),
}
"""Keys of the file for names of the SOP value that differ from them."""


@dataclass(frozen=True)
class Document:
    """An SOP together with the places of its parts in the file."""

    sop: SOP
    root: Map = field(repr=False, compare=False)
    name: str = ""

    @cached_property
    def places(self) -> Mapping[Path, Position]:
        """Line and column of every entry, by its path."""
        return nodes.places(self.root)


def read(data: bytes, name: str = "") -> Document:
    """The SOP in the bytes of a YAML file; `name` is the name that errors mention."""
    report = Report(name)
    root = read_map(data, report, _EXAMPLE)
    root = migrate(root, report)
    sop = _sop(root, report)
    if report:
        raise report.error(root)
    return Document(sop, root, name)


def read_map(data: bytes, report: Report, example: str) -> Map:
    """The top level of a file, which must be a map."""
    root = nodes.compose(nodes.decode(data, report), report)
    if not isinstance(root, Map):
        if isinstance(root, Gap):
            raise report.error()
        raise report.stop(rules.TOP_NOT_MAPPING, root.place, example=example)
    return root


def place_of(document: Document, path: Path) -> Position:
    """Where a part of the SOP stands in the file, or the nearest part around it."""
    found: Path = ()
    for name in path:
        written = (name, *_WRITTEN_AS.get(name, ()))
        key = next((key for key in written if (*found, key) in document.places), None)
        if key is None:
            break
        found = (*found, key)
    return document.places[found]


def _sop(root: Map, report: Report) -> SOP:
    fields = Fields(root, SOP_KEYS, report)
    title = fields.required_text("sop")
    actors = _actors(fields, report)
    return SOP(
        id=fields.text("id") or slug(title),
        title=title,
        actors=actors,
        steps=_steps(fields, actors, report),
        government=fields.text("government"),
        unit=fields.text("unit"),
        number=fields.text("number"),
        created=fields.date("created"),
        revised=fields.date("revised"),
        effective=fields.date("effective"),
        approval=_approval(fields, report),
        nature=fields.choice("nature"),
        scope=fields.choice("scope"),
        reach=fields.choice("reach"),
        detail=fields.choice("detail"),
        laws=fields.texts("laws"),
        qualifications=fields.texts("qualifications"),
        related=fields.links("related"),
        equipment=fields.texts("equipment"),
        warnings=fields.texts("warnings"),
        records=fields.texts("records"),
        verify=fields.text("verify"),
    )


def _steps(fields: Fields, actors: tuple[Actor, ...], report: Report) -> tuple[Step, ...]:
    rows = Rows([actor.name for actor in actors], report)
    return connect(rows.read(fields), report)


def _approval(fields: Fields, report: Report) -> Approval:
    node = fields.get("approved")
    if node is None or isinstance(node, Gap):
        return Approval()
    if not isinstance(node, Map):
        known = ", ".join(APPROVAL_KEYS)
        report.add(rules.NOT_MAPPING, node.place, key="approved", known=known)
        return Approval()
    inner = Fields(node, APPROVAL_KEYS, report)
    acting = inner.choice("acting")
    return Approval(
        position=inner.text("position"),
        name=inner.text("name"),
        rank=inner.text("rank"),
        nip=inner.text("nip"),
        acting=f"{acting}." if acting else "",
    )


def _actors(fields: Fields, report: Report) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for node in fields.filled_list("actors", MOST_ACTORS):
        actor = _actor(node, report)
        if actor and actor.name in found:
            report.add(rules.DUPLICATE_ACTOR, node.place, actor=shown(actor.name))
        elif actor:
            found[actor.name] = actor
    return tuple(found.values())


def _actor(node: Node, report: Report) -> Actor | None:
    if isinstance(node, Map):
        fields = Fields(node, ACTOR_KEYS, report)
        return _named(fields.required_text("name"), fields.flag("external"))
    name = clean(text_of(node, "actors", report, LONGEST_ACTOR))
    if not name and isinstance(node, Text):
        report.add(rules.EMPTY_ITEM, node.place, key="actors")
    return _named(name)


def _named(name: str, external: bool = False) -> Actor | None:
    return Actor(name, external) if name else None
