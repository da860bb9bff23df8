"""Which pieces of the site others may show, under which permanent ids."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros import addresses
from macros.catalog import Catalog
from macros.facets import facets, values
from macros.geography import the_map

# Pieces of the whole site, and pieces of one record: the shelf of its records.
WHOLE = ("structures", "map", "figures", "search")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OF_RECORDS = {"structure": "structures", "story": "structures", "sheet": "sheets", "axis": "axes"}


@dataclass(frozen=True)
class Embed:
    """A piece to show elsewhere. `page`: the address of the full page. `height`: before any script, in pixels at 600 px wide."""

    id: str
    title: str
    page: str
    template: str
    height: int
    values: dict[str, Any]
    updated_on: date | None = None


def ids(known: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the ids of all embeds, of the keys of records by shelf; those of faulty records included, if they can be in an address."""
    return [*WHOLE, *(f"{kind}/{key}" for kind, shelf in OF_RECORDS.items() for key in sorted(known.get(shelf, {})) if KEY.fullmatch(key))]


def embeds(catalog: Catalog) -> Iterator[Embed]:
    """Yield every embed of the site."""
    latest = max((structure.updated_on for structure in catalog.structures), default=None)
    shown = {structure.slug: values(catalog, structure) for structure in catalog.structures}
    yield Embed("structures", "Les structures et ce qu’elles ont appris", addresses.EXPLORER, "structures", 900,
                {"facets": facets(catalog), "values": shown, "embedded": True}, latest)
    yield Embed("map", "Carte des structures", addresses.HOME, "map", 700, {"map": the_map(catalog)}, latest)
    yield Embed("figures", "Les chiffres du site", addresses.HOME, "figures", 420, {}, latest)
    yield Embed("search", "Chercher dans le site", addresses.SEARCH, "search", 220, {})
    for structure in catalog.structures:
        page = addresses.structure_page(structure.slug)
        told = f"{structure.name} : {structure.testimony.lesson}" if structure.testimony else structure.name
        yield Embed(f"structure/{structure.slug}", told, page, "card", 340, {"structure": structure}, structure.updated_on)
        yield Embed(f"story/{structure.slug}", f"Récit : {structure.name}", page, "story", 1600, {"structure": structure, "story": structure.testimony},
                    structure.updated_on)
    for sheet in catalog.sheets:
        yield Embed(f"sheet/{sheet.slug}", sheet.title, addresses.page_of("sheets", sheet.slug), "sheet", 1800, {"sheet": sheet}, sheet.updated_on)
    for axis in catalog.axes:
        entries = [entry for entry in catalog.recommendations if entry.axis == axis.id]
        yield Embed(f"axis/{axis.id}", f"Recommandations : {axis.label}", addresses.page_of("axes", axis.id), "axis", 1800, {"axis": axis, "entries": entries})
