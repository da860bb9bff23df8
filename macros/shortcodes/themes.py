"""The themes: all that the site holds on each."""

from macros.relations import on_theme
from macros.site import Site, describe


def themes(site: Site) -> str:
    """The themes, as cards, with the number of things to read on each."""
    return site.fill("themes", entries=[(t, sum(map(len, on_theme(site.catalog, t.id).values()))) for t in site.catalog.themes])


def theme(site: Site, id: str) -> str:
    """All that treats one theme."""
    describe(f"{site.catalog.record('themes', id).question} Témoignages, méthode, fiches, droit et ressources sur ce thème.")
    found = on_theme(site.catalog, id)
    return site.fill("theme", theme=site.catalog.record("themes", id), found=found, badges=site.badges(found["legal"]))


SHORTCODES = {"themes": themes, "theme": theme}
