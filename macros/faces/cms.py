"""The form of editors: the configuration of Sveltia CMS, derived from the model, the shelves and the closed lists.

A shelf of one file a record is a collection of the CMS; a shelf in one file is a file that holds one list.
`format` names a reader and writer of ours (overrides/admin/): a save changes what the editor changed, and no other line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.anatomy import Anatomy, fields_of
from macros.catalog import Catalog
from macros.fields import LONGEST_TEXT, SLUG
from macros.model import PageFront
from macros.pages import PAGES
from macros.shelves import BY_NAME, CLOSED, SHELVES, Shelf
from macros.text import capital
from macros.vocabularies import Record

Config = dict[str, Any]
Known = Mapping[str, Mapping[str, str]]  # for each shelf, the label of each key

LISTS = "lists"  # the collection of the files that hold a list
ROWS = "rows"  # the one field of such a file
FORMAT, PAGE = "kept", "page"  # what the names of our formats begin with: of data, of pages
SHORT = 200  # characters: beyond, a text is written on several lines
BRIEF = 60  # characters of an example: so short, the text takes one line
TITLES = ("name", "term", "short_title", "title", "label", "counts", "what", "text", "words", "prefer", "passage", "address")  # the field that says what a record is, the first that it has
EDITED = tuple(shelf for shelf in SHELVES if shelf.name not in CLOSED)
LABELS = {
    "sources": ("Documents cités", "document"), "structures": ("Structures", "structure"), "figures": ("Chiffres", "chiffre"), "charts": ("Graphiques", "graphique"),
    "legal": ("Droit", "texte de droit"), "scales": ("Barèmes de l’Index", "barème"), "sheets": ("Fiches égalité", "fiche"),
    "recommendations": ("Recommandations : récapitulatif", "recommandation"), "body": ("Recommandations : corps du rapport", "recommandation"),
    "observed": ("Recommandations : actions observées", "action"), "cases": ("Recommandations : cas", "cas"), "resources": ("Ressources", "ressource"),
    "partners": ("Partenaires", "partenaire"), "glossary": ("Glossaire", "mot"), "synonyms": ("Synonymes de la recherche", "notion"),
    "embeds": ("Intégrations", "intégration"), "disagreements": ("Désaccords des documents", "désaccord"), "method": ("Méthode", "page"),
    "equality_pages": ("Égalité : autres pages", "page"), "resource_pages": ("Ressources : pages", "page"), "known_links": ("Liens connus", "lien"),
    "preferred_terms": ("Mots à éviter", "mot à éviter"), "first_names": ("Prénoms à reconnaître", "liste de prénoms"),
    "silences": ("Exceptions aux règles d’écriture", "exception"),
}
PAGES_OF = {"structures": "Pages des structures", "sheets": "Pages des fiches égalité", "method": "Pages de méthode", "equality_pages": "Pages d’égalité",
            "cases": "Pages des cas", "resource_pages": "Pages de ressources"}
PATTERNS = {"slug": SLUG, "address": r"^https?://\S+$"}
WRONG = {"slug": "Des minuscules sans accent, des chiffres et des traits d’union.", "address": "L’adresse commence par https:// et ne contient pas d’espace."}
NUMBER = re.compile(r"\d[\dAB]\d?")  # of a department
NOT_AS_AWAITED = "Ce n’est pas la forme attendue."


@dataclass(frozen=True)
class Forge:
    """Where proposals of changes go. `oauth`: the address of the service that lets editors in; `application`: our number there (GitLab).

    Without a repository, the form only works on a folder of the editor's machine.
    """

    name: str = "github"
    repository: str = ""
    branch: str = "main"
    oauth: str = ""
    application: str = ""


def config(catalog: Catalog, forge: Forge, site_url: str) -> Config:
    """Return the configuration of the CMS."""
    folders = [shelf for shelf in EDITED if shelf.folder]
    listed = [shelf for shelf in EDITED if not shelf.folder]
    return {
        "load_config_file": False, "backend": _backend(forge), **({"publish_mode": "editorial_workflow"} if forge.repository else {}),
        "app_title": "Mieux travailler dans l’ESS : le formulaire", "site_url": site_url, "show_preview_links": False,
        # No file is sent by this form: images have no place in the data. Some folder must be named all the same.
        "media_folder": "data", "media_libraries": {"default": False, "stock_assets": {"providers": []}},
        "editor": {"preview": False}, "output": {"omit_empty_optional_fields": True},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            *(_folder(shelf, catalog.known) for shelf in folders),
            {"name": LISTS, "label": "Listes", "files": [_file(shelf, catalog.known) for shelf in listed]},
            *(_pages(name) for name in PAGES if name in BY_NAME and BY_NAME[name].folder),
        ],
    }


def fields(kind: type[Record], known: Known) -> list[Config]:
    """Return the fields of the form for a record, in the order of the model."""
    return [_field(name, field, known) for name, field in fields_of(kind).items()]


def title_of(shelf: Shelf) -> str:
    """Return the field of a shelf's records that tells an editor which one it is."""
    return next((name for name in TITLES if name in shelf.kind.model_fields), shelf.key)


def _backend(forge: Forge) -> Config:
    # A repository must be named even when none is: the work on a folder then is the only way in that works.
    backend = {"name": forge.name, "repo": forge.repository or "depot/local", "branch": forge.branch}
    if forge.name == "github":
        backend |= {"open_authoring": True, "auth_scope": "public_repo"} if forge.repository else {}
    if not forge.oauth and not forge.application:
        return backend | {"auth_methods": ["token"]}
    backend |= {"base_url": forge.oauth.rstrip("/")} if forge.oauth else {}
    if forge.name == "gitlab":
        backend |= {"auth_type": "pkce", "app_id": forge.application} if forge.application else {}
        backend |= {"api_root": f"{forge.oauth.rstrip('/')}/api/v4"} if forge.oauth else {}
    return backend


def _labels(shelf: Shelf) -> tuple[str, str]:
    return LABELS.get(shelf.name, (shelf.place, "entrée"))


def _summary(shelf: Shelf) -> str:
    """Return what tells a record from the others in a list: what it is, then its key if that is not the same."""
    return " – ".join(f"{{{{{name}}}}}" for name in dict.fromkeys((title_of(shelf), shelf.key)))


def _folder(shelf: Shelf, known: Known) -> Config:
    label, one = _labels(shelf)
    return {"name": shelf.name, "label": label, "label_singular": one, "folder": shelf.folder, "extension": "yml", "format": f"{FORMAT}-{shelf.name}",
            "identifier_field": title_of(shelf), "summary": _summary(shelf), "slug": f"{{{{fields.{shelf.key}}}}}",
            "create": True, "delete": False, "fields": fields(shelf.kind, known)}


def _file(shelf: Shelf, known: Known) -> Config:
    """Return a file that holds one list. What is published to other sites is never taken away nor moved: it is said to be gone."""
    label, one = _labels(shelf)
    lasting = {"allow_remove": False, "allow_reorder": False} if shelf.name == "embeds" else {}
    rows = {"name": ROWS, "label": label, "label_singular": one, "widget": "list", "root": True, "required": shelf.required, "collapsed": True,
            "allow_duplicate": False, "summary": _summary(shelf), "fields": fields(shelf.kind, known)}
    return {"name": shelf.name, "label": label, "file": shelf.pattern, "format": f"{FORMAT}-{shelf.name}", "fields": [rows | lasting]}


def _pages(name: str) -> Config:
    """Return the pages of a shelf: their front matter, and the record that each shows. A page has the name of its record."""
    place, shortcode, title = PAGES[name]
    shelf, record = BY_NAME[name], "record"
    shown = {"name": record, "label": "Ce qu’elle montre", "required": True, "hint": "Enregistrez d’abord les données : elles seront alors dans cette liste.",
             "widget": "relation", "collection": name, "value_field": shelf.key, "display_fields": [title]}
    return {"name": f"pages_{name}", "label": PAGES_OF.get(name, place), "label_singular": "page", "folder": place.rpartition("/")[0],
            "format": f"{PAGE}-{shortcode}", "identifier_field": "title", "summary": "{{title}}", "slug": f"{{{{fields.{record}}}}}", "create": True, "delete": False,
            "filter": {"field": record, "pattern": "."}, "fields": [*fields(PageFront, {}), shown]}


def _field(name: str, field: Anatomy, known: Known) -> Config:
    said = {"name": name, "label": capital(field.title or name), "required": field.required}
    hint = _hint(field)
    return said | ({"hint": hint} if hint else {}) | _kind(field, known) | _bounds(field)


def _hint(field: Anatomy) -> str:
    """Return how to fill a field: its rule, and the first example of a text (of a closed list, the choices say it all)."""
    shown = field.examples[:1] if not (field.vocabulary or field.record or field.choices) and field.plain is str else ()
    return " ".join([*([field.rule] if field.rule else []), *(f"Exemple : {' ; '.join(map(str, one)) if isinstance(one, (list, tuple)) else one}" for one in shown)])


def _kind(field: Anatomy, known: Known) -> Config:
    """Return the part of the form that a value is given with."""
    if field.rows:
        return {"widget": "list", "collapsed": False, "field": {"name": "cells", "label": "Cellules", "widget": "list"}}
    if field.record:
        # Shut once it is filled: but the CMS takes a group that may hold a list for a filled one.
        holds_list = any(one.many for one in fields_of(field.record).values())
        group = {"fields": fields(field.record, known), "collapsed": False if holds_list else "auto"}
        return {"widget": "list", "allow_duplicate": False, "label_singular": field.title} | group if field.many else {"widget": "object"} | group
    if field.vocabulary or field.choices:
        return _choice(field, known) | ({"multiple": True} if field.many else {})
    if field.plain is bool:
        return {"widget": "select", "options": ["oui", "non"]}
    one = _plain(field)
    if not field.many:
        return one
    return {"widget": "list"} if field.plain is str else {"widget": "list", "field": {"name": "one", "label": capital(field.title)} | one}


def _choice(field: Anatomy, known: Known) -> Config:
    if field.choices:
        return {"widget": "select", "options": list(field.choices)}
    if field.vocabulary in CLOSED:
        # A number is what one types: « 31 – Haute-Garonne ».
        return {"widget": "select", "options": [{"label": f"{id} – {label}" if NUMBER.fullmatch(id) else label, "value": id} for id, label in known.get(field.vocabulary, {}).items()]}
    shelf = BY_NAME[field.vocabulary]
    if shelf.folder:
        return {"widget": "relation", "collection": shelf.name, "value_field": shelf.key, "display_fields": [title_of(shelf)]}
    key, title = f"{ROWS}.*.{shelf.key}", f"{ROWS}.*.{title_of(shelf)}"
    return {"widget": "relation", "collection": LISTS, "file": shelf.name, "value_field": key, "display_fields": [title], "search_fields": list(dict.fromkeys((title, key)))}


def _plain(field: Anatomy) -> Config:
    if field.plain is int:
        return {"widget": "number", "value_type": "int"} | _some(min=field.low, max=field.high)
    if field.plain is date:
        return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
    # Without « : » followed by letters for emoji: so goes a French sentence.
    return {"widget": "string" if _one_line(field) else "text", "use_emoji_autocomplete": False} | _some(maxlength=field.longest if field.longest != LONGEST_TEXT else None)


def _one_line(field: Anatomy) -> bool:
    brief = bool(field.examples) and all(isinstance(one, str) and len(one) <= BRIEF for one in field.examples)
    return bool(field.form or field.pattern) or brief or (field.longest or SHORT + 1) <= SHORT


def _bounds(field: Anatomy) -> Config:
    """Return how many values a list takes, and the form that a text must have."""
    pattern = field.pattern or PATTERNS.get(field.form)
    shaped = {"pattern": [pattern, WRONG.get(field.form, NOT_AS_AWAITED)]} if pattern and not field.rows else {}
    return shaped | (_some(min=field.least, max=field.most) if field.many else {})


def _some(**values: Any) -> Config:
    return {name: value for name, value in values.items() if value is not None}
