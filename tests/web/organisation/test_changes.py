"""The pages by which administrators change the organisation."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sopan.web.organisation import deciding
from sopan.web.organisation.models import (
    Coordination,
    Government,
    Holding,
    HoldingKind,
    Position,
    Role,
    RoleKind,
    Unit,
)
from sopan.web.people.models import Person
from sopan.web.trail.models import Event
from tests.web.build import TODAY, City, browser, city

pytestmark = pytest.mark.django_db


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def admin(uji: City) -> Client:
    return browser(uji.accounts["Pejabat Pranata Komputer"], power=True)


def fill(client: Client, address: str, values: dict[str, Any]) -> Any:
    """Open the form, change these values, send it."""
    form = client.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    kept = {
        name: value for name, value in shown.items() if value is not None and value is not False
    }
    return client.post(address, {**kept, **values})


def done(response: Any) -> None:
    assert response.status_code == 302, response.content.decode()[-3000:]


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    found: dict[str, list[str]] = dict(response.context["form"].errors)
    assert found
    return found


# Units


def test_a_unit_is_made_below_another(uji: City, admin: Client) -> None:
    parent = uji.units["Dinas Kesehatan"]
    values = {"code": "BARU", "name": "Bidang Baru", "kind": "division", "since": "2026-12-01"}
    done(fill(admin, f"{reverse('unit_create')}?di={parent.pk}", values))
    period = Unit.objects.get(code="BARU").periods.get()
    assert (period.parent, period.since) == (parent, date(2026, 12, 1))
    assert Event.objects.get().verb == "unit.create"


def test_a_refusal_stands_at_its_field(uji: City, admin: Client) -> None:
    values = {"code": "U001", "name": "Lain", "kind": "division", "parent": "Kota [U001]"}
    found = errors(fill(admin, reverse("unit_create"), values))
    assert found == {"code": ["Kode U001 sudah dipakai unit lain."]}


def test_a_unit_is_renamed_from_a_day_on(uji: City, admin: Client) -> None:
    unit = uji.units["Dinas Kesehatan"]
    address = reverse("unit_rename", args=[unit.pk])
    done(fill(admin, address, {"name": "Dinas Sehat", "since": "2027-01-01"}))
    names = list(unit.periods.order_by("since").values_list("name", "until"))
    assert names == [("Dinas Kesehatan", date(2027, 1, 1)), ("Dinas Sehat", None)]


def test_a_unit_is_moved_but_not_below_itself(uji: City, admin: Client) -> None:
    unit = uji.units["Bagian Organisasi"]
    address = reverse("unit_move", args=[unit.pk])
    assert "parent" in errors(fill(admin, address, {"parent": "Subbagian Tata Laksana"}))
    done(fill(admin, address, {"parent": "asisten administrasi [U005]"}))
    found = deciding.of_unit(unit.pk, date.max)
    assert found and found.superior and found.superior.acting.title == "Asisten Administrasi"


def test_a_unit_is_closed_with_its_last_day_once_nothing_hangs_on_it(
    uji: City, admin: Client
) -> None:
    full = reverse("unit_close", args=[uji.units["Bagian Hukum"].pk])
    assert "Kepala Bagian Hukum" in errors(fill(admin, full, {"until": "2026-12-31"}))["until"][0]
    empty = uji.unit("UPT Kosong", "Kota")
    done(fill(admin, reverse("unit_close", args=[empty.pk]), {"until": "2026-12-31"}))
    assert empty.periods.get().until == date(2027, 1, 1)


# Posts and holders


def test_a_post_is_made_changed_and_closed(uji: City, admin: Client) -> None:
    unit = uji.units["Dinas Kesehatan"]
    values = {"code": "P9", "name": "Sekretaris", "level": "iii.a", "since": "2026-01-01"}
    done(fill(admin, reverse("position_create", args=[unit.pk]), values))
    post = Position.objects.get(code="P9")
    change = {"duties": "Menyusun.\nMelapor.", "since": "2026-02-01"}
    done(fill(admin, reverse("position_change", args=[post.pk]), change))
    assert post.periods.count() == 2
    done(fill(admin, reverse("position_close", args=[post.pk]), {"until": "2026-12-31"}))
    assert post.periods.get(since=date(2026, 2, 1)).until == date(2027, 1, 1)


def test_a_holder_is_appointed_and_the_plt_ends(uji: City, admin: Client) -> None:
    post = uji.posts["Kepala Bagian Organisasi"]
    uji.person("Calon Kabag")
    values = {
        "person": "calon",
        "kind": "definitive",
        "since": "2026-12-01",
        "letter": "821/9/BKD",
        "letter_day": "2026-11-20",
    }
    done(fill(admin, reverse("holding_appoint", args=[post.pk]), values))
    found = deciding.of_position(post.pk, date(2026, 12, 1))
    assert found and found.own and found.own.tenure
    assert found.own.tenure.name == "Calon Kabag"
    assert post.holdings.get(kind=HoldingKind.PLT).until == date(2026, 12, 1)


def test_a_plt_of_a_post_that_is_held_is_refused_at_the_kind(uji: City, admin: Client) -> None:
    post = uji.posts["Kepala Bagian Humas"]
    person = uji.people["Pejabat Inspektur"]
    values = {"person": person.nip, "kind": "plt", "since": "2026-12-01"}
    found = errors(fill(admin, reverse("holding_appoint", args=[post.pk]), values))
    assert "Jabatan ini tidak lowong" in found["kind"][0]


def test_a_name_that_fits_several_asks_which(uji: City, admin: Client) -> None:
    post = uji.posts["Kepala Bagian Organisasi"]
    address = reverse("holding_appoint", args=[post.pk])
    response = fill(admin, address, {"person": "Pejabat Asisten", "kind": "plt"})
    assert "Ada beberapa yang cocok" in errors(response)["person"][0]
    nip = uji.people["Pejabat Asisten Administrasi"].nip
    assert f'<option value="Pejabat Asisten Administrasi [{nip}]">' in response.content.decode()


def test_a_holding_is_changed_and_ended(uji: City, admin: Client) -> None:
    holding = uji.posts["Kepala Bagian Organisasi"].holdings.get()
    change = {"letter": "821/18/BKD/2026", "until": "2026-12-31"}
    done(fill(admin, reverse("holding_change", args=[holding.pk]), change))
    holding.refresh_from_db()
    assert (holding.until, holding.letter) == (date(2027, 1, 1), "821/18/BKD/2026")
    assert 'value="2026-12-31"' in (
        admin.get(reverse("holding_change", args=[holding.pk])).content.decode()
    )
    done(fill(admin, reverse("holding_end", args=[holding.pk]), {"until": "2026-11-30"}))
    holding.refresh_from_db()
    assert holding.until == date(2026, 12, 1)


# Coordination and roles


def test_coordination_begins_and_ends(uji: City, admin: Client) -> None:
    unit = uji.units["Dinas Kesehatan"]
    values = {"field": "kesra", "by_position": "Asisten Pemerintahan", "since": "2026-01-01"}
    done(fill(admin, reverse("coordination_begin", args=[unit.pk]), values))
    edge = Coordination.objects.get(unit=unit)
    assert edge.by_position == uji.posts["Asisten Pemerintahan"]
    done(fill(admin, reverse("coordination_end", args=[edge.pk]), {"until": "2026-12-31"}))
    edge.refresh_from_db()
    assert edge.until == date(2027, 1, 1)


def test_a_role_is_given_and_taken(uji: City, admin: Client) -> None:
    unit = uji.units["Dinas Kesehatan"]
    values = {"kind": "drafter", "person": "Pejabat Kepala Dinas", "since": "2026-01-01"}
    done(fill(admin, reverse("role_give", args=[unit.pk]), values))
    role = Role.objects.get(unit=unit)
    assert role.kind == RoleKind.DRAFTER
    done(fill(admin, reverse("role_take", args=[role.pk]), {"until": "2026-12-31"}))
    role.refresh_from_db()
    assert role.until == date(2027, 1, 1)


def test_the_last_administrator_stays(uji: City, admin: Client) -> None:
    role = Role.objects.get(kind=RoleKind.ADMINISTRATOR)
    found = errors(fill(admin, reverse("role_take", args=[role.pk]), {"until": "2026-12-31"}))
    assert "until" in found


# People and the government


def test_a_person_is_added_and_changed(uji: City, admin: Client) -> None:
    values = {"name": "Orang Baru", "nip": "19900101 201501 1 001"}
    done(fill(admin, reverse("person_add"), values))
    person = Person.objects.get(nip="199001012015011001")
    done(fill(admin, reverse("person_change", args=[person.pk]), {"rank": "III/a"}))
    person.refresh_from_db()
    assert (person.name, person.rank) == ("Orang Baru", "III/a")


def test_a_number_of_wrong_form_and_one_in_use_are_refused(uji: City, admin: Client) -> None:
    known = uji.people["Pejabat Inspektur"].nip
    for nip in ("123", known):
        found = errors(fill(admin, reverse("person_add"), {"name": "Orang", "nip": nip}))
        assert "nip" in found


def picture(mode: str, size: tuple[int, int], kind: str) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new(mode, size, "red").save(file, kind)
    return SimpleUploadedFile("lambang", file.getvalue())


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("P", "PNG")])
def test_an_emblem_becomes_a_small_png(uji: City, admin: Client, mode: str, kind: str) -> None:
    upload = picture(mode, (1200, 800), kind)
    done(fill(admin, reverse("government"), {"emblem": upload}))
    kept = Government.objects.get(pk=uji.government.pk)
    assert kept.emblem
    with Image.open(BytesIO(bytes(kept.emblem))) as image:
        assert (image.format, image.size) == ("PNG", (512, 341))
    assert len(kept.emblem_hash) == 16
    done(fill(admin, reverse("government"), {"remove_emblem": "on"}))
    kept.refresh_from_db()
    assert kept.emblem is None and not kept.emblem_hash


def bomb() -> bytes:
    """A PNG that says it is 60,000 by 60,000."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in chunks:
        crc = zlib.crc32(name + data)
        parts.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc))
    return b"".join(parts)


def large() -> bytes:
    file = BytesIO()
    Image.new("1", (5000, 5000)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        bomb(),
        large(),
        bomb()[:40],
        b"GIF89a" + b"x" * 40,
    ],
    ids=["svg", "bomb", "large", "cut", "gif"],
)
def test_what_is_no_small_picture_is_refused(uji: City, admin: Client, content: bytes) -> None:
    upload = SimpleUploadedFile("lambang.png", content)
    assert "emblem" in errors(fill(admin, reverse("government"), {"emblem": upload}))
    assert Government.objects.get(pk=uji.government.pk).emblem is None


def test_a_colour_that_is_hard_to_read_is_refused(uji: City, admin: Client) -> None:
    found = errors(fill(admin, reverse("government"), {"accent": "#3399ff"}))
    assert "kurang gelap" in found["accent"][0]
    done(fill(admin, reverse("government"), {"accent": "#7A1020"}))
    assert Government.objects.get(pk=uji.government.pk).accent == "#7a1020"


# Power, two at once


def test_without_administrator_power_the_page_says_to_begin_it(uji: City) -> None:
    client = browser(uji.accounts["Pejabat Pranata Komputer"])
    response = client.get(reverse("unit_rename", args=[uji.units["Kota"].pk]))
    assert response.status_code == 403
    assert "Mulai sesi admin dahulu; sesi itu singkat dan dicatat." in response.content.decode()


def test_who_is_no_administrator_is_told_who_is(uji: City) -> None:
    client = browser(uji.accounts["Pejabat Kepala Bagian Hukum"], power=True)
    response = client.get(reverse("unit_rename", args=[uji.units["Kota"].pk]))
    assert response.status_code == 403
    assert "Hanya Admin unit ini yang dapat melakukannya." in response.content.decode()


def test_of_two_who_change_a_unit_at_once_the_second_is_told(uji: City, admin: Client) -> None:
    address = reverse("unit_rename", args=[uji.units["Dinas Kesehatan"].pk])
    form = admin.get(address).context["form"]
    opened = {name: form[name].value() for name in form.fields}
    done(fill(admin, address, {"name": "Dinas Satu"}))
    response = admin.post(address, {**opened, "name": "Dinas Dua"})
    assert "baru saja diubah orang lain" in errors(response)["__all__"][0]
    assert 'value="Dinas Dua"' in response.content.decode()
    again = {name: response.context["form"][name].value() for name in opened}
    done(admin.post(address, again))
    assert uji.units["Dinas Kesehatan"].periods.get(until=None).name == "Dinas Dua"


def test_of_two_who_appoint_at_once_the_second_is_told(uji: City, admin: Client) -> None:
    post = uji.posts["Kepala Bagian Organisasi"]
    address = reverse("holding_appoint", args=[post.pk])
    seen = admin.get(address).context["form"]["seen"].value()
    uji.person("Calon Satu")
    uji.person("Calon Dua")
    values = {"kind": "definitive", "since": str(TODAY), "seen": seen}
    done(admin.post(address, {**values, "person": "Calon Satu"}))
    response = admin.post(address, {**values, "person": "Calon Dua"})
    assert "baru saja diubah orang lain" in errors(response)["__all__"][0]
    assert Holding.objects.filter(position=post, until=None).count() == 1


# Suggestions


def test_suggestions_of_units_are_for_all_and_others_for_administrators(
    uji: City, admin: Client
) -> None:
    text = admin.get(reverse("pick", args=["unit"]), {"parent": "hukum"}).content.decode()
    assert '<option value="Bagian Hukum [U008]">' in text
    other = browser(uji.accounts["Pejabat Inspektur"])
    assert other.get(reverse("pick", args=["unit"]), {"unit": "hukum"}).status_code == 200
    assert other.get(reverse("pick", args=["pejabat"]), {"person": "a"}).status_code == 403
