"""Whatever an editor may write in a field, the model answers in French, with a remedy, and never breaks."""

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from macros.messages import WRITTEN, problems_of
from macros.model import PageFront, PublishedEmbed, Source, Structure
from macros.shelves import SHELVES
from macros.source import Document, Place, read_yaml
from macros.vocabularies import Department, Entry, Record, Region, SizeBand, Theme

MINI = Path(__file__).parent.parent / "mini"
# Where tests/mini has a record with every field, when it is not the first of its list.
FULL = {"structures": "les-tilleuls", "legal": "loi-essai", "sheets": "01-recruter", "cases": "une-caisse", "method": "essayer"}


def with_parts(value: Any) -> Any:
    """Return a copy of a record where each citation has its part too: a record rarely cites both pages and parts."""
    if isinstance(value, list):
        return [with_parts(item) for item in value]
    if isinstance(value, dict):
        found = {name: with_parts(item) for name, item in value.items()}
        return {"page": "2", "section": "A"} | found if "document" in found else found
    return value


def full() -> Iterator[tuple[type[Record], Any]]:
    """Yield the kinds of records of the site, and an example of each with every field."""
    for shelf in SHELVES:
        if shelf.name in FULL or not shelf.folder and not shelf.required:
            path = MINI / shelf.pattern.replace("*", FULL.get(shelf.name, ""))
            value = read_yaml(path, path.name).value
            yield shelf.kind, with_parts(value if shelf.folder else value[0])


ENTRY = {"id": "a", "label": "A"}
EXAMPLES: dict[type[Record], Any] = {  # one value for every field of every kind of record
    **dict(full()),
    Source: {"id": "a", "title": "A", "short_title": "A", "publishers": ["A"], "kind": "a", "period": "2020", "pages": "3",
             "pages_note": "a", "address": "https://exemple.fr/", "checked_on": "2026-11-21"},
    Entry: ENTRY,
    Theme: ENTRY | {"question": "A ?"},
    SizeBand: ENTRY | {"min": "1", "max": "9"},
    Region: ENTRY | {"note": "A", "departments": ["01"]},
    Department: ENTRY | {"region": "a"},
    PageFront: {"title": "A", "description": "A"},
}
# Fields that exclude each other stand in two examples.
FABRIQUE = with_parts(read_yaml(MINI / "data/structures/la-fabrique.yml", "la-fabrique.yml").value)
OTHERS: dict[type[Record], Any] = {Structure: FABRIQUE, PublishedEmbed: {"id": "story/ancienne", "gone": {"on": "2026-11-21", "why": "A"}}}
by_example = pytest.mark.parametrize(("model", "example"), [pytest.param(model, example, id=model.__name__)
                                                            for examples in (EXAMPLES, OTHERS) for model, example in examples.items()])
WRONG: list[Any] = [
    "", "   ", "x" * 5001, "mot", "Élan vital", "01000", "-1", "12:30", "9" * 30, "9" * 5000, "<b>", "{{ x }}", "http://[",
    "https://exem\u2100ple.fr/", "javascript:x", "2026-02-30", "12,5", "1.5", "-0", "1_0", "0x1", "1e9", "+1", " 1", "٢٠٢٦-١١-٢١", "oui", "no", None, [], ["x"], [[]], [None], {}, {"a": "b"}, {"": []},
]
ENGLISH = ("Input should", "required", "permitted", "valid ", "String should", "' or '", "Value error", "characters", "should have")
# What the model is made of. A new kind of value may bring a new kind of error: add it here with its message.
KINDS = {"bool", "date", "default", "function-after", "function-before", "int", "literal", "model", "model-field",
         "model-fields", "nullable", "str", "tuple", "definitions", "definition-ref"}


@pytest.fixture(scope="module")
def context(catalog: Any) -> dict[str, Any]:
    return {"vocabularies": catalog.known, "pages": {"guide": 20}}


def places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Yield every place of a value: itself, its fields, its items."""
    yield here
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inside:
        yield from places(item, (*here, step))


def at(value: Any, place: Place) -> Any:
    """Return what is at a place."""
    for step in place:
        value = value[step]
    return value


def changed(example: Any, place: Place, wrong: Any) -> Any:
    """Return a copy of `example` with `wrong` at `place`."""
    if not place:
        return wrong
    copy = deepcopy(example)
    at(copy, place[:-1])[place[-1]] = wrong
    return copy


def said(model: type[BaseModel], value: Any, context: dict[str, Any]) -> list[str]:
    """Return the messages that a value gets, after a look at each."""
    try:
        model.model_validate(value, context=context)
    except ValidationError as error:
        problems = problems_of(error, Document("a.yml", value), model)
        assert problems
        for problem in problems:
            assert problem.message and problem.remedy, problem
            assert not [english for english in ENGLISH if english in str(problem)], problem
        return list(map(str, problems))
    return []


@by_example
def test_examples_are_right(model: type[Record], example: Any, context: dict[str, Any]) -> None:
    assert said(model, example, context) == []


@pytest.mark.parametrize("wrong", WRONG, ids=lambda value: repr(value)[:12])
@by_example
def test_a_wrong_value_anywhere(model: type[Record], example: Any, wrong: Any, context: dict[str, Any]) -> None:
    answers = [said(model, changed(example, place, wrong), context) for place in places(example)]
    assert any(answers)


@by_example
def test_an_unknown_field_in_every_group(model: type[Record], example: Any, context: dict[str, Any]) -> None:
    for place in places(example):
        if isinstance(group := at(example, place), dict):
            assert any("ce champ n’existe pas" in message for message in said(model, changed(example, place, group | {"zzz": "1"}), context))


@by_example
def test_every_field_taken_away(model: type[Record], example: Any, context: dict[str, Any]) -> None:
    for place in places(example):
        if isinstance(group := at(example, place), dict):
            for name in group:
                said(model, changed(example, place, {key: value for key, value in group.items() if key != name}), context)


@by_example
def test_every_list_at_any_length(model: type[Record], example: Any, context: dict[str, Any]) -> None:
    """A list of right items may still be too short or too long: that is said, and the record is not lost without a word."""
    for place in places(example):
        if isinstance(items := at(example, place), list):
            for length in (0, 1, 2, len(items) - 1, len(items) + 1, 30):
                said(model, changed(example, place, (items * 30)[:length]), context)


def test_every_pattern_has_its_message() -> None:
    """« Cette valeur n’a pas la forme attendue » teaches nothing: a new pattern says what it wants in `WRITTEN`."""
    patterns = {pattern for model in EXAMPLES for pattern in found_in(model.__pydantic_core_schema__, "pattern")}
    assert patterns and patterns <= WRITTEN.keys()
    assert all(remedy.endswith(".") for _, remedy in WRITTEN.values())


def found_in(schema: Any, name: str) -> Iterator[str]:
    """Yield the texts that a core schema has under a name, at any depth."""
    if isinstance(schema, dict):
        if isinstance(schema.get(name), str):
            yield schema[name]
        schema = [child for key, child in schema.items() if key not in ("metadata", "serialization")]
    for child in schema if isinstance(schema, list) else ():
        yield from found_in(child, name)


@pytest.mark.parametrize(("value", "message"), [
    ({"nom": "A"}, ["nom : ce champ n’existe pas. Vouliez-vous dire « name » ?"]),
    ({"\u00a0name": "A"}, ["\u00a0name : le nom du champ « name » contient un signe de trop, peut-être invisible. Effacez toute la ligne jusqu’aux deux-points, et tapez-la de nouveau."]),
    ({"activity": {"printed": "A", "source": {"document": "guide"}, "name": "A"}}, ["activity.name : ce champ n’est pas à sa place. Alignez-le avec « slug »."]),
    ({"zzz": "A"}, ["name : ce champ est obligatoire et il manque.", "zzz : ce champ n’existe pas. Champs possibles : activity, "]),
])  # fmt: skip
def test_a_field_under_another_name_or_elsewhere_is_not_also_missing(value: dict[str, Any], message: list[str], context: dict[str, Any]) -> None:
    minimal = read_yaml(MINI / "data/structures/minimale.yml", "minimale.yml").value
    del minimal["name"]
    answers = sorted(answer.removeprefix("a.yml:1: ") for answer in said(Structure, minimal | value, context))
    assert len(answers) == len(message) and all(answer.startswith(start) for answer, start in zip(answers, message, strict=True))


def test_every_kind_of_record_has_its_example() -> None:
    assert {shelf.kind for shelf in SHELVES} - set(EXAMPLES) == set()


@pytest.mark.parametrize("model", EXAMPLES, ids=lambda model: model.__name__)
def test_the_examples_have_every_field(model: type[Record]) -> None:
    assert set(fields_of(model)) == fields_in(EXAMPLES[model]) | fields_in(OTHERS.get(model, {}))


def fields_of(model: type[BaseModel], here: str = "") -> Iterator[str]:
    """Yield the name of every field of a model, those of its groups included: « headcount.variants.employees »."""
    for name, field in model.model_fields.items():
        yield here + name
        for inner in records_in(field.annotation):
            yield from fields_of(inner, f"{here}{name}.")


def records_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [record for arg in getattr(annotation, "__args__", ()) for record in records_in(arg)]


def fields_in(value: Any) -> set[str]:
    return {".".join(step for step in place if isinstance(step, str)) for place in places(value)} - {""}


@pytest.mark.parametrize("model", EXAMPLES, ids=lambda model: model.__name__)
def test_the_model_is_made_of_known_kinds(model: type[Record]) -> None:
    assert kinds(model) <= KINDS


@cache
def kinds(model: type[BaseModel]) -> set[str]:
    """Return the kinds of nodes of a model's core schema."""
    found: set[str] = set()
    waiting: list[Any] = [model.__pydantic_core_schema__]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(node.get("type"), str):
                found.add(node["type"])
            waiting += [child for key, child in node.items() if key not in ("metadata", "config", "serialization", "function")]
        elif isinstance(node, list):
            waiting += node
    return found
