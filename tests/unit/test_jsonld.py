"""What pages say of themselves, held against the vocabulary of schema.org; and that vocabulary's reader against mistakes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import Environment

from macros.addresses import PLACES, absolute, page_of
from macros.catalog import Catalog, key_of
from macros.exports.jsonld import ABOVE, of_page
from tests.built import none
from tests.unit.spoilt import ATTACKS, spoilt
from tests.vocabulary import vocabulary

URL = absolute("https://exemple.fr/qvct/")
SITE = "https://exemple.fr/qvct/"
WHOLE = ["", "about/", "search/", "testimonials/", "themes/", "equality/fiches/", "resources/glossaire/", "resources/droit/", "resources/donnees/"]


def addresses(catalog: Catalog) -> Iterator[str]:
    """Yield the address of each page of a catalog, and of some without a record."""
    yield from WHOLE
    for shelf, place in PLACES.items():
        if place.endswith("/"):
            yield from (page_of(shelf, key_of(record)) for record in getattr(catalog, shelf))


def nodes(catalog: Catalog, address: str, type: str) -> list[dict[str, Any]]:
    return [node for node in of_page(catalog, URL, address, "Titre")["@graph"] if node["@type"] == type]


def test_every_page_keeps_to_the_vocabulary(real_catalog: Catalog, catalog: Catalog) -> None:
    none(f"{address}{fault}" for known in (real_catalog, catalog) for address in addresses(known)
         for node in of_page(known, URL, address, "Titre")["@graph"] for fault in vocabulary().faults(node))


def _within(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _within(value)
    elif isinstance(node, list):
        for value in node:
            yield from _within(value)


def test_every_reference_is_of_the_page(real_catalog: Catalog) -> None:
    faults = []
    for address in addresses(real_catalog):
        every = list(_within(of_page(real_catalog, URL, address, "Titre")))
        known = {node["@id"] for node in every if "@id" in node and len(node) > 1}
        faults += [f"{address}: {node['@id']}" for node in every if set(node) == {"@id"} and node["@id"] not in known]
    none(faults)


def test_types_that_the_site_speaks_of(real_catalog: Catalog) -> None:
    types = {node["@type"] for address in addresses(real_catalog) for node in _within(of_page(real_catalog, URL, address, "Titre")) if "@type" in node}
    assert {"Article", "Organization", "VideoObject", "DefinedTermSet", "DefinedTerm", "BreadcrumbList", "Dataset", "DataDownload", "WebSite", "SearchAction"} <= types


def _way(catalog: Catalog, address: str, title: str) -> list[tuple[int, str, str]]:
    (list_,) = [node for node in of_page(catalog, URL, address, title)["@graph"] if node["@type"] == "BreadcrumbList"]
    return [(step["position"], step["name"], step["item"]) for step in list_["itemListElement"]]


@pytest.mark.parametrize(("address", "way"), [
    ("", [("Accueil", "")]), ("about/", [("Accueil", ""), ("Titre", "about/")]), ("testimonials/", [("Accueil", ""), ("Titre", "testimonials/")]),
    ("testimonials/les-tilleuls/", [("Accueil", ""), ("Structures", "testimonials/"), ("Titre", "testimonials/les-tilleuls/")]),
    ("equality/fiches/01-recruter/", [("Accueil", ""), ("Égalité", "equality/"), ("Fiches égalité", "equality/fiches/"), ("Titre", "equality/fiches/01-recruter/")]),
    ("recommendations/cas/une-caisse/", [("Accueil", ""), ("Recommandations", "recommendations/"), ("Titre", "recommendations/cas/une-caisse/")]),
])  # fmt: skip
def test_the_way_to_a_page(address: str, way: list[tuple[str, str]], catalog: Catalog) -> None:
    assert _way(catalog, address, "Titre") == [(place, name, SITE + step) for place, (name, step) in enumerate(way, 1)]


def test_a_structure_is_told_of(catalog: Catalog) -> None:
    (article,) = nodes(catalog, "testimonials/les-tilleuls/", "Article")
    (organization,) = nodes(catalog, "testimonials/les-tilleuls/", "Organization")
    assert article["headline"] == "Un jour fixe ensemble rend le télétravail possible" and article["dateModified"] == "2026-11-21"
    assert article["about"] == {"@id": organization["@id"]} and article["license"].startswith("https://www.etalab.gouv.fr/")
    assert (organization["name"], organization["alternateName"]) == ("Les Tilleuls", ["Association LES TILLEULS"])
    assert "numberOfEmployees" not in organization  # the source does not say who is counted
    assert [place["name"] for place in organization["areaServed"]] == ["Gard", "Occitanie"]
    assert [document["@type"] for document in article["citation"]] == ["CreativeWork"] * len(catalog.documents_cited(catalog.structure("les-tilleuls")))


def test_a_structure_of_which_little_is_known(catalog: Catalog) -> None:
    (article,), (organization,) = (nodes(catalog, "testimonials/minimale/", type) for type in ("Article", "Organization"))
    assert article["headline"] == organization["name"] == "Minimale" and set(organization) == {"@type", "@id", "name", "description"}
    assert nodes(catalog, "testimonials/minimale/", "VideoObject") == []


def test_a_number_of_employees_is_given_when_it_is_known(real_catalog: Catalog) -> None:
    (organization,) = nodes(real_catalog, "testimonials/adela/", "Organization")
    assert organization["numberOfEmployees"] == {"@type": "QuantitativeValue", "value": 160}


def test_films_are_described(real_catalog: Catalog, catalog: Catalog) -> None:
    for structure in real_catalog.with_video():
        (film,) = nodes(real_catalog, f"testimonials/{structure.slug}/", "VideoObject")
        assert structure.video and film["embedUrl"] == f"https://www.youtube-nocookie.com/embed/{structure.video.id}" and film["url"] == structure.video.address
        assert ("duration" in film) == bool(structure.video.duration) and "uploadDate" not in film  # not known
    (with_film,) = [s for s in catalog.structures if s.video]
    longer = with_film.model_copy(update={"video": with_film.video.model_copy(update={"duration": "12:05"})})
    told = replace(catalog, structures=tuple(longer if s is with_film else s for s in catalog.structures))
    (film,) = nodes(told, f"testimonials/{with_film.slug}/", "VideoObject")
    assert film["duration"] == "PT12M05S"


def test_the_home_page_tells_how_to_search(catalog: Catalog) -> None:
    (site,) = nodes(catalog, "", "WebSite")
    assert site["potentialAction"] == {"@type": "SearchAction", "query-input": "required name=question",
                                       "target": {"@type": "EntryPoint", "urlTemplate": SITE + "search/?q={question}"}}  # fmt: skip


def test_the_glossary_is_a_set_of_terms(catalog: Catalog) -> None:
    (terms,) = nodes(catalog, "resources/glossaire/", "DefinedTermSet")
    assert [term["name"] for term in terms["hasDefinedTerm"]] == [term.term for term in catalog.glossary]
    assert {term["url"] for term in terms["hasDefinedTerm"]} == {f"{SITE}resources/glossaire/#{term.id}" for term in catalog.glossary}


def test_the_open_data_is_a_dataset(catalog: Catalog) -> None:
    (data,) = nodes(catalog, "resources/donnees/", "Dataset")
    assert data["url"] == SITE + "resources/donnees/" and data["dateModified"] == "2026-11-21"
    found = [(form["encodingFormat"], form["contentUrl"]) for part in data["hasPart"] for form in part["distribution"]]
    assert ("application/json", SITE + "api/v1/structures.json") in found and ("text/csv", SITE + "api/v1/structures.csv") in found


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_texts_stay_texts(attack: str, catalog: Catalog) -> None:
    """As main.html writes them: by Jinja's `tojson`."""
    known = spoilt(catalog, ATTACKS[attack])
    for address in addresses(catalog):
        said = of_page(known, URL, address, "Titre" + ATTACKS[attack])
        written = Environment().from_string("{{ data | tojson }}").render(data=said)
        assert json.loads(written) == said and not any(mark in written for mark in "<>&'")


def test_above_names_pages_as_the_menu_does(root: Path) -> None:
    lines = (root / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1].split("\n\n")[0]
    menu = {page.removesuffix("index.md"): name for entry in yaml.safe_load(lines) for name, page in entry.items()}
    assert {address: name for address, name in ABOVE.items() if address in menu} == menu


MISTAKES = [
    ({"@type": "Artikel"}, "no type"), ({"name": "sans type"}, "no type"), ({"@type": "Article", "headlin": "x"}, "not a property"), ({"@type": "Organization", "headline": "x"}, "not a property"),
    ({"@type": "Article", "author": {"@type": "Place", "name": "x"}}, "is not one of"), ({"@type": "Article", "isAccessibleForFree": "oui"}, "is not one of"),
    ({"@type": "VideoObject", "embedUrl": "rien"}, "no URL"), ({"@type": "Place", "query-input": "x"}, "not of an action"), ({"@type": "SearchAction", "quary-input": "x"}, "not of an action"),
    ({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "rank": 1}]}, "not a property"), ({"@type": "Organization", "contactPoints": {"@id": "x"}}, "deprecated"),
    ({"@type": "QuantitativeValue", "value": {"@type": "Article"}}, "is not one of"), ({"@type": "ListItem", "position": True}, "is not one of"),
]  # fmt: skip


@pytest.mark.parametrize(("node", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_mistakes_are_seen(node: dict[str, Any], said: str) -> None:
    assert any(said in fault for fault in vocabulary().faults(node)), list(vocabulary().faults(node))


def test_the_vocabulary_is_that_of_schema_org() -> None:
    known = vocabulary()
    assert len(known.types) > 900 and "Thing" in known.types
    assert set(known.lineage("Restaurant")) >= {"Restaurant", "FoodEstablishment", "LocalBusiness", "Organization", "Place", "Thing"}
    assert known.allows("Article", "headline") == {"Text"} and known.allows("Article", "numberOfEmployees") is None
    assert {"NGO", "LocalBusiness", "Restaurant"} <= known.within("Organization") and "Person" not in known.within("Organization")
