"""What a Markdown page may hold, checked before any build, with the place of each mistake.

A page calls our shortcodes with constants; its HTML, once Markdown has run, holds only the elements
and attributes below. The result is read with one strict pattern, so that nothing depends on how a
browser mends broken HTML: what is not plainly allowed is refused.
"""

import inspect
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from markdown import Markdown
from pydantic import ValidationError

from macros.calls import Call, Forbidden, calls
from macros.catalog import Catalog
from macros.messages import problems_of
from macros.model import PageFront
from macros.problems import Problem
from macros.shortcodes import NAMES_STRUCTURES, SHORTCODES
from macros.source import Page, paths, read_page
from macros.text import nearest

CONTENT = "content"
STRUCTURE_PAGES = "content/testimonials"
ELEMENTS = frozenset("""a abbr b blockquote br cite code dd details dfn div dl dt em h1 h2 h3 h4 hr i img kbd li ol p pre q
    s small span strong sub summary sup table tbody td th thead time tr ul""".split())
ATTRIBUTES = frozenset("abbr alt cite class colspan datetime height href hreflang id lang open rowspan scope src start title width".split())
ADDRESSES = {"href", "src", "cite"}
TAG = re.compile(r"</?(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"<>]*)\")?")
EXTENSIONS = ["tables", "toc"]  # as in mkdocs.yml, but for the placeholders


def check_pages(root: Path, catalog: Catalog) -> list[Problem]:
    """Return every mistake in the pages of the project at `root`."""
    problems: list[Problem] = []
    shown_structures: dict[str, Page] = {}
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
        if path.parent == root / STRUCTURE_PAGES:
            shown_structures[path.stem] = page
    return [*problems, *_one_page_each(catalog, shown_structures)]


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
    known = [s.slug for s in catalog.structures]
    for slug in call.args if call.name in NAMES_STRUCTURES else ():
        if slug not in known:
            guess = nearest(str(slug), known)
            yield Problem(page.path, line, call.name, f"la structure « {slug} » n’existe pas dans data/structures/", f"Vouliez-vous dire « {guess} » ?" if guess else "")


def _html(page: Page) -> Iterator[Problem]:
    """Read the page's HTML, shortcodes left out; the line is that of the first such tag in the page."""
    text = re.sub(r"\{\{.*?\}\}", "", page.body, flags=re.DOTALL)
    html = Markdown(extensions=EXTENSIONS).convert(text)
    for found in re.finditer(r"<[^>]*>?", html):
        if reason := _refused(found[0]):
            start = re.match(r"</?[\w!?-]*", found[0])[0]
            place = page.body.find(start)
            line = page.body_line + (page.body.count("\n", 0, place) if place >= 0 else 0)
            yield Problem(page.path, line, "", reason, "Écrivez en Markdown, ou ajoutez un raccourci.")


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
    parts = urlsplit(address.strip())
    if attribute == "href":
        return parts.scheme in ("", "http", "https", "mailto")
    return not parts.scheme and not parts.netloc and "\\" not in address


def _one_page_each(catalog: Catalog, pages: dict[str, Page]) -> Iterator[Problem]:
    """Every structure has its page, under its slug, with its name as title."""
    for structure in catalog.structures:
        shown = f"{STRUCTURE_PAGES}/{structure.slug}.md"
        page = pages.get(structure.slug)
        if page is None:
            yield Problem(shown, 1, "", "la page de cette structure manque", f'Créez-la : une ligne « title: {structure.name} » entre deux lignes « --- », puis {{{{ structure("{structure.slug}") }}}}.')
            continue
        if Call("structure", (structure.slug,), 0) not in [Call(c.name, c.args, 0) for c in calls(page.body) if isinstance(c, Call)]:
            yield Problem(shown, page.body_line, "structure", "la page n’appelle pas sa structure", f'Ajoutez {{{{ structure("{structure.slug}") }}}}.')
        title = page.front.value.get("title") if isinstance(page.front.value, dict) else None
        if title is not None and title != structure.name:
            yield Problem(shown, page.front.line(("title",)), "title", f"le titre « {title} » n’est pas le nom de la structure (« {structure.name} »)", "Recopiez le nom.")
