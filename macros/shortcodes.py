"""What pages may call: a query of the catalog and one fragment each."""

from collections.abc import Callable
from functools import cache, partial

from macros.facets import facets, values
from macros.geography import the_map
from macros.sandbox import allow
from macros.site import Site, describe


def structure(site: Site, slug: str) -> str:
    """The page of one structure: identity card, story, similar structures, sources."""
    record = site.catalog.structure(slug)
    describe(record.testimony.standfirst if record.testimony else f"{record.name} : ce que l’on sait de cette structure, sans témoignage publié.")
    return site.fill("structure", structure=record, similar=site.proximity.similar(record))


def explorer(site: Site) -> str:
    """All structures as cards, with their facets."""
    known = {s.slug: values(site.catalog, s) for s in site.catalog.structures}
    return site.fill("explorer", facets=facets(site.catalog), values=known)


def index(site: Site) -> str:
    """The same structures in plain lists, by theme, sector, size and place."""
    groups: dict[tuple[str, str], list] = {}
    for record in site.catalog.structures:
        for facet, ids in values(site.catalog, record).items():
            for id in ids:
                groups.setdefault((facet, id), []).append(record)
    return site.fill("index", facets=facets(site.catalog), groups=groups)


def department_map(site: Site) -> str:
    """The map of the departments, and the same in words."""
    return site.fill("map", map=the_map(site.catalog))


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


def sources(site: Site) -> str:
    """The documents that facts come from."""
    return site.fill("sources")


SHORTCODES: dict[str, Callable[..., str]] = {
    "structure": structure, "explorer": explorer, "index": index, "department_map": department_map,
    "welcome": welcome, "doors": doors, "lessons": lessons, "figures": figures, "sources": sources,
}
# Shortcodes whose arguments are slugs of structures: checked before a build.
NAMES_STRUCTURES = {"structure", "lessons"}


@cache
def bound(site: Site) -> dict[str, Callable[..., str]]:
    """Return the shortcodes of a site by name, as pages call them: these alone pass the cage."""
    return {name: allow(partial(shortcode, site), name) for name, shortcode in SHORTCODES.items()}
