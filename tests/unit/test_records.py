"""What feeds, calendar and metadata say of a record."""

from datetime import date
from typing import Any

import pytest

from macros.addresses import PLACES, page_of
from macros.catalog import Catalog, key_of
from macros.exports.records import changed, last_change, latest, moment, name_of, permanent_id, record_at, summary_of


@pytest.mark.parametrize(("shelf", "key", "name", "summary"), [
    ("structures", "les-tilleuls", "Les Tilleuls\u00a0: Un jour fixe ensemble rend le télétravail possible", "Les Tilleuls ont essayé le télétravail. Le jour commun a tout changé."),
    ("structures", "minimale", "Minimale", "Minimale\u00a0: ce que l’on sait de cette structure, sans témoignage publié."),
    ("legal", "loi-essai", "Loi d’essai", "La loi demande de parler de la QVCT une fois par an."),
    ("themes", "teletravail", "Télétravail", None),
])
def test_a_record_has_a_name_and_a_summary(shelf: str, key: str, name: str, summary: str | None, catalog: Catalog) -> None:
    record = catalog.record(shelf, key)
    assert name_of(record) == name
    assert summary is None or summary_of(record) == summary


def test_days_come_from_the_data(catalog: Catalog) -> None:
    assert changed(catalog.structure("la-fabrique")) == changed(catalog.record("legal", "loi-essai")) == date(2026, 3, 1)
    assert changed(catalog.record("glossary", key_of(catalog.glossary[0]))) is None
    assert latest(catalog.legal) == date(2026, 11, 1) and latest(catalog.glossary) is None and latest(()) is None
    assert moment(date(2026, 3, 1)).isoformat() == "2026-03-01T00:00:00+00:00"


@pytest.mark.parametrize("shelf", [shelf for shelf, place in PLACES.items() if place.endswith("/")])
def test_the_record_of_a_page_is_found(shelf: str, catalog: Catalog) -> None:
    for record in getattr(catalog, shelf):
        assert record_at(catalog, page_of(shelf, key_of(record))) == (shelf, record)


@pytest.mark.parametrize("address", ["", "about/", "testimonials/", "testimonials/nul/", "testimonials/les-tilleuls", "equality/fiches/", "resources/droit/", "recommendations/cas/nul/",
                                     "resources/droit/#loi-essai", "testimonials//", "a/testimonials/les-tilleuls/"])  # fmt: skip
def test_other_pages_have_none(address: str, catalog: Catalog) -> None:
    assert record_at(catalog, address) is None


@pytest.mark.parametrize(("address", "day"), [
    ("testimonials/la-fabrique/", date(2026, 3, 1)), ("testimonials/", date(2026, 11, 21)), ("", date(2026, 11, 21)), ("resources/droit/", date(2026, 11, 1)),
    ("equality/", date(2026, 11, 1)), ("equality/fiches/", date(2026, 11, 1)), ("themes/teletravail/", date(2026, 11, 21)), ("themes/management/", date(2026, 11, 1)),
    ("about/", None), ("resources/glossaire/", None), ("recommendations/axe-1/", None), ("nulle-part/", None),
])  # fmt: skip
def test_a_page_is_as_old_as_what_it_shows(address: str, day: date | None, catalog: Catalog) -> None:
    assert last_change(catalog, address) == day


def test_ids_tell_things_apart() -> None:
    ids: list[Any] = [permanent_id(*parts) for parts in (("a",), ("b",), ("a", "b"), ("a", "c"))]
    assert len(set(ids)) == 4 and permanent_id("a", "b") == ids[2]
    assert str(permanent_id("structures", "adela")) == "9ad0fdb1-4989-50e5-83e8-47fa8ddd7ae3"
