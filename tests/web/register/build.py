"""A unit with people who write SOPs together, and a draft to write in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sopan.sop.editing import Edit
from sopan.sop.model import SOP
from sopan.web.people.models import Account
from sopan.web.register.actions.drafts import Saved, begin_procedure, save
from sopan.web.register.models import Draft
from sopan.web.trail.record import Doer
from tests.sop.build import good
from tests.web.build import NOW, City

DOER = Doer("Penyusun Uji", position="Kasubag Tata Laksana")


@dataclass
class Writing:
    """A draft, and somebody who writes in it; the clock goes on with each save."""

    draft: Draft
    account: Account
    at: datetime = NOW

    def save(self, *edits: Edit, token: int | None = None, batch: str = "") -> Saved:
        self.at += timedelta(seconds=1)
        self.draft.refresh_from_db()
        return save(
            self.draft,
            token=self.draft.token if token is None else token,
            edits=edits,
            account=self.account,
            at=self.at,
            batch=batch,
        )


def writing(city: City, unit: str, account: str, value: SOP | None = None) -> Writing:
    """A new SOP of a unit, its draft open."""
    who = city.accounts[account]
    draft = begin_procedure(city.units[unit], value=value or good(), account=who, doer=DOER, at=NOW)
    return Writing(draft, who)
