"""What feeds, calendar and metadata say of a record: its permanent id, where it is, its name, when it last changed.

Days come from the data, never from the build's clock.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid5

from macros import addresses
from macros.catalog import Catalog
from macros.relations import THEMED, on_theme
from macros.text import typeset

# The root of our permanent ids. Never to be changed: readers of feeds would see every entry again as a new one.
ROOT = UUID("6f0d6c1e-6a55-4d6b-9a53-0c2f5b8f6a10")
# Pages that list records: the shelves that they show.
LISTINGS = {
    addresses.HOME: ("structures",), addresses.EXPLORER: ("structures",), addresses.THEMES: THEMED, addresses.METHOD: ("method",),
    addresses.EQUALITY: ("equality_pages", "sheets"), addresses.SHEETS: ("sheets",), addresses.RECOMMENDATIONS: ("cases",), addresses.LAW: ("legal",),
}  # fmt: skip
SUMMARIES = ("standfirst", "says", "question")


def permanent_id(*parts: str) -> UUID:
    """Return the id of a thing, the same for ever and on every host: ours carry no domain, for we own none yet."""
    return uuid5(ROOT, "/".join(parts))


def changed(record: Any) -> date | None:
    """Return the day on which a record was last changed or checked, if it says so."""
    return getattr(record, "updated_on", None) or getattr(record, "verified_on", None)


def latest(records: Iterable[Any]) -> date | None:
    """Return the last day on which one of these records changed."""
    return max((day for record in records if (day := changed(record))), default=None)


def moment(day: date) -> datetime:
    """Return a day as the instant that formats with hours ask for: its beginning, in universal time."""
    return datetime.combine(day, time.min, UTC)


def name_of(record: Any) -> str:
    """Return what a record is called in a list: a structure with its lesson, a legal text by its short title."""
    if testimony := getattr(record, "testimony", None):
        return typeset(f"{record.name} : {testimony.lesson}")
    return typeset(next(found for field in ("short_title", "title", "label", "name") if (found := getattr(record, field, None))))


def summary_of(record: Any) -> str:
    """Return what a record is about, in a few sentences of ours."""
    if hasattr(record, "testimony"):
        told = record.testimony.standfirst if record.testimony else f"{record.name} : ce que l’on sait de cette structure, sans témoignage publié."
        return typeset(told)
    return typeset(next(found for field in SUMMARIES if (found := getattr(record, field, None))))


def record_at(catalog: Catalog, address: str) -> tuple[str, Any] | None:
    """Return the shelf and the record that a whole page shows, or None for any other page."""
    for shelf, place in addresses.PLACES.items():
        before, after = place.split("{}")
        key = address.removeprefix(before).removesuffix("/")
        if after == "/" and place.format(key) == address:
            try:
                return shelf, catalog.record(shelf, key)
            except KeyError:
                continue
    return None


def last_change(catalog: Catalog, address: str) -> date | None:
    """Return the day on which what a page shows last changed; None for a page that shows nothing dated."""
    found = record_at(catalog, address)
    if found is None:
        return latest(record for shelf in LISTINGS.get(address, ()) for record in getattr(catalog, shelf))
    shelf, record = found
    if shelf == "themes":
        return latest(record for records in on_theme(catalog, record.id).values() for record in records)
    return changed(record)
