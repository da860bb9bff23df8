"""What visiting programs look for at the root of a site: sitemap.xml, robots.txt, security.txt."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

from macros import addresses
from macros.catalog import Catalog
from macros.exports.records import last_change, moment
from macros.exports.xml import document

SITEMAP, ROBOTS, SECURITY = "sitemap.xml", "robots.txt", ".well-known/security.txt"
# Pages that hold nothing to be found: the search, and what other sites show in their frames.
LEFT_OUT = (addresses.SEARCH, addresses.EMBEDS)
LASTING = timedelta(days=365)
ABOUT_CONTACT = """\
# Pour signaler une faille de sécurité (RFC 9116).
# Nous ne connaissons encore aucune adresse de courriel : le contact est la page du site qui dit comment signaler une erreur.
# Ce fichier est refait, et sa date repoussée d’un an, à chaque publication du site.
"""


def files(catalog: Catalog, absolute: Callable[[str], str], pages: Iterable[str], today: date) -> dict[str, str]:
    """Return the text of these files, by path. `pages`: the addresses of all pages of the site."""
    return {SITEMAP: sitemap(catalog, absolute, pages), ROBOTS: robots(absolute), SECURITY: security(absolute, today)}


def sitemap(catalog: Catalog, absolute: Callable[[str], str], pages: Iterable[str]) -> str:
    """Return the list of pages, each with the day on which what it shows last changed, if that is known."""
    root = ElementTree.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address in sorted(pages):
        if not address.startswith(LEFT_OUT):
            page = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(page, "loc").text = absolute(address)
            if day := last_change(catalog, address):
                ElementTree.SubElement(page, "lastmod").text = day.isoformat()
    return document(root)


def robots(absolute: Callable[[str], str]) -> str:
    """Return what programs may read: all but the answers of the search, which have no end."""
    return f"User-agent: *\nDisallow: {urlsplit(absolute(addresses.SEARCH)).path}?\nSitemap: {absolute(SITEMAP)}\n"


def security(absolute: Callable[[str], str], today: date) -> str:
    """Return whom to tell of a weakness. Addresses of the web must be secure ones there (RFC 9116, 2.5.4)."""
    def secure(address: str) -> str:
        return "https://" + absolute(address).partition("://")[2]

    return ABOUT_CONTACT + (f"Contact: {secure(addresses.REPORT)}\nExpires: {moment(today + LASTING).isoformat()}\n"
                            f"Preferred-Languages: fr\nCanonical: {secure(SECURITY)}\n")
