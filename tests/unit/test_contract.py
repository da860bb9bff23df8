"""What readers of /api/v1/ count on stays: schemas and payloads against the copies of tests/contract/v1/, which are never renewed by themselves.

A new field is fine. To renew the copies after one: pytest tests/unit/test_contract.py --update-goldens
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from macros.addresses import API, absolute
from macros.catalog import Catalog
from macros.exports import api, datapackage
from macros.exports.envelope import VERSION
from macros.exports.plain import Records
from macros.exports.projection import COLLECTIONS

FOLDER = Path(__file__).parents[1] / "contract/v1"
FULL = absolute("https://exemple.fr/")
KEPT = ("name", "type", "format", "decimalChar", "trueValues", "falseValues", "constraints")  # what a reader of a table counts on
REMEDY = (
    "Des programmes lisent /api/v1/ : rétablissez ce champ, ou publiez une version 2 (/api/v2/) à côté. Si personne ne peut encore s’en servir, "
    "notez le changement dans CHANGELOG-API.md, montez VERSION (macros/exports/envelope.py), supprimez la copie de tests/contract/v1/ et relancez ce test avec --update-goldens."
)

Schema = dict[str, Any]


def _promised(catalog: Catalog) -> dict[str, Schema]:
    """Return the schema of each payload and of each table, by the name of its copy."""
    found = api.schemas(lambda path: FULL(API + path))
    for collection in COLLECTIONS:
        fields = datapackage.table_schema(Records(catalog, FULL), collection, [])["fields"]
        found[f"{collection.name}.table"] = {"fields": [{name: field[name] for name in KEPT if name in field} for field in fields]}
    return found


def _copies() -> dict[str, Schema]:
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def _places(schema: Schema, root: Schema, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every place of what a schema describes, with what is promised there."""
    parts = [_resolved(part, root) for part in schema.get("anyOf", [schema])]
    kinds = {kind for part in parts for kind in ([part["type"]] if isinstance(part.get("type"), str) else part.get("type", ["any"]))}
    yield path, {"type": kinds, "format": parts[0].get("format"), "values": parts[0].get("enum", [parts[0]["const"]] if "const" in parts[0] else None)}
    for part in parts:
        for name, inner in part.get("properties", {}).items():
            below = f"{path}.{name}".lstrip(".")
            for place, promise in _places(_resolved(inner, root), root, below):
                yield place, promise | ({"always": name in part.get("required", ())} if place == below else {})
        if "items" in part:
            yield from _places(_resolved(part["items"], root), root, f"{path}[]")


def _resolved(schema: Schema, root: Schema) -> Schema:
    return schema | root["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def breaks(before: Schema, after: Schema) -> list[str]:
    """Return, in French, what a program written for `before` would not find in `after`."""
    if "fields" in before:
        return _lost_columns(before["fields"], after["fields"])
    old, new = dict(_places(before, before)), dict(_places(after, after))
    found = []
    for path, promise in old.items():
        if path not in new:
            found.append(f"le champ « {path} » a disparu")
            continue
        now = new[path]
        if not now["type"] <= promise["type"] or now["format"] != promise["format"]:
            found.append(f"le champ « {path} » a changé de nature : {_said(promise)}, puis {_said(now)}")
        if promise["values"] is not None and not set(now["values"] or [None]) <= set(promise["values"]):
            found.append(f"le champ « {path} » prend d’autres valeurs")
        if promise.get("always") and not now.get("always"):
            found.append(f"le champ « {path} » n’est plus toujours là")
    return found


def _said(promise: dict[str, Any]) -> str:
    return " ou ".join(sorted(promise["type"])) + (f" ({promise['format']})" if promise["format"] else "")


def _lost_columns(before: list[Schema], after: list[Schema]) -> list[str]:
    """Columns keep their names, their kinds and their places: spreadsheets point at these."""
    now = {field["name"]: field for field in after}
    lost = [f"la colonne « {field['name']} » a disparu" for field in before if field["name"] not in now]
    changed = [f"la colonne « {field['name']} » a changé de nature" for field in before if field["name"] in now and field != now[field["name"]]]
    moved = [] if lost or [field["name"] for field in after[:len(before)]] == [field["name"] for field in before] else ["les colonnes ont changé d’ordre"]
    return [*lost, *changed, *moved]


def _fail(found: dict[str, list[str]]) -> None:
    lines = [f"{name} : {problem}." for name, problems in found.items() for problem in problems]
    if lines:
        pytest.fail("\n".join(["Le contrat de la version 1 est rompu.", *lines, REMEDY]), pytrace=False)


def test_nothing_that_readers_count_on_is_lost(catalog: Catalog, request: pytest.FixtureRequest) -> None:
    promised, copies = _promised(catalog), _copies()
    _fail({name: breaks(copy, promised[name]) if name in promised else ["le fichier a disparu"] for name, copy in copies.items()})
    if request.config.getoption("--update-goldens"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, schema in promised.items():
            (FOLDER / f"{name}.json").write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    missing = sorted(promised.keys() - _copies().keys())
    assert not missing, f"Sans copie : {', '.join(missing)}. Relancez ce test avec --update-goldens."


def test_payloads_keep_to_the_copies(real_catalog: Catalog) -> None:
    known = {name: Draft202012Validator(copy) for name, copy in _copies().items() if "fields" not in copy}
    found: dict[str, list[str]] = {}
    for path, text in api.files(real_catalog, FULL, date(2026, 11, 21)).items():
        payload = json.loads(text) if path.endswith("json") else {}
        if "schema_url" in payload:
            errors = known[Path(payload["schema_url"]).stem].iter_errors(payload)
            found[path] = [f"{'.'.join(map(str, error.absolute_path))} : {error.message}" for error in errors]
    assert len(found) > len(real_catalog.structures)
    _fail(found)


def test_the_version_is_in_addresses_and_told(root: Path) -> None:
    assert f"v{VERSION.partition('.')[0]}" == API.split("/")[1] == FOLDER.name
    assert f"\n## {VERSION}\n" in (root / "CHANGELOG-API.md").read_text(encoding="utf-8")


OLD: Schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": ["integer", "null"]}, "c": {"type": "array", "items": {"$ref": "#/$defs/C"}}},
               "$defs": {"C": {"type": "object", "required": ["d"], "properties": {"d": {"type": "string", "format": "date"}, "e": {"type": "string", "enum": ["x", "y"]}}}}}  # fmt: skip


def _changed(path: str, value: Any) -> Schema:
    """Return OLD with one place changed: taken away if the value is None."""
    schema = json.loads(json.dumps(OLD))
    *above, last = path.split("/")
    place = schema
    for name in above:
        place = place[name]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return schema


@pytest.mark.parametrize(("path", "value", "said"), [
    ("properties/a", None, "le champ « a » a disparu"),
    ("$defs/C/properties/d", None, "le champ « c[].d » a disparu"),
    ("properties/a/type", "integer", "le champ « a » a changé de nature : string, puis integer"),
    ("properties/a/type", ["string", "null"], "le champ « a » a changé de nature : string, puis null ou string"),
    ("$defs/C/properties/d/format", None, "le champ « c[].d » a changé de nature : string (date), puis string"),
    ("required", [], "le champ « a » n’est plus toujours là"),
    ("$defs/C/required", [], "le champ « c[].d » n’est plus toujours là"),
    ("$defs/C/properties/e/enum", ["x", "z"], "le champ « c[].e » prend d’autres valeurs"),
    ("properties/c/items", {"type": "string"}, "le champ « c[] » a changé de nature : object, puis string"),
], ids=str)  # fmt: skip
def test_a_break_is_seen_and_said(path: str, value: Any, said: str) -> None:
    assert said in breaks(OLD, _changed(path, value))


@pytest.mark.parametrize(("path", "value"), [
    ("properties/new", {"type": "string"}), ("$defs/C/properties/new", {"type": "string"}), ("required", ["a", "b"]),
    ("properties/b/type", "integer"), ("title", "Un titre"), ("properties/a/title", "un titre"), ("$defs/C/properties/e/enum", ["x"]),
], ids=str)  # fmt: skip
def test_what_only_adds_or_narrows_is_no_break(path: str, value: Any) -> None:
    assert breaks(OLD, OLD) == breaks(OLD, _changed(path, value)) == []


def test_columns_may_only_be_added_at_the_end() -> None:
    a, b, c = ({"name": name, "type": "string"} for name in "abc")
    table = {"fields": [a, b]}
    assert breaks(table, {"fields": [a, b, c]}) == []
    assert breaks(table, {"fields": [a]}) == ["la colonne « b » a disparu"]
    assert breaks(table, {"fields": [c, a, b]}) == ["les colonnes ont changé d’ordre"]
    assert breaks(table, {"fields": [a, b | {"type": "integer"}]}) == ["la colonne « b » a changé de nature"]


def test_the_message_says_what_to_do() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"CHANGELOG-API\.md") as failed:
        _fail({"structure": breaks(OLD, _changed("properties/a", None))})
    assert "structure : le champ « a » a disparu." in str(failed.value)
