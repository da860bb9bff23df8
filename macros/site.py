"""The site in hand: its catalog, its templates, and the way it writes addresses."""

import logging
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from macros import addresses, prerendered
from macros.catalog import Catalog
from macros.exports.head import of_page
from macros.glossary import Words
from macros.load import load
from macros.model import LegalText
from macros.problems import ContentError
from macros.proximity import Proximity
from macros.render import Fragments
from macros.text import summary, typeset
from macros.validity import Validity, validity

log = logging.getLogger("mkdocs.qvct")
# The engine's own object for the page in hand: MkDocs keeps one a build, Zensical one a page.
ENGINE: ContextVar[Any] = ContextVar("engine")
_SITES: dict[tuple[Path, str, date], tuple[int, "Site"]] = {}


class Site:
    """What a shortcode works with."""

    def __init__(self, catalog: Catalog, overrides: Path, site_url: str, today: date) -> None:
        self.catalog, self.today = catalog, today
        self.link, self.absolute = addresses.within(site_url), addresses.absolute(site_url)
        self.fragments = Fragments(overrides, catalog=catalog, link=self.link, addresses=addresses)
        self.proximity = Proximity(catalog)
        self.words = Words(catalog.glossary)

    def fill(self, name: str, **values: Any) -> str:
        """Return the placeholder of a fragment, filled."""
        return prerendered.keep(self.fragments.html(name, **values))

    def explained(self, name: str, **values: Any) -> str:
        """Return the placeholder of a page's main fragment, its acronyms explained at their first use."""
        html, terms = self.words.explain(self.fragments.html(name, **values),
                                         lambda term, elided: self.fragments.html("term", term=term, elided=elided))
        return prerendered.keep(html + self.fragments.html("bubbles", terms=terms) if terms else html)

    def badges(self, texts: Iterable[LegalText]) -> list[Validity]:
        """Return the legal texts with their state today."""
        return [validity(text, self.today) for text in texts]


def describe(text: str) -> None:
    """Give the page in hand its description for search engines, unless its front matter has one."""
    engine = ENGINE.get(None)
    if engine is not None:
        # The theme writes it in an attribute as it is.
        engine.page.meta.setdefault("description", escape(typeset(summary(text)), quote=True))


def introduce(site: Site) -> None:
    """Give the page in hand what its head says to other programs: see overrides/main.html."""
    engine = ENGINE.get(None)
    if engine is not None and "head" not in engine.page.meta:
        engine.page.meta["head"] = of_page(site.catalog, site.absolute, engine.page.url, engine.page.title)


def site_of(root: Path, site_url: str, today: date) -> Site:
    """Return the site of the project at `root` on `today`, read again only when its data has changed.

    While a preview runs, a mistake in the data keeps the last good site and is logged. Raises
    ContentError when there is none.
    """
    stamp, known = _stamp(root), _SITES.get((root, site_url, today))
    if known and known[0] == stamp:
        return known[1]
    catalog, problems = load(root)
    if not problems:
        site = Site(catalog, root / "overrides", site_url, today)
    elif known:
        site = known[1]
        for problem in problems:
            log.warning("%s", problem)
    else:
        raise ContentError(problems)
    _SITES[root, site_url, today] = (stamp, site)
    return site


def _stamp(root: Path) -> int:
    """Return a number that changes when a data file does."""
    return hash(tuple((path.as_posix(), path.stat().st_mtime_ns) for path in sorted((root / "data").rglob("*.yml"))))
