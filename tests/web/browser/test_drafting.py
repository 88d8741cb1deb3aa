"""Drafting with script: what is typed is saved by itself, and a cut line loses no word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from tests.web.browser.conftest import Chrome
from tests.web.browser.fill import PLT
from tests.web.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SAVED = re.compile(r"^tersimpan pukul \d\d\.\d\d$")


@contextmanager
def quiet(page: Page, *allowed: str) -> Iterator[None]:
    """Nothing goes to the console but what is allowed."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.extend(_error(message)))
    yield
    assert [fault for fault in faults if not any(word in fault for word in allowed)] == []


def _error(message: ConsoleMessage) -> list[str]:
    return [message.text] if message.type == "error" else []


def open_draft(chrome: Chrome, page: Page) -> None:
    page.goto(f"/sop/{chrome.server.ids['sop']}/susun/")


def text_cell(page: Page, row: int) -> Locator:
    return page.locator("tr[data-row]").nth(row).locator("textarea[name^='text:']")


def saved(page: Page) -> None:
    expect(page.locator("#keadaan")).to_have_text(SAVED)


def test_what_is_typed_is_saved_without_a_button_and_the_caret_stays(chrome: Chrome) -> None:
    def work(page: Page) -> None:
        with quiet(page):
            open_draft(chrome, page)
            cell = text_cell(page, 1)
            cell.fill("Mencatat surat masuk")
            cell.evaluate("field => field.setSelectionRange(8, 8)")
            expect(page.locator("#keadaan")).not_to_have_text(SAVED)
            saved(page)
            assert cell.evaluate("field => field === document.activeElement")
            assert cell.evaluate("field => field.selectionStart") == 8
            expect(page.locator("#isi-resmi")).to_contain_text("Mencatat surat")
            expect(page.locator("#kabar")).to_have_text(SAVED)
            assert violations(page) == []
            page.reload()
            expect(text_cell(page, 1)).to_have_value("Mencatat surat masuk")

    chrome.look(work, who=PLT)


def test_a_cut_line_and_a_reload_lose_no_word(chrome: Chrome) -> None:
    def work(page: Page) -> None:
        with quiet(page, "ERR_INTERNET_DISCONNECTED", "ERR_FAILED"):
            open_draft(chrome, page)
            page.context.set_offline(True)
            text_cell(page, 0).fill("Mengirim surat sendiri")
            expect(page.locator("#keadaan")).to_contain_text("aman di perangkat ini")
            page.context.set_offline(False)
            saved(page)
            page.route("**/simpan/", lambda route: route.abort())
            text_cell(page, 0).fill("Mengirim surat lagi")
            expect(page.locator("#keadaan")).to_contain_text("aman di perangkat ini")
            page.reload()
            expect(text_cell(page, 0)).to_have_value("Mengirim surat lagi")
            expect(page.locator("#keadaan")).to_contain_text("aman di perangkat ini")
            page.unroute("**/simpan/")
            saved(page)
            page.reload()
            expect(text_cell(page, 0)).to_have_value("Mengirim surat lagi")
            assert page.evaluate("Object.keys(localStorage).length") == 0

    chrome.look(work, who=PLT)
