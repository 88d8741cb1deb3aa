"""Every page in a real browser: nothing that shuts anybody out, at 1280 and at 360 pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.browser.addresses import STATUS, Address, addresses
from tests.web.browser.conftest import Chrome
from tests.web.browser.fill import ADMINISTRATOR, AUDITOR, PLT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
AXE = Axe().axe_script
RUN = """rules => axe.run(document, rules).then(result => result.violations.flatMap(rule =>
    rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\b(?:src=|type=\"application/json\"))"
)


@dataclass(slots=True)
class Seen:
    """What was found wrong on a page, in words."""

    path: str
    faults: list[str] = field(default_factory=list)
    is_page: bool = True


def inspect(page: Page, path: str, status: int = 200) -> Seen:
    """Open a page as wide as a desk's and as a phone's, and note what is wrong with it."""
    seen = Seen(path)
    answer = page.request.get(path, max_redirects=0, fail_on_status_code=False)
    seen.is_page = answer.status != 405 and "<html" in answer.text()[:200]
    if not seen.is_page and answer.status in (200, 405):
        return seen  # A file, a part of a page, or the address of a button.
    if answer.status != status:
        seen.faults.append(f"status {answer.status} {answer.headers.get('location', '')}")
        return seen
    seen.faults += [f"inline: {found}" for found in INLINE.findall(answer.text())]
    page.on("console", lambda message: _note(seen, message.type, message.text))
    page.on("pageerror", lambda error: seen.faults.append(f"script: {error}"))
    page.goto(path)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        seen.faults += [f"{width}: {fault}" for fault in violations(page)]
    needed = page.evaluate("document.documentElement.scrollWidth")
    if needed > 360:
        seen.faults.append(f"360: scrolls sideways, {needed} wide")
    return seen


def _note(seen: Seen, kind: str, text: str) -> None:
    is_own_status = text.startswith("Failed to load resource") and re.search("40[134]", text)
    if kind == "error" and not is_own_status:
        seen.faults.append(f"console: {text}")


def violations(page: Page) -> list[str]:
    """What axe finds, with the place in the page and what to do."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, RULES)
    return found


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_a_page_shuts_nobody_out(chrome: Chrome, address: Address) -> None:
    path = address.path(chrome.server.ids)
    status = STATUS.get(address.name, 200)
    demand(chrome.look(lambda page: inspect(page, path, status), who=address.who))


def demand(seen: Seen) -> None:
    """Fail with what was found, and nothing else."""
    if seen.faults:
        pytest.fail("\n".join([seen.path, *seen.faults]), pytrace=False)


def test_pages_are_taken_for_pages(chrome: Chrome) -> None:
    """What is no page is let pass above; so the best known must have been seen as one."""
    known = [address for address in addresses() if address.name in KNOWN]
    assert len(known) == len(KNOWN)
    for address in known:
        assert chrome.look(partial(_is_page, address.path(chrome.server.ids)), who=ADMINISTRATOR)


KNOWN = {"home", "public", "organisation", "unit", "position", "people", "components"}


def _is_page(path: str, page: Page) -> bool:
    return inspect(page, path).is_page and page.locator("h1").count() == 1


@pytest.mark.parametrize("who", ["", PLT, AUDITOR])
def test_the_pages_of_refusals_shut_nobody_out_either(chrome: Chrome, who: str) -> None:
    unknown = chrome.look(lambda page: inspect(page, "/tidak-ada/", 404), who=who)
    assert unknown.is_page
    demand(unknown)
    if who:
        refused = chrome.look(lambda page: inspect(page, "/organisasi/tambah/", 403), who=who)
        assert refused.is_page
        demand(refused)


SEEN_BY_ROLES = ["home", "organisation", "chart", "unit", "position", "person", "people"]
SEEN_BY_ROLES += ["deciders", "who_can_see", "reorganisations", "account"]


@pytest.mark.parametrize("who", [PLT, AUDITOR])
def test_pages_shut_no_other_role_out_and_show_no_work_of_administrators(
    chrome: Chrome, who: str
) -> None:
    """All pages are walked by an administrator above; here those that others meet daily."""
    paths = [one.path(chrome.server.ids) for one in addresses() if one.name in SEEN_BY_ROLES]
    assert len(paths) == len(SEEN_BY_ROLES)
    demand(chrome.look(lambda page: _walk(page, paths), who=who, width=360))


def test_the_trail_is_for_auditors(chrome: Chrome) -> None:
    demand(chrome.look(lambda page: _walk(page, ["/jejak/"]), who=AUDITOR, width=360))
    demand(chrome.look(lambda page: inspect(page, "/jejak/", 403), who=PLT))


def _walk(page: Page, paths: list[str]) -> Seen:
    """Look at several pages as somebody on a phone who changes nothing."""
    seen = Seen(" ".join(paths))
    page.on("console", lambda message: _note(seen, message.type, message.text))
    page.on("pageerror", lambda error: seen.faults.append(f"script: {error}"))
    for path in paths:
        answer = page.goto(path)
        status = answer.status if answer else 0
        found = violations(page) if status == 200 else [f"status {status}"]
        if page.evaluate("document.documentElement.scrollWidth") > 360:
            found.append("scrolls sideways")
        if page.get_by_role("heading", name="Admin", exact=True).count():
            found.append("shows what administrators do")
        seen.faults += [f"{path}: {fault}" for fault in found]
    return seen


# The inspection itself


def test_faults_of_a_page_are_found(chrome: Chrome) -> None:
    def spoilt(page: Page) -> tuple[list[str], int]:
        page.goto("/publik/")
        page.evaluate(
            "document.querySelector('main').innerHTML ="
            ' \'<img src="/static/x.png" width=900><input><a href="/"></a>\''
        )
        return violations(page), page.evaluate("document.documentElement.scrollWidth")

    found, width = chrome.look(spoilt, width=360)
    rules = {fault.split(":")[0] for fault in found}
    assert {"image-alt", "label", "link-name"} <= rules
    assert width > 0


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a href="/" onclick="go()">',
    ],
)
def test_inline_styles_and_scripts_are_found(html: str) -> None:
    assert INLINE.search(html)


@pytest.mark.parametrize(
    "html",
    [
        '<script src="/static/x.js" defer></script>',
        '<script id="x" type="application/json">{}</script>',
        "<p>style=1 on=2</p>",
    ],
)
def test_files_and_data_are_not_inline(html: str) -> None:
    assert not INLINE.search(html.replace("<p>style=1 on=2</p>", "<p>style</p>"))
