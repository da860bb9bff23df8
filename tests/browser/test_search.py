"""Material's search, in our header and from the home page's field."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import Visit
from tests.built import Server

RESULTS = "a.md-search-result__link"


def _leads_into_the_site(page: Page, server: Server) -> None:
    expect(page.locator(RESULTS).first).to_be_visible()
    links = page.locator(RESULTS).evaluate_all("links => links.map(link => link.href)")
    assert all(link.startswith(server.address) for link in links), links
    assert any("/testimonials/face-gard/" in link for link in links), links


def test_the_search_is_fetched_when_its_field_takes_the_focus(visit: Visit) -> None:
    """That a page where no one searches fetches nothing of it is in test_pages.py."""
    page, asked = visit("method/"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_response(lambda response: response.url.endswith("search_index.json")) as index:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.md-search__input')"):
                break
    assert index.value.ok
    page.keyboard.type("télétravail")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(".md-search__input")).to_be_focused()
    assert len([url for url in asked if "/bundle." in url]) == 1, asked


def test_the_header_field_finds(visit: Visit, server: Server) -> None:
    page = visit("method/")
    page.locator(".md-search__input").click()
    page.keyboard.type("télétravail")
    _leads_into_the_site(page, server)
    page.locator(f"{RESULTS}[href*='/testimonials/face-gard/']:visible").first.click()
    page.wait_for_url("**/testimonials/face-gard/**")
    expect(page.locator("#contenu h1")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_home_field_finds(visit: Visit, server: Server, width: int) -> None:
    page = visit("", width=width)
    page.get_by_label("Que cherchez-vous").fill("télétravail")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=t%C3%A9l%C3%A9travail")
    _leads_into_the_site(page, server)


def test_an_address_opens_results(visit: Visit, server: Server) -> None:
    _leads_into_the_site(visit("?q=télétravail"), server)


def test_a_phone_reaches_the_field(visit: Visit) -> None:
    page = visit("method/", width=390)
    page.get_by_role("link", name="Rechercher").click()
    expect(page.get_by_label("Que cherchez-vous")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1280])
def test_escape_closes_results(visit: Visit, width: int) -> None:
    page = visit("?q=télétravail", width=width)
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(RESULTS).first).not_to_be_in_viewport()
    expect(page.locator("#contenu h1")).to_be_in_viewport()


def test_a_phone_can_close_results_by_touch(visit: Visit) -> None:
    page = visit("?q=télétravail", width=390)
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator("label.md-search__icon").click()
    expect(page.locator(RESULTS).first).not_to_be_in_viewport()
