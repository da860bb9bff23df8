"""The description of the files as an API that is only read: OpenAPI 3.1, with examples taken from the records."""

from typing import Any

from macros import addresses, identity
from macros.catalog import key_of
from macros.exports import contents, maps
from macros.exports.envelope import LICENCE, VERSION
from macros.exports.plain import Plain, Records
from macros.exports.projection import COLLECTIONS, Collection
from macros.exports.schemas import Schema, Schemas

SCHEMAS = Schemas("#/components/schemas/")
MISSING = {"description": "Rien à cette adresse : l’hébergeur répond par sa page « introuvable », en HTML."}
MAPS = {"structures": "Carte des structures", "departments": "Carte des départements, avec leurs structures"}


def description(records: Records, payloads: dict[str, Plain]) -> Plain:
    """Return the whole description. `payloads`: what each JSON file holds, by its path, for the examples."""
    paths: Plain = {"/index.json": _get("getIndex", "Sommaire", "La liste de tous les fichiers.", _json(contents.schema(SCHEMAS)), "Sommaire")}
    for collection in COLLECTIONS:
        paths |= _collection(records, collection, payloads)
    for name, title in MAPS.items():
        content = {"application/geo+json": {"schema": maps.schema(name, SCHEMAS)}}
        paths[f"/{name}.geojson"] = _get(f"map_{name}", title, "GeoJSON (RFC 7946).", content, "Cartes")
    for path, title in (("datapackage", "Description des tableaux (Data Package)"), ("openapi", "Cette description")):
        paths[f"/{path}.json"] = _get(f"get_{path}", title, "", _json({"type": "object"}), "Sommaire")
    return {
        "openapi": "3.1.0",
        "info": _about(records),
        "servers": [{"url": records.url("").rstrip("/"), "description": "Fichiers statiques, sans clé ni compte."}],
        "externalDocs": {"description": "Mode d’emploi", "url": records.absolute(addresses.OPEN_DATA)},
        "tags": [{"name": "Sommaire"}, *({"name": collection.title, "description": collection.description} for collection in COLLECTIONS), {"name": "Cartes"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS.definitions()},
    }


def _about(records: Records) -> Plain:
    return {
        "title": f"Données ouvertes de « {identity.NAME} »",
        "version": VERSION,
        "summary": "Employeurs, égalité, recommandations, droit, ressources et glossaire, avec leurs sources.",
        "description": "Des fichiers JSON, CSV et GeoJSON, à lire sans clé. La version est dans l’adresse : sous /api/v1/, un champ peut s’ajouter, "
                       "aucun ne disparaît ni ne change de nature.",
        "license": {"name": LICENCE["label"], "url": LICENCE["url"]},
        "contact": {"name": identity.NAME, "url": records.absolute(addresses.REPORT)},
    }


def _collection(records: Records, collection: Collection, payloads: dict[str, Plain]) -> Plain:
    many, name = f"{collection.name}.json", collection.name
    examples = {"réel": {"summary": "Le fichier lui-même", "externalValue": records.url(many)}}
    found = {
        f"/{many}": _get(f"list_{name}", f"{collection.title}, en JSON", collection.description, _json(SCHEMAS.many(collection), examples), collection.title),
        f"/{name}.csv": _get(f"table_{name}", f"{collection.title}, en CSV", "UTF-8, point-virgule, une ligne par fiche.",
                             {"text/csv": {"schema": {"type": "string"}}}, collection.title),
    }
    keys = [key_of(record) for record in records.of(collection)]
    example = {"réel": {"summary": "Une fiche", "value": payloads[f"{name}/{keys[0]}.json"]}} if keys else {}
    one = _get(f"get_{name}", f"{collection.one}, en JSON", "", _json(SCHEMAS.one(collection), example), collection.title)
    parameter: dict[str, Any] = {"name": "id", "in": "path", "required": True, "description": "Identifiant de la fiche.", "schema": {"type": "string"}}
    one["get"] |= {"parameters": [parameter | ({"example": keys[0]} if keys else {})]}
    one["get"]["responses"]["404"] = MISSING
    return found | {f"/{name}/{{id}}.json": one}


def _json(schema: Schema, examples: Plain | None = None) -> Plain:
    return {"application/json": {"schema": schema} | ({"examples": examples} if examples else {})}


def _get(id: str, summary: str, description: str, content: Plain, tag: str) -> Plain:
    operation = {"operationId": id.replace("-", "_"), "summary": summary, "tags": [tag],
                 "responses": {"200": {"description": "Le fichier.", "content": content}}}
    return {"get": operation | ({"description": description} if description else {})}
