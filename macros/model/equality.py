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

    id: Slug = Field(title="identifiant", description="Des graphiques et des fiches l’emploient : on ne le change plus.", examples=["femmes-cadres"])
    value: Number = Field(title="valeur", description="Avec un point et non une virgule, sans espace ni unité. Dans le fichier, entre guillemets.", examples=["10.6"])
    unit: Text = Field(title="unité", description="Elle s’affiche juste après la valeur : « % », « points », « accidents ».", examples=["%"])
    counts: Text = Field(title="ce qui est compté", description="Dites tout : la part ou le nombre de quoi, parmi qui. Ni chiffre, ni point final.",
                         examples=["Part des cadres parmi les femmes salariées"])
    population: Text = Field(title="chez qui", description="Le secteur et le territoire que le chiffre décrit, sans point final.", examples=["Secteur public d’Occitanie"])
    period: Text = Field(title="quand", description="L’année ou la période que le chiffre décrit. Si le document ne la dit pas, donnez la date de l’étude.",
                         examples=["Diagnostic régional de 2019"])
    caution: Text | None = Field(None, title="précaution de lecture",
                                 description="Ce qu’on pourrait mal comprendre, ou ce que le document ne dit pas. Elle s’affiche à côté du chiffre.",
                                 examples=["C’est la part des femmes qui sont cadres, et non la part des femmes parmi les cadres."])
    themes: Themes = Field((), title="thèmes", description="Ceux dont parle le chiffre.", examples=[["egalite-professionnelle"]])
    source: Citation = Field(title="source")


class Chart(Record):
    """A chart: figures side by side. `title` says the finding."""

    id: Slug = Field(title="identifiant", description="Il est dans l’adresse du graphique : on ne le change plus.", examples=["ecart-cadres"])
    title: Text = Field(title="ce que montre le graphique", description="Ce qu’il faut en retenir, en une phrase : un constat, pas une étiquette. Pas de point final.",
                        examples=["L’écart d’accès au statut de cadre est plus fort dans l’ESS qu’ailleurs"])
    bars: tuple[Annotated[str, OneOf("figures")], ...] = Field(title="chiffres", min_length=2,
                                                               description="Un chiffre par barre, dans l’ordre du graphique. Choisissez-les de même unité.",
                                                               examples=[["femmes-cadres", "hommes-cadres"]])
    labels: tuple[Text, ...] = Field(title="libellés des barres", min_length=2, description="Un à trois mots par barre, dans le même ordre que les chiffres.",
                                     examples=[["Femmes", "Hommes"]])
    caution: Text | None = Field(None, title="précaution de lecture", description="Ce qui vaut pour tout le graphique : lieu, année, doute. Elle s’affiche dessous.",
                                 examples=["Diagnostic régional de 2019, Occitanie. La brochure écrit « près de » 70 % pour l’ESS."])

    @field_validator("labels")
    @classmethod
    def _one_a_bar(cls, labels: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        bars = info.data.get("bars", labels)
        if len(labels) != len(bars):
            raise refuse("labels", f"il y a {len(labels)} libellés pour {len(bars)} chiffres", "Donnez un libellé à chaque chiffre.")
        return labels


class LawPoint(Record):
    """What a legal text asks on the subject of a sheet."""

    text: Text = Field(title="ce que demande le texte", description="L’obligation, dite simplement. Si elle dépend de l’effectif, donnez le seuil.",
                       examples=["La mixité des emplois fait partie des sujets de la négociation d’entreprise sur l’égalité."])
    legal: Annotated[str, OneOf("legal")] = Field(title="texte", description="Son identifiant : le nom de son fichier, sans « .yml ».", examples=["code-travail-l2242-17"])
    source: Citation = Field(title="source", description="Le document où vous avez lu cette obligation.")


class SheetAction(Said):
    """A concrete action, graded by effort and by size of structure."""

    effort: Annotated[str, OneOf("efforts")] = Field(title="effort",
                                                     description="Le temps que l’action demande. La page classe les actions de la plus légère à la plus soutenue.",
                                                     examples=["leger"])
    sizes: tuple[Annotated[str, OneOf("size_bands")], ...] = Field(title="tailles de structure", min_length=1,
                                                                   description="Celles pour qui l’action a un sens. Si toutes conviennent, écrivez-les toutes.",
                                                                   examples=[["moins-de-11", "11-a-49"]])


class EqualitySheet(Record):
    """One equality sheet of ours: data/equality_sheets/<slug>.yml. `udes_title` waits for the guide in hand."""

    slug: Slug = Field(title="identifiant",
                       description="Le nom du fichier, sans « .yml » : le numéro, puis le sujet. Il est dans l’adresse de la page : on ne le change plus.",
                       examples=["06-parentalite"])
    number: Whole = Field(title="numéro", ge=1, le=12, description="Celui de l’outil que la fiche suit, parmi les douze de l’accord de 2015.", examples=[6])
    title: text_of(80) = Field(title="titre", description="Ce que l’on cherche à obtenir, sans point final. Le même que dans la page Markdown.",
                               examples=["Recruter sur des critères objectifs"])
    udes_title: Text | None = Field(None, title="titre de la fiche du guide de l’UDES",
                                    description="Recopiez-le, le guide en main. Nous ne connaissons pas ces titres : n’en supposez aucun.")
    tool: Sourced = Field(title="l’outil de l’accord de 2015 qu’elle suit", description="Une phrase qui le nomme. Elle s’affiche après « Cette fiche est la nôtre ».")
    question: Text = Field(title="question à laquelle elle répond", description="Comme un employeur ou le personnel la poserait.",
                           examples=["Comment mieux concilier travail et vie personnelle sans désorganiser l’activité ?"])
    standfirst: text_of(400) = Field(title="chapeau", description="Deux ou trois phrases : le sujet, et à quoi la fiche aide. Il sert aussi aux moteurs de recherche.")
    why: tuple[Sourced, ...] = Field(title="pourquoi c’est important", min_length=1, description="Les faits qui montrent le problème, un par entrée.")
    figures: tuple[Annotated[str, OneOf("figures")], ...] = Field((), title="chiffres",
                                                                  description="Ils s’affichent à la suite de « Pourquoi c’est important », avec leur précaution de lecture.",
                                                                  examples=[["temps-partiel-femmes", "temps-partiel-hommes"]])
    law: tuple[LawPoint, ...] = Field((), title="ce que demande le droit",
                                      description="Une obligation par entrée. Un projet de loi n’oblige à rien : dites que c’est un projet.")
    actions: tuple[SheetAction, ...] = Field(title="actions", min_length=5, max_length=8,
                                             description="Chacune commence par un verbe. Pensez aussi aux plus petites structures.")
    indicators: tuple[Said, ...] = Field(title="indicateurs à suivre", min_length=1, description="Ce que l’on compte, et comment, pour savoir si cela avance.")
    pitfalls: tuple[Said, ...] = Field(title="pièges", min_length=1, description="L’erreur d’abord, en quelques mots ; puis pourquoi, ou comment l’éviter.")
    told: tuple[Told, ...] = Field((), title="structures qui en parlent",
                                   description="Seulement celles dont le témoignage traite du sujet. S’il n’y en a pas, la page le dit.")
    recommendations: tuple[Annotated[str, OneOf("recommendations")], ...] = Field((), title="recommandations liées",
                                                                                  description="Celles du récapitulatif de 2015, par leur identifiant : de r1 à r18.",
                                                                                  examples=[["r12", "r1"]])
    resources: tuple[Annotated[str, OneOf("resources")], ...] = Field((), title="ressources liées", description="Elles s’affichent sous « Pour aller plus loin ».",
                                                                      examples=[["sexisme-anact", "essentiels-ega-pro", "guide-orse", "accord-ess-2015-pdf"]])
    themes: Themes = Field(title="thèmes", min_length=1, description="La page de chaque thème y renvoie.", examples=[["egalite-professionnelle", "attractivite"]])
    updated_on: Day = Field(title="date de mise à jour", description="Le jour de votre changement.", examples=["2026-11-21"])
    review_before: Day = Field(title="à revoir avant le",
                               description="À partir de ce jour, la page prévient qu’elle aurait dû être revue. D’ordinaire, un an après la mise à jour.",
                               examples=["2027-11-21"])

    @field_validator("review_before")
    @classmethod
    def _after_the_update(cls, review: date, info: ValidationInfo) -> date:
        if (updated := info.data.get("updated_on")) and review <= updated:
            raise refuse("review", "la date de revue n’est pas après la mise à jour", "Donnez une date plus tardive.")
        return review
