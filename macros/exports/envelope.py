"""What every payload says of itself: version, schema, address, licence, how to cite, dates."""

import json
from datetime import date
from typing import Any

from macros import addresses, identity
from macros.exports.plain import Plain, Records
from macros.exports.shapes import Shape
from macros.render import french_date

VERSION = "1.0.0"  # of the schemas; its first number is in addresses. Changes are told in CHANGELOG-API.md.
LICENCE = {"id": "etalab-2.0", "label": identity.LICENCE, "url": identity.LICENCE_ADDRESS}
FIELDS = {
    "schema_version": Shape("text", "version du schéma"),
    "schema_url": Shape("address", "adresse du schéma JSON de ce fichier"),
    "url": Shape("address", "adresse de ce fichier"),
    "documentation_url": Shape("address", "mode d’emploi, en français"),
    "licence": Shape("licence", "licence"),
    "attribution": Shape("text", "mention à reprendre pour citer la source"),
    "updated_on": Shape("day", "dernière mise à jour de ces fiches, si elle est notée", nullable=True),
    "dataset_updated_on": Shape("day", "dernière mise à jour de l’ensemble des données", nullable=True),
}


def envelope(records: Records, path: str, schema: str, updated_on: date | None) -> Plain:
    """Return what the file at `path` says of itself before its data. `schema` is the name of its schema."""
    whole = records.updated_on
    return {
        "schema_version": VERSION,
        "schema_url": records.url(f"schemas/{schema}.json"),
        "url": records.url(path),
        "documentation_url": records.absolute(addresses.OPEN_DATA),
        "licence": LICENCE,
        "attribution": identity.NAME + (f", données mises à jour le {french_date(whole)}" if whole else ""),
        "updated_on": updated_on.isoformat() if updated_on else None,
        "dataset_updated_on": whole.isoformat() if whole else None,
    }


def written(value: Any) -> str:
    """Return a value as the text of a JSON file: on one line, for programs; Python writes it so several times faster."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def readable(value: Any) -> str:
    """Return a value as people read JSON: one field a line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
