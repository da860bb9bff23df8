"""axe finds nothing to say of what a reader can open: filters, menu, results, player, definitions."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import COLOURS, violations
from tests.browser.explorer import ADDRESS
from tests.browser.visits import Visit
from tests.built import none

WIDE, PHONE = 1280, 390


def _filters(page: Page) -> None:
    page.locator(".pli > summary").evaluate("summary => summary.parentElement.open = true")
    page.locator('[name="theme"][value="communication-interne"]').check()
    expect(page.locator("[data-jetons] button")).to_have_count(1)


def _empty(page: Page) -> None:
    expect(page.locator("[data-vide] button").first).to_be_visible()


def _menu(page: Page) -> None:
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#menu a").first).to_be_visible()


def _results(page: Page) -> None:
    expect(page.locator("[data-results]")).to_have_attribute("data-ready", re.compile("."))
    expect(page.locator("[data-results] > li > a").first).to_be_visible()


def _no_results(page: Page) -> None:
    expect(page.locator("[data-vide]")).to_be_visible()


def _sifted(page: Page) -> None:
    expect(page.locator("[data-results] > li > a").first).to_be_visible()
    page.locator(".pli > summary").evaluate("summary => summary.parentElement.open = true")
    page.locator('[name="kind"][value="egalite"]').check()
    expect(page.locator("[data-total]")).to_contain_text("filtres")


def _player(page: Page) -> None:
    page.locator("[data-video-bouton]").click()
    expect(page.locator("iframe")).to_be_focused()


def _definition(page: Page) -> None:
    page.locator("button.terme").first.click()
    expect(page.locator(".bulle:popover-open")).to_be_visible()


def _sorted(page: Page) -> None:
    page.locator("[data-triable] .trier").nth(1).click()
    page.locator("[data-filtre=axe]").select_option(index=1)


STATES: dict[str, tuple[str, tuple[int, ...], Callable[[Page], None]]] = {
    "filters open": (ADDRESS, (WIDE, PHONE), _filters),
    "empty result": (f"{ADDRESS}?sector=banque&video=1", (WIDE, PHONE), _empty),
    "menu open": ("method/", (PHONE,), _menu),
    "search results": ("search/?q=télétravail", (WIDE, PHONE), _results),
    "search results with words missing": ("search/?q=harcelement horaires recrutmnt", (WIDE, PHONE), _results),
    "search filters open": ("search/?q=égalité", (WIDE, PHONE), _sifted),
    "no search result": ("search/?q=xyzzyx+wqwqw", (WIDE, PHONE), _no_results),
    "definition open": ("method/qvct/", (WIDE, PHONE), _definition),
    "table sorted and filtered": ("recommendations/", (WIDE, PHONE), _sorted),
    "player": ("testimonials/face-gard/", (WIDE,), _player),
}


@pytest.mark.parametrize(("state", "width"), [(state, width) for state, (_, widths, _) in STATES.items() for width in widths])
def test_state(visit: Visit, state: str, width: int) -> None:
    address, _, reach = STATES[state]
    page = visit(address, [], width=width)
    reach(page)
    faults = violations(page, f"{state}, {width} px, light")
    page.emulate_media(color_scheme="dark")
    none(faults + violations(page, f"{state}, {width} px, dark", COLOURS))
