"""The recommendations of the 2015 report: recap table, body, what was seen in the field, the cases."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Citation, Said, Sourced, Themes
from macros.vocabularies import Record


def _known(numbers: tuple[int, ...], key: str, shelf: str, info: ValidationInfo) -> tuple[int, ...]:
    """Return the numbers if each is that of a record of `shelf`, whose keys are written as `key`."""
    known = info.context["vocabularies"].get(shelf)
    for number in numbers:
        if known is not None and key.format(number) not in known:
            raise refuse("unknown", f"il n’y a pas de recommandation {number} dans {info.context['files'][shelf]}", "Vérifiez le numéro.")
    return numbers


class RecapAction(Record):
    """One action of the recap table, its term and its tools as the table gives them."""

    what: Text = Field(title="action")
    term: Annotated[str, OneOf("terms_of_time")] | None = Field(None, title="échéance")
    tools: Text | None = Field(None, title="outils")


class Recommendation(Record):
    """A line of the recap table (R1 to R18): data/recommendations/recap.yml."""

    id: Slug = Field(title="identifiant")
    number: Whole = Field(title="numéro", ge=1, le=18)
    axis: Annotated[str, OneOf("axes")] = Field(title="axe")
    sub_axis: Text = Field(title="sous-axe")
    actors: tuple[Annotated[str, OneOf("actors")], ...] = Field(title="acteurs", min_length=1)
    text: Text = Field(title="recommandation")
    actions: tuple[RecapAction, ...] = Field(title="actions", min_length=1)
    body: tuple[Whole, ...] = Field((), title="numéros correspondants dans le corps du rapport")
    differs: Text | None = Field(None, title="ce qui diffère du corps")
    for_small: Text = Field(title="ce qu’un petit employeur de l’ESS peut en tirer (notre lecture)")
    themes: Themes = Field(title="thèmes", min_length=1)
    source: Citation = Field(title="source")

    @field_validator("number")
    @classmethod
    def _as_its_id(cls, number: int, info: ValidationInfo) -> int:
        if info.data.get("id", f"r{number}") != f"r{number}":
            raise refuse("number", f"l’identifiant de la recommandation {number} doit être « r{number} »", "Mettez les deux d’accord.")
        return number

    @field_validator("body")
    @classmethod
    def _in_the_body(cls, numbers: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        return _known(numbers, "{}", "body", info)


class BodyRecommendation(Record):
    """A recommendation of the report's body (1 to 16): data/recommendations/body.yml."""

    number: Whole = Field(title="numéro", ge=1, le=16)
    section: Text = Field(title="partie du rapport")
    text: Text = Field(title="recommandation")
    recap: tuple[Whole, ...] = Field((), title="numéros correspondants dans le récapitulatif")
    note: Text | None = Field(None, title="remarque")
    source: Citation = Field(title="source")

    @field_validator("recap")
    @classmethod
    def _in_the_recap(cls, numbers: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        return _known(numbers, "r{}", "recommendations", info)


class Seen(Record):
    """How far one branch of Sécurité sociale had gone with an action."""

    branch: Annotated[str, OneOf("branches")] = Field(title="branche")
    state: Annotated[str, OneOf("observed_states")] | None = Field(None, title="état, s’il se lit dans le document")


class ObservedAction(Record):
    """An action seen in the field in 2015: data/recommendations/observed.yml."""

    what: Text = Field(title="action")
    group: Text = Field(title="famille d’actions")
    seen: tuple[Seen, ...] = Field(title="où, et dans quel état", min_length=1)
    source: Citation = Field(title="source")

    @field_validator("seen")
    @classmethod
    def _once_a_branch(cls, seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
        branches = [entry.branch for entry in seen]
        if len(set(branches)) < len(branches):
            raise refuse("twice", "une branche est écrite deux fois", "Gardez-en une.")
        return seen


class CaseFigure(Record):
    """A figure of a case, as the report gives it."""

    value: Text = Field(title="valeur")
    counts: Text = Field(title="ce qui est compté")
    source: Citation = Field(title="source")


class Case(Record):
    """A studied case: data/recommendations/cases/<slug>.yml."""

    slug: Slug = Field(title="identifiant")
    name: Text = Field(title="nom")
    title: text_of(80) = Field(title="titre")
    standfirst: text_of(400) = Field(title="chapeau")
    situation: tuple[Sourced, ...] = Field(title="point de départ", min_length=1)
    done: tuple[Sourced, ...] = Field(title="ce qui a été fait", min_length=1)
    figures: tuple[CaseFigure, ...] = Field((), title="chiffres")
    lessons: tuple[Sourced, ...] = Field(title="ce qu’on en retient", min_length=1)
    cautions: tuple[Said, ...] = Field((), title="précautions")
    for_small: tuple[Said, ...] = Field(title="ce qu’un petit employeur peut en tirer", min_length=1)
    recommendations: tuple[Annotated[str, OneOf("recommendations")], ...] = Field((), title="recommandations liées")
    themes: Themes = Field(title="thèmes", min_length=1)
    updated_on: Day = Field(title="date de mise à jour")
