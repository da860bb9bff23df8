"""The map: which departments are drawn, how many structures each has, in what frame."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.model import Structure

HOME_REGION = "occitanie"  # the action of 2020–2022 was Occitanie's: its departments are always drawn
MARGIN = 4.0  # units of the drawing


@dataclass(frozen=True)
class Area:
    """A department on the map, or a former region drawn as its departments."""

    id: str
    label: str
    structures: tuple[Structure, ...]
    paths: tuple[str, ...]
    x: float
    y: float
    whole_region: bool = False


@dataclass(frozen=True)
class Map:
    """What the map shows: areas, frame (SVG viewBox), and what cannot be drawn."""

    areas: tuple[Area, ...]
    frame: str
    region_wide: tuple[tuple[str, tuple[Structure, ...]], ...]  # region's label, its structures
    nowhere: tuple[Structure, ...]


def the_map(catalog: Catalog) -> Map:
    """Return the map of a catalog."""
    here: dict[str, list[Structure]] = {}
    for structure in catalog.structures:
        for place in catalog.places(structure):
            here.setdefault(place, []).append(structure)
    areas = [_department(catalog, d.id, d.label, here) for d in catalog.departments
             if d.id in catalog.outlines and (d.region == HOME_REGION or d.id in here)]
    areas += [_former_region(catalog, r.id, r.label, r.departments, here) for r in catalog.regions if r.id in here and any(code in catalog.outlines for code in r.departments)]
    drawn = {area.id for area in areas}
    wide = tuple((r.label, tuple(here[r.id])) for r in catalog.regions if r.id in here and r.id not in drawn)
    nowhere = tuple(s for s in catalog.structures if not catalog.places(s))
    return Map(tuple(areas), _frame(catalog, areas), wide, nowhere)


def _department(catalog: Catalog, id: str, label: str, here: dict[str, list[Structure]]) -> Area:
    outline = catalog.outlines[id]
    return Area(id, label, tuple(here.get(id, ())), (outline.path,), outline.x, outline.y)


def _former_region(catalog: Catalog, id: str, label: str, members: tuple[str, ...], here: dict[str, list[Structure]]) -> Area:
    outlines = [catalog.outlines[code] for code in members if code in catalog.outlines]
    x = sum(o.x for o in outlines) / len(outlines)
    y = sum(o.y for o in outlines) / len(outlines)
    return Area(id, label, tuple(here[id]), tuple(o.path for o in outlines), x, y, whole_region=True)


def _frame(catalog: Catalog, areas: list[Area]) -> str:
    regions = {r.id: r.departments for r in catalog.regions}
    codes = [code for area in areas for code in regions.get(area.id, (area.id,))]
    if not codes:
        return "0 0 0 0"
    boxes = [catalog.outlines[code] for code in codes if code in catalog.outlines]
    left, top = (min(getattr(box, side) for box in boxes) - MARGIN for side in ("left", "top"))
    right, bottom = (max(getattr(box, side) for box in boxes) + MARGIN for side in ("right", "bottom"))
    return f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"
