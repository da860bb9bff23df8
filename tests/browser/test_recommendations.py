"""The table of the recommendations: sorted by each column, filtered, announced; whole without script."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import Visit

ADDRESS = "recommendations/"
TOTAL = 18
COLUMNS = ["number", "axis", "text", "term", "actors"]
CELLS = "rows => rows.filter(row => row.checkVisibility()).map(row => [...row.cells].map(cell => cell.textContent.trim()))"
IN_ORDER = "texts => [...texts].sort((a, b) => a.localeCompare(b, 'fr'))"


def _rows(page: Page) -> list[list[str]]:
    return page.locator("[data-triable] tbody tr").evaluate_all(CELLS)


def _headers(page: Page) -> Locator:
    return page.locator("[data-triable] thead th")


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=COLUMNS)
def test_each_column_sorts_both_ways(visit: Visit, column: int) -> None:
    page = visit(ADDRESS)
    before, header = _rows(page), _headers(page).nth(column)
    assert len(before) == TOTAL and page.locator("[aria-sort]").count() == 0
    header.get_by_role("button").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    values = [row[column] for row in _rows(page)]
    assert values == (sorted(values, key=int) if column == 0 else page.evaluate(IN_ORDER, values))
    assert sorted(_rows(page)) == sorted(before)
    header.get_by_role("button").press("Enter")
    expect(header).to_have_attribute("aria-sort", "descending")
    values = [row[column] for row in _rows(page)]
    assert values[::-1] == (sorted(values, key=int) if column == 0 else page.evaluate(IN_ORDER, values[::-1]))
    other = _headers(page).nth((column + 1) % len(COLUMNS))
    other.get_by_role("button").press("Space")
    expect(other).to_have_attribute("aria-sort", "ascending")
    assert page.locator("[aria-sort]").count() == 1


@pytest.mark.parametrize("name", ["axe", "terme", "acteur"])
def test_each_filter_keeps_what_it_says(visit: Visit, name: str) -> None:
    page = visit(ADDRESS)
    select, status = page.locator(f"[data-filtre={name}]"), page.get_by_role("status").filter(has_text="recommandation")
    expect(status).to_have_text(f"{TOTAL} recommandations")
    rows = page.locator("[data-triable] tbody tr")
    said = rows.evaluate_all("(rows, name) => rows.map(row => row.dataset[name].split(' '))", name)
    options = select.locator("option").evaluate_all("options => options.map(o => o.value).filter(Boolean)")
    assert {value for values in said for value in values if value} <= set(options)
    for value in options:
        select.select_option(value)
        number = sum(value in values for values in said)
        assert len(_rows(page)) == number
        expect(status).to_have_text(f"{number} recommandation{'s' if number > 1 else ''}")
    select.select_option("")
    assert len(_rows(page)) == TOTAL


def test_filters_add_up_and_last_through_a_sort(visit: Visit) -> None:
    page = visit(ADDRESS)
    page.locator("[data-filtre=axe]").select_option("axe-1")
    page.locator("[data-filtre=acteur]").select_option(index=1)
    kept = sorted(_rows(page))
    actor = page.locator("[data-filtre=acteur] option:checked").inner_text()
    assert all(actor in row[4] for row in kept) and len(kept) < TOTAL
    _headers(page).nth(2).get_by_role("button").click()
    assert sorted(_rows(page)) == kept


def test_sorting_keeps_the_focus_in_sight(visit: Visit) -> None:
    page = visit(ADDRESS, width=390)
    button = _headers(page).first.get_by_role("button")
    button.press("Enter")
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()


def test_the_table_is_whole_without_script(visit: Visit) -> None:
    page = visit(ADDRESS, java_script_enabled=False)
    assert len(_rows(page)) == TOTAL and [row[0] for row in _rows(page)] == [str(n) for n in range(1, TOTAL + 1)]
    expect(page.locator("[data-tri]")).to_be_hidden()
    assert _headers(page).get_by_role("button").count() == 0
    assert page.locator("[data-triable] tbody tr a").count() == TOTAL
