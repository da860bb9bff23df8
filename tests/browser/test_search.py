"""The search page: results as one types, marks, filters, address and back, keyboard, what a screen reader hears; and how one gets there."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import Visit
from tests.built import Server, none, served

RESULTS = "ol[data-results] > li > a"
LIMIT = 90_000  # bytes compressed before the first answer, for the whole site
HEADERS = 300  # what browsers count for the headers of a response (Resource Timing)


def found(page: Page, question: str) -> list[str]:
    """Return the addresses of the results of a question, once they are shown."""
    expect(page.locator("[data-results]")).to_have_attribute("data-ready", question)
    return page.locator(RESULTS).evaluate_all("links => links.map(link => new URL(link.href).pathname + new URL(link.href).hash)")


@pytest.mark.parametrize(("width", "field"), [(1280, "#entete-cherche"), (390, "#entete-cherche")])
def test_every_page_has_a_field_that_leads_to_results(visit: Visit, width: int, field: str) -> None:
    page = visit("method/", width=width)
    page.locator(field).fill("teletravail")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=teletravail")
    assert found(page, "teletravail")[0].startswith("/method/teletravail/")
    page.locator(RESULTS).first.click()
    page.wait_for_url("**/method/teletravail/**")


def test_the_home_field_leads_to_results(visit: Visit) -> None:
    page = visit("")
    page.get_by_label("Que cherchez-vous").fill("livret d’accueil")
    page.get_by_role("search", name="Dans tout le site").get_by_role("button").click()
    page.wait_for_url("**/search/?q=*")
    assert any("/testimonials/vyv-3-sud-est/" in address for address in found(page, "livret d’accueil")[:3])


def test_slash_puts_the_cursor_in_the_field(visit: Visit) -> None:
    page = visit("method/")
    page.keyboard.press("/")
    expect(page.locator("#entete-cherche")).to_be_focused()
    page.keyboard.type("1/2")
    expect(page.locator("#entete-cherche")).to_have_value("1/2")
    page = visit("search/")
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


def test_results_come_as_one_types_and_the_field_keeps_the_focus(visit: Visit) -> None:
    page = visit("search/")
    page.locator("#question").press_sequentially("sectoris", delay=20)
    assert found(page, "sectoris")[0].startswith("/testimonials/adela/")
    expect(page.locator("#question")).to_be_focused()
    expect(page).to_have_title(re.compile("^sectoris – Rechercher"))
    assert page.url.endswith("?q=sectoris")


def test_words_found_are_marked_with_accents_and_inflections(visit: Visit) -> None:
    page = visit("search/?q=teletravailleuses+salarie")
    found(page, "teletravailleuses salarie")
    marked = {mark.lower() for mark in page.locator("[data-results] mark").all_text_contents()}
    assert any(mark.startswith("télétravail") for mark in marked)
    assert marked & {"salariés", "salariées", "salarié"}


def test_an_expression_is_marked_for_its_acronym(visit: Visit) -> None:
    page = visit("search/?q=duerp")
    found(page, "duerp")
    assert "document unique" in " ".join(page.locator("[data-results] mark").all_text_contents()).lower()


def test_a_result_leads_to_the_part_that_answers(visit: Visit) -> None:
    page = visit("search/?q=piège+indicateurs")
    anchored = [address for address in found(page, "piège indicateurs") if "#" in address]
    assert anchored
    for address in anchored[:3]:
        other = visit(address.lstrip("/"))
        assert other.evaluate("document.querySelector(decodeURIComponent(location.hash)) !== null")


def test_a_question_is_shown_as_written_and_never_run(visit: Visit) -> None:
    page = visit("search/?q=%3Cimg+src%3Dx+onerror%3Ddocument.title%3D1%3E+t%C3%A9l%C3%A9travail")
    found(page, "<img src=x onerror=document.title=1> télétravail")
    expect(page.locator("[data-total]")).to_contain_text("<img src=x")
    assert page.locator("main img").count() == 0


def test_missing_words_are_said(visit: Visit) -> None:
    page = visit("search/?q=sectorisation+xyzzyx")
    found(page, "sectorisation xyzzyx")
    expect(page.locator("[data-total]")).to_contain_text("Aucune n’a tous les mots")
    expect(page.locator("[data-manque]").first).to_have_text("Sans : xyzzyx")


def test_a_misspelt_word_is_found_and_its_right_form_offered(visit: Visit) -> None:
    page = visit("search/?q=barometr+chorun")
    assert any("/resources/barometre/" in address for address in found(page, "barometr chorun")[:3])
    page.get_by_role("link", name="barometr chorum").click()
    found(page, "barometr chorum")
    expect(page.locator("#question")).to_have_value("barometr chorum")


def test_no_result_helps(visit: Visit) -> None:
    page = visit("search/?q=xyzzyx+wqwqwq")
    assert found(page, "xyzzyx wqwqwq") == []
    expect(page.get_by_role("status")).to_contain_text("Aucune page")
    expect(page.get_by_role("link", name="Chercher seulement « xyzzyx »")).to_be_visible()
    expect(page.get_by_role("region", name="Partir d’un thème").get_by_role("link").first).to_be_visible()


def test_filters_count_keep_the_address_and_come_back(visit: Visit) -> None:
    page = visit("search/?q=égalité")
    every = found(page, "égalité")
    box = page.get_by_role("checkbox", name=re.compile("^Droit"))
    count = int(box.locator("xpath=..").locator("[data-compte]").text_content() or 0)
    box.check()
    expect(page.locator("[data-total]")).to_contain_text(f"{count} page")
    expect(page.locator("[data-results] [data-nature]")).to_have_text(["Droit"] * min(count, 10))
    assert "kind=droit" in page.url
    expect(page.get_by_role("checkbox", name=re.compile("^Droit"))).to_be_focused()
    page.go_back()
    expect(page.locator("[data-total]")).not_to_contain_text("filtres")
    assert found(page, "égalité") == every
    page.goto(page.url + "&kind=droit&theme=egalite-professionnelle")
    expect(page.get_by_role("checkbox", name=re.compile("^Droit"))).to_be_checked()


def test_back_returns_to_the_question_before(visit: Visit) -> None:
    page = visit("search/?q=rps")
    first = found(page, "rps")
    page.locator("#question").fill("crèche")
    page.keyboard.press("Enter")
    assert found(page, "crèche") != first
    page.go_back()
    assert found(page, "rps") == first
    expect(page.locator("#question")).to_have_value("rps")


def test_the_keyboard_goes_through_all(visit: Visit) -> None:
    page = visit("search/?q=égalité")
    found(page, "égalité")
    page.locator("#question").focus()
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.closest('[data-results]') ? 'result' : document.activeElement.matches('[data-plus]') ? 'more' : document.activeElement.type || ''"))
        if seen[-1] == "more":
            break
    assert "checkbox" in seen and "result" in seen and seen[-1] == "more"
    page.keyboard.press("Enter")
    expect(page.locator(RESULTS)).not_to_have_count(10)
    expect(page.locator(RESULTS).nth(10)).to_be_focused()


def test_what_a_screen_reader_is_told(visit: Visit) -> None:
    page = visit("search/?q=sncf")
    found(page, "sncf")
    expect(page.locator("#contenu")).to_match_aria_snapshot("""
      - heading "Rechercher" [level=1]
      - search "Dans tout le site":
        - searchbox "Que cherchez-vous ?": sncf
        - button "Rechercher"
      - status: /page/
      - form "Filtrer les résultats"
      - heading "Résultats" [level=2]
      - list:
        - listitem:
          - link /.+/
      - region "Partir d’un thème":
        - heading "Partir d’un thème" [level=2]
        - list
    """)


def test_the_question_stays_in_the_browser(visit: Visit, server: Server) -> None:
    page, asked = visit("search/"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#question").fill("harcèlement")
    found(page, "harcèlement")
    assert asked and not [url for url in asked if "harc" in url]


def test_the_first_answer_is_light(browser: Browser, site: Path) -> None:
    with served(site) as server, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server.address}about/", wait_until="networkidle")
        server.sent.clear()
        page.goto(f"{server.address}search/?q=egalite+salariale", wait_until="networkidle")
        found(page, "egalite salariale")
        sent = [(path, size) for path, size in server.sent if re.search(r"/assets/search/|/search/.*\.json", path)]
    weight = sum(size + HEADERS for _, size in sent)
    print(f"{len(sent)} requests, {weight / 1000:.1f} KB")
    assert sent and weight <= LIMIT


def test_a_lost_connection_is_said_and_mended(visit: Visit) -> None:
    page = visit("search/", outside=[])
    page.context.set_offline(True)
    try:
        page.locator("#question").fill("télétravail")
        expect(page.get_by_role("status")).to_contain_text("n’a pas pu être chargée")
    finally:
        page.context.set_offline(False)
    page.keyboard.press("Enter")
    assert found(page, "télétravail")


def test_material_s_search_is_gone(site: Path) -> None:
    none(str(path) for path in site.rglob("*") if re.search(r"lunr|search_index|assets/javascripts/.+", path.relative_to(site).as_posix()))
