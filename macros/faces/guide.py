"""The field-by-field page of the contributor's guide, in Markdown: what each file of data/ holds, and how to write it."""

from collections.abc import Iterator

from macros.anatomy import Anatomy, fields_of
from macros.commented import scalar
from macros.model import Citation, Discrepancy, Said, Sourced, Told
from macros.shelves import BY_NAME, CLOSED_LISTS, SHELVES, Shelf
from macros.text import plural, typeset
from macros.vocabularies import Entry, Record

PATH = "docs/champs.md"
START = """# Les champs, un par un

Cette page dit ce que chaque fichier de `data/` contient, et comment l’écrire. Elle est tirée du modèle par `python -m macros schema` : ne la corrigez pas à la main.

Pour la façon de proposer un changement, lisez d’abord [CONTRIBUTING.md](../CONTRIBUTING.md).

- **Obligatoire** : sans ce champ, le fichier est refusé. Dans un groupe facultatif, il ne l’est que si vous écrivez le groupe. Tous les autres peuvent manquer : la page du site dit alors ce qui manque, ou n’en parle pas.
- **Groupe** : le champ contient d’autres champs, décrits plus bas.
- **Liste** : chaque valeur commence par un tiret, ou toutes sont entre crochets, séparées par des virgules.
"""
# What each file holds, in the words of an editor. The order is that of the page.
TITLES = {
    "structures": "Une structure", "sheets": "Une fiche égalité", "figures": "Un chiffre", "legal": "Un texte de droit", "resources": "Une ressource",
    "glossary": "Un mot du glossaire", "sources": "Un document cité", "method": "Une page de méthode", "cases": "Un cas étudié",
    "recommendations": "Une recommandation du récapitulatif", "body": "Une recommandation du corps du rapport", "observed": "Une action observée",
    "partners": "Un partenaire", "disagreements": "Un désaccord des sources", "charts": "Un graphique", "scales": "Un barème de l’Index",
    "synonyms": "Des mots équivalents pour la recherche", "known_links": "Un lien connu pour ne pas répondre", "embeds": "Une intégration publiée", "preferred_terms": "Un mot à éviter",
    "silences": "Une exception à une règle de rédaction", "first_names": "Des prénoms reconnus",
    "themes": "Un thème", "regions": "Une région", "departments": "Un département", "size_bands": "Une tranche d’effectif",
}
# Groups that come in many files: told once, at the end.
SHARED = {Citation: "Une source", Sourced: "Un paragraphe et sa source", Said: "Un paragraphe, avec sa source ou de nous", Told: "Ce que raconte une structure",
          Discrepancy: "Un désaccord"}


def page() -> str:
    """Return the page."""
    return typeset_but_code(START + "".join(part + "\n" for shelf in _shelves() for part in _shelf(shelf)) + "".join(part + "\n" for part in _endings()))


def typeset_but_code(text: str) -> str:
    """Return a Markdown text with French spaces, its code left as it is."""
    parts = text.split("`")
    return "`".join(typeset(part) if number % 2 == 0 else part for number, part in enumerate(parts))


def _shelves() -> list[Shelf]:
    """Return the shelves of the page, in its order; those of the same records as an earlier one are told with it."""
    return [BY_NAME[name] for name in TITLES if name in BY_NAME]


def _shelf(shelf: Shelf) -> Iterator[str]:
    alike = [other for other in SHELVES if other.kind is shelf.kind]
    yield f"\n## {TITLES[shelf.name]}\n"
    yield " et ".join(f"`{other.pattern.replace('*', f'<{other.key}>')}`" for other in alike) + (" : un fichier par fiche, page ou structure." if shelf.folder else " : une liste, une entrée par tiret.") + "\n"
    yield from _table(shelf.kind, "")


def _table(kind: type[Record], within: str) -> Iterator[str]:
    """Yield the table of a group's fields, then those of the groups inside it."""
    yield "| champ | ce que c’est | comment l’écrire |"
    yield "|---|---|---|"
    groups: list[tuple[str, Anatomy]] = []
    for name, field in fields_of(kind).items():
        yield f"| `{name}` | {_cell(_what(field))} | {_cell(_how(field))} |"
        if field.record and field.record not in SHARED:
            groups.append((f"{within}.{name}".lstrip("."), field))
    for name, field in groups:
        yield f"\n### `{name}` : {field.title}\n"
        yield from _table(field.record, name)


def _what(field: Anatomy) -> str:
    kind = "liste de groupes" if field.record and field.many else "groupe" if field.record else "liste" if field.many else ""
    return field.title + "".join(f", {said}" for said in ("**obligatoire**" if field.required else "", kind) if said)


def _how(field: Anatomy) -> str:
    return " ".join(filter(None, (field.rule, *_expected(field), *_example(field))))


def _expected(field: Anatomy) -> Iterator[str]:
    """Yield what the value must be, in words."""
    if field.record in SHARED:
        yield f"Voyez [{SHARED[field.record].lower()}](#{_anchor(SHARED[field.record])})."
    elif field.record:
        yield "Ses champs sont plus bas."
    if field.vocabulary:
        yield f"Un mot de `{BY_NAME[field.vocabulary].place}`." if not field.many else f"Des mots de `{BY_NAME[field.vocabulary].place}`."
    if field.choices:
        yield "Valeurs admises : " + ", ".join(f"`{choice}`" for choice in field.choices) + "."
    if field.plain is bool:
        yield "`oui` ou `non`."
    elif field.plain is int:
        yield "Un nombre entier."
    elif field.plain is not str:
        yield "Une date : année-mois-jour."
    elif field.form == "address":
        yield "Une adresse qui commence par `https://` ou `http://`."
    if field.longest and field.longest < 1000:
        yield f"{plural(field.longest, 'signe', 'signes')} au plus."
    if field.most:
        yield f"De {field.least or 0} à {field.most} éléments."


def _example(field: Anatomy) -> Iterator[str]:
    for example in () if field.rows else field.examples[:1]:
        parts = [scalar(str(one), field.plain) for one in (example if isinstance(example, (list, tuple)) else [example])]
        yield f"Exemple : `{'[' + ', '.join(parts) + ']' if field.many else parts[0]}`"


def _endings() -> Iterator[str]:
    yield "\n## Ce qui revient partout\n"
    for kind, title in SHARED.items():
        yield f"\n### {title}\n"
        yield from _table(kind, "")
    yield "\n## Les listes fermées\n"
    yield "Chaque fichier est une liste. Une entrée a un identifiant (`id`), que les autres fichiers emploient, et un libellé (`label`), que le site affiche. "
    yield "On ne change pas un identifiant ; pour un mot nouveau, dites pourquoi dans la proposition.\n"
    yield from (f"- `{shelf.pattern}`" for shelf in CLOSED_LISTS if shelf.kind is Entry)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _anchor(title: str) -> str:
    """Return the anchor that forges give a heading: lower case, blanks as dashes, no punctuation but accents kept."""
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")
