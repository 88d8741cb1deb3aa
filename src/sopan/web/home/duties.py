"""What somebody acts as today, until when, and who stands above, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sopan.web.organisation import deciding
from sopan.web.organisation.deciding import Acting, Deciders, Office, Superior
from sopan.web.organisation.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Line:
    """A functional coordinator, and why."""

    by: Office
    why: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A post in which somebody acts, with those it answers to."""

    acting: Acting
    why: str
    last_day: date | None
    superior: Superior | None
    why_superior: str
    coordinators: tuple[Line, ...]


def duties(viewer: Viewer) -> Iterator[Duty]:
    """In the order in which the viewer acts: the own post first."""
    for found in viewer.actings:
        yield _duty(found, deciding.of_position(found.post.id, viewer.day))


def _duty(found: Acting, answer: Deciders | None) -> Duty:
    until = found.tenure.until if found.tenure else None
    superior = answer.superior if answer else None
    coordinators = answer.coordinators if answer else ()
    return Duty(
        found,
        deciding.why(found),
        until - timedelta(days=1) if until else None,
        superior,
        deciding.why_superior(superior) if superior else "",
        tuple(Line(each.by, deciding.why_coordinator(each)) for each in coordinators),
    )
