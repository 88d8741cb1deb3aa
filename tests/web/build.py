"""Two small governments in which everything can be tried: Kota Uji and Kota Lain.

Test people have roles for names. Days are those of 2026 unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import Client

from sopan.web.organisation.models import (
    Coordination,
    Government,
    Holding,
    HoldingKind,
    Level,
    Position,
    PositionPeriod,
    Role,
    RoleKind,
    Succession,
    Unit,
    UnitKind,
    UnitPeriod,
)
from sopan.web.people.models import Account, Person, Power

START = date(2024, 1, 1)
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PASSWORD = "rahasia-uji-2026"


@dataclass
class City:
    """A government with quick ways to its parts by name.

    Behind every text that is written stands the marker, by which it is known again anywhere.
    """

    government: Government
    marker: str = ""
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Position] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def text(self, words: str) -> str:
        return f"{words} {self.marker}" if words and self.marker else words

    def unit(
        self,
        name: str,
        under: str | None = None,
        kind: UnitKind = UnitKind.SECTION,
        since: date = START,
        until: date | None = None,
    ) -> Unit:
        number = len(self.units) + 1
        unit = Unit.objects.create(government=self.government, code=f"U{number:03}{self.marker}")
        UnitPeriod.objects.create(
            government=self.government,
            unit=unit,
            name=self.text(name),
            short_name=self.marker,
            kind=kind,
            parent=self.units[under] if under else None,
            since=since,
            until=until,
            order=number,
        )
        self.units[name] = unit
        return unit

    def post(
        self,
        name: str,
        at: str,
        level: Level = Level.IV_A,
        head: bool = True,
        since: date = START,
        until: date | None = None,
    ) -> Position:
        number = len(self.posts) + 1
        post = Position.objects.create(
            government=self.government, code=f"J{number:03}{self.marker}"
        )
        PositionPeriod.objects.create(
            government=self.government,
            position=post,
            unit=self.units[at],
            name=self.text(name),
            duties=self.marker,
            level=level,
            is_head=head,
            since=since,
            until=until,
            order=number,
        )
        self.posts[name] = post
        return post

    def person(self, name: str, account: bool = True) -> Person:
        number = Person.objects.count() + 1
        person = Person.objects.create(
            government=self.government,
            name=self.text(name),
            nip=f"{198001012005010000 + number}",
            rank=self.marker,
            email=f"orang{number}{self.marker.lower()}@{self.government.code}.example",
        )
        self.people[name] = person
        if account:
            self.accounts[name] = Account.objects.create_user(
                person.nip, person.email, PASSWORD, person=person, must_change_password=False
            )
        return person

    def holds(
        self,
        person: str,
        post: str,
        kind: HoldingKind = HoldingKind.DEFINITIVE,
        since: date = START,
        until: date | None = None,
        letter: str = "",
    ) -> Holding:
        return Holding.objects.create(
            government=self.government,
            position=self.posts[post],
            person=self.people.get(person) or self.person(person),
            kind=kind,
            since=since,
            until=until,
            letter=self.text(letter),
        )

    def role(self, kind: RoleKind, at: str, *, person: str = "", post: str = "") -> Role:
        return Role.objects.create(
            government=self.government,
            kind=kind,
            unit=self.units[at],
            person=self.people[person] if person else None,
            position=self.posts[post] if post else None,
            since=START,
        )

    def succeeds(self, before: Unit, after: Unit, day: date) -> Succession:
        return Succession.objects.create(
            government=self.government, before=before, after=after, day=day
        )

    def coordinated(self, unit: str, field: str, by: str) -> Coordination:
        return Coordination.objects.create(
            government=self.government,
            unit=self.units[unit],
            field=self.text(field),
            by_unit=self.units[by],
            since=START,
        )


def browser(account: Account, power: bool = False) -> Client:
    """A browser in which somebody is signed in, and where wished within administrator power."""
    client = Client()
    client.force_login(account)
    if power:
        now = datetime.now(ZoneInfo("Asia/Jakarta"))
        Power.objects.create(
            account=account,
            session=client.session.session_key or "",
            reason="uji",
            begun=now,
            until=now + timedelta(minutes=20),
        )
    return client


def city(code: str = "uji", name: str = "Pemerintah Kota Uji", marker: str = "") -> City:
    """Wali Kota, Sekda, two asisten, four bagian, two subbagian, a dinas, the Inspektorat.

    One person for each role; Kabag Organisasi is vacant since March, with a Plt.
    """
    government = Government.objects.create(code=code, name=name, time_zone="Asia/Jakarta")
    made = City(government, marker)
    for unit, under, kind in UNITS:
        made.unit(unit, under, kind)
    for post, at, level, head in POSTS:
        made.post(post, at, level, head)
        if post != "Kepala Bagian Organisasi":
            made.person(f"Pejabat {post}")
            made.holds(f"Pejabat {post}", post)
    made.holds(
        "Pejabat Kepala Bagian Hukum",
        "Kepala Bagian Organisasi",
        HoldingKind.PLT,
        since=date(2026, 3, 3),
        letter="821/17/BKD/2026",
    )
    made.coordinated("Bagian Humas", "informasi pembangunan", "Asisten Perekonomian")
    made.coordinated("Bagian Organisasi", "kelembagaan", "Asisten Administrasi")
    made.role(RoleKind.ADMINISTRATOR, ROOT, person="Pejabat Pranata Komputer")
    made.role(RoleKind.AUDITOR, ROOT, post="Inspektur")
    made.role(RoleKind.FACILITATOR, ROOT, post="Kepala Bagian Organisasi")
    made.role(RoleKind.LEGAL, ROOT, post="Kepala Bagian Hukum")
    made.role(RoleKind.SUPERVISOR, "Bagian Organisasi", post="Asisten Pemerintahan")
    made.role(RoleKind.DRAFTER, "Subbagian Tata Laksana", post="Kepala Subbagian Tata Laksana")
    made.role(RoleKind.EXPERT, ROOT, post="Staf Ahli Bidang Pemerintahan")
    return made


ROOT = "Kota"
UNITS: tuple[tuple[str, str | None, UnitKind], ...] = (
    (ROOT, None, UnitKind.GOVERNMENT),
    ("Sekretariat Daerah", ROOT, UnitKind.SECRETARIAT),
    ("Asisten Pemerintahan", "Sekretariat Daerah", UnitKind.ASSISTANT),
    ("Asisten Perekonomian", "Sekretariat Daerah", UnitKind.ASSISTANT),
    ("Asisten Administrasi", "Sekretariat Daerah", UnitKind.ASSISTANT),
    ("Staf Ahli", ROOT, UnitKind.STAFF),
    ("Bagian Organisasi", "Asisten Pemerintahan", UnitKind.BUREAU),
    ("Bagian Hukum", "Asisten Pemerintahan", UnitKind.BUREAU),
    ("Bagian Humas", "Asisten Administrasi", UnitKind.BUREAU),
    ("Subbagian Tata Laksana", "Bagian Organisasi", UnitKind.SECTION),
    ("Subbagian Pers dan Pemberitaan", "Bagian Humas", UnitKind.SECTION),
    ("Dinas Kesehatan", ROOT, UnitKind.AGENCY),
    ("Inspektorat", ROOT, UnitKind.INSPECTORATE),
)
POSTS: tuple[tuple[str, str, Level, bool], ...] = (
    ("Wali Kota", ROOT, Level.HEAD_OF_REGION, True),
    ("Sekretaris Daerah", "Sekretariat Daerah", Level.II_A, True),
    ("Asisten Pemerintahan", "Asisten Pemerintahan", Level.II_B, True),
    ("Asisten Perekonomian", "Asisten Perekonomian", Level.II_B, True),
    ("Asisten Administrasi", "Asisten Administrasi", Level.II_B, True),
    ("Staf Ahli Bidang Pemerintahan", "Staf Ahli", Level.II_B, False),
    ("Kepala Bagian Organisasi", "Bagian Organisasi", Level.III_A, True),
    ("Kepala Bagian Hukum", "Bagian Hukum", Level.III_A, True),
    ("Kepala Bagian Humas", "Bagian Humas", Level.III_A, True),
    ("Kepala Subbagian Tata Laksana", "Subbagian Tata Laksana", Level.IV_A, True),
    ("Analis Tata Laksana", "Subbagian Tata Laksana", Level.STAFF, False),
    ("Kepala Subbagian Pers dan Pemberitaan", "Subbagian Pers dan Pemberitaan", Level.IV_A, True),
    ("Kepala Dinas Kesehatan", "Dinas Kesehatan", Level.II_B, True),
    ("Inspektur", "Inspektorat", Level.II_B, True),
    ("Pranata Komputer", "Sekretariat Daerah", Level.JF_EXPERT_1, False),
)
