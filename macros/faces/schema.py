"""The JSON Schemas (2020-12) of the files of data/: an editor's program completes and explains fields with them.

They say what a field may hold, not how fields agree with one another: `check` alone says that. A value is
described as YAML 1.2 reads it, which is what such programs do.
"""

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from macros.anatomy import Anatomy, fields_of
from macros.fields import SLUG
from macros.shelves import BY_NAME, CLOSED, SHELVES, Shelf
from macros.text import capital, typeset
from macros.vocabularies import Record

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMS = {"address": {"format": "uri", "pattern": "^https?://"}, "slug": {"pattern": SLUG}}
HEAD = re.compile(r"^# yaml-language-server: \$schema=(\S+)\n", re.MULTILINE)
Schema = dict[str, Any]


def path_of(shelf: Shelf) -> str:
    """Return where the schema of a shelf's files is: « schemas/structure.json », « schemas/figure-list.json »."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", shelf.kind.__name__).lower()
    return f"{FOLDER}/{name}{'' if shelf.folder else '-list'}.json"


def head(shelf: Shelf, path: str) -> str:
    """Return the line that names its schema at the head of a data file, for editors' programs."""
    return f"# yaml-language-server: $schema={os.path.relpath(path_of(shelf), os.path.dirname(path))}\n"


def headed(shelf: Shelf, path: str, text: str) -> str:
    """Return the text of a data file with the head it should have."""
    return head(shelf, path) + HEAD.sub("", text, count=1)


def files(known: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the schemas by path. `known`: the keys and labels of the closed lists, by name."""
    return {path_of(shelf): json.dumps(schema(shelf, known), ensure_ascii=False, indent=2) + "\n" for shelf in SHELVES}


def schema(shelf: Shelf, known: Mapping[str, Mapping[str, str]]) -> Schema:
    """Return the schema of the files of a shelf: one record, or a list of records."""
    groups: dict[str, Schema] = {}
    _group(shelf.kind, known, groups)
    one = groups.pop(shelf.kind.__name__)
    whole = one if shelf.folder else {"type": "array", "items": one}
    return {"$schema": DIALECT} | whole | ({"$defs": dict(sorted(groups.items()))} if groups else {})


def _group(kind: type[Record], known: Mapping[str, Mapping[str, str]], groups: dict[str, Schema]) -> Schema:
    """Return a reference to a group of fields, which is added to `groups` with those inside it."""
    if kind.__name__ not in groups:
        groups[kind.__name__] = {}
        fields = fields_of(kind)
        groups[kind.__name__] = {
            "type": "object", "additionalProperties": False, "required": [name for name, field in fields.items() if field.required],
            "properties": {name: _field(field, known, groups) for name, field in fields.items()}}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _field(field: Anatomy, known: Mapping[str, Mapping[str, str]], groups: dict[str, Schema]) -> Schema:
    told = {"title": typeset(capital(field.title)), "description": _told(field),
            "examples": [_as_written(example) for example in field.examples]}
    return {name: said for name, said in told.items() if said} | _value(field, known, groups)


def _told(field: Anatomy) -> str:
    """Return what is said of a field: whether it is awaited, its rule, and where its words come from."""
    said = ["Obligatoire." if field.required else "Facultatif.", field.rule]
    if field.vocabulary:
        said.append(f"Les mots admis sont dans {BY_NAME[field.vocabulary].place}.")
    return typeset(" ".join(filter(None, said)))


def _value(field: Anatomy, known: Mapping[str, Mapping[str, str]], groups: dict[str, Schema]) -> Schema:
    one = _group(field.record, known, groups) if field.record else _plain(field, known)
    if not field.many:
        return one
    bounds = {"minItems": field.least, "maxItems": field.most}
    return {"type": "array", "items": {"type": "array", "items": one} if field.rows else one} | _said(bounds)


def _plain(field: Anatomy, known: Mapping[str, Mapping[str, str]]) -> Schema:
    if field.choices:
        return {"enum": [*field.choices]}
    if field.vocabulary in CLOSED:
        entries = known.get(field.vocabulary, {})
        return {"type": "string", "enum": [*entries], "enumDescriptions": [typeset(label) for label in entries.values()]}
    if field.plain is bool:
        return {"enum": ["oui", "non"]}
    if field.plain is int:
        return {"type": "integer"} | _said({"minimum": field.low, "maximum": field.high})
    if field.plain is date:
        return {"type": "string", "format": "date"}
    return {"type": "string", "minLength": 1} | _said({"maxLength": field.longest, "pattern": field.pattern}) | FORMS.get(field.form, {})


def _said(bounds: Schema) -> Schema:
    return {name: value for name, value in bounds.items() if value is not None}


def _as_written(example: Any) -> Any:
    return ("oui" if example else "non") if isinstance(example, bool) else example
