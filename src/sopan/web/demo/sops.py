"""The SOPs of the demonstration: the project's examples at its units, and drafts of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sopan.formats import canonical, yaml
from sopan.sop.editing import Cell, DeleteRows, Edit, InsertRows, SetCell
from sopan.sop.model import SOP
from sopan.web.organisation.models import Government, Unit
from sopan.web.people.models import Account
from sopan.web.register.actions.drafts import begin_procedure, open_draft, save
from sopan.web.register.actions.versions import enter_effective
from sopan.web.register.models import Version
from sopan.web.trail.record import Doer

INSTALLED = Path(__file__).with_name("examples")
CHECKED_OUT = Path(__file__).parents[4] / "examples"
"""Where the examples lie: inside an installed package, or beside `src` in a checkout."""


def load_sops(
    content: Mapping[str, Any],
    government: Government,
    units: Mapping[str, Unit],
    *,
    doer: Doer,
    at: datetime,
) -> None:
    """Enter SOPs that are in force, and open drafts, as the file of a government lists them."""
    account = Account.objects.get(username=content["by"])
    for entry in content["effective"]:
        value = _example(entry, government)
        procedure = enter_effective(
            units[entry["unit"]], value=value, account=account, doer=doer, at=at
        )
        if "improved" in entry:
            _improve(procedure.versions.get(), entry["improved"], account, doer, at)
    for entry in content["drafts"]:
        value = replace(_example(entry, government), number="", effective=None)
        draft = begin_procedure(
            units[entry["unit"]], value=value, account=account, doer=doer, at=at
        )
        gone = tuple(step.id for step in value.steps[entry["rows"] :])
        edits: list[Edit] = [DeleteRows(gone), InsertRows()]
        save(draft, token=0, edits=edits, account=account, at=at)


def _improve(version: Version, text: str, account: Account, doer: Doer, at: datetime) -> None:
    """A draft of the version whose first row says something else."""
    draft = open_draft(version, account=account, doer=doer, at=at)
    first = canonical.read(draft.text).steps[0].id
    save(draft, token=0, edits=[SetCell(first, Cell.TEXT, text)], account=account, at=at)


def _example(entry: Mapping[str, Any], government: Government) -> SOP:
    folder = INSTALLED if INSTALLED.is_dir() else CHECKED_OUT
    document = yaml.read((folder / f"{entry['file']}.yaml").read_bytes())
    return replace(document.sop, government=government.name, unit=entry["unit"])
