"""Words of the glossary in a text: each opens its definition, by mouse, by keyboard, with or without script."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import FOCUSED
from tests.browser.visits import Visit

PAGES = ["method/qvct/", "resources/droit/", "recommendations/axe-1/", "testimonials/face-gard/"]


def _word(page: Page) -> tuple[Locator, Locator]:
    word = page.locator("button.terme").first
    bubble = page.locator(f"[id='{word.get_attribute('popovertarget')}']")
    expect(bubble).to_be_hidden()
    return word, bubble


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("address", PAGES)
def test_a_click_opens_and_its_button_closes(visit: Visit, address: str, script: bool) -> None:
    word, bubble = _word(page := visit(address, java_script_enabled=script))
    word.click()
    expect(bubble).to_be_visible()
    expect(bubble).to_be_in_viewport()
    assert len(bubble.locator("p").nth(1).inner_text()) > 20
    bubble.get_by_role("button", name="Fermer").click()
    expect(bubble).to_be_hidden()
    expect(word).to_be_focused()
    expect(page.locator(":popover-open")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_opens_and_escape_closes(visit: Visit, key: str, script: bool) -> None:
    word, bubble = _word(page := visit(PAGES[0], java_script_enabled=script))
    for _ in range(80):
        page.keyboard.press("Tab")
        if word.evaluate("word => document.activeElement === word"):
            break
    expect(word).to_be_focused()
    focus = page.evaluate(FOCUSED)
    assert focus["seen"] and focus["ring"], focus
    page.keyboard.press(key)
    expect(bubble).to_be_visible()
    page.keyboard.press("Tab")
    expect(bubble.get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    expect(bubble.get_by_role("button")).to_be_focused()
    focus = page.evaluate(FOCUSED)
    assert focus["seen"] and focus["ring"], focus
    page.keyboard.press("Escape")
    expect(bubble).to_be_hidden()
    expect(word).to_be_focused()


def test_one_definition_at_a_time_and_each_leads_to_the_glossary(visit: Visit) -> None:
    page = visit(PAGES[0])
    words = page.locator("button.terme").all()
    for word in words:
        word.press("Enter")
        expect(page.locator(":popover-open")).to_have_count(1)
        assert page.locator(":popover-open").get_attribute("id") == word.get_attribute("popovertarget")
        page.keyboard.press("Escape")
    words[0].click()
    page.locator(":popover-open").get_by_role("link").click()
    page.wait_for_url("**/resources/glossaire/#*")
    expect(page.locator(":target")).to_be_in_viewport()
