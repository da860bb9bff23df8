"""Addresses within the site: absolute from its root, the same on both engines. Permanent once published.

Zensical rewrites relative links of raw HTML, MkDocs does not: so ours are never relative.
"""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

HOME = ""
EXPLORER = "testimonials/"
THEMES = "themes/"
METHOD = "method/"
EQUALITY = "equality/"
SHEETS = "equality/fiches/"
RECOMMENDATIONS = "recommendations/"
CONCORDANCE = "recommendations/concordance/"
CASES = "recommendations/cas/"
RESOURCES = "resources/"
SOURCES = "resources/sources/"
GLOSSARY = "resources/glossaire/"
PARTNERS = "resources/partenaires/"
LAW = "resources/droit/"
DISAGREEMENTS = "resources/desaccords/"
SEARCH = "search/"
INTEGRATE = "integrate/"
EMBEDS = "embed/v1/"
OPEN_DATA = "resources/donnees/"
API = "api/v1/"
GRID = "about/grille-entretien/"
REPORT = "about/#signaler-une-erreur"

# For each shelf of records, where the page (or the place) of one of them is.
PLACES = {
    "structures": EXPLORER + "{}/", "themes": THEMES + "{}/", "method": METHOD + "{}/", "equality_pages": EQUALITY + "{}/",
    "sheets": SHEETS + "{}/", "cases": CASES + "{}/", "resource_pages": RESOURCES + "{}/", "sources": SOURCES + "#{}",
    "glossary": GLOSSARY + "#{}", "legal": LAW + "#{}", "partners": PARTNERS + "#{}", "resources": RESOURCES + "#{}",
    "disagreements": DISAGREEMENTS + "#{}", "axes": RECOMMENDATIONS + "{}/",
}


def page_of(shelf: str, key: str) -> str:
    """Return the address of a record, from the site's root. Raises KeyError for a shelf without pages."""
    return PLACES[shelf].format(key)


def structure_page(slug: str) -> str:
    """Return the address of a structure's page, from the site's root."""
    return page_of("structures", slug)


def recommendation(axis: str, id: str) -> str:
    """Return the place of a recommendation on the page of its axis."""
    return f"{page_of('axes', axis)}#{id}"


def filtered(facet: str, value: str) -> str:
    """Return the explorer with one filter on, and the place of the plain index that says the same."""
    return f"{EXPLORER}?{urlencode({facet: value})}#{facet}-{value}"


def embed(id: str) -> str:
    """Return the address of an embed, from the site's root."""
    return f"{EMBEDS}{id}/"


def oembed(page: str) -> str:
    """Return where the oEmbed answer of a page is."""
    return f"{EMBEDS}oembed/{page}oembed.json"


def absolute(site_url: str) -> Callable[[str], str]:
    """Return the function that gives the full URL of an address of the site."""
    parts = urlsplit(site_url)
    root = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
    return lambda address: root + address


def within(site_url: str) -> Callable[[str], str]:
    """Return the function that puts an address under the path of `site_url`."""
    root = urlsplit(site_url).path.rstrip("/") + "/"
    return lambda address: root + address
