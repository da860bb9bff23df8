"""Feeds of what is new: Atom (RFC 4287) and JSON Feed 1.1, for the whole site, by theme, by department."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree

from macros import addresses, identity
from macros.catalog import Catalog, key_of
from macros.exports.records import changed, latest, moment, name_of, permanent_id, summary_of
from macros.exports.xml import document
from macros.text import typeset

FEEDS = "feeds/"
ATOM, JSON = "atom.xml", "feed.json"  # the names of a feed's two forms; addresses are for ever
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
LONGEST = 100  # entries, the latest: a reader of feeds asks for them all again and again
# What is announced, shelf by shelf, and the kind of page that it is (data/vocabularies/page_kinds.yml).
ANNOUNCED = {"structures": "structure", "sheets": "egalite", "equality_pages": "egalite", "method": "methode", "cases": "recommandation",
             "resource_pages": "ressource", "legal": "droit"}  # fmt: skip
Absolute = Callable[[str], str]


@dataclass(frozen=True)
class Entry:
    """What a feed says of a record: `kind` and `themes` by id."""

    id: str
    address: str
    title: str
    summary: str
    kind: str
    themes: tuple[str, ...]
    departments: tuple[str, ...]
    updated_on: date


@dataclass(frozen=True)
class Feed:
    """A feed: the folder of its two forms, the page that it follows, its entries, the latest first."""

    folder: str
    page: str
    title: str
    about: str
    entries: tuple[Entry, ...]
    updated_on: date


def theme_folder(id: str) -> str:
    """Return the folder of a theme's feed."""
    return f"{FEEDS}themes/{id}/"


def department_folder(code: str) -> str:
    """Return the folder of a department's feed."""
    return f"{FEEDS}departments/{code}/"


def files(catalog: Catalog, absolute: Absolute) -> dict[str, str]:
    """Return the text of every feed, by its path under the site's root."""
    found = {}
    for feed in feeds(catalog):
        found[feed.folder + ATOM] = document(_atom(catalog, absolute, feed))
        found[feed.folder + JSON] = json.dumps(_json(catalog, absolute, feed), ensure_ascii=False, indent=1) + "\n"
    return found


def feeds(catalog: Catalog) -> Iterator[Feed]:
    """Yield the feeds. Each theme and each department has its own, even while it is empty: one may already follow it."""
    known = entries(catalog)
    # An empty feed is as old as the whole.
    whole = known[0].updated_on if known else date(1970, 1, 1)

    def feed(folder: str, page: str, title: str, about: str, found: tuple[Entry, ...]) -> Feed:
        return Feed(folder, page, typeset(title), typeset(about), found[:LONGEST], found[0].updated_on if found else whole)

    yield feed(FEEDS, addresses.HOME, identity.NAME, "Témoignages, méthode, fiches égalité, cas étudiés et textes de droit, dès qu’ils changent.", known)
    for theme in catalog.themes:
        yield feed(theme_folder(theme.id), addresses.page_of("themes", theme.id), f"{theme.label} – {identity.NAME}", theme.question,
                   tuple(entry for entry in known if theme.id in entry.themes))
    for department in catalog.departments:
        yield feed(department_folder(department.id), addresses.EXPLORER, f"{department.label} ({department.id}) – {identity.NAME}",
                   f"Les structures du département : {department.label}.", tuple(entry for entry in known if department.id in entry.departments))


def entries(catalog: Catalog) -> tuple[Entry, ...]:
    """Return all that feeds announce, the latest first."""
    found = [_entry(shelf, record) for shelf in ANNOUNCED for record in getattr(catalog, shelf)]
    return tuple(sorted(found, key=lambda entry: (-entry.updated_on.toordinal(), entry.address)))


def _entry(shelf: str, record: Any) -> Entry:
    location = getattr(record, "location", None)
    return Entry(permanent_id(shelf, key_of(record)).urn, addresses.page_of(shelf, key_of(record)), name_of(record), summary_of(record), ANNOUNCED[shelf],
                 record.themes, location.departments if location else (), changed(record) or date(1970, 1, 1))


def _atom(catalog: Catalog, absolute: Absolute, feed: Feed) -> ElementTree.Element:
    root = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "fr"})
    _add(root, "id", permanent_id(feed.folder).urn)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.about)
    _add(root, "updated", moment(feed.updated_on).isoformat())
    _add(_add(root, "author"), "name", identity.NAME)
    _add(root, "rights", identity.LICENCE)
    _add(root, "icon", absolute("assets/favicon.svg"))
    _add(root, "link", rel="self", type=ATOM_TYPE, href=absolute(feed.folder + ATOM))
    _add(root, "link", rel="alternate", type="text/html", hreflang="fr", href=absolute(feed.page))
    _add(root, "link", rel="license", href=identity.LICENCE_ADDRESS)
    for entry in feed.entries:
        _atom_entry(_add(root, "entry"), catalog, absolute, entry)
    return root


def _atom_entry(element: ElementTree.Element, catalog: Catalog, absolute: Absolute, entry: Entry) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", hreflang="fr", href=absolute(entry.address))
    _add(element, "updated", moment(entry.updated_on).isoformat())
    _add(element, "summary", entry.summary)
    _add(element, "category", term=entry.kind, label=catalog.label("page_kinds", entry.kind))
    for theme in entry.themes:
        _add(element, "category", term=theme, scheme=absolute(addresses.THEMES), label=catalog.label("themes", theme))


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _json(catalog: Catalog, absolute: Absolute, feed: Feed) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": absolute(feed.page), "feed_url": absolute(feed.folder + JSON),
        "description": f"{feed.about} {identity.LICENCE}.", "language": "fr", "icon": absolute("assets/favicon.svg"),
        "authors": [{"name": identity.NAME, "url": absolute(addresses.HOME)}],
        "items": [_item(catalog, absolute, entry) for entry in feed.entries],
    }  # fmt: skip


def _item(catalog: Catalog, absolute: Absolute, entry: Entry) -> dict[str, Any]:
    # The format asks for a content: ours is the summary, and the page has the rest.
    return {
        "id": entry.id, "url": absolute(entry.address), "title": entry.title, "content_text": entry.summary,
        "date_modified": moment(entry.updated_on).isoformat(),
        "tags": [catalog.label("page_kinds", entry.kind), *(catalog.label("themes", theme) for theme in entry.themes)],
    }  # fmt: skip
