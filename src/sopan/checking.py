"""Checks SOP files together: what cannot be read, and which rules the rest breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from sopan.drawing.profile import Profile
from sopan.files import Located, read_file
from sopan.formats import yaml
from sopan.sop import checks
from sopan.sop.checks import Layout, Limits
from sopan.sop.model import SOP


def check_files(
    paths: Sequence[Path],
    profile: Profile,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> list[tuple[Path, Located]]:
    """What is wrong with the files, in their order, then by line.

    `select` and `ignore` are codes of rules or beginnings of codes ("SOP2"). What keeps a file
    from being read is always said: a file that nobody read has not passed.
    """
    unread: list[tuple[Path, Located]] = []
    documents: list[tuple[Path, yaml.Document]] = []
    for path in paths:
        document = read_file(path)
        if isinstance(document, tuple):
            unread.extend((path, located) for located in document)
        else:
            documents.append((path, document))
    broken = _broken(documents, profile)
    chosen = [f for f in broken if _is_chosen(f[1].finding.rule.code, select, ignore)]
    order = {path: number for number, path in enumerate(paths)}
    return sorted(unread + chosen, key=lambda f: (order[f[0]], f[1].line, f[1].column))


def _broken(
    documents: Sequence[tuple[Path, yaml.Document]], profile: Profile
) -> Iterator[tuple[Path, Located]]:
    from sopan.drawing.table import maximum_actors

    sops = [document.sop for _, document in documents]
    limits = Limits(
        number_pattern=profile.number_pattern,
        maximum_actors=maximum_actors(profile),
        maximum_flow_pages=profile.maximum_flow_pages,
    )
    layouts = {sop.id: layout for sop in sops if (layout := _layout(sop, profile))}
    for number, finding in checks.check(sops, limits, layouts):
        path, document = documents[number]
        place = yaml.place_of(document, finding.path)
        yield path, Located(finding, place.line, place.column)


def _layout(sop: SOP, profile: Profile) -> Layout | None:
    """What the drawing tells of an SOP; None when it cannot be drawn, which other rules say."""
    from sopan.drawing.pages import flow_pages
    from sopan.drawing.plan import UndrawableError

    try:
        return Layout(flow_pages(sop, profile))
    except UndrawableError:
        return None


def _is_chosen(code: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    if any(code.startswith(prefix) for prefix in ignore):
        return False
    return not select or any(code.startswith(prefix) for prefix in select)
