"""A film is asked of YouTube on a click and not before; by keyboard as by mouse."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import Visit
from tests.built import ROOT

FILMED = sorted(path.stem for path in (ROOT / "data/structures").glob("*.yml") if "\nvideo:" in path.read_text(encoding="utf-8"))


def _plays(page: Page, outside: list[str]) -> None:
    frame = page.locator("[data-video] iframe")
    expect(frame).to_be_focused()
    video = page.locator("[data-video]").get_attribute("data-video")
    assert video and (frame.get_attribute("src") or "").startswith(f"https://www.youtube-nocookie.com/embed/{video}?")
    assert len(frame.get_attribute("title") or "") > 10
    assert outside and all(url.startswith("https://www.youtube-nocookie.com/embed/") for url in outside)
    expect(page.locator("[data-video-bouton]")).to_have_count(0)


def test_six_structures_are_filmed(site: Path) -> None:
    pages = [page.parent.name for page in site.rglob("*.html") if "data-video-bouton" in page.read_text(encoding="utf-8")]
    assert sorted(pages) == FILMED and len(FILMED) == 6


@pytest.mark.parametrize("slug", FILMED)
def test_the_click_inserts_the_player(visit: Visit, slug: str) -> None:
    outside: list[str] = []
    page = visit(f"testimonials/{slug}/", outside)
    button = page.locator("[data-video-bouton]")
    button.scroll_into_view_if_needed()
    button.hover()
    assert outside == [] and page.locator("iframe").count() == 0
    expect(page.locator("[data-video] a[rel=external]")).to_be_visible()
    button.click()
    _plays(page, outside)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_does_too(visit: Visit, key: str) -> None:
    outside: list[str] = []
    page = visit("testimonials/face-gard/", outside)
    page.locator(".recit-texte a:visible").last.focus()
    page.locator("[data-video-bouton]").focus()
    assert outside == []
    page.keyboard.press(key)
    _plays(page, outside)


def test_the_button_can_be_reached_by_tab(visit: Visit) -> None:
    page = visit("testimonials/face-gard/")
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.hasAttribute('data-video-bouton')"))
    assert any(stops)
