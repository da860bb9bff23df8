"""A new record put in its place: its file or its entry in a list, its page, its embeds. Nothing that is there is ever written over."""

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from macros import commented
from macros.catalog import Catalog
from macros.embed.registry import KEY, ids
from macros.faces.schema import head
from macros.pages import PAGES
from macros.shelves import BY_NAME, Shelf
from macros.source import Document, Value, as_written, parse_yaml
from macros.text import fold

KINDS = {"structure": "structures", "fiche": "sheets", "ressource": "resources", "terme": "glossary"}
LICENCE = "# Licence Ouverte 2.0 (voir LICENCE-DONNEES.md).\n"
ADVICE = "# Les champs encore vides sont en commentaire : pour en remplir un, retirez son « # » ; le reste peut s’effacer.\n"
LONGEST_KEY = 80


class RefusedError(Exception):
    """The draft cannot be put in place; nothing was written. Its text is for the editor."""


@dataclass
class Draft:
    """Files to create, and lists with their new text; by path from the project's root."""

    created: dict[str, str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)


def given(kind: str, key: str, today: date) -> dict[str, Value]:
    """Return what is known of a new record before any question: its key, the day, the day of its review."""
    shelf = BY_NAME[KINDS[kind]]
    days = {"updated_on": today, "review_before": today + timedelta(days=365)}
    return {shelf.key: key} | {name: day.isoformat() for name, day in days.items() if name in shelf.kind.model_fields}


def refuse_taken(root: Path, catalog: Catalog, kind: str, key: str) -> None:
    """Refuse a key that cannot be one, or that has its record or its page already."""
    shelf = BY_NAME[KINDS[kind]]
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        raise RefusedError(f"« {key} » ne peut pas servir dans une adresse. Employez des minuscules sans accent, des chiffres et des traits d’union (80 signes au plus).")
    files = [f"{shelf.folder}/{key}.yml"] if shelf.folder else []
    files += [PAGES[shelf.name][0].format(key)] if shelf.name in PAGES else []
    taken = next((name for name in files if os.path.lexists(root / name)), None)
    if taken:
        raise RefusedError(f"{taken} existe déjà, et rien n’est jamais écrasé. Modifiez ce fichier, ou choisissez un autre nom.")
    if key in catalog.known.get(shelf.name, {}):
        raise RefusedError(f"« {key} » est déjà dans {shelf.place}. Modifiez son entrée, ou choisissez un autre nom.")


def answered(read: Document, kind: str, key: str) -> dict[str, Value]:
    """Return the values of a file of answers. Raises RefusedError."""
    if read.problems:
        raise RefusedError("\n".join(map(str, read.problems)))
    if not isinstance(read.value, dict):
        raise RefusedError(f"{read.path} : un groupe de champs est attendu. Écrivez « champ : valeur », une ligne par champ.")
    named = read.value.get(BY_NAME[KINDS[kind]].key, key)
    if named != key:
        raise RefusedError(f"{read.path} parle de « {named} », et la commande de « {key} ». Mettez les deux d’accord.")
    return read.value


def draft(root: Path, catalog: Catalog, kind: str, values: dict[str, Value], document: dict[str, Value] | None = None) -> Draft:
    """Return what to write for a new record, and for the document that its facts come from if it is new too. Raises RefusedError when it has no sure place."""
    shelf = BY_NAME[KINDS[kind]]
    values = commented.tidy(values)
    key = values[shelf.key]
    made = Draft()
    if shelf.folder:
        name = f"{shelf.folder}/{key}.yml"
        text = head(shelf, name) + LICENCE + ADVICE + _lines(commented.record(shelf.kind, values))
        _sure(name, text, values)
        made.created[name] = text
    else:
        _into(made, root, shelf, _lines(commented.item(shelf.kind, values)), values)
    if shelf.name in PAGES:
        place, shortcode, title = PAGES[shelf.name]
        said = values.get(title, key)
        made.created[place.format(key)] = f'---\ntitle: {commented.scalar(said if isinstance(said, str) else key)}\n---\n\n{{{{ {shortcode}("{key}") }}}}\n'
    if document and document["id"] not in catalog.known.get("sources", {}):
        _into(made, root, BY_NAME["sources"], _lines(commented.item(BY_NAME["sources"].kind, document)), document)
    if (root / BY_NAME["embeds"].pattern).is_file():
        for id in _new_embeds(catalog, shelf, key):
            _into(made, root, BY_NAME["embeds"], f"- id: {id}\n", {"id": id})
    return made


def write(root: Path, made: Draft) -> list[str]:
    """Write a draft; return the paths written. A list is written beside, then put in place at once."""
    for name, text in made.created.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
    for name, text in made.changed.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        beside = root / ".draft-new"
        with beside.open("w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        beside.replace(root / name)
    return [*made.created, *made.changed]


def _lines(lines: Any) -> str:
    return "".join(f"{line}\n" for line in lines)


def _new_embeds(catalog: Catalog, shelf: Shelf, key: str) -> list[str]:
    """Return the ids of the embeds that a new record brings, those already published left out."""
    more = {**catalog.known, shelf.name: {**catalog.known.get(shelf.name, {}), key: key}}
    return [id for id in ids(more) if id not in ids(catalog.known) and id not in catalog.known.get("embeds", {})]


def _into(made: Draft, root: Path, shelf: Shelf, entry: str, value: dict[str, Value]) -> None:
    """Add an entry to the text of a list: the rest keeps its bytes, line ends included."""
    name = shelf.pattern
    text = made.changed.get(name) or (as_written(root / name) if (root / name).is_file() else head(shelf, name) + LICENCE)
    ends = "\r\n" if "\r\n" in text else "\n"
    read = parse_yaml(text.replace("\r\n", "\n").removeprefix("\ufeff"), name)
    if read.problems:
        raise RefusedError(f"{read.problems[0]} Rien n’a été écrit.")
    entries = read.value or []
    if not isinstance(entries, list):
        raise RefusedError(f"{name} devrait être une liste, une entrée par tiret. Rien n’a été écrit.")
    place = _place(entries, value, (shelf.key, "term"))
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += ends
    at = len(lines)
    if place < len(entries):
        at = read.line((place,)) - 1
        while place and at and lines[at - 1].lstrip().startswith("#"):
            at -= 1  # the comments above an entry are its own
    text = "".join([*lines[:at], entry.replace("\n", ends), *lines[at:]])
    _sure(name, text.replace("\r\n", "\n").removeprefix("\ufeff"), [*entries[:place], value, *entries[place:]])
    made.changed[name] = text


def _place(entries: list[Value], value: dict[str, Value], fields: tuple[str, ...]) -> int:
    """Return where an entry goes: in order by the first of `fields` that orders those of its kind (« story/ »), else after the last of these."""
    kind = _words(value, fields[0]).rpartition("/")[0]
    alike = [place for place, one in enumerate(entries) if _words(one, fields[0]).rpartition("/")[0] == kind]
    for name in fields:
        words = [_words(entries[place], name) for place in alike]
        if all(words) and words == sorted(words) and _words(value, name):
            return next((place for place, word in zip(alike, words, strict=True) if word > _words(value, name)), alike[-1] + 1 if alike else len(entries))
    return alike[-1] + 1 if alike else len(entries)


def _words(entry: Value, name: str) -> str:
    text = entry.get(name, "") if isinstance(entry, dict) else ""
    return fold(text) if isinstance(text, str) else ""


def _sure(name: str, text: str, expected: Value) -> None:
    """Refuse a text that would not be read as it should: a character that YAML forbids, a list written in another way."""
    read = parse_yaml(text, name)
    if read.problems:
        raise RefusedError(f"{read.problems[0]} Rien n’a été écrit.")
    if read.value != expected:
        raise RefusedError(f"{name} est écrit d’une façon où l’ajout ne trouve pas sa place. Ajoutez l’entrée à la main ; rien n’a été écrit.")
