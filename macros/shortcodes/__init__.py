"""What pages may call: a query of the catalog and one fragment each. One module a room."""

from collections.abc import Callable
from functools import cache, partial

from macros.sandbox import allow
from macros.shortcodes import guides, home, integration, interview, library, recommendations, testimonials, themes
from macros.site import Site, introduce

SHORTCODES: dict[str, Callable[..., str]] = {
    name: function for room in (guides, home, integration, interview, library, recommendations, testimonials, themes) for name, function in room.SHORTCODES.items()
}
# Shortcodes whose arguments are keys of records, and the shelf of these: checked before a build.
REFERS_TO = {
    "structure": "structures", "lessons": "structures", "method_page": "method", "equality_page": "equality_pages",
    "resource_page": "resource_pages", "sheet": "sheets", "axis": "axes", "case": "cases", "theme": "themes",
}


@cache
def bound(site: Site) -> dict[str, Callable[..., str]]:
    """Return the shortcodes of a site by name, as pages call them: these alone pass the cage."""
    return {name: allow(partial(_introduced, shortcode, site), name) for name, shortcode in SHORTCODES.items()}


def _introduced(shortcode: Callable[..., str], site: Site, *values: str) -> str:
    introduce(site)
    return shortcode(site, *values)
