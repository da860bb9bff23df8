"""What the records of every room share: where a fact comes from, and what is ours."""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from macros.fields import Boolean, OneOf, Slug, Text, Whole, refuse
from macros.vocabularies import Record


class Citation(Record):
    """Where a fact comes from: a document of data/sources.yml and its page, or its section if pages are unknown."""

    document: Annotated[str, OneOf("sources")] = Field(title="document")
    page: Whole | None = Field(None, title="page", ge=1)
    section: Text | None = Field(None, title="partie, quand les pages ne sont pas connues")

    @field_validator("page")
    @classmethod
    def _page_exists(cls, page: int | None, info: ValidationInfo) -> int | None:
        document = info.data.get("document")
        last = (info.context or {}).get("pages", {}).get(document)
        if page and last and page > last:
            raise refuse("page", f"le document « {document} » n’a que {last} pages", "Vérifiez le numéro de page.")
        return page


class Sourced(Record):
    """A paragraph of ours, and where its facts come from."""

    text: Text = Field(title="texte")
    source: Citation = Field(title="source")

    @property
    def ours(self) -> bool:
        """Never advice of ours: see `Said`."""
        return False


class Said(Record):
    """A statement: either its facts have a source, or it is advice of ours and says so (`ours: oui`)."""

    text: Text = Field(title="texte")
    ours: Boolean = Field(False, title="conseil de notre rédaction")
    source: Citation | None = Field(None, title="source", validate_default=True)

    @field_validator("source")
    @classmethod
    def _someone_says_it(cls, source: Citation | None, info: ValidationInfo) -> Citation | None:
        if source is None and info.data.get("ours") is False:
            raise refuse("unsourced", "aucune source n’est donnée", "Ajoutez source, ou écrivez « ours: oui » si c’est notre conseil.")
        return source


class Told(Record):
    """A structure that tells of something: what it did, in one sentence."""

    structure: Annotated[str, OneOf("structures")] = Field(title="structure")
    text: Text = Field(title="ce qu’elle raconte")
    source: Citation = Field(title="source")


class Claim(Record):
    """What one source says of a point on which sources disagree."""

    value: Text = Field(title="ce que dit la source")
    source: Citation = Field(title="source")


class Discrepancy(Record):
    """A point on which sources disagree: the value kept, the others, and why."""

    subject: Text = Field(title="sujet")
    kept: Claim = Field(title="valeur gardée")
    others: tuple[Claim, ...] = Field((), title="autres valeurs")
    why: Text = Field(title="pourquoi")


class Disagreement(Discrepancy):
    """A disagreement that is not one structure's: data/disagreements.yml."""

    id: Slug = Field(title="identifiant")


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [value for value in dict.fromkeys(values) if values.count(value) > 1]:
        raise refuse("twice", f"« {twice[0]} » est écrit deux fois", "Gardez-en un.")
    return values


Themes = Annotated[tuple[Annotated[str, OneOf("themes")], ...], AfterValidator(_once)]
Places = Annotated[tuple[Annotated[str, OneOf("departments")], ...], AfterValidator(_once)]
