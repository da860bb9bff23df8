"""The law: each text, its state, and when that state was last checked."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Discrepancy, Said, Themes
from macros.vocabularies import Record


class LegalText(Record):
    """One legal text: data/legal/<slug>.yml. `says` is one sentence of ours."""

    slug: Slug = Field(title="identifiant")
    short_title: text_of(90) = Field(title="titre court")
    title: Text = Field(title="titre exact")
    kind: Annotated[str, OneOf("legal_kinds")] = Field(title="nature")
    dated: Day | None = Field(None, title="date du texte")
    address: Address | None = Field(None, title="adresse officielle")
    address_note: Text | None = Field(None, title="remarque sur l’adresse")
    says: Text = Field(title="ce qu’il dit, en une phrase")
    details: tuple[Said, ...] = Field(title="précisions", min_length=1)
    status: Annotated[str, OneOf("legal_statuses")] = Field(title="état")
    status_note: Text | None = Field(None, title="remarque sur l’état")
    replaced_by: Annotated[str, OneOf("legal")] | None = Field(None, title="remplacé par")
    verified_on: Day = Field(title="date de vérification")
    review_before: Day = Field(title="à revoir avant le")
    discrepancies: tuple[Discrepancy, ...] = Field((), title="désaccords des sources")
    themes: Themes = Field((), title="thèmes")

    @field_validator("replaced_by")
    @classmethod
    def _by_another(cls, slug: str | None, info: ValidationInfo) -> str | None:
        if slug and slug == info.data.get("slug"):
            raise refuse("itself", "un texte ne se remplace pas lui-même", "Donnez l’identifiant de l’autre texte.")
        return slug

    @field_validator("review_before")
    @classmethod
    def _after_the_check(cls, review: object, info: ValidationInfo) -> object:
        if (verified := info.data.get("verified_on")) and review <= verified:
            raise refuse("review", "la date de revue n’est pas après la vérification", "Donnez une date plus tardive.")
        return review


class Scale(Record):
    """How one indicator of the Index is scored: data/index_scales.yml."""

    id: Slug = Field(title="identifiant")
    title: Text = Field(title="indicateur")
    firms: Text = Field(title="entreprises concernées")
    points: Whole = Field(title="points au plus")
    result: Text = Field(title="ce qui est mesuré")
    rows: tuple[tuple[Text, Text], ...] = Field(title="lignes : résultat, points", min_length=2)
    rules: tuple[Said, ...] = Field((), title="règles")
