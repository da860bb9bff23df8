"""The open data, without any engine: what is public, in every form, whatever the texts hold."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from pydantic import BaseModel

from macros import addresses, model
from macros.addresses import API
from macros.catalog import Catalog, key_of
from macros.exports import api, maps, shapes, tables
from macros.exports.plain import Records
from macros.exports.polygons import area, united
from macros.exports.projection import BY_NAME, BY_SHELF, COLLECTIONS, PUBLIC
from macros.load import load
from macros.vocabularies import Boundary
from tests.built import addresses as pages_of_content

ROOT = "https://exemple.fr/qvct/"
FULL = addresses.absolute(ROOT)
TODAY = date(2026, 11, 21)
# Fields of the model that we chose not to publish, with the reason.
KEPT_BACK: dict[type[BaseModel], set[str]] = {model.Testimony: {"consent"}}  # of use to editors alone
HOSTILE = {
    "formula": "=cmd|' /C calc'!A0", "plus": "+33 1 23", "minus": "-1+1", "at": "@SUM(1;2)", "tab": "\t=1", "return": "\r=1", "line": "\n=1", "space": "  =1",
    "full width": "＝1+1", "full-width at": "＠SUM(1)", "small form": "﹢1", "script": "<script>alert(1)</script>", "quotes": "\"a\"; 'b' \"\"", "semicolon": "a;b;c",
    "lines": "a\r\nb\nc", "emoji": "👩🏽‍🔧🏳️‍🌈 é", "apostrophe": "'=1", "long": "é" * 5_000, "bar": "a | b", "separators": "a\u2028b\u2029c", "backslash": "\\u0041\\",
    "address": "javascript:alert(1)", "braces": "{{ 7*7 }} {% x %} ${x}", "right to left": "\u202eabc",
}  # fmt: skip


def files(catalog: Catalog) -> dict[str, str]:
    return api.files(catalog, FULL, TODAY)


def payload(found: dict[str, str], path: str) -> Any:
    return json.loads(found[API + path])


@pytest.fixture(scope="module")
def small(catalog: Catalog) -> dict[str, str]:
    """The files of the small project."""
    return files(catalog)


@pytest.fixture(scope="module")
def real(real_catalog: Catalog) -> dict[str, str]:
    """The files of the site."""
    return files(real_catalog)


def strings(value: Any) -> Iterator[str]:
    """Yield every text of a JSON value."""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(part)
    if isinstance(value, str):
        yield value


def texts(value: Any, text: str) -> Any:
    """Return a copy of a record with `text` for every free text, past all validation; what is public tells which they are."""
    if isinstance(value, tuple):
        return tuple(texts(item, text) for item in value)
    if type(value) not in PUBLIC:
        return value
    given = {name: getattr(value, name) for name in type(value).model_fields}
    for name, shape in shapes.fields(type(value)).items():
        free = shape.kind == "text" or shape.kind == "list" and shape.of.kind == "text"
        if free and name not in ("slug", "id"):
            given[name] = tuple(text for _ in given[name]) if shape.kind == "list" else given[name] and text
        elif not free:
            given[name] = texts(given[name], text)
    return value.model_construct(**given)


def attacked(catalog: Catalog, text: str) -> Catalog:
    """Return a catalog whose public texts are all `text`, labels of closed lists included."""
    lists = {name: texts(records, text) for name, records in vars(catalog).items() if isinstance(records, tuple)}
    entries = {name: tuple(entry.model_copy(update={"label": text}) for entry in records) for name, records in lists.items() if records and hasattr(records[0], "label") and type(records[0]) not in PUBLIC}
    return replace(catalog, **(lists | entries))


# -- what is public


def test_every_field_of_the_model_is_public_or_kept_back_on_purpose() -> None:
    for kind, names in PUBLIC.items():
        assert len(set(names)) == len(names)
        assert set(names) | KEPT_BACK.get(kind, set()) == set(kind.model_fields), kind.__name__


def test_names_of_collections_are_told_apart() -> None:
    names = [collection.name for collection in COLLECTIONS] + [collection.type for collection in COLLECTIONS]
    assert len(set(names)) == len(names) and len({kind.__name__ for kind in PUBLIC}) == len(PUBLIC)
    assert set(tables.COLUMNS) == set(BY_NAME)


def test_a_record_with_only_what_is_mandatory(catalog: Catalog, small: dict[str, str]) -> None:
    guide = {"id": "guide", "label": "Guide", "api_url": f"{ROOT}api/v1/sources/guide.json"}
    assert payload(small, "structures/minimale.json") == {
        "schema_version": "1.0.0", "schema_url": f"{ROOT}api/v1/schemas/structure.json", "url": f"{ROOT}api/v1/structures/minimale.json",
        "documentation_url": f"{ROOT}resources/donnees/",
        "licence": {"id": "etalab-2.0", "label": "Licence Ouverte 2.0", "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"},
        "attribution": "Mieux travailler dans l’ESS, données mises à jour le 21 novembre 2026", "updated_on": "2026-11-21", "dataset_updated_on": "2026-11-21",
        "data": {
            "slug": "minimale", "name": "Minimale", "name_variants": [], "sector": {"id": "banque", "label": catalog.label("sectors", "banque")},
            "activity": {"printed": "Banque", "variants": [], "source": {"document": guide, "page": None, "section": None}},
            "ess_family": None, "headcount": None, "location": None, "main_topic": None, "themes": [], "has_testimony": False, "testimony": None, "video": None,
            "links": [], "discrepancies": [], "updated_on": "2026-11-21", "size_band": None,
            "sources": [{"document": guide, "page": None, "section": None}],
            "page_url": f"{ROOT}testimonials/minimale/", "api_url": f"{ROOT}api/v1/structures/minimale.json",
        },
    }  # fmt: skip


def test_a_record_with_everything(catalog: Catalog, small: dict[str, str]) -> None:
    data = payload(small, "structures/les-tilleuls.json")["data"]
    assert list(data["ess_family"]) == ["id", "label", "source"] and data["ess_family"]["id"] == "association"
    assert data["size_band"]["id"] == catalog.size_band(catalog.structure("les-tilleuls")).id
    assert [(source["document"]["id"], source["page"]) for source in data["sources"]] == [("carnet", None), *(("guide", page) for page in (2, 3, 4, 5))]
    effectif, lieu = data["discrepancies"]
    assert (effectif["kept"]["value"], [other["value"] for other in effectif["others"]], effectif["why"]) == ("42", ["45", "une cinquantaine"], "La page 3 est plus récente.")
    assert effectif["others"][0]["source"]["page"] == 2 and lieu["others"] == []


def test_recommendations_of_both_numberings_name_each_other(small: dict[str, str]) -> None:
    assert payload(small, "recommendations/r1.json")["data"]["body"][0]["api_url"] == f"{ROOT}api/v1/body-recommendations/1.json"
    assert payload(small, "body-recommendations/1.json")["data"]["recap"][0] == {"id": "r1", "label": "Faire circuler ce qui marche.", "api_url": f"{ROOT}api/v1/recommendations/r1.json"}


def test_numbers_are_numbers(small: dict[str, str]) -> None:
    assert [figure["value"] for figure in payload(small, "figures.json")["data"]] == [70, -10.6]


# -- every file


def test_each_collection_is_a_list_and_a_file_a_record(real_catalog: Catalog, real: dict[str, str]) -> None:
    found = real
    for collection in COLLECTIONS:
        listed = json.loads(found[f"{API}{collection.name}.json"])
        keys = [key_of(record) for record in getattr(real_catalog, collection.shelf)]
        assert listed["count"] == len(listed["data"]) == len(keys)
        assert [json.loads(found[f"{API}{collection.name}/{key}.json"])["data"] for key in keys] == listed["data"]
    assert (len(payload(real, "recommendations.json")["data"]), len(payload(real, "body-recommendations.json")["data"])) == (18, 16)


def test_every_payload_says_what_it_is(real: dict[str, str]) -> None:
    for path, text in real.items():
        if "schemas/" in path or path.endswith((".csv", "openapi.json", "datapackage.json")):
            continue
        said = json.loads(text)
        assert said["url"] == FULL(path) and said["licence"]["url"].startswith("https://") and said["schema_version"] and said["dataset_updated_on"], path


def test_every_address_leads_to_a_file_or_a_page(real: dict[str, str]) -> None:
    found, pages = real, set(pages_of_content())
    for path, text in found.items():
        if path.endswith("json"):
            for value in strings(json.loads(text)):
                if value.startswith(ROOT) and "{" not in value:
                    place = urldefrag(value.removeprefix(ROOT)).url
                    assert place in found or place in pages or FULL(place + "/") == FULL(API), (path, value)


def test_every_file_is_announced(real: dict[str, str]) -> None:
    found = real
    described = json.loads(found[f"{API}openapi.json"])["paths"]
    patterns = [re.compile(re.escape(path).replace(r"\{id\}", "[a-z0-9-]+") + "$") for path in described]
    named = {value for path in found if path.endswith("json") for value in strings(json.loads(found[path])) if value.startswith(ROOT)}
    for path in found:
        assert FULL(path) in named or any(pattern.match("/" + path.removeprefix(API)) for pattern in patterns), path


def test_the_same_catalog_gives_the_same_files_and_the_day_is_said_twice(catalog: Catalog) -> None:
    first, later = files(catalog), api.files(catalog, FULL, date(2027, 1, 1))
    assert list(first) == sorted(first) and first == files(catalog)
    assert [path for path in first if first[path] != later[path]] == [f"{API}datapackage.json", f"{API}index.json"]


def test_an_empty_catalog_gives_empty_lists(catalog: Catalog) -> None:
    empty = replace(catalog, **{collection.shelf: () for collection in COLLECTIONS})
    found = files(empty)
    assert json.loads(found[f"{API}structures.json"])["data"] == json.loads(found[f"{API}structures.geojson"])["features"] == []
    assert json.loads(found[f"{API}index.json"])["dataset_updated_on"] is None
    assert api.shortest(empty, FULL, "glossary") is None


# -- hostile texts


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_survive_json(text: str, catalog: Catalog, small: dict[str, str]) -> None:
    hostile = files(attacked(catalog, text))
    for path, written in hostile.items():
        if path.endswith("json"):
            json.loads(written)
    data = payload(hostile, "structures/les-tilleuls.json")["data"]
    assert data["name"] == data["sector"]["label"] == data["testimony"]["actions"][0]["what"] == data["discrepancies"][0]["others"][0]["value"] == text
    assert payload(hostile, "structures.geojson")["features"][1]["properties"]["name"] == text
    calm, attack = (payload(one, "structures/les-tilleuls.json") for one in (small, hostile))
    assert len(list(strings(calm))) == len(list(strings(attack)))  # not one value more


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_survive_csv(text: str, catalog: Catalog) -> None:
    hostile = files(attacked(catalog, text))
    for collection in COLLECTIONS:
        rows, plain = read_table(hostile, collection.name), payload(hostile, f"{collection.name}.json")["data"]
        assert len(rows) == len(plain) + 1 and {len(row) for row in rows} == {len(tables.columns(collection))}
        for row, record in zip(rows[1:], plain, strict=True):
            for cell, column in zip(row, tables.columns(collection), strict=True):
                value = tables.at(record, column.path.split("."))
                if isinstance(value, str):
                    assert cell.removeprefix("'") == value or cell == value
                    assert not begins_a_formula(cell)
                elif isinstance(value, list):
                    assert not begins_a_formula(cell)


def read_table(found: dict[str, str], name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(found[f"{API}{name}.csv"].removeprefix("\ufeff"), newline=""), delimiter=";"))


def begins_a_formula(cell: str) -> bool:
    """Whether a spreadsheet could run a cell; written again here, by its own list."""
    return cell[:1] in ("\t", "\r", "\n") or cell.strip()[:1] in tuple("=+-@＝＋－＠﹦﹢﹣﹫")


@pytest.mark.parametrize(("value", "cell"), [
    (None, ""), (True, "oui"), (False, "non"), (1700, "1700"), (-10.6, "-10,6"), (-3, "-3"), ("-3", "'-3"), ("'a", "''a"), ("a", "a"), ("", ""),
    (["a", None, "b"], "a |  | b"), ([["a", "b"], [], ["c"]], "a / b |  | c"), ([], ""), (["=1", "b"], "'=1 | b"), ([True, 2], "oui | 2"),
], ids=str)  # fmt: skip
def test_cells(value: Any, cell: str) -> None:
    assert tables.cell(value) == cell


# -- tables


def test_tables_are_made_for_french_spreadsheets(small: dict[str, str]) -> None:
    text = small[f"{API}figures.csv"]
    assert text.startswith("\ufeffid;value;unit;") and text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == 3
    assert [row[1] for row in read_table(small, "figures")] == ["value", "70", "-10,6"]


def test_a_row_of_a_table(small: dict[str, str]) -> None:
    head, *rows = read_table(small, "structures")
    row = dict(zip(head, next(row for row in rows if row[0] == "les-tilleuls"), strict=True))
    assert row["headcount_employees"] == "42" and row["location_outside_occitanie"] == "non" and row["themes_id"] == "teletravail | egalite"
    assert row["testimony_actions_state_label"].count(" | ") == 3
    assert (row["discrepancies_kept_value"], row["discrepancies_others_value"]) == ("42 | Gard", "45 / une cinquantaine | ")
    assert (row["sources_document_id"], row["sources_page"]) == ("carnet | guide | guide | guide | guide", " | 2 | 3 | 4 | 5")


def test_real_tables_fit_spreadsheets(real_catalog: Catalog, real: dict[str, str]) -> None:
    """No cell is longer than Excel takes; no text of ours holds the mark between values; none needs an apostrophe."""
    for collection in COLLECTIONS:
        cells = [cell for row in read_table(real, collection.name) for cell in row]
        assert max(map(len, cells)) < 32_767 and not [cell for cell in cells if cell.startswith("'")]
    assert not [text for shelf in BY_SHELF for record in getattr(real_catalog, shelf) for text in strings(record.model_dump(mode="json")) if " | " in text]


# -- maps


def rings(geometry: dict[str, Any]) -> Iterator[tuple[int, list[list[float]]]]:
    """Yield the rings of a geometry, each with its place in its polygon."""
    for polygon in geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]:
        yield from enumerate(polygon)


@pytest.mark.parametrize("name", ["structures", "departments"])
def test_maps_follow_rfc_7946(name: str, real: dict[str, str]) -> None:
    found = payload(real, f"{name}.geojson")
    assert found["type"] == "FeatureCollection" and "crs" not in found and found["boundaries"]["licence"] == "domaine public"
    for feature in found["features"]:
        assert feature["type"] == "Feature" and {"geometry", "properties"} <= feature.keys()
        for place, ring in rings(feature["geometry"]) if feature["geometry"] else ():
            assert ring[0] == ring[-1] and len(ring) >= 4
            assert len(set(map(tuple, ring))) == len(ring) - 1  # it never crosses its own points
            assert (area(ring) > 0) is (place == 0), feature["id"]  # outer rings counterclockwise, holes clockwise
            for longitude, latitude in ring:
                assert -5.2 < longitude < 9.7 and 41.3 < latitude < 51.2, "metropolitan France: longitude first"


def test_where_structures_are_on_the_map(small: dict[str, str]) -> None:
    found = {feature["id"]: feature for feature in payload(small, "structures.geojson")["features"]}
    assert found["minimale"]["geometry"] is None and found["minimale"]["properties"]["precision"] is None
    fabrique = found["la-fabrique"]  # a department in two pieces, and a former region of two departments side by side
    assert fabrique["properties"]["precision"] == "region" and fabrique["geometry"]["type"] == "MultiPolygon"
    assert [len(polygon) for polygon in fabrique["geometry"]["coordinates"]] == [1, 1, 1]
    assert [[6, 45], [7, 45], [7, 46], [7, 47], [6, 47], [6, 46], [6, 45]] in [ring for _, ring in rings(fabrique["geometry"])]
    tilleuls = found["les-tilleuls"]  # its whole region of today, as its departments: two of ours, one with a hole
    assert sorted(len(polygon) for polygon in tilleuls["geometry"]["coordinates"]) == [1, 2]


def test_departments_on_the_map(small: dict[str, str]) -> None:
    found = {feature["id"]: feature["properties"] for feature in payload(small, "departments.geojson")["features"]}
    assert list(found) == ["30", "34", "73", "74"]
    assert (found["34"]["structures_id"], found["34"]["structures_count"], found["34"]["region_structures_id"]) == (["la-fabrique"], 1, ["les-tilleuls"])
    assert (found["73"]["structures_id"], found["73"]["region_structures_id"]) == ([], ["la-fabrique"])


def square(x: int, y: int, *holes: str) -> Boundary:
    return Boundary(polygons=((f"{x},{y} {x + 2},{y} {x + 2},{y + 2} {x},{y + 2} {x},{y}", *holes),))


@pytest.mark.parametrize(("boundaries", "sizes", "ground"), [
    ([square(0, 0)], [[5]], 4), ([square(0, 0), square(2, 0)], [[7]], 8), ([square(0, 0), square(4, 0)], [[5], [5]], 8),
    ([square(0, 0), square(2, 2)], [[5], [5]], 8),  # they touch at a point
    ([square(x, y) for x in (0, 2, 4) for y in (0, 2, 4) if (x, y) != (2, 2)], [[13, 5]], 32),  # a ring around a hole
    ([square(0, 0, "0.5,0.5 0.5,1.5 1.5,1.5 1.5,0.5 0.5,0.5"), Boundary(polygons=(("0.5,0.5 1.5,0.5 1.5,1.5 0.5,1.5 0.5,0.5",),))], [[5]], 4),  # an enclave
    ([square(0, 0, "0,0 1,1 1,0.5 0,0")], [[5, 4]], 3.75),  # a hole that touches its ring
    ([], [], 0),
], ids=["one", "side by side", "apart", "corner", "ring", "enclave", "touching hole", "none"])  # fmt: skip
def test_neighbours_become_one(boundaries: list[Boundary], sizes: list[list[int]], ground: float) -> None:
    found = united(boundaries)
    assert [[len(ring) for ring in polygon] for polygon in found] == sizes
    assert sum(area(ring) for polygon in found for ring in polygon) / 2 == pytest.approx(ground)
    assert all((area(ring) > 0) is (place == 0) for polygon in found for place, ring in enumerate(polygon))


def test_real_departments_keep_their_ground(real_catalog: Catalog) -> None:
    whole = sum(abs(area(ring)) * (1 if place == 0 else -1) for boundary in real_catalog.boundaries.values() for rings in boundary.points for place, ring in enumerate(rings))
    assert len(real_catalog.boundaries) == 96
    assert sum(area(ring) for polygon in united(real_catalog.boundaries.values()) for ring in polygon) == pytest.approx(whole)


def test_a_department_without_a_boundary_has_no_place_on_the_map(catalog: Catalog) -> None:
    bare = files(replace(catalog, boundaries={}))
    assert {feature["geometry"] for feature in payload(bare, "structures.geojson")["features"]} == {None}
    assert payload(bare, "departments.geojson")["features"] == []


@pytest.mark.parametrize("polygons", [
    '["3,43 4,43 4,44 3,44"]', '["3,43 4,43 3,43"]', '["3;43 4;43 4;44 3;43"]', '["trois"]', "[]", "3,43 4,43 4,44 3,43",
], ids=["open", "too short", "semicolons", "words", "no ring", "not a list"])  # fmt: skip
def test_a_boundary_badly_written_is_a_mistake(polygons: str, lay: Callable[[dict[str, Any]], Path]) -> None:
    path = "data/geometry/boundaries.yml"
    assert [problem.path for problem in load(lay({path: f'"34":\n  polygons:\n    - {polygons}\n'}))[1]] == [path]


def test_the_two_files_of_geometry_speak_of_the_same_departments(real_catalog: Catalog) -> None:
    assert real_catalog.boundaries.keys() == real_catalog.outlines.keys()


def test_maps_and_tables_use_the_same_names(small: dict[str, str]) -> None:
    columns = {column.name for column in tables.columns(maps.STRUCTURES)}
    properties = payload(small, "structures.geojson")["features"][0]["properties"].keys()
    assert properties - columns == {"precision", "precision_label"}


def test_what_cites_nothing_has_no_sources(catalog: Catalog) -> None:
    records = Records(catalog, FULL)
    assert records.plain(BY_NAME["sources"], catalog.source("guide"))["sources"] == []
