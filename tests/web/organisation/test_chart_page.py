"""The page of the chart: picture and list, folds in the address, nothing of another government."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sopan.web.organisation.chart.folding import Folds
from sopan.web.organisation.chart.load import load
from sopan.web.organisation.models import UnitKind
from tests.web.build import TODAY, City, city

pytestmark = pytest.mark.django_db

ADDRESS = "/organisasi/bagan/"


@pytest.fixture
def uji() -> City:
    return city()


@pytest.fixture
def reader(uji: City, client: Client) -> Client:
    client.force_login(uji.accounts["Pejabat Kepala Bagian Hukum"])
    return client


def page(client: Client, **asked: str | int) -> str:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return response.content.decode()


def picture(text: str) -> ET.Element:
    found = re.search(r'<svg[^>]*aria-labelledby="bagan-judul.*?</svg>', text, re.DOTALL)
    assert found
    return ET.fromstring(found.group())


def words(text: str) -> str:
    return " ".join("".join(picture(text).itertext()).split())


def test_the_picture_and_the_list_show_the_same_units(reader: Client) -> None:
    text = page(reader)
    listed = text[text.index('id="daftar"') :]
    for name in ("Sekretariat Daerah", "Bagian Humas", "Staf Ahli", "Inspektorat"):
        assert name in words(text)
        assert name in listed


def test_boxes_lead_to_their_units(reader: Client, uji: City) -> None:
    links = [a.get("href") for a in picture(page(reader)).iter("{http://www.w3.org/2000/svg}a")]
    assert f"/organisasi/{uji.units['Bagian Humas'].pk}/" in links


def test_a_substitute_and_a_vacant_post_are_named(reader: Client, uji: City) -> None:
    uji.unit("Bagian Umum", "Asisten Administrasi", UnitKind.BUREAU)
    uji.post("Kepala Bagian Umum", "Bagian Umum")
    shown = words(page(reader))
    assert "Plt. Pejabat Kepala" in shown
    assert "lowong" in shown


def test_experts_without_a_head_show_their_posts(reader: Client) -> None:
    assert "Staf Ahli Bidang Pemerintahan" in words(page(reader))


def test_coordination_is_dashed_in_the_picture_and_told_in_the_list(reader: Client) -> None:
    text = page(reader)
    dashed = [e for e in picture(text).iter() if e.tag.endswith("polyline")]
    assert len(dashed) == 2
    assert all(e.get("stroke-dasharray") for e in dashed)
    told = "Dikoordinasikan oleh Asisten Perekonomian di bidang informasi pembangunan."
    assert told in text
    assert "Mengoordinasikan Bagian Organisasi di bidang kelembagaan." in text
    assert "garis koordinasi" in words(text)


def test_coordination_by_a_post_leads_to_the_unit_of_the_post(reader: Client, uji: City) -> None:
    edge = uji.coordinated("Bagian Hukum", "perizinan", "Asisten Perekonomian")
    edge.by_unit, edge.by_position = None, uji.posts["Sekretaris Daerah"]
    edge.save()
    text = page(reader)
    assert "Dikoordinasikan oleh Sekretaris Daerah di bidang perizinan." in text
    assert len([e for e in picture(text).iter() if e.tag.endswith("polyline")]) == 3


def test_coordination_from_outside_the_branch_is_told_though_not_drawn(
    reader: Client, uji: City
) -> None:
    text = page(reader, unit=uji.units["Bagian Humas"].pk)
    assert "Dikoordinasikan oleh Asisten Perekonomian" in text
    assert "polyline" not in text
    assert "garis koordinasi" not in text


def test_a_closed_branch_counts_what_it_hides_and_opens_again(reader: Client, uji: City) -> None:
    secretariat = uji.units["Sekretariat Daerah"].pk
    text = page(reader, tutup=secretariat)
    assert "+8" in words(text)
    assert "Bagian Humas" not in words(text)
    knob = next(e for e in picture(text).iter() if e.get("id") == f"lipat-{secretariat}")
    assert knob.get("href") == ADDRESS
    assert knob.get("hx-get") == ADDRESS
    assert "Bagian Humas" in words(page(reader))


def test_a_fold_keeps_the_day_and_the_branch(reader: Client, uji: City) -> None:
    top, unit = uji.units["Sekretariat Daerah"].pk, uji.units["Bagian Humas"].pk
    text = page(reader, unit=top, tanggal="2025-01-01")
    knob = next(e for e in picture(text).iter() if e.get("id") == f"lipat-{unit}")
    assert knob.get("href") == f"{ADDRESS}?tutup={unit}&unit={top}&tanggal=2025-01-01"


def test_with_scripts_only_the_chart_is_exchanged(reader: Client) -> None:
    response = reader.get(ADDRESS, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert text.startswith('<div class="chart" id="bagan">')
    assert "<html" not in text
    assert "HX-Request" in response["Vary"]


def test_a_restored_history_gets_the_whole_page(reader: Client) -> None:
    asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in reader.get(ADDRESS, headers=asked).content.decode()


def test_the_day_decides_what_is_drawn(reader: Client, uji: City) -> None:
    uji.unit("Dinas Baru", "Kota", UnitKind.AGENCY, since=date(2027, 1, 1))
    assert "Dinas Baru" not in words(page(reader))
    assert "Dinas Baru" in words(page(reader, tanggal="2027-01-01"))


def test_a_day_without_units_says_so(reader: Client, uji: City) -> None:
    assert "Belum ada unit" in page(reader, tanggal="1999-01-01")
    text = page(reader, tanggal="1999-01-01", unit=uji.units["Inspektorat"].pk)
    assert "Unit ini tidak ada pada tanggal ini." in text


def test_a_unit_of_another_government_does_not_exist(reader: Client) -> None:
    other = city("lain", "Pemerintah Kota Lain")
    for address in (ADDRESS, f"{ADDRESS}svg/"):
        for wish in (other.units["Sekretariat Daerah"].pk, "abc", "9" * 40):
            assert reader.get(address, {"unit": wish}).status_code == 404
    opened = page(reader, buka=other.units["Sekretariat Daerah"].pk)
    assert f"/organisasi/{other.units['Sekretariat Daerah'].pk}/" not in opened


def test_nobody_sees_the_chart_without_signing_in(client: Client, uji: City) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert client.get(f"{ADDRESS}svg/").status_code == 302


def test_the_file_is_a_picture_with_whole_addresses_and_nothing_to_fold(reader: Client) -> None:
    response = reader.get(f"{ADDRESS}svg/")
    assert response["Content-Type"] == "image/svg+xml"
    assert f"bagan-uji-{TODAY:%Y}" in response["Content-Disposition"]
    root = ET.fromstring(response.content)
    links = [e.get("href", "") for e in root.iter() if e.tag.endswith("}a")]
    assert links
    assert all(link.startswith("http://testserver/organisasi/") for link in links)
    assert not [e for e in root.iter() if e.get("hx-get") or e.get("class") == "knob"]


def test_names_are_escaped(reader: Client, uji: City) -> None:
    uji.unit('<script>alert("a")</script> & Co', "Kota", UnitKind.AGENCY)
    text = page(reader)
    assert "<script>alert" not in text
    assert "alert" in words(text)


def test_nothing_inline_that_the_policy_forbids(reader: Client) -> None:
    for element in picture(page(reader)).iter():
        assert not element.tag.endswith(("style", "script"))
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_five_questions_read_a_chart_however_large(uji: City) -> None:
    for number in range(40):
        uji.unit(f"Dinas {number}", "Kota", UnitKind.AGENCY)
        uji.post(f"Kepala Dinas {number}", f"Dinas {number}")
    edge = uji.coordinated("Dinas 3", "aset", "Dinas 4")
    edge.by_unit, edge.by_position = None, uji.posts["Inspektur"]
    edge.save()
    with CaptureQueriesContext(connection) as asked:
        assert load(uji.government, TODAY, None, Folds()) is not None
    assert len(asked) <= 5
