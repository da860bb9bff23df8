"""Equality between women and men: figures, charts and the twelve sheets."""

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Boolean, Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Citation, Said, Sourced, Themes, Told
from macros.vocabularies import Record

Number = Annotated[str, Field(pattern=r"^-?[0-9]{1,9}(\.[0-9]{1,3})?$")]


class Figure(Record):
    """A number: what it counts, of whom, when, says who. `value` is written with a point (10.6)."""

    id: Slug = Field(title="identifiant")
    value: Number = Field(title="valeur")
    unit: Text = Field(title="unité")
    counts: Text = Field(title="ce qui est compté")
    population: Text = Field(title="chez qui")
    period: Text = Field(title="quand")
    caution: Text | None = Field(None, title="précaution de lecture")
    themes: Themes = Field((), title="thèmes")
    source: Citation = Field(title="source")


class Chart(Record):
    """A chart: figures side by side. `title` says the finding."""

    id: Slug = Field(title="identifiant")
    title: Text = Field(title="ce que montre le graphique")
    bars: tuple[Annotated[str, OneOf("figures")], ...] = Field(title="chiffres", min_length=2)
    labels: tuple[Text, ...] = Field(title="libellés des barres", min_length=2)
    caution: Text | None = Field(None, title="précaution de lecture")

    @field_validator("labels")
    @classmethod
    def _one_a_bar(cls, labels: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        bars = info.data.get("bars", labels)
        if len(labels) != len(bars):
            raise refuse("labels", f"il y a {len(labels)} libellés pour {len(bars)} chiffres", "Donnez un libellé à chaque chiffre.")
        return labels


class LawPoint(Record):
    """What a legal text asks on the subject of a sheet."""

    text: Text = Field(title="ce que demande le texte")
    legal: Annotated[str, OneOf("legal")] = Field(title="texte")
    source: Citation = Field(title="source")


class SheetAction(Said):
    """A concrete action, graded by effort and by size of structure."""

    effort: Annotated[str, OneOf("efforts")] = Field(title="effort")
    sizes: tuple[Annotated[str, OneOf("size_bands")], ...] = Field(title="tailles de structure", min_length=1)


class EqualitySheet(Record):
    """One equality sheet of ours: data/equality_sheets/<slug>.yml. `udes_title` waits for the guide in hand."""

    slug: Slug = Field(title="identifiant")
    number: Whole = Field(title="numéro", ge=1, le=12)
    title: text_of(80) = Field(title="titre")
    udes_title: Text | None = Field(None, title="titre de la fiche du guide de l’UDES")
    tool: Sourced = Field(title="l’outil de l’accord de 2015 qu’elle suit")
    question: Text = Field(title="question à laquelle elle répond")
    standfirst: text_of(400) = Field(title="chapeau")
    why: tuple[Sourced, ...] = Field(title="pourquoi c’est important", min_length=1)
    figures: tuple[Annotated[str, OneOf("figures")], ...] = Field((), title="chiffres")
    law: tuple[LawPoint, ...] = Field((), title="ce que demande le droit")
    actions: tuple[SheetAction, ...] = Field(title="actions", min_length=5, max_length=8)
    indicators: tuple[Said, ...] = Field(title="indicateurs à suivre", min_length=1)
    pitfalls: tuple[Said, ...] = Field(title="pièges", min_length=1)
    told: tuple[Told, ...] = Field((), title="structures qui en parlent")
    recommendations: tuple[Annotated[str, OneOf("recommendations")], ...] = Field((), title="recommandations liées")
    resources: tuple[Annotated[str, OneOf("resources")], ...] = Field((), title="ressources liées")
    themes: Themes = Field(title="thèmes", min_length=1)
    updated_on: Day = Field(title="date de mise à jour")
    review_before: Day = Field(title="à revoir avant le")

    @field_validator("review_before")
    @classmethod
    def _after_the_update(cls, review: date, info: ValidationInfo) -> date:
        if (updated := info.data.get("updated_on")) and review <= updated:
            raise refuse("review", "la date de revue n’est pas après la mise à jour", "Donnez une date plus tardive.")
        return review
