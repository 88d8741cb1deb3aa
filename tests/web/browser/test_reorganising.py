"""Journey 7: a published list of offices becomes the structure, by keyboard and at both widths."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.browser.conftest import Chrome
from tests.web.browser.fill import ADMINISTRATOR
from tests.web.browser.test_pages import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LIST = (
    "Sekretariat Daerah",
    "Sekretariat DPRD",
    "Inspektorat",
    "Dinas Kesehatan Masyarakat",
    "Dinas Pendidikan",
    "Dinas Sosial",
    "Satuan Polisi Pamong Praja",
    "Badan Keuangan Daerah",
)


def test_a_published_list_is_taken_over_and_nothing_is_orphaned(chrome: Chrome) -> None:
    seen: list[str] = []

    def press(page: Page, name: str) -> None:
        """Reach a button or link by keyboard and press it, once the page is looked at."""
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            seen.extend(f"{page.url} {width}: {fault}" for fault in violations(page))
            if page.evaluate("document.documentElement.scrollWidth") > width:
                seen.append(f"{page.url} {width}: scrolls sideways")
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.innerText?.trim()") == name:
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} is not reached by keyboard on {page.url}")

    def take_over(page: Page) -> str:
        page.goto("/organisasi/penataan/baru/")
        page.locator("input[name=title]").fill("SOTK 2030")
        page.locator("input[name=day]").fill("2030-01-01")
        press(page, "Buat rancangan")
        draft = page.url
        assert not draft.endswith("baru/"), page.locator("main").inner_text()
        page.goto(f"{draft}daftar/")
        page.locator("textarea[name=names]").fill("\n".join(LIST))
        press(page, "Bandingkan dan susun rancangan")
        page.goto(f"{draft}akibat/")
        press(page, "Putuskan tempatnya")
        while page.locator("main form select").count():
            for choice in page.locator("main form select").all():
                choice.select_option("close")
            press(page, "Simpan keputusan")
            page.goto(f"{draft}putuskan/")
        page.goto(f"{draft}akibat/")
        preview = page.locator("main").inner_text()
        assert "Tidak ada yang tertinggal" in preview, preview
        press(page, "Lanjut ke penetapan")
        press(page, "Tetapkan")
        press(page, "Semua penataan SOTK")
        page.goto("/organisasi/?tanggal=2030-01-01")
        return page.locator("main").inner_text()

    after = chrome.look(take_over, who=ADMINISTRATOR)
    assert all(name in after for name in LIST)
    assert "Staf Ahli" not in after
    assert not seen, "\n".join(seen)
