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

    what: Text = Field(title="action", description="Celle du tableau, dite avec vos mots.",
                       examples=["Créer un service national qui suit et épaule les actions, tous domaines confondus."])
    term: Annotated[str, OneOf("terms_of_time")] | None = Field(None, title="échéance",
                                                                description="Celle du tableau. S’il n’en donne pas, n’écrivez rien : la page dit « non précisée ».",
                                                                examples=["court"])
    tools: Text | None = Field(None, title="outils", description="Ceux du tableau. S’il n’en donne pas, n’écrivez rien : la page dit « non précisés ».",
                               examples=["Logiciel d’analyse statistique S.A.S, envisageable pour les données des ressources humaines."])


class Recommendation(Record):
    """A line of the recap table (R1 to R18): data/recommendations/recap.yml."""

    id: Slug = Field(title="identifiant", description="La lettre r et le numéro. Des pages y renvoient : on ne le change plus.", examples=["r4"])
    number: Whole = Field(title="numéro", ge=1, le=18, description="Celui du récapitulatif. Le corps du rapport en donne d’autres.", examples=[4])
    axis: Annotated[str, OneOf("axes")] = Field(title="axe", examples=["axe-1"])
    sub_axis: Text = Field(title="sous-axe", description="La partie du tableau où se trouve la ligne.", examples=["Les caisses nationales"])
    actors: tuple[Annotated[str, OneOf("actors")], ...] = Field(title="acteurs", min_length=1,
                                                                description="Le tableau ne les nomme que pour l’axe 1. Ailleurs, ils se déduisent des actions et du corps du rapport.",
                                                                examples=[["caisses-nationales"]])
    text: Text = Field(title="recommandation", description="Celle du tableau, dite avec vos mots : on ne recopie pas le rapport.",
                       examples=["Donner à la qualité de vie au travail une vraie place dans la formation des responsables."])
    actions: tuple[RecapAction, ...] = Field(title="actions", min_length=1, description="Dans l’ordre du tableau.")
    body: tuple[Whole, ...] = Field((), title="numéros correspondants dans le corps du rapport", description="De 1 à 16. Rien, si le corps n’en parle pas.",
                                    examples=[[2]])
    differs: Text | None = Field(None, title="ce qui diffère du corps", description="Ce que le corps dit autrement, en plus ou en moins : échéances, outils, nombres.",
                                 examples=["Le fond est le même. Les outils n’apparaissent que dans le tableau."])
    for_small: Text = Field(title="ce qu’un petit employeur de l’ESS peut en tirer (notre lecture)",
                            description="Un conseil à la portée d’une structure de 5 à 200 personnes. La page le signale comme notre lecture.",
                            examples=["Une offre d’emploi qui décrit les vrais horaires, l’équipe et ce qui a changé vaut une campagne. N’annoncez que ce qui existe déjà."])
    themes: Themes = Field(title="thèmes", min_length=1, description="La page de chaque thème y renvoie.", examples=[["communication-interne"]])
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

    number: Whole = Field(title="numéro", ge=1, le=16, description="Celui du corps du rapport. Le récapitulatif en donne d’autres.", examples=[2])
    section: Text = Field(title="partie du rapport", description="Son numéro, tel que le rapport l’imprime.", examples=["Partie III, II.A.1"])
    text: Text = Field(title="recommandation", description="Dite avec vos mots : on ne recopie pas le rapport.",
                       examples=["Donner des objectifs de QVT aux responsables, lors de leurs entretiens."])
    recap: tuple[Whole, ...] = Field((), title="numéros correspondants dans le récapitulatif",
                                     description="De 1 à 18, sans la lettre r. Rien, si aucune ligne ne lui correspond.", examples=[[2, 5]])
    note: Text | None = Field(None, title="remarque", description="Ce qui diffère du récapitulatif. Sans elle, la page écrit « rien à signaler ».",
                              examples=["Le tableau y associe plutôt la logistique, les ressources humaines et l’encadrement."])
    source: Citation = Field(title="source")

    @field_validator("recap")
    @classmethod
    def _in_the_recap(cls, numbers: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
        return _known(numbers, "r{}", "recommendations", info)


class Seen(Record):
    """How far one branch of Sécurité sociale had gone with an action."""

    branch: Annotated[str, OneOf("branches")] = Field(title="branche", examples=["caf"])
    state: Annotated[str, OneOf("observed_states")] | None = Field(None, title="état, s’il se lit dans le document",
                                                                   description="Dans le doute, n’écrivez rien : la page écrit « Vu, état illisible ».", examples=["done"])


class ObservedAction(Record):
    """An action seen in the field in 2015: data/recommendations/observed.yml."""

    what: Text = Field(title="action", description="En une phrase, avec vos mots. Une action ne s’écrit qu’une fois.",
                       examples=["Réunir l’encadrement en ateliers sur le management, en particulier celui de la production."])
    group: Text = Field(title="famille d’actions",
                        description="Les mêmes mots, à la lettre près, pour toutes les actions d’une famille : la page fait un tableau de chacune.",
                        examples=["Télétravail"])
    seen: tuple[Seen, ...] = Field(title="où, et dans quel état", min_length=1,
                                   description="Une entrée par branche où l’action a été vue. Les autres ont un tiret dans le tableau.")
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

    value: Text = Field(title="valeur", description="Avec son unité, et comme on l’écrit en français : « 40 % », « Environ 27 ».", examples=["Environ 27"])
    counts: Text = Field(title="ce qui est compté", description="La part ou le nombre de quoi, parmi qui, sans point final.",
                         examples=["Part des femmes parmi les leaders"])
    source: Citation = Field(title="source")


class Case(Record):
    """A studied case: data/recommendations/cases/<slug>.yml."""

    slug: Slug = Field(title="identifiant", description="Le nom du fichier, sans « .yml ». Il est dans l’adresse de la page : on ne le change plus.",
                       examples=["cpam-aude"])
    name: Text = Field(title="nom", description="Celui de l’organisme étudié.", examples=["CPAM de l’Aude"])
    title: text_of(80) = Field(title="titre", description="Ce qui s’y est passé, en peu de mots, sans point final. Le même que dans la page Markdown.",
                               examples=["Une équipe choisit le profil de son futur encadrement"])
    standfirst: text_of(400) = Field(title="chapeau", description="Deux ou trois phrases : qui, quoi, avec quel résultat. Il sert aussi aux moteurs de recherche.")
    situation: tuple[Sourced, ...] = Field(title="point de départ", min_length=1, description="Pourquoi l’organisme a commencé : le problème, le moment, l’idée.")
    done: tuple[Sourced, ...] = Field(title="ce qui a été fait", min_length=1, description="Dans l’ordre où cela s’est fait.")
    figures: tuple[CaseFigure, ...] = Field((), title="chiffres", description="Ceux du rapport seulement, sans calcul de notre part.")
    lessons: tuple[Sourced, ...] = Field(title="ce qu’on en retient", min_length=1, description="Ce que le rapport en dit, doutes compris. Nos conseils vont plus bas.")
    cautions: tuple[Said, ...] = Field((), title="précautions", description="Ce que le rapport ne dit pas, ou ce qui a pu changer depuis.")
    for_small: tuple[Said, ...] = Field(title="ce qu’un petit employeur peut en tirer", min_length=1,
                                        description="Des conseils à la portée d’une structure de 5 à 200 personnes, sans les moyens d’un grand organisme.")
    recommendations: tuple[Annotated[str, OneOf("recommendations")], ...] = Field((), title="recommandations liées",
                                                                                  description="Celles du récapitulatif de 2015, par leur identifiant : de r1 à r18.",
                                                                                  examples=[["r9", "r13", "r15"]])
    themes: Themes = Field(title="thèmes", min_length=1, description="La page de chaque thème y renvoie.",
                           examples=[["management", "dialogue-social", "organisation-du-travail"]])
    updated_on: Day = Field(title="date de mise à jour", description="Le jour de votre changement.", examples=["2026-11-21"])
