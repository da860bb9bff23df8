"""The data, declared once: what a record holds, and what each field must be.

Everything else derives from here: messages for editors, their schema, the documentation of fields.
Records are frozen. The kinds of values are in macros/fields.py.
"""

from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Boolean, Day, OneOf, Slug, Text, Whole, refuse
from macros.vocabularies import Record


class Citation(Record):
    """Where a fact comes from: a document of data/sources.yml and its page."""

    document: Annotated[str, OneOf("sources")] = Field(title="document")
    page: Whole | None = Field(None, title="page", ge=1)

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


class Activity(Record):
    """What the organisation does, as the source prints it."""

    printed: Text = Field(title="activité imprimée")
    source: Citation = Field(title="source")
    variants: tuple[Sourced, ...] = Field((), title="autres formes imprimées")


class Family(Record):
    """The legal family in the social economy; only where the source tells it."""

    id: Annotated[str, OneOf("ess_families")] = Field(title="famille")
    source: Citation = Field(title="source")


class HeadcountVariant(Record):
    """Another number of employees that a source prints (persons)."""

    employees: Whole = Field(title="nombre de salariés et salariées")
    source: Citation = Field(title="source")


class Headcount(Record):
    """Numbers of persons, as printed: employees, and associates of a cooperative."""

    employees: Whole = Field(title="nombre de salariés et salariées")
    associates: Whole | None = Field(None, title="nombre d’associés et associées")
    who_unknown: Boolean = Field(False, title="la source ne dit pas qui est compté")
    source: Citation = Field(title="source")
    variants: tuple[HeadcountVariant, ...] = Field((), title="autres effectifs imprimés")


class Location(Record):
    """Where the organisation works. `label` is the place in words."""

    label: Text = Field(title="lieu en toutes lettres")
    departments: tuple[Annotated[str, OneOf("departments")], ...] = Field((), title="départements")
    regions: tuple[Annotated[str, OneOf("regions")], ...] = Field((), title="régions entières, sans département connu")
    towns: tuple[Text, ...] = Field((), title="villes citées")
    sites: Whole | None = Field(None, title="nombre de sites")
    outside_occitanie: Boolean = Field(False, title="présence hors d’Occitanie")
    source: Citation = Field(title="source")


class Action(Record):
    """Something that was tried: what, with whom, and how far it went."""

    what: Text = Field(title="ce qui a été tenté")
    with_whom: Text | None = Field(None, title="avec qui")
    state: Annotated[str, OneOf("action_states")] | None = Field(None, title="état")
    source: Citation = Field(title="source")


class Speaker(Record):
    """A person who speaks in the testimony, named by function only."""

    function: Text = Field(title="fonction")
    roles: tuple[Annotated[str, OneOf("roles")], ...] = Field(title="à quel titre", min_length=1)


class Testimony(Record):
    """The story, in our words. `lesson` is its title: one sentence."""

    lesson: Text = Field(title="leçon en une phrase", max_length=140)
    standfirst: Text = Field(title="chapeau", max_length=400)
    situation: tuple[Sourced, ...] = Field(title="point de départ", min_length=1)
    actions: tuple[Action, ...] = Field(title="ce qui a été tenté", min_length=1)
    lessons: tuple[Sourced, ...] = Field(title="ce qui a été appris", min_length=1)
    obstacles: tuple[Sourced, ...] = Field((), title="ce qui a freiné")
    next_steps: tuple[Sourced, ...] = Field((), title="et après")
    speakers: tuple[Speaker, ...] = Field(title="qui parle", min_length=1)
    source: Citation = Field(title="source")


class Video(Record):
    """A filmed testimony. It is shown on request only."""

    provider: Literal["youtube"] = Field(title="hébergeur")
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{11}$")] = Field(title="identifiant")
    address: Address = Field(title="adresse")
    duration: Annotated[str, Field(pattern=r"^\d{1,2}:\d\d$")] | None = Field(None, title="durée (minutes:secondes)")
    checked_on: Day | None = Field(None, title="date de vérification du lien")
    source: Citation = Field(title="source")

    @field_validator("address")
    @classmethod
    def _is_a_video(cls, address: str, info: ValidationInfo) -> str:
        parts, video = urlsplit(address), info.data.get("id")
        found = parse_qs(parts.query).get("v", [""])[0] if parts.path == "/watch" else parts.path.strip("/")
        if parts.hostname not in ("www.youtube.com", "youtube.com", "youtu.be") or video and found != video:
            raise refuse("video", f"« {address} » n’est pas l’adresse de la vidéo" + (f" « {video} »" if video else ""),
                         "Donnez l’adresse https://www.youtube.com/watch?v=… ; un autre lien va dans « links ».")
        return address


class Link(Record):
    """A printed link that is no video."""

    address: Address = Field(title="adresse")
    label: Text = Field(title="intitulé")
    note: Text | None = Field(None, title="remarque")
    checked_on: Day | None = Field(None, title="date de vérification du lien")
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


class Structure(Record):
    """One organisation of the social economy: data/structures/<slug>.yml."""

    slug: Slug = Field(title="identifiant")
    name: Text = Field(title="nom")
    name_variants: tuple[Sourced, ...] = Field((), title="autres noms imprimés")
    sector: Annotated[str, OneOf("sectors")] = Field(title="secteur")
    activity: Activity = Field(title="activité")
    ess_family: Family | None = Field(None, title="famille de l’ESS")
    headcount: Headcount | None = Field(None, title="effectif")
    location: Location | None = Field(None, title="lieu")
    main_topic: Sourced | None = Field(None, title="sujet principal")
    themes: tuple[Annotated[str, OneOf("themes")], ...] = Field((), title="thèmes")
    has_testimony: Boolean = Field(title="y a-t-il un témoignage ?")
    testimony: Testimony | None = Field(None, title="témoignage", validate_default=True)
    video: Video | None = Field(None, title="vidéo")
    links: tuple[Link, ...] = Field((), title="autres liens")
    discrepancies: tuple[Discrepancy, ...] = Field((), title="désaccords des sources")
    updated_on: Day = Field(title="date de mise à jour")

    @field_validator("testimony")
    @classmethod
    def _as_announced(cls, testimony: Testimony | None, info: ValidationInfo) -> Testimony | None:
        announced = info.data.get("has_testimony")
        if announced is not None and announced != (testimony is not None):
            said, found = ("oui", "manque") if announced else ("non", "est là")
            raise refuse("testimony", f"« {said} » est annoncé mais le bloc « testimony » {found}",
                         "Mettez les deux d’accord.", at="has_testimony")
        return testimony


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


class PageSearch(Record):
    """Whether the search leaves a page out."""

    exclude: Literal["true", "false"] = Field(title="laisser hors de la recherche")


class PageFront(Record):
    """The front matter of a Markdown page."""

    title: Text = Field(title="titre", max_length=80)
    description: Text | None = Field(None, title="description pour les moteurs de recherche", max_length=200)
    search: PageSearch | None = Field(None, title="recherche")
