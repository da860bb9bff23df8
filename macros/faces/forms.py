"""The forms of the forges for a structure that wants to tell its story: an issue form for GitHub, a template for GitLab."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from macros.interview.grid import Part, Question
from macros.text import typeset

GITHUB, GITLAB = ".github/ISSUE_TEMPLATE/structure.yml", ".gitlab/issue_templates/structure.md"
NAME = "Raconter ce que ma structure a tenté"
ABOUT = "Les questions de la grille d’entretien. La rédaction en fera une page du site, que vous relirez."
START = ("Répondez à ce que vous savez ; ce qui manque restera vide. **Ce formulaire est public** : n’y écrivez aucun nom de personne, seulement des fonctions. "
         "Une grille à remplir hors ligne existe aussi sur le site, à la page « Grille d’entretien ».")
NOTE = "# Tiré du modèle par « python -m macros schema » : ne le corrigez pas à la main.\n"
PROMISES = ("Chaque personne interrogée sait que ce formulaire est public, et accepte que je l’envoie. Elle signera l’accord après avoir relu la page.",
            "Je n’ai écrit aucun nom de personne.",
            "Je sais que les textes du site sont publiés sous Licence Ouverte 2.0 : toute personne peut les reprendre.")
LISTED = 30  # choices; a longer list is not offered
LONG = {"testimony", "main_topic"}  # what is told at length


def files(parts: tuple[Part, ...]) -> dict[str, str]:
    """Return the forms by path."""
    body = [{"type": "markdown", "attributes": {"value": typeset(START)}}, *(one for part in parts for one in _part(part))]
    promises = {"type": "checkboxes", "id": "promesses", "attributes": {"label": "Avant d’envoyer", "options": [{"label": typeset(text), "required": True} for text in PROMISES]}}
    form = {"name": NAME, "description": ABOUT, "title": typeset("Structure : "), "body": [*body, promises]}
    return {GITHUB: NOTE + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=1000), GITLAB: "\n".join(_template(parts)) + "\n"}


def _part(part: Part) -> Iterator[dict[str, Any]]:
    yield {"type": "markdown", "attributes": {"value": f"## {typeset(part.title)}"}}
    for question in part.questions:
        attributes = {"label": typeset(question.field.question)} | {name: said for name, said in (("description", _help(question)), ("placeholder", _placeholder(question))) if said}
        options = _options(question)
        if options:
            attributes.pop("placeholder", None)
            attributes |= {"options": options} | ({"multiple": True} if question.field.many else {})
        kind = "dropdown" if options else "textarea" if question.columns or question.paragraphs or question.path[0] in LONG and "consent" not in question.path else "input"
        yield {"type": kind, "id": "-".join(question.path), "attributes": attributes, "validations": {"required": question.required}}


def _help(question: Question) -> str:
    return typeset(question.field.help)


def _placeholder(question: Question) -> str:
    """Return how the parts of a repeated group are to be written, a line each."""
    return "".join(typeset(f"- {' / '.join(column.field.title for column in question.columns)}\n") for _ in (1, 2)) if question.columns else ""


def _options(question: Question) -> list[str]:
    if question.field.plain is bool and not question.field.record:
        return ["Oui", "Non"]
    return [typeset(label) for _, label in question.choices] if len(question.choices) <= LISTED else []


def _template(parts: Iterable[Part]) -> Iterator[str]:
    yield f"{typeset(START)}\n"
    for part in parts:
        yield f"## {typeset(part.title)}\n"
        for question in part.questions:
            yield f"**{question.number}. {typeset(question.field.question)}**" + (" (nécessaire)" if question.required else "")
            yield from (text for text in (_help(question), _listed(question), _placeholder(question).rstrip()) if text)
            yield "\n"
    yield "## Avant d’envoyer\n"
    yield from (f"- [ ] {typeset(text)}" for text in PROMISES)


def _listed(question: Question) -> str:
    return " · ".join(_options(question))
