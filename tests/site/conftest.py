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
def pages(site: Path) -> dict[str, Element]:
    """Every HTML page of the site, by its file."""
    return parse(site)
