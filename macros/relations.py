"""What goes with what: all that treats a theme, and what speaks of a record."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.catalog import Catalog, key_of
from macros.model import MethodPage, Structure

# Shelves whose records carry themes, in the order in which a theme's page shows them.
THEMED = ("structures", "method", "equality_pages", "sheets", "recommendations", "cases", "legal", "resources", "resource_pages", "glossary")
GUIDES = ("method", "equality_pages", "resource_pages")
READ_PER_MINUTE = 200  # words; slow enough for a text that one applies


@dataclass(frozen=True)
class ReadAlso:
    """Something to read next: where its record is, and why."""

    shelf: str
    record: Any
    reason: str


def on_theme(catalog: Catalog, theme: str) -> dict[str, tuple[Any, ...]]:
    """Return what treats a theme, by shelf."""
    return {shelf: tuple(r for r in getattr(catalog, shelf) if theme in r.themes) for shelf in THEMED}


def telling_of(catalog: Catalog, structure: Structure) -> tuple[ReadAlso, ...]:
    """Return the pages of method and the sheets that tell what a structure did."""
    return tuple(ReadAlso(shelf, page, told.text) for shelf in (*GUIDES, "sheets") for page in getattr(catalog, shelf)
                 for told in page.told if told.structure == structure.slug)


def beside(catalog: Catalog, shelf: str, record: Any, shown: int = 4) -> tuple[ReadAlso, ...]:
    """Return other pages on the same themes, those that share most themes first."""
    scored = []
    for other_shelf in ("method", "equality_pages", "sheets", "cases"):
        for other in getattr(catalog, other_shelf):
            common = [theme for theme in record.themes if theme in other.themes]
            if common and (other_shelf, key_of(other)) != (shelf, key_of(record)):
                reason = "sur le thème : " + ", ".join(catalog.label("themes", theme).lower() for theme in common)
                scored.append((-len(common), other_shelf, key_of(other), ReadAlso(other_shelf, other, reason)))
    return tuple(entry[3] for entry in sorted(scored, key=lambda entry: entry[:3])[:shown])


def minutes(guide: MethodPage) -> int:
    """Return the time that a page takes to read, in whole minutes, at least one."""
    return max(1, round(sum(len(text.split()) for text in _texts(guide)) / READ_PER_MINUTE))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            if name not in ("source", "slug", "themes", "sheets", "recommendations", "legal", "resources"):
                yield from _texts(getattr(value, name))
