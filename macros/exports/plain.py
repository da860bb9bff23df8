"""What is public of records, as plain values that any serialiser takes: references with their labels, unknown as None."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from macros.addresses import API
from macros.catalog import Catalog, key_of
from macros.exports.projection import BY_SHELF, COLLECTIONS, Collection
from macros.exports.shapes import SIZE, Shape, fields, record_fields, stands_for_its_record
from macros.vocabularies import Record

Plain = dict[str, Any]


class Records:
    """The public records of a catalog. `absolute` gives the full URL of an address of the site."""

    def __init__(self, catalog: Catalog, absolute: Callable[[str], str]) -> None:
        self.catalog, self.absolute = catalog, absolute

    def url(self, path: str) -> str:
        """Return the full URL of a file of the open data."""
        return self.absolute(API + path)

    def of(self, collection: Collection) -> tuple[Record, ...]:
        """Return the records of a collection, as the catalog has them."""
        return getattr(self.catalog, collection.shelf)

    def dated(self, collection: Collection, *records: Record) -> date | None:
        """Return the last day on which records were looked at again; None where records do not say it."""
        return max((getattr(record, collection.dated) for record in records), default=None) if collection.dated else None

    @cached_property
    def updated_on(self) -> date | None:
        """The last day on which any record was."""
        return max(filter(None, (self.dated(collection, *self.of(collection)) for collection in COLLECTIONS)), default=None)

    def plain(self, collection: Collection, record: Any) -> Plain:
        """Return what is public of a record."""
        added: Plain = {
            "sources": [self._record(citation) for citation in self.catalog.citations(record)],
            "page_url": self.absolute(collection.page_of(record)),
            "api_url": self.url(f"{collection.name}/{key_of(record)}.json"),
        }
        if SIZE.keys() <= record_fields(collection).keys():
            band = self.catalog.size_band(record)
            added["size_band"] = band and self.reference("size_bands", band.id)
        found = self._record(record) | added
        return {name: found[name] for name in record_fields(collection)}

    def reference(self, shelf: str, key: str) -> Plain:
        """Return what names a record elsewhere: its key, its label, and its own file if it has one."""
        collection = BY_SHELF.get(shelf)
        if collection is None:
            return {"id": key, "label": self.catalog.label(shelf, key)}
        label = getattr(self.catalog.record(shelf, key), collection.label)
        return {"id": key, "label": label, "api_url": self.url(f"{collection.name}/{key}.json")}

    def _record(self, record: Record) -> Plain:
        found: Plain = {}
        for name, shape in fields(type(record)).items():
            value = self._value(shape, getattr(record, name))
            found |= value if stands_for_its_record(name, shape) else {name: value}
        return found

    def _value(self, shape: Shape, value: Any) -> Any:
        if value is None:
            return None
        match shape.kind:
            case "list":
                return [self._value(shape.of, item) for item in value]
            case "record":
                return self._record(value)
            case "reference":
                return self.reference(shape.shelf, shape.key.format(value))
            case "number":
                return float(value) if "." in value else int(value)
            case "day":
                return value.isoformat()
        return value
