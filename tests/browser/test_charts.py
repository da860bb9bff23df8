"""Each chart has its figures in a table, behind a disclosure that opens by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import FOCUSED
from tests.browser.visits import Visit

ADDRESS = "equality/chiffres/"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_each_chart_has_its_table(visit: Visit, script: bool) -> None:
    page = visit(ADDRESS, java_script_enabled=script)
    charts = page.locator("figure.graphique").all()
    assert charts
    for chart in charts:
        table, summary = chart.locator("table"), chart.locator("summary")
        expect(table).to_be_hidden()
        assert chart.get_by_role("img").get_attribute("aria-label")
        summary.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(summary).to_be_focused()
        focus = page.evaluate(FOCUSED)
        assert focus["seen"] and focus["ring"], focus
        page.keyboard.press("Enter")
        expect(table).to_be_visible()
        shown = [text.replace("\u202f", " ").replace("\xa0", " ") for text in chart.locator(".graphique-valeur").all_text_contents()]
        cells = [text.replace("\u202f", " ").replace("\xa0", " ") for text in table.locator("tbody td:nth-of-type(1)").all_inner_texts()]
        assert [text.strip() for text in shown] == [text.strip() for text in cells]
        page.keyboard.press("Enter")
        expect(table).to_be_hidden()
