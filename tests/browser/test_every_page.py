"""Each page in one visit: axe on wide and narrow screens, light and dark; its layout; its errors; what it asks for and leaves behind."""

import pytest

from tests.browser.checks import COLOURS, misplaced, violations
from tests.browser.visits import Tour
from tests.built import addresses, none

WIDE, PHONE, NARROW = 1280, 390, 320
HINTS = "link:is([rel~=preconnect], [rel~=dns-prefetch], [rel~=preload], [rel~=prefetch], [rel~=prerender], [rel~=modulepreload])"
DISCLOSURES = "document.querySelectorAll('#contenu details').forEach(one => one.open = true)"


@pytest.mark.parametrize("address", addresses())
def test_page(tour: Tour, address: str) -> None:
    page = tour.go(address)
    faults = violations(page, f"{WIDE} px, light") + misplaced(page)
    page.mouse.wheel(0, 20_000)
    tour.look(WIDE, "dark")
    faults += violations(page, f"{WIDE} px, dark", COLOURS)
    page.evaluate(DISCLOSURES)
    tour.look(PHONE, "dark")
    faults += violations(page, f"{PHONE} px, dark, all open") + misplaced(page)
    tour.look(PHONE)
    faults += violations(page, f"{PHONE} px, light, all open", COLOURS)
    tour.look(NARROW)
    faults += misplaced(page)
    hints = page.locator(HINTS).evaluate_all("links => links.map(link => link.href)")
    faults += [f"hint to another site: {hint}" for hint in hints if not hint.startswith(tour.server.address)]
    faults += [f"asks elsewhere: {url}" for url in tour.outside()]
    faults += [f"fetches the search, that no one uses: {url}" for url in tour.searched() if address != "search/" or url.endswith(".json")]
    faults += [f"leaves behind: {left}" for left in tour.forget()]
    none(f"{address or 'home'}: {fault}" for fault in faults + tour.faults)
