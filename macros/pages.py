"""What a Markdown page may hold, checked before any build, with the place of each mistake.

A page calls our shortcodes with constants; its HTML, once Markdown has run, holds only the elements
and attributes below. The result is read with one strict pattern, so that nothing depends on how a
browser mends broken HTML: what is not plainly allowed is refused.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from markdown import Markdown
from pydantic import ValidationError

from macros.calls import Call, Forbidden, calls
from macros.catalog import Catalog, key_of
from macros.messages import problems_of
from macros.model import PageFront
from macros.prerendered import keep
from macros.problems import Problem
from macros.shortcodes import REFERS_TO, SHORTCODES
from macros.shelves import BY_NAME
from macros.source import Page, paths, read_page
from macros.text import nearest

CONTENT = "content"
# Shelves whose records have a page each: its place, the shortcode that it calls, the field that is its title.
PAGES = {
    "structures": ("content/testimonials/{}.md", "structure", "name"), "themes": ("content/themes/{}.md", "theme", "label"),
    "method": ("content/method/{}.md", "method_page", "title"), "equality_pages": ("content/equality/{}.md", "equality_page", "title"),
    "sheets": ("content/equality/fiches/{}.md", "sheet", "title"), "cases": ("content/recommendations/cas/{}.md", "case", "title"),
    "resource_pages": ("content/resources/{}.md", "resource_page", "title"), "axes": ("content/recommendations/{}.md", "axis", "label"),
}
ELEMENTS = frozenset("""a abbr b blockquote br cite code dd details dfn div dl dt em h1 h2 h3 h4 hr i img kbd li ol p pre q
    s small span strong sub summary sup table tbody td th thead time tr ul""".split())
ATTRIBUTES = frozenset("abbr alt cite class colspan datetime height href hreflang id lang open rowspan scope src start title width".split())
ADDRESSES = {"href", "src", "cite"}
TAG = re.compile(r"</?(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"<>]*)\")?")
SHORTCODE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
EXTENSIONS = ["toc", "tables", "fenced_code", "macros.prerendered", "macros.typography"]  # MkDocs' own, then ours


def check_pages(root: Path, catalog: Catalog) -> list[Problem]:
    """Return every mistake in the pages of the project at `root`."""
    problems: list[Problem] = []
    pages: dict[str, Page] = {}
    for path in paths(root, f"{CONTENT}/**/*"):
        shown = path.relative_to(root).as_posix()
        if path.suffix != ".md":
            problems.append(Problem(shown, 1, "", "seules des pages .md sont admises ici", "Mettez les images et les styles dans overrides/assets/."))
            continue
        page = read_page(path, shown)
        problems += page.front.problems
        problems += _front(page)
        problems += _calls(page, catalog)
        problems += _html(page)
        pages[shown] = page
    return [*problems, *_one_page_each(catalog, pages)]


def _front(page: Page) -> list[Problem]:
    if page.front.problems:
        return []
    try:
        PageFront.model_validate(page.front.value)
    except ValidationError as error:
        return problems_of(error, page.front, PageFront)
    return []


def _calls(page: Page, catalog: Catalog) -> Iterator[Problem]:
    for found in calls(page.body):
        line = page.body_line + found.line - 1
        if isinstance(found, Forbidden):
            yield Problem(page.path, line, "", f"la page contient {found.what}", "Une page n’appelle que les raccourcis du site, avec des valeurs entre guillemets.")
        elif found.name not in SHORTCODES:
            guess = nearest(found.name, list(SHORTCODES))
            yield Problem(page.path, line, found.name, "ce raccourci n’existe pas", f"Vouliez-vous dire « {guess} » ?" if guess else "Raccourcis : " + ", ".join(sorted(SHORTCODES)) + ".")
        else:
            yield from _arguments(page, line, found, catalog)


def _arguments(page: Page, line: int, call: Call, catalog: Catalog) -> Iterator[Problem]:
    try:
        inspect.signature(SHORTCODES[call.name]).bind(None, *call.args)
    except TypeError:
        yield Problem(page.path, line, call.name, "le raccourci n’a pas le bon nombre de valeurs", "Comparez avec une autre page.")
        return
    if call.name not in REFERS_TO:
        return
    shelf = BY_NAME[REFERS_TO[call.name]]
    known = catalog.known[shelf.name]
    for key in call.args:
        if key not in known:
            guess = nearest(str(key), list(known))
            yield Problem(page.path, line, call.name, f"« {key} » n’existe pas dans {shelf.place}", f"Vouliez-vous dire « {guess} » ?" if guess else "Vérifiez le nom.")


def _html(page: Page) -> Iterator[Problem]:
    """Read the page's HTML, shortcodes left out; the line is that of the first such tag in the page."""
    if not SHORTCODE.sub("", page.body).strip():
        return
    if "data-fragment" in page.body:
        yield Problem(page.path, page.body_line + page.body[:page.body.index("data-fragment")].count("\n"), "", "l’attribut « data-fragment » n’est pas admis dans une page", "Écrivez en Markdown, ou ajoutez un raccourci.")
    # A shortcode leaves blank lines around it, which end whatever it stands in: as in a real build.
    html = Markdown(extensions=EXTENSIONS).convert(SHORTCODE.sub(lambda _: keep(""), page.body))
    said: set[str] = set()  # an element and its end, or the same one again: said once
    for found in re.finditer(r"<[^>]*>?", html):
        reason = _refused(found[0])
        if reason and reason not in said:
            said.add(reason)
            yield Problem(page.path, _line_of(found[0], page), "", reason, "Écrivez en Markdown, ou ajoutez un raccourci.")


def _line_of(tag: str, page: Page) -> int:
    """Return the line of the page that makes `tag`: where its address is, else where such a tag first stands."""
    address = re.search(r'(?:href|src)="([^"]+)"', tag)
    for written in (tag, address and address[1], address and unescape(address[1]), re.match(r"</?[\w!?-]*", tag)[0]):
        place = page.body.find(written) if written else -1
        if place >= 0:
            return page.body_line + page.body.count("\n", 0, place)
    return page.body_line


def _refused(tag: str) -> str | None:
    parsed = TAG.fullmatch(tag)
    if not parsed:
        return f"ce HTML n’est pas admis : {tag[:40]}"
    if parsed["name"] not in ELEMENTS:
        return f"l’élément <{parsed['name']}> n’est pas admis dans une page"
    for name, value in ATTRIBUTE.findall(parsed["attributes"]):
        if name not in ATTRIBUTES:
            return f"l’attribut « {name} » n’est pas admis dans une page"
        if name in ADDRESSES and not _harmless(name, unescape(value)):
            return f"l’adresse « {value[:40]} » n’est pas admise"
    return None


def _harmless(attribute: str, address: str) -> bool:
    """Whether a link goes to the web or the site, and an image comes from the site itself."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if attribute == "href":
        return parts.scheme in ("", "http", "https", "mailto")
    return not parts.scheme and not parts.netloc and "\\" not in address


def _one_page_each(catalog: Catalog, pages: dict[str, Page]) -> Iterator[Problem]:
    """Every record of the shelves of PAGES has its page, which calls its shortcode and has its title."""
    for shelf, (place, shortcode, field) in PAGES.items():
        for record in getattr(catalog, shelf):
            key, title = key_of(record), getattr(record, field)
            yield from _page_of(place.format(key), f'{{{{ {shortcode}("{key}") }}}}', Call(shortcode, (key,), 0), title, pages)


def _page_of(shown: str, written: str, call: Call, title: str, pages: dict[str, Page]) -> Iterator[Problem]:
    page = pages.get(shown)
    if page is None:
        yield Problem(shown, 1, "", "cette page manque", f"Créez-la : une ligne « title: {title} » entre deux lignes « --- », puis {written}.")
        return
    if call not in [replace(found, line=0) for found in calls(page.body) if isinstance(found, Call)]:
        yield Problem(shown, page.body_line, call.name, "la page n’appelle pas son raccourci", f"Ajoutez {written}.")
    given = page.front.value.get("title") if isinstance(page.front.value, dict) else None
    if given is not None and given != title:
        yield Problem(shown, page.front.line(("title",)), "title", f"le titre « {given} » n’est pas celui des données (« {title} »)", "Recopiez-le.")
