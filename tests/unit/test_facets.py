"""By what structures are sifted, and how many of each."""

from dataclasses import replace

from macros.catalog import Catalog
from macros.facets import UNKNOWN, facets, values


def test_values_of_a_structure(catalog: Catalog) -> None:
    assert values(catalog, catalog.structure("les-tilleuls")) == {
        "theme": ("teletravail", "egalite"), "sector": ("formation",), "size": ("moins-de-50",), "department": ("30", "occitanie"), "video": ("1",)}


def test_what_is_not_known_has_a_value_of_its_own(catalog: Catalog) -> None:
    assert values(catalog, catalog.structure("minimale")) == {
        "theme": (), "sector": ("banque",), "size": (UNKNOWN,), "department": (UNKNOWN,), "video": ()}


def test_facets_in_the_order_of_their_lists_with_what_is_used(catalog: Catalog) -> None:
    assert [(f.name, f.legend) for f in facets(catalog)] == [
        ("theme", "Thème"), ("sector", "Secteur"), ("size", "Taille"), ("department", "Lieu"), ("video", "Format")]
    assert {f.name: [(c.id, c.count) for c in f.choices] for f in facets(catalog)} == {
        "theme": [("teletravail", 2), ("management", 1), ("egalite", 1)],
        "sector": [("formation", 2), ("banque", 1)],
        "size": [("moins-de-50", 1), ("50-et-plus", 1), (UNKNOWN, 1)],
        "department": [("30", 1), ("34", 1), ("occitanie", 1), ("vieilles-alpes", 1), (UNKNOWN, 1)],
        "video": [("1", 1)],
    }


def test_labels(catalog: Catalog) -> None:
    labels = {choice.id: choice.label for facet in facets(catalog) for choice in facet.choices}
    assert (labels["34"], labels["occitanie"], labels["1"]) == ("Hérault (34)", "Occitanie, département non précisé", "Avec un témoignage en vidéo")


def test_no_structure_no_choice(catalog: Catalog) -> None:
    assert [facet.choices for facet in facets(replace(catalog, structures=()))] == [()] * 5


def test_names_and_values_can_stand_in_an_attribute_and_a_selector(real_catalog: Catalog) -> None:
    for facet in facets(real_catalog):
        assert facet.name.isalpha()
        assert all(choice.id.replace("-", "").replace("_", "").isalnum() for choice in facet.choices)


def test_counts_of_the_site(real_catalog: Catalog) -> None:
    by_name = {facet.name: facet for facet in facets(real_catalog)}
    assert sum(choice.count for choice in by_name["sector"].choices) == len(real_catalog.structures)
    assert sum(choice.count for choice in by_name["size"].choices) == len(real_catalog.structures)
    assert by_name["video"].choices[0].count == len(real_catalog.with_video())
