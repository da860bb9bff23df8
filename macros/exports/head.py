"""What the head of a page says to other programs: structured data, the picture of its link, the feeds that follow it."""

from collections.abc import Iterator
from typing import Any

from macros import addresses, identity
from macros.catalog import Catalog
from macros.exports import calendar, feeds, jsonld, pictures
from macros.exports.records import last_change, name_of, record_at
from macros.text import typeset


def of_page(catalog: Catalog, absolute: feeds.Absolute, address: str, title: str) -> dict[str, Any]:
    """Return what overrides/chrome/head.html writes. `title`: the page's own; `feeds`: by their address from the site's root."""
    room, (shelf, record) = pictures.room_of(address), record_at(catalog, address) or ("", None)
    day = last_change(catalog, address)
    return {
        "kind": "website" if address == addresses.HOME else "article",
        "title": identity.NAME if address == addresses.HOME else name_of(record) if shelf == "structures" else typeset(title),
        "changed": day.isoformat() if day and shelf else "", "data": jsonld.of_page(catalog, absolute, address, title),
        "picture": {"address": absolute(pictures.path_of(room)), "alt": pictures.described(room)},
        "feeds": [{"address": where, "type": kind, "title": typeset(name)} for where, kind, name in _followed(catalog, address, shelf, record)],
    }  # fmt: skip


def _followed(catalog: Catalog, address: str, shelf: str, record: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the feeds of the page's own theme or departments, the calendar of what it dates; those of the whole site are on every page."""
    if shelf == "themes":
        yield feeds.theme_folder(record.id) + feeds.ATOM, feeds.ATOM_TYPE, f"Nouveautés : {record.label}"
    if shelf == "structures" and record.location:
        for one in catalog.records("departments", record.location.departments):
            yield feeds.department_folder(one.id) + feeds.ATOM, feeds.ATOM_TYPE, f"Nouveautés : {one.label} ({one.id})"
    if shelf == "sheets" or address == addresses.LAW:
        yield calendar.ADDRESS, calendar.TYPE, "Calendrier des échéances"
