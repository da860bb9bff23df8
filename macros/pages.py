"""What a Markdown page may hold, checked before any build, with the place of each mistake.

A page calls our shortcodes with constants; `macros.markup` says what its HTML may be.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.calls import INSTRUCTIONS, Call, Forbidden, calls
from macros.catalog import Catalog, key_of
from macros.markup import check_html, problem_at
from macros.messages import problems_of
from macros.model import PageFront
from macros.problems import Problem
from macros.shelves import BY_NAME
from macros.shortcodes import REFERS_TO, SHORTCODES
from macros.source import Document, Page, paths, read_page, read_yaml
from macros.text import PASTED, fold, nearest

CONTENT = "content"
# Shelves whose records have a page each: its place, the shortcode that it calls, the field that is its title.
PAGES = {
    "structures": ("content/testimonials/{}.md", "structure", "name"), "themes": ("content/themes/{}.md", "theme", "label"),
    "method": ("content/method/{}.md", "method_page", "title"), "equality_pages": ("content/equality/{}.md", "equality_page", "title"),
    "sheets": ("content/equality/fiches/{}.md", "sheet", "title"), "cases": ("content/recommendations/cas/{}.md", "case", "title"),
    "resource_pages": ("content/resources/{}.md", "resource_page", "title"), "axes": ("content/recommendations/{}.md", "axis", "label"),
}
# What stands between double braces, or from them to the next ones, a blank line or the end when nothing closes them.
BRACES = re.compile(r"\{\{(?:(?!\}\}|\{\{|\n[ \t]*\n).)*(?:\}\})?", re.DOTALL)
LOOSE = re.compile(r"\{\{\s*(?P<name>\w+)\s*\(?(?P<values>[^(){}]*)\)?\s*\}\}")  # a shortcode, however its values are quoted
HALF = re.compile(r"(?<!\{)\{\s*(\w+)\([^()\n]*\)|(?<![\w{])(\w+)\([^()\n]*\)\s*\}\}")  # a brace is missing: published as it is
LONGEST_CALL = 200  # characters that are worth a guess
MOST_SAID = 20  # mistakes in the braces of a page that cannot be read
QUOTES = "“”„«»‘’\"'\u00a0\u202f "
SECOND = re.compile(r"\s*(?=---)---[ \t]*\n(?:\w+[ ]?:.*\n)+---[ \t]*\n")
PLAIN = "Une page n’appelle que les raccourcis du site, avec des valeurs entre guillemets."
PAGE = re.compile(r"content(?:/[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*)+\.md")


def check_pages(root: Path, catalog: Catalog) -> list[Problem]:
    """Return every mistake in the pages of the project at `root`."""
    problems: list[Problem] = []
    pages: dict[str, Page] = {}
    files = {path.relative_to(root).as_posix(): path for path in paths(root, f"{CONTENT}/**/*")}
    names = [shown for shown in files if shown.endswith(".md")]
    for shown, path in files.items():
        if shown not in names:
            problems.append(Problem(shown, 1, "", "seules des pages .md sont admises ici", "Mettez les images et les styles dans overrides/assets/."))
            continue
        if not PAGE.fullmatch(shown):
            problems.append(Problem(shown, 1, "", "le nom de cette page ne peut pas servir dans une adresse", "Employez des lettres sans accent, des chiffres et des traits d’union."))
        page = read_page(path, shown)
        problems += page.front.problems
        problems += _front(page)
        problems += _pasted(page)
        problems += _calls(page, catalog)
        problems += check_html(page, names)
        pages[shown] = page
    return [*problems, *_one_page_each(root, catalog, pages)]


def _front(page: Page) -> list[Problem]:
    if page.front.problems:
        return []
    if page.body_line == 1:  # none was found
        return [_no_front(page)]
    problems: list[Problem] = []
    if second := SECOND.match(page.body):
        problems.append(problem_at(page, second[0].index("-"), "", "la page a un second en-tête", "Réunissez les deux en un seul, en haut de la page."))
    try:
        PageFront.model_validate(page.front.value)
    except ValidationError as error:
        problems += problems_of(error, page.front, PageFront)
    return problems


def _no_front(page: Page) -> Problem:
    if page.body.startswith("---"):
        return Problem(page.path, 1, "", "l’en-tête n’est pas fermé", "Ajoutez une ligne « --- » après le titre, avant le texte.")
    if page.body.lstrip().startswith("---"):
        return Problem(page.path, 1, "", "l’en-tête ne commence pas à la première ligne", "Retirez les lignes vides au-dessus de « --- ».")
    return Problem(page.path, 1, "", "l’en-tête manque", "Commencez la page par trois lignes : « --- », puis « title: » suivi du titre, puis « --- ».")


def _pasted(page: Page) -> Iterator[Problem]:
    for line in re.finditer(r".+", page.body):
        if found := PASTED.search(line[0]):
            yield problem_at(page, line.start() + found.start(), "", "la ligne contient un caractère invisible", "Réécrivez ce passage au clavier, sans copier-coller.")


def _calls(page: Page, catalog: Catalog) -> Iterator[Problem]:
    for place, found, written in _asked(page.body):
        if isinstance(found, Forbidden):
            yield problem_at(page, place, "", *_forbidden(found, written))
        elif found.name not in SHORTCODES:
            guess = nearest(found.name, list(SHORTCODES))
            yield problem_at(page, place, found.name, "ce raccourci n’existe pas",
                             f"Vouliez-vous dire « {guess} » ?" if guess else "Copiez le raccourci d’une autre page, par exemple {{ figures() }}.")
        else:
            yield from _arguments(page, place, found, catalog)
    for half in HALF.finditer(BRACES.sub(lambda braces: " " * len(braces[0]), page.body)):
        if (half[1] or half[2]) in SHORTCODES:
            yield problem_at(page, half.start(), "", "il manque une accolade à ce raccourci", "Écrivez deux accolades avant et deux après, comme {{ figures() }}.")


def _asked(body: str) -> Iterator[tuple[int, Call | Forbidden, str]]:
    """Yield what Jinja would run in a body, in order, each with its place and its text.

    Jinja gives lines only, and stops at the first thing that it cannot read: each pair of braces is read alone too.
    """
    whole = list(calls(body))
    alone = [(_start(braces, found), found, braces[0]) for braces in BRACES.finditer(body) for found in calls(braces[0])]
    refused = [found for found in whole if isinstance(found, Forbidden)]
    if [replace(found, line=0) for found in whole] == [replace(found, line=0) for _, found, _ in alone]:
        yield from alone
    elif refused and refused[0].what not in INSTRUCTIONS.values() and (unreadable := [one for one in alone if isinstance(one[1], Forbidden)]):
        yield from alone if len(alone) <= MOST_SAID else unreadable[:MOST_SAID]
    else:
        after = 0
        for found in whole:
            start = max(after, sum(len(line) + 1 for line in body.split("\n")[:found.line - 1]))
            opened = re.compile(r"\{[%#{]").search(body, start)
            after = opened.end() if opened else start
            yield opened.start() if opened else start, found, ""


def _start(braces: re.Match[str], found: Call | Forbidden) -> int:
    """Return the place of a shortcode's name, or of the braces when they hold no call."""
    name = re.match(r"\{\{[-+]?\s*", braces[0])
    return braces.start() + (name.end() if name and isinstance(found, Call) else 0)


def _forbidden(found: Forbidden, written: str) -> tuple[str, str]:
    """Say what is refused between two braces, and what was probably meant."""
    if written and not written.endswith("}}"):
        return "l’accolade double ouverte ici n’est pas fermée", "Fermez-la par « }} »."
    loose = LOOSE.fullmatch(written) if len(written) <= LONGEST_CALL else None
    values = [value.strip(QUOTES) for value in loose["values"].split(",") if value.strip(QUOTES)] if loose else []
    if loose and loose["name"] in SHORTCODES and all(re.fullmatch(r"[\w-]+", value) for value in values):
        right = ", ".join(f'"{value}"' for value in values)
        return "ce raccourci est mal écrit : ses valeurs vont entre parenthèses et guillemets droits", f"Écrivez {{{{ {loose['name']}({right}) }}}}."
    return f"la page contient {found.what}", PLAIN


def _arguments(page: Page, place: int, call: Call, catalog: Catalog) -> Iterator[Problem]:
    signature = inspect.signature(SHORTCODES[call.name])
    try:
        signature.bind(None, *call.args)
    except TypeError:
        wanted = ", ".join('"…"' for one in list(signature.parameters.values())[1:] if one.default is one.empty)
        yield problem_at(page, place, call.name, "le raccourci n’a pas le bon nombre de valeurs", f"Écrivez {{{{ {call.name}({wanted}) }}}}.")
        return
    shelf = BY_NAME.get(REFERS_TO.get(call.name, ""))
    known = catalog.known.get(shelf.name) if shelf else None  # None: its list is to be mended first, and is reported
    for key in call.args if shelf and known is not None else ():
        if key not in known:
            shown = key if isinstance(key, str) else str(key).lower()  # as the page writes them: none, true
            guess = nearest(shown, list(known))
            where = page.body.find(shown, place + len(call.name), max(place, page.body.find("}}", place)))
            yield problem_at(page, where if where >= 0 else place, call.name, f"« {shown} » n’existe pas dans {shelf.place}",
                             f"Vouliez-vous dire « {guess} » ?" if guess else "Vérifiez le nom.")


def _one_page_each(root: Path, catalog: Catalog, pages: dict[str, Page]) -> Iterator[Problem]:
    """Every record of the shelves of PAGES has its page, which calls its shortcode and has its title."""
    for shelf, (place, shortcode, field) in PAGES.items():
        for record in getattr(catalog, shelf):
            key, title = key_of(record), getattr(record, field)
            shown, written, call = place.format(key), f'{{{{ {shortcode}("{key}") }}}}', Call(shortcode, (key,), 0)
            if shown in pages:
                yield from _page_of(pages[shown], written, call, title)
            else:
                moved = [other for other, page in pages.items() if fold(Path(other).stem) == fold(key) and call in _called(page)]
                remedy = f"Déplacez {moved[0]} à cette place." if moved else f"Créez-la : une ligne « title: {title} » entre deux lignes « --- », puis {written}."
                yield _missing(root, shelf, key, f"la page {shown} manque", remedy)


def _missing(root: Path, name: str, key: str, message: str, remedy: str) -> Problem:
    """Return the problem of a page that is not there, at the key of its record: a place that exists."""
    shelf = BY_NAME[name]
    path = f"{shelf.folder}/{key}.yml" if shelf.folder else shelf.pattern
    document = read_yaml(root / path, path)
    records: list[Any] = document.value if isinstance(document.value, list) else [document.value]
    index = next(index for index, record in enumerate(records) if isinstance(record, dict) and str(record.get(shelf.key)) == key)
    found = Document(path, lines=document.lines, columns=document.columns)
    found.report((shelf.key,) if shelf.folder else (index, shelf.key), message, remedy)
    return found.problems[0]


def _called(page: Page) -> list[Call]:
    return [replace(found, line=0) for found in calls(page.body) if isinstance(found, Call)]


def _page_of(page: Page, written: str, call: Call, title: str) -> Iterator[Problem]:
    if call not in _called(page):
        yield Problem(page.path, page.body_line, call.name, "la page n’appelle pas son raccourci", f"Ajoutez {written}.")
    given = page.front.value.get("title") if isinstance(page.front.value, dict) else None
    if given is not None and given != title:
        yield Problem(page.path, page.front.line(("title",)), "title", f"le titre « {given} » n’est pas celui des données (« {title} »)", "Recopiez-le.", column=page.front.column(("title",)))
