"""Without JavaScript: filters, index, menu and video still serve, and the search says that it cannot."""

import pytest
from playwright.sync_api import expect

from tests.browser.explorer import ADDRESS, CHOICES, Explorer, shown
from tests.browser.visits import Visit
from tests.built import none

OFF = {"java_script_enabled": False}


def test_style_alone_filters_the_same(visit: Visit) -> None:
    """The same choices as in test_explorer.py, which says what each one must show."""
    explorer, faults = Explorer(page := visit(ADDRESS, **OFF)), []
    for choice in CHOICES:
        explorer.tick(choice)
        if explorer.visible() != explorer.expected(choice):
            faults.append(f"{shown(choice)}: {explorer.visible()} instead of {explorer.expected(choice)}")
        expect(page.locator("[data-total]")).to_be_visible(visible=not choice)
        expect(page.locator("[data-sans-script]")).to_be_visible(visible=bool(choice))
        for box in choice:
            explorer.box(*box).uncheck()
    none(faults)


def test_clear_all(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS, **OFF))
    explorer.tick(CHOICES[3])
    page.get_by_role("button", name="Tout effacer").click()
    assert explorer.ticked() == [] and explorer.visible() == set(explorer.cards)


def test_filters_open_on_a_phone(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS, width=390, **OFF))
    page.locator(".pli > summary").click()
    explorer.tick(CHOICES[1])
    assert explorer.visible() == explorer.expected(CHOICES[1])


def test_a_link_to_a_theme_leads_to_the_index(visit: Visit) -> None:
    page = visit(f"{ADDRESS}?theme=teletravail#theme-teletravail", **OFF)
    entry = page.locator("#theme-teletravail")
    expect(entry).to_be_in_viewport()
    explorer = Explorer(page)
    listed = {explorer.page.evaluate("href => new URL(href, location).pathname", link.get_attribute("href")) for link in entry.locator("a").all()}
    assert listed == explorer.expected([("theme", "teletravail")])


def test_the_index_lists_what_each_filter_shows(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS, **OFF))
    for value in page.locator("[data-filtres] input:not([name=video])").evaluate_all("boxes => boxes.map(b => [b.name, b.value])"):
        listed = page.locator(f"[id='{value[0]}-{value[1]}'] a").evaluate_all("links => links.map(a => a.pathname)")
        assert set(listed) == explorer.expected([tuple(value)]), value


def test_the_menu_opens_on_a_phone(visit: Visit) -> None:
    page = visit("", width=390, **OFF)
    entry = page.locator("#menu").get_by_role("link", name="Méthode")
    expect(entry).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    entry.click()
    page.wait_for_url("**/method/")


def test_the_video_is_a_plain_link(visit: Visit) -> None:
    page = visit("testimonials/face-gard/", **OFF)
    expect(page.locator("[data-video] a[href^='https://www.youtube.com/'], [data-video] a[href^='https://youtu.be/']")).to_be_visible()
    expect(page.locator("[data-video-bouton]")).to_be_hidden()
    assert page.locator("iframe").count() == 0


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("field", ["#entete-cherche", "#cherche"])
def test_a_question_leads_to_the_search_page_which_says_what_it_needs(visit: Visit, width: int, field: str) -> None:
    page = visit("", width=width, **OFF)
    page.locator(field).fill("télétravail")
    page.locator(field).press("Enter")
    page.wait_for_url("**/search/?q=t%C3%A9l%C3%A9travail")
    expect(page.locator("noscript p")).to_contain_text("JavaScript")
    expect(page.locator("noscript a")).to_have_count(2)
    page.get_by_role("region", name="Partir d’un thème").get_by_role("link", name="Télétravail").click()
    page.wait_for_url("**/themes/teletravail/")
