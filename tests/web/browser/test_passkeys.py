"""Passkeys under the strict policy, with an authenticator that Chromium simulates."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.web.browser.conftest import Chrome
from tests.web.build import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def device(page: Page, **differs: object) -> None:
    """A simulated fingerprint reader."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | differs})


def sign_in(page: Page, email: str) -> None:
    page.goto("/masuk/")
    page.get_by_label("NIP").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Keluar").wait_for()


def prove(page: Page) -> None:
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()


def test_a_passkey_is_added_signs_in_alone_proves_and_is_removed(chrome: Chrome) -> None:
    def use(page: Page) -> list[str]:
        said: list[str] = []
        page.on("console", lambda line: said.extend([line.text] * (line.type == "error")))
        device(page)
        sign_in(page, "orang1@uji.example")
        page.goto("/akun/passkey/tambah/")
        prove(page)
        page.get_by_label("Nama passkey").fill("Ponsel kantor")
        page.get_by_role("checkbox").check()
        page.get_by_role("button", name="Tambah passkey").click()
        page.get_by_role("heading", name="Kode pemulihan").wait_for()
        page.goto("/akun/passkey/")
        assert "Ponsel kantor" in page.locator("main").inner_text()
        assert page.get_by_text("masuk tanpa kata sandi").is_visible()

        page.get_by_role("button", name="Keluar").click()
        page.get_by_role("button", name="Masuk dengan passkey").click()
        page.get_by_role("button", name="Keluar").wait_for()

        page.goto("/akun/langkah-kedua/aplikasi/")
        page.get_by_role("link", name="Pakai passkey").click()
        page.get_by_role("button", name="Pakai passkey").click()
        page.get_by_role("img", name="Kode QR").wait_for()
        box = page.locator("svg.qr").bounding_box()
        assert box and box["width"] > 150

        page.goto("/akun/passkey/")
        page.get_by_role("link", name="Hapus").click()
        page.get_by_role("button", name="Hapus passkey").click()
        page.goto("/akun/passkey/")
        page.get_by_text("Belum ada passkey.").wait_for()
        return said

    assert chrome.look(use) == []


def test_a_passkey_that_is_not_there_is_told_in_plain_words(chrome: Chrome) -> None:
    def fail(page: Page) -> str:
        device(page, isUserVerified=False)
        page.goto("/masuk/")
        page.get_by_role("button", name="Masuk dengan passkey").click()
        problem = page.locator("#passkey_problem")
        problem.wait_for()
        return problem.inner_text()

    assert "Passkey tidak terbaca" in chrome.look(fail)


def test_a_passkey_as_second_step_follows_the_password(chrome: Chrome) -> None:
    def use(page: Page) -> str:
        device(page)
        sign_in(page, "orang2@uji.example")
        page.goto("/akun/passkey/tambah/")
        prove(page)
        page.get_by_label("Nama passkey").fill("Kunci USB")
        page.get_by_role("checkbox").uncheck()
        page.get_by_role("button", name="Tambah passkey").click()
        page.get_by_role("heading", name="Kode pemulihan").wait_for()
        page.get_by_role("button", name="Keluar").click()
        page.get_by_label("NIP").fill("orang2@uji.example")
        page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/masuk/langkah-kedua/")
        page.get_by_role("button", name="Pakai passkey").click()
        page.get_by_role("button", name="Keluar").wait_for()
        return page.url

    assert chrome.look(use) == f"{chrome.server.address}/"
