"""What people do on every page: sign in, open the menu on a phone, change the language, print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.browser.conftest import Chrome
from tests.web.browser.fill import ADMINISTRATOR, PLT
from tests.web.build import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_somebody_signs_in_by_typing(chrome: Chrome, script: bool) -> None:
    def sign_in(page: Page) -> str:
        page.goto("/")
        page.locator("input[name=login]").fill(chrome.server.nip)
        page.locator("input[type=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{chrome.server.address}/")
        return page.locator("main").inner_text()

    assert "Plt. Kepala Bagian Organisasi" in chrome.look(sign_in, script=script)


def test_a_wrong_password_is_told_in_plain_words(chrome: Chrome) -> None:
    def fail(page: Page) -> str:
        page.goto("/")
        page.locator("input[name=login]").fill("199001012015011001")
        page.locator("input[type=password]").fill("bukan-kata-sandinya")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        return page.get_by_role("alert").inner_text()

    assert "tidak" in chrome.look(fail)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_on_a_phone_the_menu_is_a_sheet_behind_a_word(chrome: Chrome, script: bool) -> None:
    def open_it(page: Page) -> tuple[bool, bool, str]:
        page.goto("/")
        entry = page.get_by_role("link", name="Organisasi", exact=True)
        before = entry.is_visible()
        page.get_by_text("Menu", exact=True).click()
        after = entry.is_visible()
        entry.click()
        page.wait_for_url("**/organisasi/**")
        return before, after, page.locator("h1").inner_text()

    before, after, heading = chrome.look(open_it, who=PLT, width=360, script=script)
    assert not before and after and heading


def test_on_a_desk_the_menu_is_always_there(chrome: Chrome) -> None:
    def see(page: Page) -> tuple[bool, bool]:
        page.goto("/")
        entry = page.get_by_role("link", name="Organisasi", exact=True)
        return entry.is_visible(), page.get_by_text("Menu", exact=True).is_visible()

    assert chrome.look(see, who=PLT) == (True, False)


def test_the_first_key_leads_past_the_menu(chrome: Chrome) -> None:
    def press(page: Page) -> str:
        page.goto("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        return str(page.evaluate("document.activeElement.id"))

    assert chrome.look(press, who=PLT) == "isi"


def test_the_language_is_changed_and_changed_back(chrome: Chrome) -> None:
    def change(page: Page) -> list[str | None]:
        page.goto("/publik/")
        languages = []
        for word in ("English", "Bahasa Indonesia"):
            page.get_by_role("button", name=word).click()
            page.wait_for_load_state()
            languages.append(page.locator("html").get_attribute("lang"))
        return languages

    assert chrome.look(change, script=False) == ["en", "id"]


def test_on_paper_there_is_no_menu_and_no_button(chrome: Chrome) -> None:
    def printed(page: Page) -> tuple[bool, bool, bool]:
        page.goto("/")
        page.emulate_media(media="print")
        return (
            page.locator(".nav").is_visible(),
            page.locator(".button").first.is_visible(),
            page.locator("h1").is_visible(),
        )

    assert chrome.look(printed, who=ADMINISTRATOR) == (False, False, True)


def test_a_unit_on_paper_has_its_facts_and_no_work_and_repeats_the_heads_of_tables(
    chrome: Chrome,
) -> None:
    unit = f"/organisasi/{chrome.server.ids['unit']}/"

    def printed(page: Page) -> tuple[list[str], list[str]]:
        page.goto(unit)
        admin = page.get_by_role("heading", name="Admin", exact=True)
        assert admin.is_visible()
        page.emulate_media(media="print")
        hidden = [*page.locator(".tabs, .button, div.field, .screen, .nav").all(), admin]
        heads = page.locator(".table thead").all()
        return (
            [one.inner_text() for one in hidden if one.is_visible()],
            [str(one.evaluate("head => getComputedStyle(head).display")) for one in heads],
        )

    shown, heads = chrome.look(printed, who=ADMINISTRATOR)
    assert shown == []
    assert heads and set(heads) == {"table-header-group"}


def test_the_chart_on_paper_is_one_page(chrome: Chrome) -> None:
    def printed(page: Page) -> int:
        page.goto("/organisasi/bagan/")
        return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")

    assert chrome.look(printed, who=PLT) == 1


def test_a_branch_of_the_chart_is_folded_by_keyboard_and_the_focus_stays(chrome: Chrome) -> None:
    def fold(page: Page) -> tuple[str, str, str, str]:
        page.goto("/organisasi/bagan/")
        page.get_by_role("region", name="Gambar bagan").focus()
        knob = page.locator("svg .knob").first
        knob.focus()
        here, before = str(knob.get_attribute("id")), str(knob.get_attribute("aria-label"))
        page.keyboard.press("Enter")
        turned = page.locator(f"#{here}:not([aria-label='{before}'])")
        turned.wait_for()
        focused = str(page.evaluate("document.activeElement.id"))
        return here, focused, before, str(turned.get_attribute("aria-label"))

    here, focused, before, after = chrome.look(fold, who=PLT)
    assert focused == here
    assert {before.split()[0], after.split()[0]} == {"Lipat", "Buka"}


def test_the_typeface_comes_from_the_server(chrome: Chrome) -> None:
    def loaded(page: Page) -> bool:
        page.goto("/publik/")
        page.evaluate("document.fonts.ready")
        return bool(page.evaluate("[...document.fonts].some(face => face.status === 'loaded')"))

    assert chrome.look(loaded)
