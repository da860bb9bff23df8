"""The workshop where a host chooses what to show of the site, and copies its code."""

from macros import addresses
from macros.embed.pages import frame
from macros.embed.registry import embeds
from macros.embed.style import ACCENTS
from macros.facets import facets
from macros.site import Site

GROUPS = {"": "Le site", "structure": "Une structure, en carte", "story": "Le récit d’une structure", "sheet": "Une fiche égalité", "axis": "Un axe de recommandations"}


def _groups(site: Site) -> dict[str, list[dict]]:
    """Return what can be shown, by kind: all that the code of each is made of."""
    found: dict[str, list[dict]] = {}
    for embed in embeds(site.catalog):
        kind = embed.id.partition("/")[0] if "/" in embed.id else ""
        piece = frame(site.absolute, embed) | {"label": embed.title, "page": embed.page, "link": site.link(addresses.embed(embed.id))}
        found.setdefault(GROUPS[kind], []).append(piece)
    return found


def integrate(site: Site) -> str:
    """The workshop."""
    groups = _groups(site)
    example = site.fragments.html("iframe", **groups[GROUPS[""]][0])
    return site.fill("integrate", groups=groups, example=example, accents=list(ACCENTS), facets=facets(site.catalog), absolute=site.absolute)


SHORTCODES = {"integrate": integrate}
