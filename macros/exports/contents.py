"""The list of all files of the open data: what they hold, how many records, where."""

from datetime import date

from macros import identity
from macros.catalog import Catalog
from macros.exports.envelope import envelope
from macros.exports.maps import STRUCTURES
from macros.exports.plain import Plain, Records
from macros.exports.projection import COLLECTIONS, Collection
from macros.exports.schemas import Schema, Schemas
from macros.exports.shapes import Shape

WHOLE = {
    "title": Shape("text", "titre"), "description": Shape("text", "description"), "generated_on": Shape("day", "jour de la publication"),
    "departments_url": Shape("address", "carte des départements, avec leurs structures"), "openapi_url": Shape("address", "description OpenAPI"),
    "datapackage_url": Shape("address", "description des tableaux (Data Package)"),
}
ENTRY = {
    "name": Shape("text", "identifiant"), "title": Shape("text", "titre"), "description": Shape("text", "description"),
    "count": Shape("integer", "nombre de fiches"), "updated_on": Shape("day", "dernière mise à jour notée", nullable=True),
    "json_url": Shape("address", "toutes les fiches, en JSON"), "csv_url": Shape("address", "le tableau"),
    "geojson_url": Shape("address", "la carte", nullable=True), "record_url_template": Shape("text", "adresse d’une fiche, « {id} » à remplacer"),
    "schema_url": Shape("address", "schéma du fichier de toutes les fiches"), "record_schema_url": Shape("address", "schéma du fichier d’une fiche"),
    "table_schema_url": Shape("address", "schéma du tableau"),
}


def counted(catalog: Catalog) -> list[tuple[Collection, int, date | None]]:
    """Return each collection, the number of its records, and the last day on which one of them was looked at again, if they say it."""
    records = Records(catalog, str)
    return [(collection, len(records.of(collection)), records.dated(collection, *records.of(collection))) for collection in COLLECTIONS]


def listed(records: Records, today: date) -> Plain:
    """Return the list, as published on `today`."""
    return envelope(records, "index.json", "index", records.updated_on) | {"data": {
        "title": f"Données ouvertes de « {identity.NAME} »",
        "description": "Tous les fichiers de la version 1. Chaque collection existe en JSON (toutes les fiches, puis une par fichier) et en CSV.",
        "generated_on": today.isoformat(),
        "departments_url": records.url("departments.geojson"),
        "openapi_url": records.url("openapi.json"),
        "datapackage_url": records.url("datapackage.json"),
        "collections": [_entry(records, *entry) for entry in counted(records.catalog)],
    }}


def schema(schemas: Schemas) -> Schema:
    """Return the schema of the list."""
    whole = schemas.group(WHOLE)
    properties = whole["properties"] | {"collections": {"title": "collections", "type": "array", "items": schemas.group(ENTRY)}}
    return schemas.payload({"type": "object", "required": list(properties), "properties": properties})


def _entry(records: Records, collection: Collection, count: int, dated: date | None) -> Plain:
    name = collection.name
    return {
        "name": name,
        "title": collection.title,
        "description": collection.description,
        "count": count,
        "updated_on": dated.isoformat() if dated else None,
        "json_url": records.url(f"{name}.json"),
        "csv_url": records.url(f"{name}.csv"),
        "geojson_url": records.url(f"{name}.geojson") if collection is STRUCTURES else None,
        "record_url_template": records.url(name + "/{id}.json"),
        "schema_url": records.url(f"schemas/{name}.json"),
        "record_schema_url": records.url(f"schemas/{collection.type}.json"),
        "table_schema_url": records.url(f"table-schemas/{name}.json"),
    }
