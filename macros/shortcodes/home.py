"""The pieces of the home page."""

from macros.facets import facets
from macros.site import Site


def welcome(site: Site) -> str:
    """What one finds here, and the search field."""
    return site.fill("welcome")


def doors(site: Site) -> str:
    """The three ways in: someone like me, a topic, a method."""
    return site.fill("doors", facets={facet.name: facet for facet in facets(site.catalog)})


def lessons(site: Site, *slugs: str) -> str:
    """The lessons of the structures named, as cards."""
    return site.fill("lessons", structures=[site.catalog.structure(slug) for slug in slugs])


def figures(site: Site) -> str:
    """What there is on the site, in numbers counted from the data."""
    return site.fill("figures")


SHORTCODES = {"welcome": welcome, "doors": doors, "lessons": lessons, "figures": figures}
