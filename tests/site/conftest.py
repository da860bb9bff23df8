"""The built site, read once into trees, for the tests of this folder."""

from pathlib import Path

import pytest

from tests.built import publish, published
from tests.site.markup import Element, parse


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    return published(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def site_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published under a path of a host, as on a forge's pages."""
    return publish(tmp_path_factory.mktemp("sous-chemin"), "https://exemple.fr/qvct/")


@pytest.fixture(scope="session")
def every_page(site: Path) -> dict[str, Element]:
    """Every HTML page of the site, embeds included, by its file."""
    return parse(site)


@pytest.fixture(scope="session")
def pages(every_page: dict[str, Element]) -> dict[str, Element]:
    """Every page that a reader of the site may meet, by its file: embeds are seen in other sites."""
    return {name: page for name, page in every_page.items() if not name.startswith("embed/")}
