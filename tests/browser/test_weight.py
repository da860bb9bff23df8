"""What a first visit costs: at most 8 requests and 90 KB compressed; the search costs only those who use it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.built import served

REQUESTS, BYTES = 8, 90_000
HEADERS = 300  # what browsers count for the headers of a response (Resource Timing)


@pytest.mark.parametrize("address", ["", "testimonials/adela/", "testimonials/face-gard/", "testimonials/"])
def test_first_visit_is_light(browser: Browser, site: Path, address: str) -> None:
    with served(site) as server, browser.new_context() as context:
        page = context.new_page()
        page.goto(server.address + address, wait_until="networkidle")
        sent = sorted(server.sent, key=lambda one: -one[1])
    weight = sum(size + HEADERS for _, size in sent)
    figures = f"{len(sent)} requests, {weight / 1000:.1f} KB\n" + "\n".join(f"{size:>8} {path}" for path, size in sent)
    print(figures)
    assert len(sent) <= REQUESTS and weight <= BYTES, figures
