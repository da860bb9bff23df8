"""Addresses within the site."""

import pytest

from macros import addresses


@pytest.mark.parametrize(("site_url", "root"), [
    ("http://127.0.0.1:8000/", "/"), ("https://exemple.fr", "/"), ("https://exemple.fr/qvct", "/qvct/"), ("https://exemple.fr/qvct/", "/qvct/"),
    ("https://exemple.fr/a/b/?x#y", "/a/b/"),
])
def test_addresses_start_at_the_path_of_the_site(site_url: str, root: str) -> None:
    link = addresses.within(site_url)
    assert [link(""), link("about/"), link(addresses.structure_page("adela"))] == [root, root + "about/", root + "testimonials/adela/"]


@pytest.mark.parametrize(("site_url", "full"), [
    ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"), ("https://exemple.fr", "https://exemple.fr/"), ("https://exemple.fr/qvct", "https://exemple.fr/qvct/"),
    ("https://exemple.fr/qvct/", "https://exemple.fr/qvct/"),
])
def test_full_addresses_start_with_that_of_the_site(site_url: str, full: str) -> None:
    absolute = addresses.absolute(site_url)
    assert [absolute(""), absolute(addresses.embed("map"))] == [full, full + "embed/v1/map/"]


def test_permanent_addresses() -> None:
    """Other sites show these: they never change."""
    assert addresses.embed("structure/adela") == "embed/v1/structure/adela/"
    assert addresses.oembed("") == "embed/v1/oembed/oembed.json"
    assert addresses.oembed("testimonials/adela/") == "embed/v1/oembed/testimonials/adela/oembed.json"


def test_a_filter_and_its_place_in_the_index() -> None:
    assert addresses.filtered("theme", "teletravail") == "testimonials/?theme=teletravail#theme-teletravail"


def test_the_places_named_are_pages_of_the_site(root: object) -> None:
    for address in (addresses.HOME, addresses.EXPLORER, addresses.SEARCH, addresses.INTEGRATE, addresses.SOURCES, addresses.REPORT):
        folder = root / "content" / address.partition("#")[0]
        assert (folder / "index.md").is_file() or folder.with_suffix(".md").is_file()
