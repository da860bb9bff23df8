"""The method: one page a subject, each statement with its source or said to be ours."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Day, OneOf, Slug, Text, refuse, text_of
from macros.model.statements import Citation, Said, Themes, Told
from macros.vocabularies import Record


class Table(Record):
    """A small table: as many cells in each row as there are columns."""

    caption: Text = Field(title="légende", description="Ce que montre le tableau : quoi, de qui, quand. Dites ce qui est notre lecture.",
                          examples=["Part des femmes parmi les salariés et salariées, Occitanie, diagnostic de 2019"])
    columns: tuple[Text, ...] = Field(title="colonnes", min_length=2, description="Un titre par colonne. La première nomme les lignes.", examples=[["Secteur", "Écart"]])
    rows: tuple[tuple[Text, ...], ...] = Field(title="lignes", min_length=1, description="Une liste par ligne, dans l’ordre des colonnes.",
                                               examples=[[["ESS", "8,6 points"], ["Public", "7,8 points"], ["Privé", "5,4 points"]]])
    source: Citation = Field(title="source", description="Une seule, pour tout le tableau.")

    @field_validator("rows")
    @classmethod
    def _as_wide_as_its_head(cls, rows: tuple[tuple[str, ...], ...], info: ValidationInfo) -> tuple[tuple[str, ...], ...]:
        columns = len(info.data.get("columns", ()))
        if columns and (wrong := [number for number, row in enumerate(rows, 1) if len(row) != columns]):
            raise refuse("row", f"la ligne {wrong[0]} du tableau n’a pas {columns} cellules", "Donnez une valeur à chaque colonne.")
        return rows


class Section(Record):
    """A section: paragraphs, then a list, then a table; at least one of them."""

    title: text_of(90) = Field(title="intertitre", description="Ce qu’on va lire, en peu de mots, sans point final.", examples=["Choisir peu de priorités"])
    paragraphs: tuple[Said, ...] = Field((), title="paragraphes", description="Ils viennent d’abord ; puis la liste, puis le tableau.")
    items: tuple[Said, ...] = Field((), title="liste", description="Pour ce qui s’énumère.")
    table: Table | None = Field(None, title="tableau", validate_default=True, description="Pour ce qui se compare.")

    @field_validator("table")
    @classmethod
    def _holds_something(cls, table: Table | None, info: ValidationInfo) -> Table | None:
        if table is None and info.data.get("paragraphs") == info.data.get("items") == ():
            raise refuse("hollow", "cette partie n’a qu’un titre", "Ajoutez paragraphs, items ou table.", at="title")
        return table


class Step(Said):
    """A step to follow: its name, and what to do."""

    name: text_of(90) = Field(title="nom de l’étape", description="Un verbe à l’infinitif et quelques mots. Pas de point final : la page l’ajoute.",
                              examples=["Rassembler ce que vous avez déjà"])


class MethodPage(Record):
    """A page of method: data/method/<slug>.yml."""

    slug: Slug = Field(title="identifiant", description="Le nom du fichier, sans « .yml ». Il est dans l’adresse de la page : on ne le change plus.",
                       examples=["diagnostic"])
    title: text_of(80) = Field(title="titre", description="Le même que dans la page Markdown, à la lettre près.", examples=["Faire l’état des lieux avant d’agir"])
    question: Text = Field(title="question à laquelle la page répond", description="Comme un employeur ou le personnel la poserait.",
                           examples=["Comment savoir par où commencer, sans y passer un an ?"])
    for_whom: Text = Field(title="pour qui", description="Les personnes que la page aidera, et la taille de leur structure si elle compte.",
                           examples=["Employeurs, représentants et représentantes du personnel, réseaux"])
    standfirst: text_of(400) = Field(title="chapeau",
                                     description="Deux ou trois phrases : l’essentiel, pour qui n’ira pas plus loin. Il sert aussi aux moteurs de recherche.")
    sections: tuple[Section, ...] = Field(title="parties", min_length=1, description="Une question ou une idée par partie.")
    steps: tuple[Step, ...] = Field((), title="étapes", description="Dans l’ordre où on les suit. Rien, si le sujet ne se fait pas par étapes.")
    pitfalls: tuple[Said, ...] = Field(title="pièges", min_length=1, description="L’erreur d’abord, en quelques mots ; puis pourquoi, ou comment l’éviter.")
    told: tuple[Told, ...] = Field((), title="elles l’ont fait", description="Des structures du site qui l’ont essayé, une par entrée.")
    sheets: tuple[Annotated[str, OneOf("sheets")], ...] = Field((), title="fiches égalité liées",
                                                                description="Leurs identifiants : le nom de leurs fichiers, sans « .yml ».",
                                                                examples=[["05-conditions-de-travail", "12-donnees-indicateurs"]])
    recommendations: tuple[Annotated[str, OneOf("recommendations")], ...] = Field((), title="recommandations liées",
                                                                                  description="Celles du récapitulatif de 2015, par leur identifiant : de r1 à r18.",
                                                                                  examples=[["r7", "r8"]])
    legal: tuple[Annotated[str, OneOf("legal")], ...] = Field((), title="textes de droit",
                                                              description="Leurs identifiants : le nom de leurs fichiers, sans « .yml ». La page montre leur état.",
                                                              examples=[["ani-2020"]])
    resources: tuple[Annotated[str, OneOf("resources")], ...] = Field((), title="ressources liées", description="Elles s’affichent sous « Pour aller plus loin ».",
                                                                      examples=[["rapport-en3s", "referentiel-qvct"]])
    themes: Themes = Field(title="thèmes", min_length=1, description="La page de chaque thème y renvoie.", examples=[["communication-interne", "dialogue-social"]])
    updated_on: Day = Field(title="date de mise à jour", description="Le jour de votre changement.", examples=["2026-11-21"])
