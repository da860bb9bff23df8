"""The map: what is drawn, with whom, in what frame; and what cannot be drawn."""

from dataclasses import replace

from macros.catalog import Catalog
from macros.geography import MARGIN, the_map


def test_areas_of_the_small_project(catalog: Catalog) -> None:
    areas = {area.id: area for area in the_map(catalog).areas}
    assert {id: [s.slug for s in area.structures] for id, area in areas.items()} == {"30": ["les-tilleuls"], "34": ["la-fabrique"], "vieilles-alpes": ["la-fabrique"]}
    assert (areas["30"].label, areas["30"].x, areas["30"].y, areas["30"].whole_region) == ("Gard", 30.5, 20.0, False)


def test_a_former_region_is_drawn_as_its_departments(catalog: Catalog) -> None:
    (region,) = [area for area in the_map(catalog).areas if area.whole_region]
    assert (region.label, len(region.paths), region.x, region.y) == ("Vieilles-Alpes", 2, 55.0, 6.0)


def test_what_cannot_be_drawn_is_told(catalog: Catalog) -> None:
    drawn = the_map(catalog)
    assert [(label, [s.slug for s in structures]) for label, structures in drawn.region_wide] == [("Occitanie", ["les-tilleuls"])]
    assert [s.slug for s in drawn.nowhere] == ["minimale"]


def test_the_frame_holds_every_area(catalog: Catalog) -> None:
    left, top, width, height = map(float, the_map(catalog).frame.split())
    assert (left, top, left + width, top + height) == (0 - MARGIN, 0 - MARGIN, 65 + MARGIN, 30 + MARGIN)


def test_the_home_region_is_drawn_even_when_empty(catalog: Catalog) -> None:
    empty = the_map(replace(catalog, structures=()))
    assert [(area.id, area.structures) for area in empty.areas] == [("30", ()), ("34", ())]
    assert (empty.region_wide, empty.nowhere) == ((), ())


def test_no_outline_no_map(catalog: Catalog) -> None:
    assert the_map(replace(catalog, structures=(), outlines={})).frame == "0 0 0 0"


def test_every_structure_of_the_site_is_somewhere(real_catalog: Catalog) -> None:
    drawn = the_map(real_catalog)
    shown = {s.slug for area in drawn.areas for s in area.structures} | {s.slug for _, many in drawn.region_wide for s in many} | {s.slug for s in drawn.nowhere}
    assert shown == {s.slug for s in real_catalog.structures}
    assert len([area for area in drawn.areas if area.id.isdigit()]) == 13 + 1  # Occitanie's thirteen departments, and Pyrénées-Atlantiques
    assert [area.id for area in drawn.areas if area.whole_region] == ["rhone-alpes"]
