"""The HTML that a page may hold once Markdown has run, and the links that it may make.

The result is read with one strict pattern, so that nothing depends on how a browser mends broken
HTML: what is not plainly allowed is refused.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from markdown import Markdown

from macros.prerendered import keep
from macros.problems import Problem
from macros.source import Page
from macros.text import nearest

ELEMENTS = frozenset("""a abbr b blockquote br cite code dd details dfn div dl dt em h1 h2 h3 h4 hr i img kbd li ol p pre q
    s small span strong sub summary sup table tbody td th thead time tr ul""".split())
ATTRIBUTES = frozenset("abbr alt cite class colspan datetime height href hreflang id lang open rowspan scope src start title width".split())
ADDRESSES = {"href", "src", "cite"}
TAG = re.compile(r"</?(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z-]+(?:=\"[^\"<>]*\")?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([a-z-]+)(?:=\"([^\"<>]*)\")?")
SHORTCODE = re.compile(r"\{\{(?:(?!\}\}|\{\{).)*\}\}", re.DOTALL)
# The line of dashes under a table's head, when its colons ask for an alignment: Markdown makes « style » of it.
ALIGNED = re.compile(r"^[ \t|-]*(?P<colon>:)[ \t|:-]*$", re.MULTILINE)
EXTENSIONS = ["toc", "tables", "fenced_code", "macros.prerendered", "macros.typography"]  # MkDocs' own, then ours
MARKDOWN = "Écrivez en Markdown, ou ajoutez un raccourci."


def problem_at(page: Page, place: int, field: str, message: str, remedy: str) -> Problem:
    """Return a problem at a place of the page's body, counted in characters: its line, and its column in this line."""
    line = page.body_line + page.body.count("\n", 0, place)
    return Problem(page.path, line, field, message, remedy, column=place - page.body.rfind("\n", 0, place))


def check_html(page: Page, pages: Collection[str]) -> Iterator[Problem]:
    """Yield what is refused in the page's HTML, shortcodes left out, and the links to what is none of `pages`."""
    if not SHORTCODE.sub("", page.body).strip():
        return
    if "data-fragment" in page.body:
        yield problem_at(page, page.body.index("data-fragment"), "", "l’attribut « data-fragment » n’est pas admis dans une page", MARKDOWN)
    # A shortcode leaves blank lines around it, which end whatever it stands in: as in a real build.
    # A quotation mark, which changes nothing in a text, shows one that stands within an attribute; its placeholder, one within code.
    try:
        html = Markdown(extensions=EXTENSIONS).convert(SHORTCODE.sub(lambda _: keep('"'), page.body))
    except RecursionError:
        yield problem_at(page, 0, "", "la page emboîte trop de listes ou de citations", "Remontez-les d’un niveau.")
        return
    if "data-fragment" in html:
        yield problem_at(page, max(0, page.body.find("{{")), "", "un raccourci est écrit dans du code, ou au milieu d’un texte où il ne peut pas être", "Mettez-le seul, entre deux lignes vides.")
    said: set[str] = set()  # an element and its end, or the same one again: said once
    for found in re.finditer(r"<[^>]*>?", html):
        message, remedy = _refused(found[0]) or _astray(found[0], page, pages) or ("", "")
        aligned = ALIGNED.search(page.body) if 'style="text-align' in found[0] and found[0] not in page.body else None
        if aligned:
            message, remedy = "l’alignement des colonnes d’un tableau n’est pas admis", "Retirez les deux-points de cette ligne de tirets."
        if message and message not in said:
            said.add(message)
            yield problem_at(page, aligned.start("colon") if aligned else _place_of(found[0], page.body), "", message, remedy)


def _place_of(tag: str, body: str) -> int:
    """Return where the body writes what makes `tag`: the tag, else its address, else where such a tag first stands."""
    given = re.search(r'(?:href|src)="([^"]+)"', tag)
    for address in (given[1], unescape(given[1])) if given and tag not in body else ():
        if written := re.search(r"[(<:\"']\s*(" + re.escape(address) + ")", body) or re.search(f"({re.escape(address)})", body):
            return written.start(1)
    return max(0, body.find(tag) if tag in body else body.find(re.match(r"</?[\w!?-]*", tag)[0]))


def _refused(tag: str) -> tuple[str, str] | None:
    parsed = TAG.fullmatch(tag)
    if not parsed:
        return f"ce HTML n’est pas admis : {tag[:40]}", MARKDOWN
    if parsed["name"] not in ELEMENTS:
        return f"l’élément <{parsed['name']}> n’est pas admis dans une page", MARKDOWN
    for name, value in ATTRIBUTE.findall(parsed["attributes"]):
        if name not in ATTRIBUTES:
            return f"l’attribut « {name} » n’est pas admis dans une page", MARKDOWN
        if name in ADDRESSES and not _harmless(name, unescape(value)):
            return f"l’adresse « {value[:40]} » n’est pas admise", (
                "Un lien commence par https://, http:// ou mailto:, ou mène à une page du site." if name == "href" else "Une image vient du site lui-même.")
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


def _astray(tag: str, page: Page, pages: Collection[str]) -> tuple[str, str] | None:
    """Say that a link written in Markdown leads to no page. The engines leave the links of raw HTML alone."""
    given = re.search(r'href="([^"]+)"', tag)
    parts = urlsplit(unescape(given[1])) if given else None
    if not parts or parts.scheme or parts.netloc or not parts.path:
        return None
    here = posixpath.dirname(page.path)
    if posixpath.normpath(posixpath.join(here, unquote(parts.path))) in pages or tag in page.body:
        return None
    guess = nearest(parts.path, [posixpath.relpath(other, here) for other in pages])
    return f"le lien « {parts.path[:80]} » ne mène à aucune page", (
        f"Vouliez-vous dire « {guess} » ?" if guess else "Écrivez le chemin du fichier .md depuis cette page, par exemple ../themes/egalite.md.")
