"""The kinds of values that a record may hold, each with the French message for a wrong one.

Values arrive as text: nothing is guessed by YAML. Validation of closed lists needs a context:
`{"vocabularies": {name: {id: label}}}`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from macros.text import MARKUP, PASTED, UNSEEN, fold, nearest

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"  # what can stand in an address; also said to editors’ programs
ASKED = "question"  # where a field holds what an interviewer asks
LISTED = 30  # entries of a closed list; a longer one is named, not printed
LONGEST_TEXT = 5_000  # characters; beyond it, a text is no longer read on a phone


def refuse(kind: str, message: str, remedy: str = "", at: str = "") -> PydanticCustomError:
    """Return the error of one rule, in French. `at` names the field beside it that is at fault, if it is another."""
    return PydanticCustomError("qvct_" + kind, "{message}",
                               {"message": message, "remedy": remedy, "at": at})


@dataclass(frozen=True)
class OneOf:
    """The value is the id of an entry of a closed list, handed over in the context."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, value: str, info: ValidationInfo) -> str:
        known: Mapping[str, str] | None = info.context["vocabularies"].get(self.vocabulary)
        if known is None or value in known:  # None: the list itself could not be read, and is reported
            return value
        guess = nearest(value, list(known)) or next((k for k, v in known.items() if v == value), None)
        where = info.context.get("files", {}).get(self.vocabulary, f"data/vocabularies/{self.vocabulary}.yml")
        listed = "Valeurs possibles : " + ", ".join(map(_shown, known.items())) + "." if len(known) <= LISTED else f"Prenez une entrée de {where}, ou ajoutez-y d’abord celle-ci."
        remedy = f"Vouliez-vous dire « {guess} » ?" if guess else listed
        raise refuse("vocabulary", f"« {value} » n’est pas dans {where}", remedy)


def _shown(entry: tuple[str, str]) -> str:
    """Return the key of an entry, and its label where the key does not say it."""
    key, label = entry
    return key if label == key or fold(label).startswith(fold(key).replace("-", " ")) else f"{key} ({label})"


def _plain(value: str) -> str:
    if not value.strip():
        raise refuse("empty", "le texte est vide", "Écrivez le texte, ou retirez le champ : la page dira que l’information manque.")
    if MARKUP.search(value):
        raise refuse("markup", "le texte contient du HTML", "Écrivez du texte simple, sans balise ni entité (« & » et « é » s’écrivent tels quels).")
    if any(mark in value for mark in ("{{", "{%", "{#")) or UNSEEN.search(value) or PASTED.search(value):
        raise refuse("unseen", "le texte contient une accolade double ou un caractère invisible", "Réécrivez ce passage au clavier, sans copier-coller.")
    if re.fullmatch(r'"[^"]*"', value.strip()):
        raise refuse("quoted", "des guillemets droits entourent tout le texte", "Retirez-les : dans un fichier, une seule paire suffit ; dans le formulaire, aucune.")
    return " ".join(value.split())


def _whole(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9][0-9]*", value):
        raise refuse("whole", f"« {value} » n’est pas un nombre entier", "Écrivez seulement des chiffres, sans espace ni unité (par exemple 1700).")
    if isinstance(value, str) and len(value) > 8:
        raise refuse("whole", "le nombre est trop grand (au plus 10000000)", "Vérifiez le nombre.")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise refuse("day", f"« {value} » n’est pas une date", "Écrivez la date sous la forme année-mois-jour (par exemple 2026-11-21).")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise refuse("day", f"la date « {value} » n’existe pas", "Vérifiez le jour et le mois.") from None
    return value


def _boolean(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("oui", "non"):
            raise refuse("boolean", f"« {value} » n’est ni « oui » ni « non »", "Écrivez oui ou non.")
        return value == "oui"
    return value


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+\.[a-z]{2,}", parts.hostname or "") or re.search(r"[\s<>\"'`\\{}]", value) or UNSEEN.search(value):
        raise refuse("address", f"« {value} » n’est pas une adresse du web", "L’adresse commence par https:// (ou http://) et ne contient pas d’espace.")
    return value


def _slug(value: str) -> str:
    if not re.fullmatch(SLUG, value):
        raise refuse("slug", f"« {value} » ne peut pas servir dans une adresse", "Employez des minuscules sans accent, des chiffres et des traits d’union.")
    return value


def asked(question: str, help: str = "") -> dict[str, tuple[str, str]]:
    """Return what says, in a declaration, the question that an interviewer asks for a field, and what helps to answer (for `json_schema_extra`)."""
    return {ASKED: (question, help)}


def text_of(longest: int) -> Any:
    """Return the kind of a plain text of at most `longest` characters."""
    return Annotated[str, Field(max_length=longest), AfterValidator(_plain)]


Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_plain)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=10_000_000)]
Day = Annotated[date, BeforeValidator(_day)]
Boolean = Annotated[bool, BeforeValidator(_boolean)]
Address = Annotated[str, AfterValidator(_address)]
Slug = Annotated[str, Field(max_length=80), AfterValidator(_slug)]
