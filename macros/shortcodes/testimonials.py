"""The structures: one page each, the explorer, the index, the map."""

from macros.facets import facets, values
from macros.geography import the_map
from macros.relations import telling_of
from macros.site import Site, describe


def structure(site: Site, slug: str) -> str:
    """The page of one structure: identity card, story, similar structures, sources."""
    record = site.catalog.structure(slug)
    describe(record.testimony.standfirst if record.testimony else f"{record.name} : ce que l’on sait de cette structure, sans témoignage publié.")
    return site.explained("structure", structure=record, similar=site.proximity.similar(record),
                          telling=telling_of(site.catalog, record))


def explorer(site: Site) -> str:
    """All structures as cards, with their facets."""
    known = {s.slug: values(site.catalog, s) for s in site.catalog.structures}
    return site.fill("explorer", facets=facets(site.catalog), values=known, embedded=False)


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


SHORTCODES = {"structure": structure, "explorer": explorer, "index": index, "department_map": department_map}
