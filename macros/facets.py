"""The explorer's facets: by what structures are sifted, which values there are, how many of each."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.model import Structure

UNKNOWN = "non-precise"


@dataclass(frozen=True)
class Choice:
    """One value of a facet, and the number of structures that have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """A facet. `name` is its parameter in the explorer's address."""

    name: str
    legend: str
    choices: tuple[Choice, ...]


def values(catalog: Catalog, structure: Structure) -> dict[str, tuple[str, ...]]:
    """Return, for each facet, the values that a structure has."""
    band = catalog.size_band(structure)
    return {
        "theme": structure.themes,
        "sector": (structure.sector,),
        "size": (band.id if band else UNKNOWN,),
        "department": catalog.places(structure) or (UNKNOWN,),
        "video": ("1",) if structure.video else (),
    }


def facets(catalog: Catalog) -> tuple[Facet, ...]:
    """Return the facets with the values that at least one structure has."""
    counts: dict[tuple[str, str], int] = {}
    for structure in catalog.structures:
        for facet, ids in values(catalog, structure).items():
            for id in ids:
                counts[facet, id] = counts.get((facet, id), 0) + 1

    def facet(name: str, legend: str, entries: list[tuple[str, str]]) -> Facet:
        return Facet(name, legend, tuple(Choice(id, label, counts[name, id]) for id, label in entries if (name, id) in counts))

    def entries(*vocabulary: tuple) -> list[tuple[str, str]]:
        return [(entry.id, entry.label) for listed in vocabulary for entry in listed]

    return (
        facet("theme", "Thème", entries(catalog.themes)),
        facet("sector", "Secteur", entries(catalog.sectors)),
        facet("size", "Taille", [*entries(catalog.size_bands), (UNKNOWN, "Effectif non précisé")]),
        facet("department", "Lieu", [*_place_entries(catalog), (UNKNOWN, "Lieu non précisé")]),
        facet("video", "Format", [("1", "Avec un témoignage en vidéo")]),
    )


def _place_entries(catalog: Catalog) -> list[tuple[str, str]]:
    departments = [(d.id, f"{d.label} ({d.id})") for d in catalog.departments]
    return departments + [(r.id, f"{r.label}, département non précisé") for r in catalog.regions]
