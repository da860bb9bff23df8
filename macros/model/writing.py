"""How the site is written: words to avoid and those to prefer, first names that give a person away, rules silenced with a reason."""

from typing import Annotated, Literal

from pydantic import Field

from macros.fields import Boolean, Slug, Text, text_of
from macros.vocabularies import Record

# The rules of macros/writing that may be silenced: an agreement that is missing or over may not.
RuleName = Literal["phrase-longue", "mot-a-eviter", "sigle-inexplique", "typographie", "nom-de-personne", "texte-alternatif", "lien-vague"]


class PreferredTerm(Record):
    """Words to avoid, those to write instead, and why: data/writing/preferred_terms.yml."""

    id: Slug = Field(title="identifiant")
    avoid: tuple[text_of(60), ...] = Field(title="mots à éviter", min_length=1, description="Chaque forme s’écrit : singulier, pluriel, féminin. Les accents et les capitales ne comptent pas.",
                                           examples=[["les handicapés", "des handicapés"]])
    prefer: text_of(120) = Field(title="à écrire plutôt", examples=["les personnes handicapées"])
    why: text_of(300) = Field(title="raison", description="Pour la personne qui lira le message : pourquoi ce mot gêne.")
    refused: Boolean = Field(False, title="interdit", description="Oui, si le mot blesse : il empêche alors la publication. Sinon, c’est un conseil.")


class FirstNames(Record):
    """First names by which the name of a person is recognised: data/writing/first_names.yml."""

    id: Slug = Field(title="identifiant")
    names: tuple[Annotated[str, Field(pattern=r"^[A-ZÀ-Þ][\w’'-]+$")], ...] = Field(title="prénoms", min_length=1, description="Des prénoms courants. Pas ceux qui sont aussi des mots ou des lieux.")


class Silence(Record):
    """A passage that a rule of writing must let through, and why: data/writing/silences.yml."""

    id: Slug = Field(title="identifiant")
    rule: RuleName = Field(title="règle", description="Le nom que le message donne entre parenthèses.")
    passage: text_of(200) = Field(title="passage", description="Recopiez ce que le message met entre guillemets.", examples=["Victor Cazanave"])
    file: Text | None = Field(None, title="fichier", description="Pour ne faire taire la règle que dans ce fichier ; sinon, partout.", examples=["content/about/index.md"])
    why: text_of(300) = Field(title="raison", description="Pourquoi ce passage est juste. Sans raison, pas d’exception.")
