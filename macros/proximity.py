"""Structures that look like another one, and in what.

Points: a common theme 2 (3 if it is the main theme of either), the same sector 3, the same size 2, a
common place 1. Ours: a shared question matters most to a reader, then work of the same kind, then scale.
"""

from collections import defaultdict
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.facets import UNKNOWN, values
from macros.model import Structure

SHOWN = 3
COMPARED = 12  # neighbours looked at in each group: time grows with the structures, not their square


@dataclass(frozen=True)
class Similar:
    """A structure that looks like another, and the reasons in words."""

    structure: Structure
    reasons: tuple[str, ...]


class Proximity:
    """Who looks like whom in a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._groups: dict[tuple[str, str], list[Structure]] = defaultdict(list)
        self._rank: dict[tuple[str, str, str], int] = {}  # facet, value, slug → place in the group
        for structure in catalog.with_testimony():
            for facet, id in self._traits(structure):
                self._rank[facet, id, structure.slug] = len(self._groups[facet, id])
                self._groups[facet, id].append(structure)

    def similar(self, structure: Structure) -> tuple[Similar, ...]:
        """Return up to three structures that testify and look like this one, best first."""
        scored = []
        for candidate in self._neighbours(structure):
            points, reasons = self._compare(structure, candidate)
            scored.append((-points, candidate.slug, Similar(candidate, reasons)))
        scored.sort(key=lambda entry: entry[:2])
        return tuple(entry[2] for entry in scored[:SHOWN])

    def _traits(self, structure: Structure) -> list[tuple[str, str]]:
        found = values(self.catalog, structure)
        return [(facet, id) for facet, ids in found.items() for id in ids if facet != "video" and id != UNKNOWN]

    def _neighbours(self, structure: Structure) -> list[Structure]:
        found: dict[str, Structure] = {}
        for facet, id in self._traits(structure):
            group = self._groups.get((facet, id), [])
            start = self._rank.get((facet, id, structure.slug), 0)
            for step in range(min(COMPARED, len(group))):
                other = group[(start + step) % len(group)]
                found[other.slug] = other
        found.pop(structure.slug, None)
        return list(found.values())

    def _compare(self, one: Structure, other: Structure) -> tuple[int, tuple[str, ...]]:
        points, reasons = 0, []
        if one.sector == other.sector:
            points += 3
            reasons.append("même secteur")
        band = self.catalog.size_band(one)
        if band and band == self.catalog.size_band(other):
            points += 2
            reasons.append("même taille")
        common = [theme for theme in one.themes if theme in other.themes]
        if common:
            main = {one.themes[0], other.themes[0]}
            points += sum(3 if theme in main else 2 for theme in common)
            names = ", ".join(self.catalog.label("themes", theme).lower() for theme in common)
            reasons.append(f"{'mêmes thèmes' if len(common) > 1 else 'même thème'} : {names}")
        if set(self.catalog.places(one)) & set(self.catalog.places(other)):
            points += 1
            reasons.append("même territoire")
        return points, tuple(reasons)
