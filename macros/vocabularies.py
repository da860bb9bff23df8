"""The closed lists: what an entry of each holds. Records of the model refer to them by id."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from macros.fields import Text, Whole, refuse

Ring = Annotated[str, Field(pattern=r"^-?\d{1,3}(\.\d{1,3})?,-?\d{1,2}(\.\d{1,3})?( -?\d{1,3}(\.\d{1,3})?,-?\d{1,2}(\.\d{1,3})?){3,}$")]
Point = tuple[float, float]  # longitude, latitude


class Record(BaseModel):
    """What all records share: no unknown key, no change once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Record):
    """An entry of a closed list."""

    id: str = Field(title="identifiant", pattern=r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$")
    label: Text = Field(title="libellé")


class Theme(Entry):
    """A theme, and the question that it answers."""

    question: Text = Field(title="question")


class SizeBand(Entry):
    """A band of numbers of employees, bounds included; no `max`: no upper bound."""

    min: Whole = Field(title="à partir de")
    max: Whole | None = Field(None, title="jusqu’à")


class Region(Entry):
    """A region; a former one lists its departments, for the map."""

    note: Text | None = Field(None, title="remarque")
    departments: tuple[str, ...] = Field((), title="départements")


class Department(Entry):
    """A department: its INSEE code is its id."""

    region: str = Field(title="région")


class Outline(Record):
    """The outline of a department, in units of the drawing: SVG path, place of the label, four edges."""

    x: float = Field(title="abscisse du nombre")
    y: float = Field(title="ordonnée du nombre")
    left: float = Field(title="bord gauche")
    top: float = Field(title="bord haut")
    right: float = Field(title="bord droit")
    bottom: float = Field(title="bord bas")
    path: str = Field(title="contour", pattern=r"^[MmLlHhVvZz0-9., -]+$")


class Boundary(Record):
    """The boundary of a department on the ground. A polygon is its outer ring, then its holes; a ring is « longitude,latitude » (degrees, WGS 84), back to its first point."""

    polygons: tuple[tuple[Ring, ...], ...] = Field(title="polygones")

    @field_validator("polygons")
    @classmethod
    def _closed(cls, polygons: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if not polygons or not all(polygons):
            raise refuse("ring", "un contour est vide", "Reprenez le fichier d’origine.")
        for points in (ring.split() for rings in polygons for ring in rings):
            if points[0] != points[-1]:
                raise refuse("ring", "un contour ne revient pas à son premier point", "Reprenez le fichier d’origine.")
        return polygons

    @property
    def points(self) -> tuple[tuple[tuple[Point, ...], ...], ...]:
        """The polygons, in numbers."""
        return tuple(tuple(tuple(_point(text) for text in ring.split()) for ring in rings) for rings in self.polygons)


def _point(text: str) -> Point:
    longitude, latitude = text.split(",")
    return float(longitude), float(latitude)
