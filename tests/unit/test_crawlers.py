"""What visiting programs look for: the list of pages with their days, what may be read, whom to tell of a weakness."""

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

from macros.addresses import absolute
from macros.catalog import Catalog
from macros.exports.crawlers import files, robots, security, sitemap

URL = absolute("https://exemple.fr/qvct/")
TODAY = date(2026, 11, 21)
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PAGES = ["", "search/", "about/", "testimonials/", "testimonials/la-fabrique/", "embed/v1/map/", "resources/droit/", "resources/glossaire/"]


def listed(catalog: Catalog, pages: list[str]) -> dict[str, str | None]:
    root = ElementTree.fromstring(sitemap(catalog, URL, pages))
    return {page.findtext("s:loc", None, NS): page.findtext("s:lastmod", None, NS) for page in root.findall("s:url", NS)}  # type: ignore[misc]


def test_each_page_has_its_own_day(catalog: Catalog) -> None:
    assert listed(catalog, PAGES) == {
        "https://exemple.fr/qvct/": "2026-11-21", "https://exemple.fr/qvct/about/": None, "https://exemple.fr/qvct/resources/droit/": "2026-11-01",
        "https://exemple.fr/qvct/resources/glossaire/": None, "https://exemple.fr/qvct/testimonials/": "2026-11-21",
        "https://exemple.fr/qvct/testimonials/la-fabrique/": "2026-03-01",
    }  # fmt: skip


def test_the_order_of_pages_does_not_matter(catalog: Catalog) -> None:
    assert sitemap(catalog, URL, PAGES) == sitemap(catalog, URL, reversed(PAGES))


def test_addresses_with_marks_are_escaped(catalog: Catalog) -> None:
    assert "https://exemple.fr/qvct/a&b<c>/" in listed(catalog, ["a&b<c>/"])


def test_programs_may_read_all_but_the_answers_of_the_search() -> None:
    assert robots(URL) == "User-agent: *\nDisallow: /qvct/search/?\nSitemap: https://exemple.fr/qvct/sitemap.xml\n"


def fields(text: str) -> dict[str, str]:
    """Return the fields of a security.txt, each of which may be there once here."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [re.fullmatch(r"([A-Z][A-Za-z-]+): (\S.*)", line) for line in lines]
    assert all(found) and len({match[1] for match in found if match}) == len(lines)
    return {match[1]: match[2] for match in found if match}


def test_a_weakness_can_be_told_of() -> None:
    """RFC 9116: Contact and Expires must be there, addresses of the web be secure, the day be less than a year away."""
    text = security(URL, TODAY)
    assert fields(text) == {"Contact": "https://exemple.fr/qvct/about/#signaler-une-erreur", "Expires": "2027-11-21T00:00:00+00:00", "Preferred-Languages": "fr",
                            "Canonical": "https://exemple.fr/qvct/.well-known/security.txt"}  # fmt: skip
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    assert 0 < (datetime.fromisoformat(fields(text)["Expires"]) - noon).days < 365
    assert "aucune adresse de courriel" in text


def test_the_contact_is_secure_even_for_a_preview() -> None:
    assert fields(security(absolute("http://127.0.0.1:8000/"), TODAY))["Contact"] == "https://127.0.0.1:8000/about/#signaler-une-erreur"


def test_they_are_where_programs_look(catalog: Catalog) -> None:
    assert set(files(catalog, URL, PAGES, TODAY)) == {"sitemap.xml", "robots.txt", ".well-known/security.txt"}
