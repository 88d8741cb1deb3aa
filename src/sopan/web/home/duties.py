"""What somebody acts as today, until when, and who stands above, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sopan.web.organisation import deciding
from sopan.web.organisation.deciding import Acting, Coordinator, Superior
from sopan.web.organisation.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Duty:
    """A post in which somebody acts."""

    acting: Acting
    superior: Superior | None
    coordinators: tuple[Coordinator, ...]

    @property
    def why(self) -> str:
        return deciding.why(self.acting)

    @property
    def last_day(self) -> date | None:
        until = self.acting.tenure.until if self.acting.tenure else None
        return until - timedelta(days=1) if until else None

    @property
    def why_superior(self) -> str:
        return deciding.why_superior(self.superior) if self.superior else ""

    @property
    def why_coordinators(self) -> list[str]:
        return [deciding.why_coordinator(found) for found in self.coordinators]


def duties(viewer: Viewer) -> Iterator[Duty]:
    """In the order in which the viewer acts: the own post first."""
    for found in viewer.actings:
        answer = deciding.of_position(found.post.id, viewer.day)
        yield Duty(
            found,
            answer.superior if answer else None,
            answer.coordinators if answer else (),
        )
