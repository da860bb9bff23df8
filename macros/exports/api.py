"""The open data: every file under /api/v1/, by its path from the site's root."""

from collections.abc import Callable
from datetime import date

from macros.addresses import API
from macros.catalog import Catalog, key_of
from macros.exports import contents, datapackage, maps, openapi
from macros.exports.envelope import envelope, readable, written
from macros.exports.plain import Plain, Records
from macros.exports.projection import BY_NAME, COLLECTIONS, Collection
from macros.exports.schemas import Schema, Schemas, document
from macros.exports.tables import table


def files(catalog: Catalog, absolute: Callable[[str], str], today: date) -> dict[str, str]:
    """Return the text of every file by its path. `absolute` gives the full URL of an address of the site."""
    records = Records(catalog, absolute)
    plain = {collection.name: [records.plain(collection, record) for record in records.of(collection)] for collection in COLLECTIONS}
    payloads = {"index.json": contents.listed(records, today)}
    for collection in COLLECTIONS:
        payloads |= _payloads(records, collection, plain[collection.name])
    tables = {collection.name: table(collection, plain[collection.name]) for collection in COLLECTIONS}
    described = {
        "openapi.json": openapi.description(records, payloads),
        "datapackage.json": datapackage.package(records, tables, today),
        **{f"table-schemas/{c.name}.json": datapackage.table_schema(records, c, plain[c.name]) for c in COLLECTIONS},
        **{f"schemas/{name}.json": schema for name, schema in schemas(records.url).items()},
    }
    found = {path: written(value) for path, value in (payloads | described).items()}
    found |= {f"{name}.csv": text for name, text in tables.items()}
    found |= {"structures.geojson": written(maps.structures(records)), "departments.geojson": written(maps.departments(records))}
    return {API + path: found[path] for path in sorted(found)}


def schemas(url: Callable[[str], str]) -> dict[str, Schema]:
    """Return the schema of every JSON payload by its name. `url` gives the full URL of a file of the open data."""
    known, found = Schemas(), dict[str, tuple[str, str, Schema]]()
    for collection in COLLECTIONS:
        found[collection.type] = (collection.one, collection.description, known.one(collection))
        found[collection.name] = (collection.title, collection.description, known.many(collection))
    for name, title in openapi.MAPS.items():
        found[f"{name}-map"] = (title, "Une carte en GeoJSON (RFC 7946).", maps.schema(name, known))
    found["index"] = ("Sommaire", "La liste de tous les fichiers.", contents.schema(known))
    return {name: document(url(f"schemas/{name}.json"), *about) for name, about in found.items()}


def shortest(catalog: Catalog, absolute: Callable[[str], str], name: str) -> tuple[str, str] | None:
    """Return the path and the text of the shortest file of one record that cites a source, to be shown as an example; None if there is none."""
    records, collection = Records(catalog, absolute), BY_NAME[name]
    found = _payloads(records, collection, [records.plain(collection, record) for record in records.of(collection)])
    found.pop(f"{name}.json")
    texts = [(API + path, readable(payload)) for path, payload in found.items() if payload["data"]["sources"]]
    return min(texts, key=lambda entry: (len(entry[1]), entry[0]), default=None)


def _payloads(records: Records, collection: Collection, plain: list[Plain]) -> dict[str, Plain]:
    """Return the file of all records of a collection, and the file of each."""
    of, path = records.of(collection), f"{collection.name}.json"
    found = {path: envelope(records, path, collection.name, records.dated(collection, *of)) | {"count": len(plain), "data": plain}}
    for record, one in zip(of, plain, strict=True):
        path = f"{collection.name}/{key_of(record)}.json"
        found[path] = envelope(records, path, collection.type, records.dated(collection, record)) | {"data": one}
    return found
