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

    id: str = Field(title="identifiant", pattern=r"^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$",
                    description="D’autres fichiers l’emploient, et parfois une adresse du site : on ne le change plus.")
    label: Text = Field(title="libellé", description="Ce que les pages affichent.", examples=["Représentation du personnel"])


class Theme(Entry):
    """A theme, and the question that it answers."""

    label: Text = Field(title="libellé", description="Ce que les pages affichent. S’il change, changez aussi le titre de la page du thème.", examples=["Communication interne"])
    question: Text = Field(title="question", description="Celle qu’un employeur ou le personnel se pose.", examples=["Comment recréer du lien dans les équipes ?"])


class SizeBand(Entry):
    """A band of numbers of employees, bounds included; no `max`: no upper bound."""

    label: Text = Field(title="libellé", description="Ce que les pages affichent : les bornes, puis ce que l’on compte.", examples=["De 11 à 49 personnes"])
    min: Whole = Field(title="à partir de", description="Ce nombre compris.", examples=[11])
    max: Whole | None = Field(None, title="jusqu’à", description="Ce nombre compris. Rien, si la tranche n’a pas de fin.", examples=[49])


class Region(Entry):
    """A region; a former one lists its departments, for the map."""

    label: Text = Field(title="libellé", description="Ce que les pages affichent.", examples=["Occitanie"])
    note: Text | None = Field(None, title="remarque", description="Pour une ancienne région : ce qu’elle est devenue.",
                              examples=["Ancienne région, réunie à l’Auvergne en 2016 ; le nom imprimé est gardé, les départements concernés ne sont pas connus."])
    departments: tuple[str, ...] = Field((), title="départements",
                                         description="Pour une ancienne région seulement : la carte les dessine ensemble. Dans le fichier, les numéros sont entre guillemets.",
                                         examples=[["01", "07", "26", "38", "42", "69", "73", "74"]])


class Department(Entry):
    """A department: its INSEE code is its id."""

    label: Text = Field(title="libellé", description="Ce que les pages affichent.", examples=["Hérault"])
    region: str = Field(title="région", description="La région d’aujourd’hui, par son identifiant.", examples=["occitanie"])


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
