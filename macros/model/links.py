"""The addresses of the web that are known not to answer as they should, each with its reason."""

from datetime import date
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from macros.fields import Address, Day, Text, refuse
from macros.vocabularies import Record


class KnownLink(Record):
    """An address whose state is known and explained: data/known_links.yml. The command `links` no longer complains of it."""

    address: Address = Field(title="adresse", description="Recopiez-la exactement comme dans les données : une seule entrée par adresse.", examples=["https://exemple.fr/page-disparue"])
    state: Literal["dead", "moved", "refused", "silent"] = Field(
        title="état attendu", examples=["dead"],
        description="« dead » : la page n’existe plus. « moved » : elle a changé d’adresse. « refused » : le site refuse de répondre à un programme. « silent » : il ne répond pas.")
    why: Text = Field(title="raison", description="Dites ce qui s’est passé, et pourquoi l’adresse reste dans les données.",
                      examples=["Le site a fermé en 2025. L’adresse est imprimée dans la brochure : nous la gardons."])
    since: Day = Field(title="constaté le", description="Le jour où vous avez vu vous-même cet état.", examples=["2026-11-21"])
    until: Day | None = Field(None, title="à revoir après le", description="Le dernier jour où cette exception vaut sans nouvelle vérification. Rien, si l’état ne changera plus.",
                              examples=["2027-11-21"])

    @field_validator("until")
    @classmethod
    def _after(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if until and since and until <= since:
            raise refuse("known_link", "ce jour n’est pas après celui du constat", "« until » vient après « since » : vérifiez les deux dates.")
        return until
