"""Addresses within the site: absolute from its root, the same on both engines.

Zensical rewrites relative links of raw HTML, MkDocs does not: so ours are never relative.
"""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

HOME = ""
EXPLORER = "testimonials/"
SOURCES = "resources/sources/"
REPORT = "about/#signaler-une-erreur"


def structure_page(slug: str) -> str:
    """Return the address of a structure's page, from the site's root."""
    return f"{EXPLORER}{slug}/"


def filtered(facet: str, value: str) -> str:
    """Return the explorer with one filter on, and the place of the plain index that says the same."""
    return f"{EXPLORER}?{urlencode({facet: value})}#{facet}-{value}"


def within(site_url: str) -> Callable[[str], str]:
    """Return the function that puts an address under the path of `site_url`."""
    root = urlsplit(site_url).path.rstrip("/") + "/"
    return lambda address: root + address
