"""The front matter of Markdown pages."""

import re

from pydantic import Field, field_validator

from macros.fields import Text, refuse, text_of
from macros.vocabularies import Record


class PageFront(Record):
    """The front matter of a Markdown page."""

    title: text_of(80) = Field(title="titre", description="Pour la page d’une fiche, celui de la fiche, à la lettre près. Pas de point final.",
                               examples=["Faire l’état des lieux avant d’agir"])
    description: text_of(200) | None = Field(None, title="description pour les moteurs de recherche",
                                             description="Une phrase qui donne envie d’ouvrir la page. Rien, pour la page d’une fiche qui a un chapeau : le site le reprend.",
                                             examples=["Les documents d’où viennent les faits de ce site, avec leurs éditeurs et leurs adresses."])

    @field_validator("description")
    @classmethod
    def _fits_an_attribute(cls, description: str | None) -> str | None:
        if description and re.search(r'["<>&]', description):
            raise refuse("attribute", "la description contient un guillemet droit, un chevron ou « & »", "Employez les guillemets « … », et « et ».")
        return description
