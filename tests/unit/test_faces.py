"""What the model gives to editors: up to date in the repository, true of the data, and read back as it was told."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from macros.anatomy import fields_of
from macros.catalog import Catalog
from macros.faces import forms, guide, schema
from macros.faces.committed import faces, outdated
from macros.interview.grid import all_questions, grid
from macros.model import Structure
from macros.shelves import BY_NAME, SHELVES
from macros.source import paths
from macros.vocabularies import Record
from tests.conftest import ROOT


class Core(yaml.SafeLoader):
    """YAML as programs for editors read it: the core schema of YAML 1.2, where « oui » and a date are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$"), list("-+0123456789."))
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|Null|NULL|)$"), ["~", "n", "N", ""])


def records_in(kind: type[Record]) -> set[type[Record]]:
    """Return a group of fields and those inside it."""
    return {kind}.union(*(records_in(field.record) for field in fields_of(kind).values() if field.record))


RECORDS = sorted(set().union(*(records_in(shelf.kind) for shelf in SHELVES)), key=lambda kind: kind.__name__)


# -- in the repository


def test_faces_are_up_to_date(real_catalog: Catalog) -> None:
    assert list(outdated(ROOT, real_catalog)) == [], "lancez « python -m macros schema »"


def test_a_change_of_the_model_would_be_seen(real_catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    before, field = faces(real_catalog), Structure.model_fields["name"]
    monkeypatch.setattr(field, "description", "Une autre consigne.")
    monkeypatch.setattr(field, "json_schema_extra", {"question": ("Une autre question ?", "")})
    fields_of.cache_clear()
    changed = {name for name, text in faces(real_catalog).items() if text != before[name]}
    fields_of.cache_clear()
    assert changed == {"schemas/structure.json", guide.PATH, forms.GITHUB, forms.GITLAB}


def test_no_schema_is_left_of_what_is_gone(real_catalog: Catalog) -> None:
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").iterdir()} == {name for name in faces(real_catalog) if name.startswith("schemas/")}


# -- schemas


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_the_data_keep_to_their_schema(shelf: Any, real_catalog: Catalog) -> None:
    made = schema.schema(shelf, real_catalog.known)
    Draft202012Validator.check_schema(made)
    for path in paths(ROOT, shelf.pattern):
        value = yaml.load(path.read_text(encoding="utf-8"), Core)
        assert [f"{path.name} {list(error.path)} {error.message}" for error in Draft202012Validator(made).iter_errors(value)] == []


@pytest.mark.parametrize(("change", "at"), [
    ({"sector": "banqe"}, ["sector"]), ({"couleur": "bleu"}, []), ({"has_testimony": "yes"}, ["has_testimony"]), ({"themes": "teletravail"}, ["themes"]),
    ({"headcount": {"employees": "160", "source": {"document": "brochure"}}}, ["headcount", "employees"]), ({"slug": "Adéla"}, ["slug"]), ({"name": ""}, ["name"]),
    ({"links": [{"address": "javascript:x", "label": "x", "source": {"document": "brochure"}}]}, ["links", 0, "address"]),
])
def test_what_check_refuses_the_schema_underlines(change: dict[str, Any], at: list[Any], real_catalog: Catalog) -> None:
    value = yaml.load((ROOT / "data/structures/adela.yml").read_text(encoding="utf-8"), Core) | change
    errors = list(Draft202012Validator(schema.schema(BY_NAME["structures"], real_catalog.known)).iter_errors(value))
    assert [list(error.path) for error in errors] == [at]


def test_each_field_is_explained(real_catalog: Catalog) -> None:
    made = json.loads(faces(real_catalog)["schemas/structure.json"])
    groups = [made, *made["$defs"].values()]
    properties = [field for group in groups for field in group["properties"].values()]
    assert all(field["title"] and field["description"].startswith(("Obligatoire.", "Facultatif.")) for field in properties)
    sector = made["properties"]["sector"]
    assert dict(zip(sector["enum"], sector["enumDescriptions"], strict=True))["banque"] == "Banque coopérative"


def test_examples_are_right(real_catalog: Catalog) -> None:
    """An example of a field, in every record, passes the schema of that field."""
    for name, text in faces(real_catalog).items():
        if name.startswith("schemas/"):
            made = json.loads(text)
            groups = [made.get("items", made), *made.get("$defs", {}).values()]
            for group in groups:
                for field, told in group["properties"].items():
                    for example in told.get("examples", []):
                        errors = list(Draft202012Validator(told | {"$defs": made.get("$defs", {})}).iter_errors(example))
                        assert not errors, f"{name} {field} {example!r} {errors}"


def test_every_data_file_names_its_schema() -> None:
    for shelf in SHELVES:
        for path in paths(ROOT, shelf.pattern):
            named = schema.HEAD.match(path.read_text(encoding="utf-8"))
            assert named, path
            assert (path.parent / named[1]).resolve() == ROOT / schema.path_of(shelf)


# -- the guide


def test_the_guide_tells_every_field() -> None:
    text = guide.page()
    for kind in RECORDS:
        for name, field in fields_of(kind).items():
            assert f"| `{name}` | {guide.typeset_but_code(field.title)}" in text, f"{kind.__name__}.{name}"
    for shelf in SHELVES:
        assert f"`{shelf.pattern.replace('*', f'<{shelf.key}>')}`" in text


def test_the_links_of_the_guide_lead_somewhere() -> None:
    text = guide.page()
    anchors = {re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= anchors
    assert all((ROOT / "docs" / link).is_file() for link in re.findall(r"\((\.\./[^)]+)\)", text))


# -- the forms of the forges


def test_the_issue_form_asks_each_question(real_catalog: Catalog) -> None:
    form = yaml.safe_load(faces(real_catalog)[forms.GITHUB])
    asked = {one["id"]: one for one in form["body"] if "id" in one}
    for one in all_questions(grid(real_catalog)):
        assert asked["-".join(one.path)]["validations"]["required"] == one.required
    assert len({one["attributes"]["label"] for one in asked.values()}) == len(asked)
    template = faces(real_catalog)[forms.GITLAB]
    assert all(one["attributes"]["label"] in template for one in asked.values() if one["type"] != "checkboxes")
