"""What can be asked of the catalog."""

import random
from dataclasses import replace

import pytest

from macros.catalog import Catalog
from macros.model import Citation, Headcount, Structure


def sized(employees: int) -> Structure:
    return Structure.model_construct(headcount=Headcount.model_construct(employees=employees))


def test_structures_are_sorted_by_name_without_accents(catalog: Catalog) -> None:
    names = ["Zoé", "écluse", "Eau", "l’Œuvre", "L’Oasis", "ADELA"]
    made = [Structure.model_construct(slug=str(number), name=name) for number, name in enumerate(names)]
    random.Random(1).shuffle(made)
    assert [s.name for s in replace(catalog, structures=tuple(made)).structures] == ["ADELA", "Eau", "écluse", "L’Oasis", "l’Œuvre", "Zoé"]


def test_one_name_for_two_structures_is_sorted_by_slug(catalog: Catalog) -> None:
    made = tuple(Structure.model_construct(slug=slug, name="Une") for slug in "cab")
    assert [s.slug for s in replace(catalog, structures=made).structures] == ["a", "b", "c"]


def test_by_slug_and_by_id(catalog: Catalog) -> None:
    assert catalog.structure("minimale").name == "Minimale"
    assert catalog.source("carnet").short_title == "Carnet"
    for ask in (lambda: catalog.structure("zzz"), lambda: catalog.source("zzz"), lambda: catalog.label("themes", "zzz")):
        with pytest.raises(KeyError):
            ask()


@pytest.mark.parametrize(("vocabulary", "id", "label"), [
    ("action_states", "done", "Fait"), ("departments", "34", "Hérault"), ("ess_families", "association", "Association"), ("regions", "alpes", "Alpes"),
    ("roles", "personnel", "Personnel"), ("sectors", "banque", "Banque coopérative"), ("size_bands", "50-et-plus", "50 personnes et plus"),
    ("themes", "egalite", "Égalité"),
])
def test_labels(catalog: Catalog, vocabulary: str, id: str, label: str) -> None:
    assert catalog.label(vocabulary, id) == label


@pytest.mark.parametrize(("employees", "band"), [(1, "moins-de-50"), (49, "moins-de-50"), (50, "50-et-plus"), (10_000_000, "50-et-plus")])
def test_bands_include_their_bounds(catalog: Catalog, employees: int, band: str) -> None:
    assert catalog.size_band(sized(employees)).id == band


def test_no_band_without_employees(catalog: Catalog) -> None:
    assert catalog.size_band(catalog.structure("minimale")) is None
    assert catalog.size_band(sized(0)) is None


def test_places(catalog: Catalog) -> None:
    assert [catalog.places(s) for s in catalog.structures] == [("34", "vieilles-alpes"), ("30", "occitanie"), ()]


def test_citations_of_a_record_come_once_in_order(catalog: Catalog) -> None:
    cited = catalog.citations(catalog.structure("les-tilleuls"))
    assert [(c.document, c.page) for c in cited] == [("carnet", None), ("guide", 2), ("guide", 3), ("guide", 4), ("guide", 5)]
    assert catalog.citations(None, (), "texte") == ()


def test_citations_by_document(catalog: Catalog) -> None:
    made = [Citation.model_construct(document=document, page=page, section=None) for document, page in (("guide", 4), ("carnet", None), ("guide", 2), ("guide", 4))]
    assert [(source.id, pages) for source, pages in catalog.by_document(made)] == [("guide", "p. 4 et 2"), ("carnet", "")]


def test_documents_cited_keep_the_order_of_their_file(catalog: Catalog) -> None:
    assert [s.id for s in catalog.documents_cited(catalog.structures)] == ["guide", "carnet"]
    assert [s.id for s in catalog.documents_cited(catalog.structure("minimale"))] == ["guide"]


def test_who_testifies(catalog: Catalog) -> None:
    assert [s.slug for s in catalog.with_testimony()] == ["la-fabrique", "les-tilleuls"]
    assert [s.slug for s in catalog.with_video()] == ["les-tilleuls"]
