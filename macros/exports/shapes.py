"""What each public field is made of, read in the model: texts, numbers, days, references, records, lists of these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from macros import model
from macros.exports.projection import KEYS, NUMBERS, PUBLIC, Collection
from macros.fields import Address, OneOf
from macros.vocabularies import Record

ADDRESS = Address.__metadata__[-1]  # what tells an address from any other text
SCALARS = {str: "text", int: "integer", bool: "boolean", date: "day"}


@dataclass(frozen=True)
class Shape:
    """What a public value is made of. `kind`: text, number, integer, boolean, day, address, reference, record or list."""

    kind: str
    title: str = ""
    nullable: bool = False
    of: "Shape | None" = None  # each item of a list
    record: type[Record] | None = None
    shelf: str = ""  # where the record that a reference names is
    key: str = "{}"  # how its key is written
    choices: tuple[str, ...] = ()


@cache
def fields(kind: type[Record]) -> dict[str, Shape]:
    """Return the shape of each public field of a record, in their order. Raises KeyError for a record that is not public."""
    return {name: _field(kind, name) for name in PUBLIC[kind]}


@cache
def record_fields(collection: Collection) -> dict[str, Shape]:
    """Return the shape of each field of the records of a collection, those that we add included."""
    return fields(collection.kind) | (SIZE if collection.kind is model.Structure else {}) | ADDED


# Worked out, or said of every record.
SIZE = {"size_band": Shape("reference", "tranche d’effectif", nullable=True, shelf="size_bands")}
ADDED = {
    "sources": Shape("list", "documents cités", of=Shape("record", record=model.Citation)),
    "page_url": Shape("address", "adresse de la page du site"),
    "api_url": Shape("address", "adresse de cette fiche en JSON"),
}


def stands_for_its_record(name: str, shape: Shape) -> bool:
    """Whether a reference is what its record is about: its id and its label are then the record's own."""
    return name == "id" and shape.kind == "reference"


def _field(kind: type[Record], name: str) -> Shape:
    field = kind.model_fields[name]
    shape = replace(_shape(field.annotation, tuple(_flat(field.metadata))), title=field.title or "")
    if (kind, name) in NUMBERS:
        return replace(shape, kind="number")
    if (kind, name) in KEYS:
        shelf, key = KEYS[kind, name]
        return replace(shape, of=Shape("reference", shelf=shelf, key=key))
    return shape


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    for item in metadata:
        yield from item.metadata if isinstance(item, FieldInfo) else [item]


def _shape(annotation: Any, metadata: tuple[Any, ...]) -> Shape:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inside[0], (*_flat(inside[1:]), *metadata))
    if origin in (Union, UnionType):
        (given,) = (part for part in inside if part is not type(None))
        return replace(_shape(given, metadata), nullable=True)
    if origin is tuple:
        return Shape("list", of=_shape(inside[0], ()))
    if origin is Literal:
        return Shape("text", choices=inside)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return Shape("record", record=annotation)
    if listed := next((item for item in metadata if isinstance(item, OneOf)), None):
        return Shape("reference", shelf=listed.vocabulary)
    return Shape("address" if ADDRESS in metadata else SCALARS[annotation])
