"""A legal text whose check is out of date says so, by the reader's clock; without script, by the day of the build."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import Visit, visits
from tests.built import publish, served

LAW = "resources/droit/"
PAGES = [LAW, "method/teletravail/", "equality/fiches/06-parentalite/", "themes/teletravail/"]
NOTES = "notes => notes.map(note => [note.dataset.revoir, note.querySelector('[data-alerte]').checkVisibility()])"


def _notes(page: Page) -> list[tuple[date, bool]]:
    """Return the day of review of each text, and whether its warning shows."""
    found = [(date.fromisoformat(day), shown) for day, shown in page.locator("[data-revoir]:has([data-alerte])").evaluate_all(NOTES)]
    assert found
    return found


@pytest.mark.parametrize("address", PAGES)
def test_the_readers_clock_decides(visit: Visit, address: str) -> None:
    """On the eve of the first review no warning; on the day of each, those whose day has come."""
    reviews = sorted({day for day, _ in _notes(visit(address))})
    for day in [reviews[0] - timedelta(days=1), *reviews]:
        notes = _notes(visit(address, at=datetime.combine(day, time(12), UTC)))
        assert notes == [(review, review <= day) for review, _ in notes], day


def test_the_warning_tells_what_to_do(visit: Visit) -> None:
    page = visit(LAW, at=datetime(2040, 1, 1, tzinfo=UTC))
    warning = page.locator("[data-alerte]").first
    expect(warning).to_be_visible()
    expect(warning).to_contain_text("Contrôlez le texte officiel")


@pytest.mark.parametrize("address", PAGES)
def test_without_script_the_build_decides(browser: Browser, site_of_2040: Path, visit: Visit, address: str) -> None:
    late = dict.fromkeys(day for day, _ in _notes(visit(address)) if day <= date.today())
    assert _notes(page := visit(address, java_script_enabled=False)) == [(day, day in late) for day, _ in _notes(page)]
    with served(site_of_2040) as server, visits(browser, server) as then:
        assert all(shown for _, shown in _notes(then(address, java_script_enabled=False)))


@pytest.fixture(scope="module")
def site_of_2040(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it would be built once all checks are out of date."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_TODAY", "2040-01-01")
        return publish(tmp_path_factory.mktemp("plus-tard"))
