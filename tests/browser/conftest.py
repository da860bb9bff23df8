"""The built site, served, and the one browser of the session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.visits import Tour, Visit, chromium, visits
from tests.built import Server, published, served


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    return published(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The built site, on a port of this machine."""
    with served(site) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """The function that opens an address of the site: see `visits`."""
    with visits(browser, server) as visit:
        yield visit


@pytest.fixture(scope="session")
def tour(browser: Browser, server: Server) -> Iterator[Tour]:
    """The tab that goes through all pages."""
    tour = Tour(browser, server)
    yield tour
    tour.context.close()
