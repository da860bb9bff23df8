"""The structures: identity, testimony, video, and what sources disagree on."""

from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Boolean, Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Citation, Discrepancy, Places, Sourced, Themes
from macros.vocabularies import Record


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
    departments: Places = Field((), title="départements")
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

    lesson: text_of(140) = Field(title="leçon en une phrase")
    standfirst: text_of(400) = Field(title="chapeau")
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
    themes: Themes = Field((), title="thèmes")
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
