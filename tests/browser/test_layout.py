"""Pages of each kind hold with wider spacing, larger text, on paper, and without any style; the home page in high contrast."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import misplaced
from tests.browser.visits import Tour, Visit
from tests.built import kinds, none

KINDS = sorted({*kinds(), "testimonials/face-gard/"})
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
TWICE = "html, html[lang] { font-size: 250% !important }"
IDLE_ON_PAPER = "#menu, .entete-menu, .entete-cherche, .evitement, .pied nav, [data-filtres], [data-video-bouton], [data-tri], .bulle"
UNPRINTED = """links => links.filter(a => a.checkVisibility() && !getComputedStyle(a, '::after').content.replace('attr(href)', a.getAttribute('href')).includes(a.getAttribute('href'))).map(a => a.outerHTML)"""


@pytest.mark.parametrize("address", KINDS)
def test_wider_spacing_cuts_nothing(tour: Tour, address: str) -> None:
    page, faults = tour.go(address), []
    page.add_style_tag(content=SPACING)
    for width in (320, 390, 1280):
        tour.look(width)
        faults += misplaced(page)
    none(faults)


@pytest.mark.parametrize("address", KINDS)
def test_text_twice_as_large(tour: Tour, address: str) -> None:
    page = tour.go(address)
    page.add_style_tag(content=TWICE)
    none(misplaced(page))


@pytest.mark.parametrize("address", KINDS)
def test_paper(tour: Tour, address: str) -> None:
    """Printed from a dark screen: black on white all the same."""
    page = tour.go(address)
    tour.look(1280, "dark", "print")
    none(page.locator(IDLE_ON_PAPER).evaluate_all("all => all.filter(e => e.checkVisibility()).map(e => `printed for nothing: ${e.outerHTML.slice(0, 120)}`)"))
    expect(page.locator("#contenu h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#contenu h1").evaluate("title => getComputedStyle(title).color") == "rgb(0, 0, 0)"
    none(page.locator("#contenu a[href^=http]").evaluate_all(UNPRINTED))


@pytest.mark.parametrize("address", KINDS)
def test_without_style_the_order_makes_sense(tour: Tour, address: str) -> None:
    page = tour.go(address)
    headings = page.locator("#contenu :is(h1, h2, h3):visible")
    in_order = [text.strip() for text in headings.all_inner_texts() if text.strip()]
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    text = page.locator("main").inner_text()
    places: list[int] = []
    for heading in in_order:
        places.append(text.find(heading.split("\n")[0], places[-1] if places else 0))
    assert -1 not in places and places[0] < 60, list(zip(in_order, places, strict=True))
    expect(page.locator("#contenu h1")).to_be_visible()


def test_no_motion_when_asked(visit: Visit) -> None:
    page = visit("")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || s.transitionDuration.split(', ').some(d => d !== '0s') && s.transitionProperty !== 'none'; }).map(e => e.outerHTML.slice(0, 100))"
    )
    none(moving)


def test_forced_colours(visit: Visit) -> None:
    page = visit("", forced_colors="active")
    for button in page.locator(".bouton:visible").all():
        border = button.evaluate("e => [getComputedStyle(e).borderStyle, parseFloat(getComputedStyle(e).borderWidth)]")
        assert border[0] == "solid" and border[1] >= 1
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    none(page.evaluate("[...document.querySelectorAll('.dep-lien path')].filter(p => { const s = getComputedStyle(p); return s.stroke === s.fill; }).map(p => p.outerHTML.slice(0, 80))"))
