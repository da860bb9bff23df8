"""The law: each text, its state, and when that state was last checked."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Day, OneOf, Slug, Text, Whole, refuse, text_of
from macros.model.statements import Discrepancy, Said, Themes
from macros.vocabularies import Record


class LegalText(Record):
    """One legal text: data/legal/<slug>.yml. `says` is one sentence of ours."""

    slug: Slug = Field(title="identifiant",
                       description="Le nom du fichier, sans « .yml ». Des fiches l’emploient, et il est dans l’adresse du texte : on ne le change plus.",
                       examples=["loi-sante-travail-2021"])
    short_title: text_of(90) = Field(title="titre court", description="Un nom que l’on comprend sans être juriste. Le site l’emploie partout où il cite le texte.",
                                     examples=["Loi du 2 août 2021 sur la santé au travail"])
    title: Text = Field(title="titre exact",
                        description="Recopiez celui du texte officiel, en entier. S’il n’est pas connu, décrivez l’objet du texte, et dites-le dans la remarque sur l’adresse.",
                        examples=["Accord national interprofessionnel du 26 novembre 2020 pour une mise en œuvre réussie du télétravail"])
    kind: Annotated[str, OneOf("legal_kinds")] = Field(title="nature", examples=["loi"])
    dated: Day | None = Field(None, title="date du texte",
                              description="Le jour de la signature ou de la promulgation. Rien pour un projet de loi ou pour des articles de code.",
                              examples=["2021-08-02"])
    address: Address | None = Field(None, title="adresse officielle",
                                    description="Légifrance ou EUR-Lex de préférence. En cas de doute, n’écrivez rien : la page dira qu’elle n’est pas connue.",
                                    examples=["https://eur-lex.europa.eu/eli/dir/2023/970/oj"])
    address_note: Text | None = Field(None, title="remarque sur l’adresse",
                                      description="Dites si vous avez pu ouvrir la page, d’où vient l’adresse, ou pourquoi il n’y en a pas.",
                                      examples=["Adresse officielle citée par plusieurs sources. Nous n’avons pas pu l’ouvrir."])
    says: Text = Field(title="ce qu’il dit, en une phrase",
                       description="L’essentiel, sans mot de juriste. Cette phrase suit le titre court dans les pages qui renvoient au texte.",
                       examples=["Elle renforce la prévention et fait entrer la qualité de vie et des conditions de travail (QVCT) dans le Code du travail."])
    details: tuple[Said, ...] = Field(title="précisions", min_length=1, description="Une idée par entrée : qui est concerné, depuis quand, à partir de quel effectif.")
    status: Annotated[str, OneOf("legal_statuses")] = Field(title="état", description="Celui que vous avez constaté le jour de la vérification.", examples=["en-vigueur"])
    status_note: Text | None = Field(None, title="remarque sur l’état", description="Depuis quand, ce qui a changé, ce qui reste incertain.",
                                     examples=["En vigueur pour l’essentiel depuis le 31 mars 2022. Certaines mesures ont eu d’autres dates."])
    replaced_by: Annotated[str, OneOf("legal")] | None = Field(None, title="remplacé par",
                                                               description="Le texte qui a pris sa place, s’il a lui aussi sa fiche : son identifiant.")
    verified_on: Day = Field(title="date de vérification",
                             description="Le jour où vous avez relu le texte et contrôlé son état. Ne le changez pas pour une simple correction.", examples=["2026-11-21"])
    review_before: Day = Field(title="à revoir avant le",
                               description="À partir de ce jour, le site prévient que la vérification est ancienne. Choisissez un jour proche si une loi se prépare.",
                               examples=["2027-01-15"])
    discrepancies: tuple[Discrepancy, ...] = Field((), title="désaccords des sources",
                                                   description="Un point sur lequel deux documents se contredisent : la valeur gardée, les autres, et pourquoi.")
    themes: Themes = Field((), title="thèmes", description="La page de chaque thème y renvoie.", examples=[["teletravail", "dialogue-social"]])

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

    id: Slug = Field(title="identifiant", description="Il est dans l’adresse du barème : on ne le change plus.", examples=["indicateur-3"])
    title: Text = Field(title="indicateur", description="Le numéro de l’indicateur, puis son nom.", examples=["Indicateur 3 : écart de taux de promotions"])
    firms: Text = Field(title="entreprises concernées", description="Celles qui calculent cet indicateur, d’après leur effectif.",
                        examples=["Plus de 250 salariés et salariées"])
    points: Whole = Field(title="points au plus", description="Ceux du meilleur résultat possible.", examples=[15])
    result: Text = Field(title="ce qui est mesuré", description="Ce que l’on compare ou que l’on compte, et en quoi : en points, en pourcentage, en personnes.",
                         examples=["Part des salariées augmentées parmi celles qui auraient dû l’être à leur retour"])
    rows: tuple[tuple[Text, Text], ...] = Field(title="lignes : résultat, points", min_length=2, description="Du meilleur résultat au moins bon.",
                                                examples=[[["100 %", "15"], ["Moins de 100 %", "0"]]])
    rules: tuple[Said, ...] = Field((), title="règles", description="Comment se fait le calcul, et quand il ne peut pas se faire. Une règle par entrée.")
