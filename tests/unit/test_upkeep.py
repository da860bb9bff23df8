"""What is to be reviewed before a day, the most urgent first."""

from datetime import date, timedelta

from macros.catalog import Catalog
from macros.upkeep import reviews


def test_reviews_are_sorted_and_before_the_day(catalog: Catalog) -> None:
    every = reviews(catalog, date.max)
    assert len(every) == len(catalog.legal) + len(catalog.sheets) + 1  # one testimony rests on an agreement
    assert every == sorted(every)
    last = every[-1].day
    assert [one.day < last for one in reviews(catalog, last)] == [True] * len([one for one in every if one.day < last])
    assert reviews(catalog, last + timedelta(days=1)) == every
    assert reviews(catalog, date.min) == []


def test_a_review_says_where_and_what(catalog: Catalog) -> None:
    found = {one.path: one for one in reviews(catalog, date.max)}
    assert (found["data/equality_sheets/01-recruter.yml"].kind, found["data/legal/loi-essai.yml"].kind) == ("fiche", "texte de droit")
    agreement = found["data/structures/la-fabrique.yml"]
    assert (agreement.day, agreement.kind, agreement.title) == (date(2029, 2, 1), "accord de témoignage", "La Fabrique")
    assert found["data/legal/loi-essai.yml"].title == catalog.record("legal", "loi-essai").short_title
