"""What can be found: the pages of the site and the entries of its lists, with what is known of each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from macros import addresses
from macros.catalog import Catalog, key_of
from macros.model import Structure
from macros.search.harvest import Passage, harvest

# Pages that repeat the cards of others, or lead to them: to find them would be to find the others twice.
LISTINGS = frozenset({addresses.HOME, addresses.EXPLORER, addresses.THEMES, addresses.METHOD, addresses.EQUALITY, addresses.SHEETS,
                      addresses.RECOMMENDATIONS, addresses.RESOURCES, addresses.SEARCH})  # fmt: skip
# The kind of a page (data/vocabularies/page_kinds.yml) by the beginning of its address, the longest first; and how
# much such a page weighs beside others: a definition or a list of sources answers less than a page on the subject.
KINDS = (
    ("resources/glossaire/", "definition", 0.5), ("resources/sources/", "ressource", 0.4), ("resources/desaccords/", "ressource", 0.4),
    ("recommendations/concordance/", "recommandation", 0.5), ("recommendations/actions-observees/", "recommandation", 0.7),
    ("resources/droit/", "droit", 1), ("testimonials/", "structure", 1), ("method/", "methode", 1), ("equality/", "egalite", 1),
    ("recommendations/", "recommandation", 0.9), ("resources/", "ressource", 0.9), ("themes/", "theme", 0.4), ("", "site", 0.5),
)  # fmt: skip
# An entry of a list is short, so each of its words weighs much: less here, or it would hide the pages that explain.
ENTRY_WEIGHT = 0.45


@dataclass(frozen=True)
class Document:
    """One thing to find. `page`: the address of the page that it is on; `address`: its own, with its anchor."""

    page: str
    address: str
    title: str
    kind: str
    weight: float
    themes: tuple[str, ...]
    facts: tuple[str, ...]  # what is said of it under its title: sector, size, place
    keywords: tuple[str, ...]
    passages: tuple[Passage, ...]


def documents(catalog: Catalog, pages: Iterable[tuple[str, str]]) -> Iterator[Document]:
    """Yield what can be found in `pages`: (address from the site's root, built HTML), in the order of addresses."""
    known = _by_address(catalog)
    for page, html in sorted(pages):
        read = harvest(html)
        _, kind, weight = next(entry for entry in KINDS if page.startswith(entry[0]))
        entries = [passage for passage in read.passages if passage.entry]
        if page not in LISTINGS and read.title:
            whole = tuple(passage for passage in read.passages if not passage.entry)
            yield _document(catalog, known.get(page), page, page, read.title, kind, weight, whole)
        for entry in entries:
            if entry.heading:
                yield _document(catalog, known.get(f"{page}#{entry.anchor}"), page, f"{page}#{entry.anchor}", entry.heading, kind,
                                weight * ENTRY_WEIGHT, (Passage(entry.anchor, "", entry.text),))


def _by_address(catalog: Catalog) -> dict[str, Any]:
    """Return the record that each address shows."""
    shelves = (shelf for shelf in addresses.PLACES if shelf != "sources")
    return {addresses.page_of(shelf, key_of(record)): record for shelf in shelves for record in getattr(catalog, shelf)}


def _document(catalog: Catalog, record: Any, page: str, address: str, title: str, kind: str, weight: float,
              passages: tuple[Passage, ...]) -> Document:
    themes = tuple(getattr(record, "themes", ()) or ([record.id] if record is not None and page.startswith(addresses.THEMES) else ()))
    name, facts, keywords = "", tuple[str, ...](), tuple[str, ...]()
    if isinstance(record, Structure):
        name, facts, keywords = _of_structure(catalog, record)
    else:
        keywords = tuple(value for field in ("name", "question") if (value := getattr(record, field, None)))
    labels = tuple(catalog.label("themes", theme) for theme in themes)
    named = (name,) if name else ()
    return Document(page, address, title, kind, weight, themes, facts, (*named, *keywords, *labels, _slug(address)), passages)


def _slug(address: str) -> str:
    """Return the words of the last part of an address: an editor chose them to say what is there."""
    return re.split("[/#]", address.strip("/"))[-1].replace("-", " ")


def _of_structure(catalog: Catalog, structure: Structure) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the name of a structure, what is said of it under its title, and the other words that lead to it."""
    sector = catalog.label("sectors", structure.sector)
    place = (structure.location.label,) if structure.location else ()
    departments = structure.location.departments if structure.location else ()
    regions = dict.fromkeys([catalog.record("departments", id).region for id in departments] + list(structure.location.regions if structure.location else ()))
    keywords = (sector, *place, *(catalog.label("departments", id) for id in departments), *(catalog.label("regions", id) for id in regions))
    return structure.name, (structure.name, sector, *place), keywords
