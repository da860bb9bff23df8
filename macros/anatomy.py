"""What a field of the model holds, read from its declaration: a text, a day, an entry of a closed list, a group, several of these."""

import types
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from macros.fields import ASKED, Address, OneOf, Slug
from macros.vocabularies import Record

FORMS = {Address.__metadata__[-1]: "address", Slug.__metadata__[-1]: "slug"}  # what tells them from any other text


@dataclass(frozen=True)
class Anatomy:
    """What a field holds. `vocabulary`: the shelf that its values are keys of. `record`: the group of fields that it is.

    `rule` says how to fill it, `question` what an interviewer asks and `help` what helps to answer. Bounds: `least` and `most` for how many
    values of a list, `longest` for characters, `low` and `high` for a number.
    """

    title: str = ""
    required: bool = False
    many: bool = False
    rows: bool = False  # each of the values is a list itself
    record: type[Record] | None = None
    vocabulary: str | None = None
    choices: tuple[str, ...] = ()
    plain: type = str  # str, int, bool or date
    form: str = ""  # of a text: « address », « slug »
    rule: str = ""
    examples: tuple[Any, ...] = ()
    question: str = ""
    help: str = ""
    least: int | None = None
    most: int | None = None
    longest: int | None = None
    low: int | None = None
    high: int | None = None
    pattern: str | None = None


def anatomy(field: FieldInfo) -> Anatomy:
    """Return what a field of a record holds."""
    found = _inside(field.annotation)
    own = _bounds(field.metadata, many=found.get("many", False)) | _named(field.metadata)
    question, help = (field.json_schema_extra or {}).get(ASKED, ("", ""))
    told = {"rule": field.description or "", "examples": tuple(field.examples or ()), "question": question, "help": help}
    return Anatomy(field.title or "", field.is_required(), **found | own | told)


@cache
def fields_of(kind: type[Record]) -> dict[str, Anatomy]:
    """Return what each field of a record holds, in the order of the model."""
    return {name: anatomy(field) for name, field in kind.model_fields.items()}


def _inside(annotation: Any) -> dict[str, Any]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        marks = [mark for item in args[1:] for mark in (item.metadata if isinstance(item, FieldInfo) else [item])]
        inside = _inside(args[0])
        return inside | _bounds(marks, many=inside.get("many", False)) | _named(marks)
    if origin in (Union, types.UnionType):
        return _inside(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        inside = _inside(args[0])
        return inside | {"many": True, "rows": inside.get("many", False)}
    if origin is Literal:
        return {"choices": args}
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return {"record": annotation}
    return {"plain": annotation if annotation in (int, bool, date) else str}


def _named(marks: Iterable[Any]) -> dict[str, Any]:
    """Return the closed list, or the form, that the marks of a type say."""
    found: dict[str, Any] = {}
    for mark in marks:
        if isinstance(mark, OneOf):
            found["vocabulary"] = mark.vocabulary
        elif isinstance(mark, AfterValidator) and mark in FORMS:
            found["form"] = FORMS[mark]
    return found


def _bounds(marks: Iterable[Any], many: bool) -> dict[str, Any]:
    """Return the bounds that the marks of a type set: on the list itself if it is `many`."""
    names = {"min_length": ("least", max), "max_length": ("most" if many else "longest", min), "ge": ("low", max), "le": ("high", min)}
    found: dict[str, Any] = {}
    for mark in marks:
        for theirs, (ours, strictest) in names.items():
            if (value := getattr(mark, theirs, None)) is not None:
                found[ours] = strictest(value, found.get(ours, value))
        if pattern := getattr(mark, "pattern", None):
            found["pattern"] = pattern
    return found
