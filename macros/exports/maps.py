"""The maps, in GeoJSON (RFC 7946: longitude then latitude, WGS 84): structures where they work, departments with their structures.

Properties are flat, as maps like them: named as the columns of the tables, lists left as lists.
"""

from typing import Any

from macros import model
from macros.exports.envelope import envelope
from macros.exports.plain import Plain, Records
from macros.exports.polygons import Polygon, united
from macros.exports.projection import BY_NAME
from macros.exports.schemas import Schema, Schemas
from macros.exports.shapes import Shape
from macros.exports.tables import Column, at, column
from macros.geography import HOME_REGION
from macros.vocabularies import Department

STRUCTURES = BY_NAME["structures"]
BOUNDARIES = {
    "source": "Natural Earth, Admin 1 – States, Provinces, 1:10 000 000",
    "licence": "domaine public",
    "url": "https://www.naturalearthdata.com/about/terms-of-use/",
    "note": "Coordonnées arrondies au millième de degré ; limites entre départements d’une même structure retirées.",
}
PATHS = ("slug", "name", "sector.id", "sector.label", "size_band.id", "size_band.label", "themes.id", "themes.label", "testimony.lesson",
         "location.label", "location.departments.id", "location.departments.label", "location.regions.id", "location.regions.label",
         "updated_on", "page_url", "api_url")
PRECISION = {"department": "les départements de la structure", "region": "une région entière au moins, dont les départements exacts ne sont pas connus"}
PRECISE = {
    "precision": Shape("text", "ce que couvre le contour", nullable=True, choices=tuple(PRECISION)),
    "precision_label": Shape("text", "ce que couvre le contour, en clair", nullable=True),
}
DEPARTMENT = {
    "id": Shape("text", "code du département (INSEE)"),
    "label": Shape("text", "nom du département"),
    "region_id": Shape("text", "région – identifiant"),
    "region_label": Shape("text", "région – libellé"),
    "structures_count": Shape("integer", "nombre de structures dont ce département est connu"),
    "structures_id": Shape("list", "structures dont ce département est connu – identifiants", of=Shape("text")),
    "structures_name": Shape("list", "structures dont ce département est connu – noms", of=Shape("text")),
    "region_structures_id": Shape("list", "structures connues pour toute la région, sans département – identifiants", of=Shape("text")),
}


def structures(records: Records) -> Plain:
    """Return the map of structures: each has the ground of its departments, or of its whole regions; nothing where no place is known."""
    shapes: dict[tuple[str, ...], list[Polygon]] = {}
    return _collection(records, "structures", [_structure(shapes, records, structure) for structure in records.catalog.structures])


def departments(records: Records) -> Plain:
    """Return the map of departments: those of our region, and those where a structure works."""
    catalog = records.catalog
    grounds = {structure.slug: set(_ground(records, structure)) for structure in catalog.structures}
    reached = set().union(*grounds.values())
    shown = [d for d in catalog.departments if d.id in catalog.boundaries and (d.region == HOME_REGION or d.id in reached)]
    return _collection(records, "departments", [_department(records, grounds, department) for department in shown])


def schema(name: str, schemas: Schemas) -> Schema:
    """Return the schema of a map."""
    properties = schemas.group(DEPARTMENT) if name == "departments" else _with(_flat(schemas), schemas.group(PRECISE))
    geometry = {"type": ["object", "null"], "required": ["type", "coordinates"],
                "properties": {"type": {"enum": ["Polygon", "MultiPolygon"]}, "coordinates": {"type": "array"}}}
    feature = {"type": "object", "required": ["type", "id", "geometry", "properties"],
               "properties": {"type": {"const": "Feature"}, "id": {"type": "string"}, "geometry": geometry, "properties": properties}}
    whole = schemas.payload({})
    known = {name: part for name, part in whole["properties"].items() if name != "data"}
    return {"type": "object", "required": ["type", *known, "boundaries", "features"], "properties": {
        "type": {"const": "FeatureCollection"}, **known, "boundaries": {"type": "object", "title": "source et licence des contours"},
        "features": {"type": "array", "items": feature}}}


def _flat(schemas: Schemas) -> Schema:
    return schemas.group({found.name: _shape(found) for found in map(_column, PATHS)})


def _shape(found: Column) -> Shape:
    if found.many:
        return Shape("list", found.title, nullable=not found.path.startswith("themes"), of=Shape(found.shape.kind))
    return Shape(found.shape.kind, found.title, nullable=not found.required)


def _with(one: Schema, other: Schema) -> Schema:
    return {"type": "object", "required": one["required"] + other["required"], "properties": one["properties"] | other["properties"]}


def _column(path: str) -> Column:
    return column(STRUCTURES, path)


def _collection(records: Records, name: str, features: list[Plain]) -> Plain:
    updated_on = records.dated(STRUCTURES, *records.catalog.structures)
    about = envelope(records, f"{name}.geojson", f"{name}-map", updated_on)
    return {"type": "FeatureCollection", **about, "boundaries": BOUNDARIES, "features": features}


def _structure(shapes: dict[tuple[str, ...], list[Polygon]], records: Records, structure: model.Structure) -> Plain:
    plain = records.plain(STRUCTURES, structure)
    precision = None if not records.catalog.places(structure) else "region" if structure.location.regions else "department"
    properties = {found.name: at(plain, found.path.split(".")) for found in map(_column, PATHS)}
    properties |= {"precision": precision, "precision_label": PRECISION.get(precision or "")}
    return _feature(structure.slug, _geometry(shapes, records, _ground(records, structure)), properties)


def _department(records: Records, grounds: dict[str, set[str]], department: Department) -> Plain:
    catalog = records.catalog
    here = [structure for structure in catalog.structures if structure.location and department.id in structure.location.departments]
    named = {structure.slug for structure in here}
    around = [structure for structure in catalog.structures if structure.slug not in named and department.id in grounds[structure.slug]]
    return _feature(department.id, _geometry({}, records, [department.id]), {
        "id": department.id, "label": department.label, "region_id": department.region, "region_label": catalog.label("regions", department.region),
        "structures_count": len(here), "structures_id": [s.slug for s in here], "structures_name": [s.name for s in here],
        "region_structures_id": [s.slug for s in around]})


def _ground(records: Records, structure: model.Structure) -> list[str]:
    """Return the departments of a structure, those of its whole regions included."""
    location = structure.location
    if location is None:
        return []
    regions = [records.catalog.record("regions", id) for id in location.regions]
    listed = {code for region in regions for code in region.departments}
    whole = {region.id for region in regions if not region.departments}
    return [d.id for d in records.catalog.departments if d.id in location.departments or d.id in listed or d.region in whole]


def _feature(id: str, geometry: Plain | None, properties: dict[str, Any]) -> Plain:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _geometry(shapes: dict[tuple[str, ...], list[Polygon]], records: Records, codes: list[str]) -> Plain | None:
    """Return the ground of departments. `shapes`: what was drawn already, for many structures share theirs."""
    known = records.catalog.boundaries
    key = tuple(code for code in codes if code in known)
    if key not in shapes:
        shapes[key] = united(known[code] for code in key)
    polygons = shapes[key]
    if not polygons:
        return None
    return {"type": "MultiPolygon", "coordinates": polygons} if len(polygons) > 1 else {"type": "Polygon", "coordinates": polygons[0]}
