"""Pages that explain: method, equality, surveys, and the twelve equality sheets."""

from typing import Any

from macros.addresses import page_of
from macros.barchart import drawing
from macros.model import MethodPage
from macros.relations import beside, minutes
from macros.site import Site, describe

# What a page shows besides its text: the fragment, by the page's slug.
UDES_GUIDE = "guide-udes-egalite"  # the guide that our sheets are not: each of them says so
EXTRAS = {"chiffres": "charts", "index-egalite": "scales"}


def _guide(site: Site, shelf: str, slug: str) -> str:
    record: MethodPage = site.catalog.record(shelf, slug)
    describe(record.standfirst)
    extra = EXTRAS.get(slug)
    charts = site.catalog.charts if extra == "charts" else ()
    return site.explained("guide", guide=record, record=record, minutes=minutes(record), extra=extra,
                          drawings=[drawing(site.catalog, chart) for chart in charts],
                          badges=site.badges(site.catalog.records("legal", record.legal)),
                          sheets=site.catalog.records("sheets", record.sheets), also=beside(site.catalog, shelf, record))


def _guides(site: Site, shelf: str) -> str:
    entries: list[tuple[Any, ...]] = [(g, page_of(shelf, g.slug), minutes(g)) for g in getattr(site.catalog, shelf)]
    return site.fill("guides", entries=entries)


def method_page(site: Site, slug: str) -> str:
    """One page of method."""
    return _guide(site, "method", slug)


def method_pages(site: Site) -> str:
    """The pages of method, as cards."""
    return _guides(site, "method")


def equality_page(site: Site, slug: str) -> str:
    """One page of equality: the figures, the Index."""
    return _guide(site, "equality_pages", slug)


def equality_pages(site: Site) -> str:
    """The pages of equality, as cards."""
    return _guides(site, "equality_pages")


def resource_page(site: Site, slug: str) -> str:
    """One page on a survey or a meeting."""
    return _guide(site, "resource_pages", slug)


def sheet(site: Site, slug: str) -> str:
    """One equality sheet."""
    record = site.catalog.record("sheets", slug)
    describe(record.standfirst)
    return site.explained("sheet", sheet=record, today=site.today, record=record, figures=site.catalog.records("figures", record.figures),
                          badges=site.badges(site.catalog.records("legal", dict.fromkeys(point.legal for point in record.law))),
                          guide=next((r for r in site.catalog.resources if r.id == UDES_GUIDE), None), sheets=(), also=beside(site.catalog, "sheets", record))


def sheets(site: Site) -> str:
    """The twelve equality sheets, as cards."""
    ordered = sorted(site.catalog.sheets, key=lambda s: s.number)
    return site.fill("guides", entries=[(s, page_of("sheets", s.slug), None) for s in ordered])


SHORTCODES = {"method_page": method_page, "method_pages": method_pages, "equality_page": equality_page,
              "equality_pages": equality_pages, "resource_page": resource_page, "sheet": sheet, "sheets": sheets}
