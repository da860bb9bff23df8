"""What goes with what, on the real data: themes gather, pages point to pages, nothing is alone."""

from pathlib import Path

from macros.load import load
from macros.relations import THEMED, beside, minutes, on_theme, telling_of

CATALOG, _ = load(Path(__file__).resolve().parents[2])


def test_a_theme_gathers_only_what_treats_it() -> None:
    found = on_theme(CATALOG, "teletravail")
    assert tuple(found) == THEMED
    assert {s.slug for s in found["structures"]} == {"face-gard", "ligue-enseignement-gers"}
    assert all("teletravail" in record.themes for records in found.values() for record in records)


def test_a_structure_knows_who_tells_of_it() -> None:
    found = telling_of(CATALOG, CATALOG.structure("face-gard"))
    assert ("method", "teletravail") in {(entry.shelf, entry.record.slug) for entry in found}
    assert all(entry.reason for entry in found)


def test_pages_beside_share_a_theme_and_are_not_the_page_itself() -> None:
    page = CATALOG.record("method", "teletravail")
    found = beside(CATALOG, "method", page)
    assert 1 <= len(found) <= 4
    assert page not in [entry.record for entry in found]
    assert all(set(entry.record.themes) & set(page.themes) and "thème" in entry.reason for entry in found)


def test_reading_takes_whole_minutes() -> None:
    assert all(1 <= minutes(page) <= 12 for page in (*CATALOG.method, *CATALOG.equality_pages, *CATALOG.resource_pages))
