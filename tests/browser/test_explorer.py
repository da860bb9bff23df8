"""The explorer with script: results, counts, address, history, chips, announcements, keyboard."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.explorer import ADDRESS, CHOICES, Choice, Explorer, shown
from tests.browser.visits import Visit

A, B = ("theme", "dialogue-social"), ("size", "100-a-250")
NOTHING: Choice = [("sector", "banque"), ("video", "1")]


def _query(page: Page) -> Choice:
    return parse_qsl(urlsplit(page.url).query)


def _count(number: int) -> str:
    return f"{number} structure{'s' if number > 1 else ''}"


@pytest.mark.parametrize("choice", CHOICES, ids=shown)
def test_a_choice_shows_what_it_says(visit: Visit, choice: Choice) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    explorer.tick(choice)
    expected = explorer.expected(choice)
    expect(explorer.total).to_have_text(_count(len(expected)))
    assert explorer.visible() == expected
    assert sorted(_query(page)) == sorted(choice)
    assert explorer.chips.count() == len(choice)
    for name, value, count in explorer.counts():
        kept = [slug for slug in explorer.expected(choice, but=name) if value in explorer.cards[slug][name]]
        assert count == str(len(kept)), (name, value)


def test_the_choices_tried_are_telling(visit: Visit) -> None:
    explorer = Explorer(visit(ADDRESS))
    assert len(explorer.cards) >= 12
    assert len({frozenset(explorer.expected(choice)) for choice in CHOICES}) >= len(CHOICES) - 2
    assert [choice for choice in CHOICES if not explorer.expected(choice)] == [NOTHING]


def test_back_and_forward_restore(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    explorer.tick([A, B])
    for move, choice in ((page.go_back, [A]), (page.go_back, []), (page.go_forward, [A]), (page.go_forward, [A, B])):
        move()
        expect(explorer.chips).to_have_count(len(choice))
        assert explorer.ticked() == choice and explorer.visible() == explorer.expected(choice)


def test_back_from_a_structure_finds_the_choice_again(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    explorer.tick([A, B])
    page.locator("[data-cartes] > li:visible a").first.click()
    page.wait_for_url("**/testimonials/*/")
    page.go_back()
    expect(explorer.chips).to_have_count(2)
    assert explorer.ticked() == [A, B] and explorer.visible() == explorer.expected([A, B])


def test_a_shared_address_opens_filtered(visit: Visit) -> None:
    explorer = Explorer(visit(f"{ADDRESS}?sector=formation&sector=banque&size=100-a-250&video=1"))
    choice = [("sector", "banque"), ("sector", "formation"), ("size", "100-a-250"), ("video", "1")]
    assert explorer.ticked() == choice
    assert explorer.visible() == explorer.expected(choice) and len(explorer.visible()) == 2


@pytest.mark.parametrize("query", ["theme=nulle-part&couleur=rouge&sector=formation", "sector=formation&theme=%3Cscript%3E", "sector=formation&size=&__proto__=1"])
def test_unknown_values_are_ignored(visit: Visit, query: str) -> None:
    explorer = Explorer(visit(f"{ADDRESS}?{query}"))
    assert explorer.ticked() == [("sector", "formation")]
    assert explorer.visible() == explorer.expected([("sector", "formation")])


def test_a_link_to_a_theme_leads_to_its_results(visit: Visit) -> None:
    explorer = Explorer(page := visit(f"{ADDRESS}?theme=teletravail#theme-teletravail"))
    expect(explorer.total).to_have_text("2 structures")
    expect(page.locator("#resultats")).to_be_in_viewport()
    assert urlsplit(page.url).fragment == "" and _query(page) == [("theme", "teletravail")]


def test_a_door_of_the_home_page_leads_to_results(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    page.goto(page.url.removesuffix(ADDRESS))
    page.locator(".porte a.puce[href*='size=100-a-250']").click()
    expect(page.locator("[data-total]")).to_have_text(_count(len(explorer.expected([B]))))
    assert _query(page) == [B]


def test_a_door_of_the_home_page_leads_to_a_theme(visit: Visit) -> None:
    page = visit("")
    page.locator(".porte a.puce", has_text="Télétravail").click()
    page.wait_for_url("**/themes/teletravail/")
    expect(page.locator("#contenu h1")).to_have_text("Télétravail")


def test_clear_all(visit: Visit) -> None:
    explorer = Explorer(page := visit(f"{ADDRESS}?theme=teletravail&video=1"))
    page.get_by_role("button", name="Tout effacer").click()
    expect(explorer.total).to_have_text(_count(len(explorer.cards)))
    assert explorer.ticked() == [] and explorer.visible() == set(explorer.cards)
    assert page.url.endswith(f"/{ADDRESS}")
    expect(page.locator("[data-jetons]")).to_be_hidden()


def test_removing_a_chip_keeps_the_focus_near(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    explorer.tick([A, B])
    explorer.chips.first.click()
    expect(explorer.chips).to_have_count(1)
    expect(explorer.chips.first).to_be_focused()
    assert explorer.ticked() == [B] and _query(page) == [B]
    page.keyboard.press("Enter")
    expect(page.locator("#resultats")).to_be_focused()
    assert explorer.ticked() == []


def test_chips_say_what_they_do(visit: Visit) -> None:
    page = visit(f"{ADDRESS}?theme=teletravail&video=1")
    assert page.get_by_role("button", name="Retirer le filtre : Télétravail").count() == 1
    assert page.get_by_role("list", name="Filtres actifs").get_by_role("listitem").count() == 2


def test_an_empty_result_says_how_to_widen(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    empty = page.locator("[data-vide]")
    expect(empty).to_be_hidden()
    explorer.tick(NOTHING)
    expect(empty).to_be_visible()
    expect(explorer.total).to_have_text("0 structure")
    way = empty.get_by_role("button").first
    announced = way.text_content() or ""
    way.click()
    expect(empty).to_be_hidden()
    assert announced.endswith(_count(len(explorer.visible()))) and len(explorer.ticked()) == 1


def test_changes_are_announced(visit: Visit) -> None:
    """The status is one element, there from the start, whose text alone changes: that is what screen readers say."""
    explorer = Explorer(page := visit(ADDRESS))
    status = page.get_by_role("status").filter(has_text="structures")
    status.evaluate("element => element.same = true")
    explorer.tick([("theme", "attractivite")])
    expect(explorer.total).to_have_text("1 structure")
    assert explorer.total.evaluate("element => element.same && element.getAttribute('role')") == "status"


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the Tab key never reaches {selector}")


def test_keyboard_alone(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    _tab_to(page, '[name="theme"][value="dialogue-social"]')
    page.keyboard.press("Space")
    _tab_to(page, '[name="size"][value="100-a-250"]')
    page.keyboard.press("Space")
    assert explorer.visible() == explorer.expected([A, B])
    _tab_to(page, "[data-jetons] button")
    page.keyboard.press("Space")
    assert explorer.ticked() == [B]
    _tab_to(page, "[data-cartes] a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/testimonials/*/")


def test_keyboard_alone_on_a_phone(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS, width=390))
    expect(explorer.box(*A)).to_be_hidden()
    _tab_to(page, "summary")
    page.keyboard.press("Enter")
    _tab_to(page, '[name="theme"][value="dialogue-social"]')
    page.keyboard.press("Space")
    expect(page.locator(".pli > summary")).to_have_text("Filtrer (1)")
    _tab_to(page, "button[type=reset]")
    page.keyboard.press("Space")
    expect(page.locator(".pli > summary")).to_have_text("Filtrer")
    assert explorer.visible() == set(explorer.cards)


def test_the_map_counts_as_the_explorer_does(visit: Visit) -> None:
    explorer = Explorer(page := visit(ADDRESS))
    links = page.locator(".plan a[href*=department]").evaluate_all("links => links.map(a => [a.getAttribute('href'), a.getAttribute('aria-label')])")
    assert len(links) >= 8
    for href, label in links:
        assert label.endswith(_count(len(explorer.expected(parse_qsl(urlsplit(href).query))))), href


def test_a_department_of_the_map_leads_to_its_structures(visit: Visit) -> None:
    page = visit("")
    page.get_by_role("link", name="Hérault").first.click()
    expect(page.locator("[data-total]")).to_have_text("4 structures")
