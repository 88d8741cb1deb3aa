"""What the API answers: values of one day, made from the same data as the pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Generic, TypeVar

from ninja import Field
from pydantic import BaseModel

from sopan.web.organisation import deciding
from sopan.web.organisation.deciding import Acting, Deciders, Office, Post
from sopan.web.organisation.queries.history import Kin, Stage
from sopan.web.organisation.queries.posts import PostStage, Term

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A part of a list; `count` is the length of the whole."""

    items: list[Item]
    count: int


class Named(BaseModel):
    """Something by its number and its name of that day."""

    id: int
    name: str

    @classmethod
    def of(cls, found: Office | Post) -> Named:
        return cls(id=found.id, name=found.name)


class PeriodOut(BaseModel):
    """`last` is the last day; null while it is open."""

    since: date
    last: date | None


def last_of(until: date | None) -> date | None:
    return until - timedelta(days=1) if until else None


class ActingOut(BaseModel):
    """A post and who acts in it; `cause` is holder, post-vacant, holder-away or nobody."""

    title: str
    position: Named
    person: Named | None
    kind: str | None = Field(description="definitive, plt or plh")
    cause: str
    why: str

    @classmethod
    def of(cls, found: Acting) -> ActingOut:
        tenure = found.tenure
        return cls(
            title=found.title,
            position=Named.of(found.post),
            person=Named(id=tenure.person, name=tenure.name) if tenure else None,
            kind=tenure.kind.value if tenure else None,
            cause=found.cause.value,
            why=deciding.why(found),
        )


class SuperiorOut(BaseModel):
    distance: int = Field(description="1 is the direct superior")
    acting: ActingOut
    why: str


class CoordinatorOut(BaseModel):
    """Functional, not structural: who coordinates `unit` in `field`."""

    field: str
    by: Named
    unit: Named
    acting: ActingOut | None
    why: str


class DecidersOut(BaseModel):
    """Who decides for a unit or a position on a day, and why."""

    subject: Named
    day: date
    own: ActingOut | None
    superiors: list[SuperiorOut]
    coordinators: list[CoordinatorOut]
    headless: list[Named] = Field(description="units of the line without a head's post")

    @classmethod
    def of(cls, found: Deciders) -> DecidersOut:
        superiors = [
            SuperiorOut(
                distance=one.distance,
                acting=ActingOut.of(one.acting),
                why=deciding.why_superior(one),
            )
            for one in found.superiors
        ]
        coordinators = [
            CoordinatorOut(
                field=one.field,
                by=Named.of(one.by),
                unit=Named.of(one.unit),
                acting=ActingOut.of(one.acting) if one.acting else None,
                why=deciding.why_coordinator(one),
            )
            for one in found.coordinators
        ]
        return cls(
            subject=Named.of(found.subject),
            day=found.day,
            own=ActingOut.of(found.own) if found.own else None,
            superiors=superiors,
            coordinators=coordinators,
            headless=[Named.of(office) for office in found.headless],
        )


class UnitOut(BaseModel):
    id: int
    code: str
    name: str
    short_name: str
    kind: str
    parent: int | None
    head: ActingOut | None


class UnitStageOut(PeriodOut):
    """A time in which a unit had one name and one place."""

    name: str
    parent: Named | None

    @classmethod
    def of(cls, found: Stage) -> UnitStageOut:
        parent = Named.of(found.parent) if found.parent else None
        return cls(since=found.since, last=last_of(found.until), name=found.name, parent=parent)


class KinOut(Named):
    day: date

    @classmethod
    def at(cls, found: Kin) -> KinOut:
        return cls(id=found.office.id, name=found.office.name, day=found.day)


class UnitDetailOut(BaseModel):
    """One unit; `now` is null on days without it."""

    id: int
    code: str
    day: date
    now: UnitOut | None
    stages: list[UnitStageOut]
    predecessors: list[KinOut]
    successors: list[KinOut]
    history: list[str]
    """All of it in sentences."""


class PositionOut(BaseModel):
    id: int
    code: str
    name: str
    level: str
    is_head: bool
    unit: Named
    acting: ActingOut


class PositionStageOut(PeriodOut):
    name: str
    unit: Named
    level: str
    is_head: bool
    duties: list[str]

    @classmethod
    def of(cls, found: PostStage) -> PositionStageOut:
        return cls(
            since=found.since,
            last=last_of(found.until),
            name=found.name,
            unit=Named.of(found.unit),
            level=found.level,
            is_head=found.is_head,
            duties=list(found.duties),
        )


class TermOut(PeriodOut):
    """A time in which a person held a post."""

    position: Named
    person: Named
    kind: str
    letter: str

    @classmethod
    def of(cls, found: Term) -> TermOut:
        return cls(
            since=found.tenure.since,
            last=last_of(found.tenure.until),
            position=Named.of(found.post),
            person=Named(id=found.tenure.person, name=found.tenure.name),
            kind=found.tenure.kind.value,
            letter=found.tenure.letter,
        )


class PositionDetailOut(BaseModel):
    """One position; `acting` is null on days without it."""

    id: int
    code: str
    day: date
    acting: ActingOut | None
    stages: list[PositionStageOut]
    holders: list[TermOut]


class PersonOut(BaseModel):
    """`nip` and `email` are left out without the right to see them."""

    id: int
    name: str
    rank: str
    nip: str | None = None
    email: str | None = None
    holds: list[TermOut]


class Problem(BaseModel):
    """What is wrong, in words."""

    detail: str
