"""Where to go next: resources, law, glossary, partners, sources and what they disagree on."""

from macros.exports.api import shortest
from macros.exports.contents import counted
from macros.site import Site
from macros.text import fold


def resources(site: Site) -> str:
    """All documents and links, by kind."""
    return site.fill("resources")


def law(site: Site) -> str:
    """The legal texts, each with its state today."""
    return site.explained("law", badges=site.badges(site.catalog.legal))


def glossary(site: Site) -> str:
    """The words of the field, by letter."""
    letters: dict[str, list] = {}
    for term in site.catalog.glossary:
        letters.setdefault(fold(term.term)[0], []).append(term)
    return site.fill("glossary", letters=letters)


def search(site: Site) -> str:
    """The search page."""
    return site.fill("search")


def open_data(site: Site) -> str:
    """The files that others may use: where they are, what one holds, how to read them."""
    return site.fill("open_data", collections=counted(site.catalog), example=shortest(site.catalog, site.absolute, "glossary"), absolute=site.absolute)


def partners(site: Site) -> str:
    """The organisations that help, and how to reach them."""
    return site.fill("partners")


def sources(site: Site) -> str:
    """The documents that facts come from."""
    return site.fill("sources")


def disagreements(site: Site) -> str:
    """What the sources say differently, all together."""
    return site.fill("disagreements")


SHORTCODES = {"resources": resources, "law": law, "glossary": glossary, "open_data": open_data, "partners": partners, "search": search, "sources": sources,
              "disagreements": disagreements}
