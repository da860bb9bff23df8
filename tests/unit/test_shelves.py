"""Each kind of record has its place, which no other has."""

from pathlib import Path

from macros.catalog import Catalog
from macros.shelves import SHELVES, Shelf


def test_names_and_places_are_unique() -> None:
    assert len({shelf.name for shelf in SHELVES}) == len({shelf.pattern for shelf in SHELVES}) == len(SHELVES)


def test_every_shelf_is_in_the_catalog_and_the_other_way_round() -> None:
    assert {shelf.name for shelf in SHELVES} == set(Catalog.__dataclass_fields__) - {"outlines", "boundaries", "known"}


def test_every_shelf_of_the_site_holds_something(root: Path) -> None:
    assert [shelf.name for shelf in SHELVES if not any(root.glob(shelf.pattern))] == []


def test_a_folder_holds_one_file_a_record() -> None:
    assert Shelf("a", "data/a/*.yml", SHELVES[0].kind).folder == "data/a"
    assert Shelf("a", "data/a.yml", SHELVES[0].kind).folder is None
