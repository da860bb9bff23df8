"""The tables described for machines: a Frictionless Data Package, and one Table Schema a table as schema.data.gouv.fr writes them."""

from datetime import date
from hashlib import sha256
from typing import Any

from macros import addresses, identity
from macros.exports.envelope import LICENCE, VERSION
from macros.exports.plain import Plain, Records
from macros.exports.projection import COLLECTIONS, Collection
from macros.exports.tables import DECIMAL, DELIMITER, JOINTS, LINE_END, NO, YES, Column, cells, columns
from macros.text import capital

NAME = "mieux-travailler-dans-l-ess"
TABLE_SCHEMA = "https://specs.frictionlessdata.io/schemas/table-schema.json"
LICENCES = [{"name": LICENCE["id"], "title": LICENCE["label"], "path": LICENCE["url"]}]
PUBLISHER = [{"title": identity.NAME, "role": "publisher"}]
KEYWORDS = ["qualité de vie au travail", "QVCT", "égalité professionnelle", "économie sociale et solidaire", "Occitanie"]
TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"}, "address": {"type": "string", "format": "uri"}, "day": {"type": "date", "format": "default"}, "integer": {"type": "integer"},
    "number": {"type": "number", "decimalChar": DECIMAL}, "boolean": {"type": "boolean", "trueValues": [YES], "falseValues": [NO]},
}


def package(records: Records, tables: dict[str, str], today: date) -> Plain:
    """Return the package of all tables. `tables`: the text of each, by the name of its collection."""
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": f"Données du site « {identity.NAME} »",
        "description": "Employeurs, fiches égalité, recommandations, ressources, glossaire, textes de droit, sources, chiffres et désaccords des sources. "
                       "Chaque ligne donne les documents d’où elle vient et l’adresse de sa page.",
        "version": VERSION,
        "created": f"{today.isoformat()}T00:00:00Z",
        "homepage": records.absolute(addresses.OPEN_DATA),
        "keywords": KEYWORDS,
        "licenses": LICENCES,
        "contributors": PUBLISHER,
        "resources": [_resource(collection, tables[collection.name]) for collection in COLLECTIONS],
    }


def table_schema(records: Records, collection: Collection, plain: list[Plain]) -> Plain:
    """Return the Table Schema of a table, with an example of each column where there is one."""
    rows = [cells(collection, record) for record in plain]
    found = columns(collection)
    examples = [next((row[place] for row in rows if row[place]), None) for place in range(len(found))]
    dated = records.dated(collection, *records.of(collection)) or records.updated_on
    return {
        "$schema": TABLE_SCHEMA,
        "name": f"{NAME}-{collection.name}",
        "title": collection.title,
        "description": collection.description,
        "countryCode": "FR",
        "homepage": records.absolute(addresses.OPEN_DATA),
        "path": records.url(f"table-schemas/{collection.name}.json"),
        "resources": [{"name": collection.name, "title": f"{collection.title}, fichier CSV", "path": records.url(f"{collection.name}.csv")}],
        "version": VERSION,
        "licenses": LICENCES,
        "contributors": PUBLISHER,
    } | ({"lastModified": dated.isoformat()} if dated else {}) | {
        "fields": [_field(column, example, key=place == 0) for place, (column, example) in enumerate(zip(found, examples, strict=True))],
        "missingValues": [""],
        "primaryKey": [found[0].name],
    }


def _field(column: Column, example: str | None, key: bool) -> Plain:
    described = capital(column.title) + "."
    if column.many:
        described += f" Plusieurs valeurs possibles, séparées par « {JOINTS[0].strip()} »."
    constraints = {"required": column.required} | ({"unique": True} if key else {})
    kind = TYPES["text"] if column.many else TYPES[column.shape.kind]
    return {"name": column.name, "title": column.title, "description": described} | ({"example": example} if example else {}) | kind | {"constraints": constraints}


def _resource(collection: Collection, table: str) -> Plain:
    data = table.encode("utf-8")
    return {
        "profile": "tabular-data-resource",
        "name": collection.name,
        "title": collection.title,
        "description": collection.description,
        "path": f"{collection.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {"delimiter": DELIMITER, "lineTerminator": LINE_END, "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": f"table-schemas/{collection.name}.json",
        "licenses": LICENCES,
    }
