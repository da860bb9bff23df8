"""The site in hand: its catalog, its templates, and the way it writes addresses."""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from macros import addresses, prerendered
from macros.catalog import Catalog
from macros.load import load
from macros.problems import ContentError
from macros.proximity import Proximity
from macros.render import fragment
from macros.text import summary, typeset

log = logging.getLogger("mkdocs.qvct")
# The engine's own object for the page in hand: MkDocs keeps one a build, Zensical one a page.
ENGINE: ContextVar[Any] = ContextVar("engine")
_SITES: dict[tuple[Path, str], tuple[int, "Site"]] = {}


class Site:
    """What a shortcode works with."""

    def __init__(self, catalog: Catalog, overrides: Path, link: Callable[[str], str]) -> None:
        self.catalog, self.overrides, self.link = catalog, overrides, link
        self.proximity = Proximity(catalog)

    def fill(self, name: str, **values: Any) -> str:
        """Return the placeholder of a fragment, filled."""
        html = fragment(self.overrides, name, self.link, catalog=self.catalog, addresses=addresses, **values)
        return prerendered.keep(html)


def describe(text: str) -> None:
    """Give the page in hand its description for search engines, unless its front matter has one."""
    engine = ENGINE.get(None)
    if engine is not None:
        engine.page.meta.setdefault("description", typeset(summary(text)))


def site_of(root: Path, site_url: str) -> Site:
    """Return the site of the project at `root`, read again only when its data has changed.

    While a preview runs, a mistake in the data keeps the last good site and is logged. Raises
    ContentError when there is none.
    """
    stamp, known = _stamp(root), _SITES.get((root, site_url))
    if known and known[0] == stamp:
        return known[1]
    catalog, problems = load(root)
    if not problems:
        site = Site(catalog, root / "overrides", addresses.within(site_url))
    elif known:
        site = known[1]
        for problem in problems:
            log.warning("%s", problem)
    else:
        raise ContentError(problems)
    _SITES[root, site_url] = (stamp, site)
    return site


def _stamp(root: Path) -> int:
    """Return a number that changes when a data file does."""
    return hash(tuple((path.as_posix(), path.stat().st_mtime_ns) for path in sorted((root / "data").rglob("*.yml"))))
