"""What the records of every room share: where a fact comes from, and what is ours."""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from macros.fields import Boolean, OneOf, Slug, Text, Whole, refuse
from macros.vocabularies import Record


class Citation(Record):
    """Where a fact comes from: a document of data/sources.yml and its page, or its section if pages are unknown."""

    document: Annotated[str, OneOf("sources")] = Field(title="document",
                                                       description="S’il n’est pas encore dans la liste des documents, ajoutez-le d’abord à celle-ci.",
                                                       examples=["brochure"])
    page: Whole | None = Field(None, title="page", ge=1, description="Une seule. Pour plusieurs, ou si les pages n’ont pas de numéro sûr, remplissez plutôt la partie.",
                               examples=[11])
    section: Text | None = Field(None, title="partie, quand les pages ne sont pas connues",
                                 description="De quoi retrouver le passage : un chapitre, un article, une question d’entretien, plusieurs pages.",
                                 examples=["Partie II, II.B"])

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

    text: Text = Field(title="texte", description="Dites le fait avec vos mots, sans copier de phrase. Seuls un autre nom ou une autre activité se recopient tels quels.",
                       examples=["Ce groupe devait ensuite bâtir une méthode pour tirer parti des idées de tout le personnel."])
    source: Citation = Field(title="source")

    @property
    def ours(self) -> bool:
        """Never advice of ours: see `Said`."""
        return False


class Said(Record):
    """A statement: either its facts have a source, or it is advice of ours and says so (`ours: oui`)."""

    text: Text = Field(title="texte", description="Une idée par entrée, avec vos mots.",
                       examples=["Posez les questions au personnel et à la direction, puis comparez les deux regards."])
    ours: Boolean = Field(False, title="conseil de notre rédaction",
                          description="Écrivez oui si l’idée vient de nous et d’aucun document : la page le signale, et il n’y a pas de source à donner.")
    source: Citation | None = Field(None, title="source", validate_default=True, description="Obligatoire, sauf pour un conseil de notre rédaction.")

    @field_validator("source")
    @classmethod
    def _someone_says_it(cls, source: Citation | None, info: ValidationInfo) -> Citation | None:
        if source is None and info.data.get("ours") is False:
            raise refuse("unsourced", "aucune source n’est donnée", "Ajoutez source, ou écrivez « ours: oui » si c’est notre conseil.")
        return source


class Told(Record):
    """A structure that tells of something: what it did, in one sentence."""

    structure: Annotated[str, OneOf("structures")] = Field(title="structure", description="Son identifiant : le nom de son fichier, sans « .yml ».", examples=["l-envol"])
    text: Text = Field(title="ce qu’elle raconte", description="Une phrase, sans redire le nom de la structure : la page l’écrit juste avant.",
                       examples=["La banque a revu les possibilités d’évolution de ses conseillers professionnels."])
    source: Citation = Field(title="source")


class Claim(Record):
    """What one source says of a point on which sources disagree."""

    value: Text = Field(title="ce que dit la source", description="Si deux valeurs viennent du même document, dites à quel endroit chacune se lit.",
                        examples=["19,2 %, dans le texte"])
    source: Citation = Field(title="source")


class Discrepancy(Record):
    """A point on which sources disagree: the value kept, the others, and why."""

    subject: Text = Field(title="sujet", description="Le point en cause, en quelques mots, sans dire qui a raison.",
                          examples=["Année de signature de l’accord de l’ESS sur l’égalité"])
    kept: Claim = Field(title="valeur gardée", description="Celle que le site emploie ailleurs.")
    others: tuple[Claim, ...] = Field((), title="autres valeurs", description="Une entrée par valeur.")
    why: Text = Field(title="pourquoi", description="Ce qui vous fait garder cette valeur. Si rien ne permet de trancher, écrivez-le.",
                      examples=["La carte abrège l’activité. Nous gardons la forme du témoignage, plus précise."])


class Disagreement(Discrepancy):
    """A disagreement that is not one structure's: data/disagreements.yml."""

    id: Slug = Field(title="identifiant", description="Il est dans l’adresse du désaccord : on ne le change plus.", examples=["cadres-hommes"])


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    if twice := [value for value in dict.fromkeys(values) if values.count(value) > 1]:
        raise refuse("twice", f"« {twice[0]} » est écrit deux fois", "Gardez-en un.")
    return values


Themes = Annotated[tuple[Annotated[str, OneOf("themes")], ...], AfterValidator(_once)]
Places = Annotated[tuple[Annotated[str, OneOf("departments")], ...], AfterValidator(_once)]
