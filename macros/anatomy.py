"""What a field of the model holds, read from its declaration: a text, a day, an entry of a closed list, a group, several of these."""

import types
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros.fields import OneOf
from macros.vocabularies import Record


@dataclass(frozen=True)
class Anatomy:
    """What a field holds. `vocabulary`: the shelf that its values are keys of. `record`: the group of fields that it is."""

    title: str = ""
    required: bool = False
    many: bool = False
    record: type[Record] | None = None
    vocabulary: str | None = None
    choices: tuple[str, ...] = ()
    plain: type = str  # str, int, bool or date


def anatomy(field: FieldInfo) -> Anatomy:
    """Return what a field of a record holds."""
    return Anatomy(field.title or "", field.is_required(), **_inside(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation))


def fields_of(kind: type[Record]) -> dict[str, Anatomy]:
    """Return what each field of a record holds, in the order of the model."""
    return {name: anatomy(field) for name, field in kind.model_fields.items()}


def _inside(annotation: Any) -> dict[str, Any]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        named = [mark.vocabulary for mark in args[1:] if isinstance(mark, OneOf)]
        return _inside(args[0]) | ({"vocabulary": named[0]} if named else {})
    if origin in (Union, types.UnionType):
        return _inside(next(arg for arg in args if arg is not type(None)))
    if origin is tuple:
        return _inside(args[0]) | {"many": True}
    if origin is Literal:
        return {"choices": args}
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return {"record": annotation}
    return {"plain": annotation if annotation in (int, bool, date) else str}
