"""The method: one page a subject, each statement with its source or said to be ours."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Day, OneOf, Slug, Text, refuse, text_of
from macros.model.statements import Citation, Said, Themes, Told
from macros.vocabularies import Record


class Table(Record):
    """A small table: as many cells in each row as there are columns."""

    caption: Text = Field(title="légende")
    columns: tuple[Text, ...] = Field(title="colonnes", min_length=2)
    rows: tuple[tuple[Text, ...], ...] = Field(title="lignes", min_length=1)
    source: Citation = Field(title="source")

    @field_validator("rows")
    @classmethod
    def _as_wide_as_its_head(cls, rows: tuple[tuple[str, ...], ...], info: ValidationInfo) -> tuple[tuple[str, ...], ...]:
        columns = len(info.data.get("columns", ()))
        if columns and (wrong := [number for number, row in enumerate(rows, 1) if len(row) != columns]):
            raise refuse("row", f"la ligne {wrong[0]} du tableau n’a pas {columns} cellules", "Donnez une valeur à chaque colonne.")
        return rows


class Section(Record):
    """A section: paragraphs, then a list, then a table; at least one of them."""

    title: text_of(90) = Field(title="intertitre")
    paragraphs: tuple[Said, ...] = Field((), title="paragraphes")
    items: tuple[Said, ...] = Field((), title="liste")
    table: Table | None = Field(None, title="tableau", validate_default=True)

    @field_validator("table")
    @classmethod
    def _holds_something(cls, table: Table | None, info: ValidationInfo) -> Table | None:
        if table is None and info.data.get("paragraphs") == info.data.get("items") == ():
            raise refuse("hollow", "cette partie n’a qu’un titre", "Ajoutez paragraphs, items ou table.", at="title")
        return table


class Step(Said):
    """A step to follow: its name, and what to do."""

    name: text_of(90) = Field(title="nom de l’étape")


class MethodPage(Record):
    """A page of method: data/method/<slug>.yml."""

    slug: Slug = Field(title="identifiant")
    title: text_of(80) = Field(title="titre")
    question: Text = Field(title="question à laquelle la page répond")
    for_whom: Text = Field(title="pour qui")
    standfirst: text_of(400) = Field(title="chapeau")
    sections: tuple[Section, ...] = Field(title="parties", min_length=1)
    steps: tuple[Step, ...] = Field((), title="étapes")
    pitfalls: tuple[Said, ...] = Field(title="pièges", min_length=1)
    told: tuple[Told, ...] = Field((), title="ils l’ont fait")
    sheets: tuple[Annotated[str, OneOf("sheets")], ...] = Field((), title="fiches égalité liées")
    recommendations: tuple[Annotated[str, OneOf("recommendations")], ...] = Field((), title="recommandations liées")
    legal: tuple[Annotated[str, OneOf("legal")], ...] = Field((), title="textes de droit")
    resources: tuple[Annotated[str, OneOf("resources")], ...] = Field((), title="ressources liées")
    themes: Themes = Field(title="thèmes", min_length=1)
    updated_on: Day = Field(title="date de mise à jour")
