"""Where to go next: documents and links, partners, the words of the field and those that readers write for them."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Citation, Said, Sourced, Themes
from macros.vocabularies import Record


class Source(Record):
    """A document that facts come from."""

    id: Slug = Field(title="identifiant")
    title: Text = Field(title="titre")
    short_title: Text = Field(title="titre court")
    publishers: tuple[Text, ...] = Field(title="éditeurs", min_length=1)
    kind: Text = Field(title="nature")
    period: Text | None = Field(None, title="année ou période")
    pages: Whole | None = Field(None, title="nombre de pages")
    pages_note: Text | None = Field(None, title="remarque sur les pages")
    address: Address | None = Field(None, title="adresse")
    checked_on: Day | None = Field(None, title="date de vérification du lien")


class Resource(Record):
    """A document or a link: data/resources.yml."""

    id: Slug = Field(title="identifiant")
    title: Text = Field(title="titre exact")
    publishers: tuple[Text, ...] = Field(title="éditeurs", min_length=1)
    year: Whole | None = Field(None, title="année")
    year_note: Text | None = Field(None, title="remarque sur l’année")
    kind: Annotated[str, OneOf("resource_kinds")] = Field(title="nature")
    audiences: tuple[Annotated[str, OneOf("audiences")], ...] = Field(title="pour qui", min_length=1)
    purpose: Text = Field(title="à quoi cela sert, en une phrase")
    address: Address | None = Field(None, title="adresse")
    former_address: Address | None = Field(None, title="ancienne adresse, imprimée dans la source")
    address_note: Text | None = Field(None, title="remarque sur l’adresse")
    checked_on: Day | None = Field(None, title="date de vérification du lien")
    themes: Themes = Field((), title="thèmes")
    source: Citation = Field(title="source")


class Contact(Record):
    """A public way to reach a partner."""

    label: Text = Field(title="lieu ou objet")
    address: Text | None = Field(None, title="adresse postale")
    telephone: Text | None = Field(None, title="téléphone")
    email: Annotated[str, Field(pattern=r"^[^@\s<>\"']+@[^@\s<>\"']+\.[a-z]{2,}$")] | None = Field(None, title="courriel")
    source: Citation = Field(title="source")


class Partner(Record):
    """An organisation that helps employers: data/partners.yml."""

    id: Slug = Field(title="identifiant")
    name: Text = Field(title="nom")
    expansion: Text | None = Field(None, title="nom développé")
    does: tuple[Sourced, ...] = Field(title="ce qu’elle fait", min_length=1)
    contacts: tuple[Contact, ...] = Field((), title="contacts publics")
    website: Address | None = Field(None, title="site")
    cautions: tuple[Said, ...] = Field((), title="précautions")


class Term(Record):
    """A word of the field: data/glossary.yml. `definition` is ours."""

    id: Slug = Field(title="identifiant")
    term: text_of(60) = Field(title="mot ou sigle")
    expansion: Text | None = Field(None, title="développement du sigle")
    definition: text_of(400) = Field(title="définition")
    synonyms: tuple[Text, ...] = Field((), title="synonymes et variantes")
    see_also: tuple[Annotated[str, OneOf("glossary")], ...] = Field((), title="voir aussi")
    themes: Themes = Field((), title="thèmes")
    source: Citation | None = Field(None, title="source, si le mot vient d’un document")


class Synonyms(Record):
    """Words that readers write for one another: data/search/synonyms.yml. The glossary's are known without it."""

    id: Slug = Field(title="identifiant")
    words: tuple[text_of(80), ...] = Field(title="mots ou expressions", min_length=1)
    towards: tuple[text_of(80), ...] = Field((), validate_default=True, title="mots du site vers lesquels ils mènent, sans retour")
    note: Text | None = Field(None, title="raison")

    @field_validator("towards")
    @classmethod
    def _says_something(cls, towards: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if not towards and len(info.data.get("words", ("", ""))) < 2:
            raise refuse("synonyms", "un seul mot ne mène à rien", "Ajoutez un autre mot à « words », ou des mots du site à « towards ».", at="words")
        return towards


class Gone(Record):
    """Why an embed is no longer there."""

    on: Day = Field(title="date du retrait")
    why: text_of(200) = Field(title="raison, que les pages qui le montraient afficheront")


class PublishedEmbed(Record):
    """A piece that other sites may show, once published: data/embeds.yml. Its address answers for ever."""

    id: Annotated[str, Field(pattern=r"^[a-z]+(/[a-z0-9]+(-[a-z0-9]+)*)?$")] = Field(title="identifiant")
    replaced_by: Annotated[str, OneOf("embeds")] | None = Field(None, title="remplacée par")
    gone: Gone | None = Field(None, title="retirée")

    @field_validator("gone")
    @classmethod
    def _one_end(cls, gone: Gone | None, info: ValidationInfo) -> Gone | None:
        if gone and info.data.get("replaced_by"):
            raise refuse("embed", "« replaced_by » et « gone » s’excluent", "Gardez l’un des deux.")
        return gone

    @field_validator("replaced_by")
    @classmethod
    def _by_another(cls, target: str | None, info: ValidationInfo) -> str | None:
        if target and target == info.data.get("id"):
            raise refuse("embed", "une intégration ne se remplace pas elle-même", "Nommez celle qui la remplace.")
        return target
