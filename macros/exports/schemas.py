"""The JSON Schemas (2020-12) of the payloads, derived from the shapes of public fields; French titles are those of the model.

Schemas are open: a field may be added without breaking them. Every field is always there, null when it is not known.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from macros.exports import envelope, shapes
from macros.exports.projection import COLLECTIONS, PUBLIC, Collection
from macros.exports.shapes import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
TYPES: dict[str, Schema] = {
    "text": {"type": "string"}, "number": {"type": "number"}, "integer": {"type": "integer"}, "boolean": {"type": "boolean"},
    "day": {"type": "string", "format": "date"}, "address": {"type": "string", "format": "uri"},
}
ENTRY = {"id": Shape("text", "identifiant"), "label": Shape("text", "libellé")}
REFERENCE = ENTRY | {"api_url": Shape("address", "adresse de sa fiche en JSON")}
LICENCE = ENTRY | {"url": Shape("address", "texte de la licence")}
WITH_FILES = {collection.shelf for collection in COLLECTIONS}


class Schemas:
    """Schemas that share definitions, found under `prefix`: « #/$defs/ » in a schema, « #/components/schemas/ » in OpenAPI."""

    def __init__(self, prefix: str = "#/$defs/") -> None:
        self.prefix = prefix

    def definitions(self) -> dict[str, Schema]:
        """Return all definitions by name: each public record and what references are."""
        records = {kind.__name__: self.group(shapes.fields(kind)) for kind in PUBLIC}
        files = {collection.kind.__name__: self.record(collection) for collection in COLLECTIONS}
        return dict(sorted((records | files | self._references()).items()))

    def record(self, collection: Collection) -> Schema:
        """Return the schema of the records of a collection."""
        return {"title": collection.one} | self.group(shapes.record_fields(collection))

    def payload(self, data: Schema, counted: bool = False) -> Schema:
        """Return the schema of a file that holds `data` after what it says of itself."""
        whole = self.group(envelope.FIELDS | ({"count": Shape("integer", "nombre de fiches")} if counted else {}))
        return whole | {"required": [*whole["required"], "data"], "properties": whole["properties"] | {"data": data}}

    def one(self, collection: Collection) -> Schema:
        """Return the schema of the file of one record."""
        return self.payload(self._named(collection.kind.__name__))

    def many(self, collection: Collection) -> Schema:
        """Return the schema of the file of all records."""
        return self.payload({"type": "array", "items": self._named(collection.kind.__name__)}, counted=True)

    def group(self, fields: dict[str, Shape]) -> Schema:
        """Return the schema of an object: all its fields are always there."""
        properties: dict[str, Schema] = {}
        for name, shape in fields.items():
            merged = self._references()[self._reference(shape)]["properties"] if shapes.stands_for_its_record(name, shape) else {name: self.value(shape)}
            properties |= merged
        return {"type": "object", "required": list(properties), "properties": properties}

    def value(self, shape: Shape) -> Schema:
        """Return the schema of a value."""
        schema = self._bare(shape)
        if shape.nullable:
            schema = schema | {"type": [schema["type"], "null"]} if "type" in schema else {"anyOf": [schema, {"type": "null"}]}
        return {"title": shape.title} | schema if shape.title else schema

    def _bare(self, shape: Shape) -> Schema:
        match shape.kind:
            case "list":
                return {"type": "array", "items": self.value(shape.of)}
            case "record":
                return self._named(shape.record.__name__)
            case "reference" | "licence":
                return self._named(self._reference(shape))
        choices = [*shape.choices, None] if shape.nullable else [*shape.choices]
        return TYPES[shape.kind] | ({"enum": choices} if shape.choices else {})

    def _references(self) -> dict[str, Schema]:
        return {"Entry": {"title": "Une entrée de liste fermée"} | self.group(ENTRY),
                "Reference": {"title": "Un renvoi vers une autre fiche"} | self.group(REFERENCE),
                "Licence": {"title": "La licence"} | self.group(LICENCE)}

    @staticmethod
    def _reference(shape: Shape) -> str:
        return "Licence" if shape.kind == "licence" else "Reference" if shape.shelf in WITH_FILES else "Entry"

    def _named(self, name: str) -> Schema:
        return {"$ref": self.prefix + name}


def document(url: str, title: str, description: str, schema: Schema) -> Schema:
    """Return a whole schema, with the definitions that it uses and no others."""
    known = Schemas().definitions()
    used = sorted(_used(schema, known, set()))
    return {"$schema": DIALECT, "$id": url, "title": title, "description": description} | schema | {"$defs": {name: known[name] for name in used}}


def _used(schema: Any, known: dict[str, Schema], found: set[str]) -> set[str]:
    """Return the names of the definitions that a schema uses, at any depth (`found`, which grows)."""
    for name in _named_in(schema):
        if name not in found:
            found.add(name)
            _used(known[name], known, found)
    return found


def _named_in(schema: Any) -> Iterator[str]:
    parts: Iterable[Any] = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    if isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
        yield schema["$ref"].rpartition("/")[2]
    for part in parts:
        yield from _named_in(part)
