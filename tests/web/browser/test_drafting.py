"""Drafting with script: what is typed is saved by itself, and a cut line loses no word."""

from __future__ import annotations

import json
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
            text_cell(page, 2).fill("Menilai surat masuk")
            page.get_by_role("link", name="Identitas").click()
            page.wait_for_url("**/identitas/")
            open_draft(chrome, page)
            saved(page)
            expect(text_cell(page, 1)).to_have_value("Mencatat surat masuk")
            expect(text_cell(page, 2)).to_have_value("Menilai surat masuk")

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


# Keys and paste


def begin(page: Page, title: str) -> None:
    """A new draft with one empty row."""
    page.goto("/sop/baru/")
    page.locator("input[name=title]").fill(title)
    page.locator("input[name=unit]").fill("Bagian Hukum")
    page.locator("main form button.button").last.click()
    page.wait_for_url("**/susun/")


def texts(page: Page) -> list[str]:
    found: list[str] = page.locator("textarea[name^='text:']").evaluate_all(
        "fields => fields.map(field => field.value)"
    )
    return found


def expect_texts(page: Page, *wanted: str) -> None:
    page.wait_for_function(
        "wanted => JSON.stringify([...document.querySelectorAll(\"textarea[name^='text:']\")]"
        ".map(field => field.value)) === wanted",
        arg=json.dumps(wanted, separators=(",", ":")),
        timeout=10_000,
    )


def test_rows_are_written_by_keyboard_as_in_excel_and_undone_after_a_reload(
    chrome: Chrome,
) -> None:
    def work(page: Page) -> None:
        with quiet(page):
            begin(page, "Tombol Excel")
            text_cell(page, 0).focus()
            page.keyboard.type("Menerima berkas")
            page.keyboard.press("Tab")
            page.keyboard.type("Staf")
            page.keyboard.press("Enter")
            expect(text_cell(page, 1)).to_be_focused()
            page.keyboard.type("Memeriksa berkas")
            page.keyboard.press("Enter")
            expect(text_cell(page, 2)).to_be_focused()
            page.keyboard.press("Control+d")
            expect_texts(page, "Menerima berkas", "Memeriksa berkas", "Memeriksa berkas")
            page.keyboard.press("Alt+ArrowUp")
            page.keyboard.press("Alt+ArrowUp")
            saved(page)
            expect_texts(page, "Memeriksa berkas", "Menerima berkas", "Memeriksa berkas")
            expect(text_cell(page, 0)).to_be_focused()
            page.keyboard.press("ArrowDown")
            expect(text_cell(page, 1)).to_be_focused()
            page.reload()
            text_cell(page, 0).focus()
            page.keyboard.press("Control+z")
            page.keyboard.press("Control+z")
            page.keyboard.press("Control+z")
            expect_texts(page, "Menerima berkas", "Memeriksa berkas", "")
            page.keyboard.press("Control+y")
            expect_texts(page, "Menerima berkas", "Memeriksa berkas", "Memeriksa berkas")

    chrome.look(work, who=PLT)


PASTE = """([name, text, html]) => {
    const field = document.querySelector(name);
    field.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    if (html) clipboardData.setData("text/html", html);
    const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
    return field.dispatchEvent(event);
}"""


def test_a_table_of_12_rows_is_pasted_into_a_cell_and_one_value_as_text(chrome: Chrome) -> None:
    rows = [f"Memeriksa berkas {number}\tStaf\t5 menit" for number in range(1, 13)]
    lines = ["Kegiatan\tPelaksana\tWaktu", *rows]
    cells = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split(chr(9)))}</tr>" for line in lines
    )

    def work(page: Page) -> None:
        with quiet(page):
            begin(page, "Tempel Dua Belas")
            first = "textarea[name^='text:']"
            page.evaluate(PASTE, [first, "\n".join(lines) + "\n", f"<table>{cells}</table>"])
            expect(page.locator("#pemberitahuan")).to_contain_text("12 langkah ditambahkan.")
            expect_texts(page, *(row.split("\t")[0] for row in rows))
            expect(page.locator("#isi-resmi svg").first).to_be_visible()
            text_cell(page, 0).fill("")
            page.evaluate(PASTE, [first, "Satu\n", "<table><tr><td>Satu</td></tr></table>"])
            assert text_cell(page, 0).input_value() == "Satu"
            assert page.evaluate(PASTE, [first, "dua", ""])  # The browser's own.
            saved(page)
            assert violations(page) == []

    chrome.look(work, who=PLT)


def test_two_who_write_at_once_are_joined_and_choose_where_they_clash(chrome: Chrome) -> None:
    def work(page: Page) -> None:
        with quiet(page, "409"):
            begin(page, "Menulis Berdua")
            text_cell(page, 0).fill("Menerima berkas")
            saved(page)
            other = page.context.new_page()
            other.goto(page.url)
            other.locator("input[name^='time:']").first.fill("5 menit")
            saved(other)
            text_cell(other, 0).fill("Membukukan berkas")
            saved(other)
            page.locator("textarea[name^='note:']").first.fill("Loket")
            saved(page)
            expect(page.locator("#pemberitahuan")).to_contain_text("digabungkan")
            expect(page.locator("input[name^='time:']").first).to_have_value("5 menit")
            text_cell(other, 0).fill("Mencatat berkas")
            saved(other)
            text_cell(page, 0).fill("Menyimpan berkas")
            expect(page.locator("#keadaan")).to_contain_text("pilih dahulu")
            assert violations(page) == []
            page.get_by_label("Isian saya: Menyimpan berkas").check()
            page.get_by_role("button", name="Simpan pilihan").click()
            saved(page)
            page.reload()
            expect_texts(page, "Menyimpan berkas")

    chrome.look(work, who=PLT)


def test_an_ended_session_keeps_what_was_typed_until_somebody_signs_in_again(
    chrome: Chrome,
) -> None:
    def work(page: Page) -> None:
        with quiet(page, "401"):
            begin(page, "Sesi Berakhir")
            cookies = page.context.cookies()
            page.context.clear_cookies(name="sessionid")
            text_cell(page, 0).fill("Menerima berkas")
            expect(page.locator("#pemberitahuan a")).to_have_text("Masuk lagi untuk mengirimnya")
            address = page.url
            page.locator("#pemberitahuan a").click()
            page.wait_for_url("**next=**")
            page.context.add_cookies(
                [{**one, "url": None} for one in cookies if one.get("name") == "sessionid"]
            )
            page.goto(address)
            saved(page)
            expect_texts(page, "Menerima berkas")

    chrome.look(work, who=PLT)


def test_on_a_phone_the_cards_are_saved_too_and_nothing_scrolls_sideways(chrome: Chrome) -> None:
    def work(page: Page) -> None:
        with quiet(page, "422"):
            begin(page, "Di Telepon")
            page.get_by_role("button", name="Batalkan perubahan terakhir").click()
            expect(page.locator("#pemberitahuan")).to_contain_text(
                "Tidak ada yang dapat dibatalkan"
            )
            saved(page)
            text_cell(page, 0).fill("Menerima berkas")
            page.get_by_role("button", name="Tambah baris").click()
            expect(page.locator("tr[data-row]")).to_have_count(2)
            saved(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            assert violations(page) == []

    chrome.look(work, who=PLT, width=360)
