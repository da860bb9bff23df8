"""With the Tab key alone: the way into the content, a focus that shows everywhere, the menu of a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import FOCUSED
from tests.browser.explorer import ADDRESS
from tests.browser.visits import Visit
from tests.built import none

def _stops(page: Page) -> list[dict[str, object]]:
    """Press Tab until the focus leaves the page; return what had it at each stop."""
    stops: list[dict[str, object]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["body"]:
            return stops
        stops.append(stop)
    pytest.fail("the focus never leaves the page")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["", ADDRESS, "testimonials/face-gard/"])
def test_the_focus_always_shows(visit: Visit, address: str, width: int) -> None:
    stops = _stops(visit(address, width=width))
    assert len(stops) >= 10
    none(f"stop {number}: {'no ring' if stop['seen'] else 'out of sight'}: {stop['html']}" for number, stop in enumerate(stops, 1) if not (stop["seen"] and stop["ring"]))


@pytest.mark.parametrize("address", ["", ADDRESS, "testimonials/face-gard/", "page/qui/manque/"])
def test_the_first_stop_leads_to_the_content(visit: Visit, address: str) -> None:
    page = visit(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#contenu, footer') !== null")


def test_the_menu_of_a_phone(visit: Visit) -> None:
    page = visit("method/", width=390)
    menu, button = page.locator("#menu"), page.get_by_role("button", name="Menu")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    assert page.evaluate("document.querySelector('.entete-menu').popoverTargetElement.matches(':popover-open')")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    assert menu.get_by_role("link").count() <= 6 and menu.locator("[aria-current=page]").count() == 1
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
