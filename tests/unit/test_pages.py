"""What a page may hold passes; whatever an engine would publish beyond that is refused."""

import random
from collections.abc import Callable
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jinja2 import Environment, StrictUndefined, TemplateError
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from macros import prerendered
from macros.load import load
from macros.problems import Problem
from macros.markup import ADDRESSES, ATTRIBUTES, ELEMENTS
from macros.pages import check_pages
from macros.shortcodes import SHORTCODES

ROOT = Path(__file__).parent.parent.parent
FENCE = "```"
Lay = Callable[[dict[str, Any]], Path]

ALLOWED = {
    "nothing": "",
    "text": "Un *mot*, __deux__, `du code`.\n\n1. a\n2. b\n    - c\n\n> cité\n\n---\n\n# Titre\n\n#### Petit",
    "signs": "a < b, 3 > 2 & c ; R&D ; 100 % ; {un} ; `<script>` ; 5 &lt; 6 ; &nbsp;",
    "links": "[a](https://exemple.fr/?x=1&y=2#z) <https://exemple.fr> <a@exemple.fr> [b](testimonials/minimale.md) [c](#bienvenue) [d][1]\n\n[1]: http://exemple.fr 'titre'",
    "images": "![Une image](assets/a.png 'titre') ![b](/assets/b.svg)",
    "tables": "| a | b |\n|---|---|\n| 1 | 2 |",
    "html": "<details open>\n<summary>a</summary>\n<p class=\"x\" lang=\"en\" title=\"y\">b<br>c</p>\n</details>\n\n<abbr title=\"x\">y</abbr> <kbd>z</kbd> <time datetime=\"2026\">2026</time>",
    "shortcodes": "{{ figures() }}\n\n{{ structure('minimale') }}\n\n{{ lessons(\"les-tilleuls\", \"la-fabrique\") }}",
    "indented code": "    du code",
    "french": "L’été, « oui » : 60 % ; 1 700 €",
}
ATTACKS = {
    "script": "<script>alert(1)</script>",
    "script within a line": "a <script>alert(1)</script>",
    "capitals": "<ScRiPt>alert(1)</sCrIpT>",
    "image with an event": "a <img src=x onerror=alert(1)> b",
    "event with no quotes": "<b onclick=x>y</b>",
    "event with other quotes": "<b onclick='x'>y</b>",
    "event on two lines": "<b\nonclick=\"x\">y</b>",
    "style": "<p style=\"color:red\">x</p>",
    "iframe": "<iframe src=\"https://exemple.fr\"></iframe>",
    "svg": "a <svg onload=alert(1)>",
    "form": "<form action=\"https://exemple.fr\"><input name=\"a\"></form>",
    "base": "<base href=\"https://exemple.fr/\">",
    "meta": "<meta http-equiv=\"refresh\" content=\"0;url=https://exemple.fr\">",
    "custom element": "<x-y onclick=\"z\">a</x-y>",
    "closing tag of the theme": "a</article></main>b",
    "javascript link": "[x](javascript:alert(1))",
    "javascript link in capitals": "[x](JaVaScRiPt:alert(1))",
    "javascript link by entity": "[x](java&#115;cript:alert(1))",
    "javascript link by reference": "[x][1]\n\n[1]: javascript:alert(1)",
    "javascript link in HTML": "<a href=\"javascript:alert(1)\">x</a>",
    "javascript link on two lines": "<a href=\"java\nscript:alert(1)\">x</a>",
    "javascript autolink": "<javascript:alert(1)>",
    "data link": "[x](data:text/html,x)",
    "image of another site": "![x](https://exemple.fr/a.png)",
    "image of another site by a short way": "<img src=\"//exemple.fr/a.png\" alt=\"\">",
    "image of another site by backslashes": "<img src=\"\\\\exemple.fr\\a.png\" alt=\"\"> <img src=\"/\\exemple.fr/a.png\" alt=\"\">",
    "behind a fence": f"{FENCE}\nun {FENCE} deux\n{FENCE}\n<img src=x onerror=alert(1)> {FENCE}",
    "behind a tilde fence": "~~~\n`\n~~~\n<img src=x onerror=alert(1)> `",
    "behind a shortcode": "`a {{ figures() }} <img src=x onerror=alert(1)> b`",
    "tag cut by a comment": "a <{# #}script>alert(1)<{# #}/script>",
    "name cut by a comment": "a <scr{# #}ipt>alert(1)</script>",
    "tag cut by a raw block": "a <{% raw %}{% endraw %}img src=x onerror=alert(1)>",
    "link cut by a comment": "[x](java{# #}script:alert(1))",
    "behind a comment": "`{# #}` {# ` #} <img src=x onerror=alert(1)>",
}
# Whole files: here the front matter is at stake.
FRONT_ATTACKS = {
    "front matter closed by the end of the file": "---\ntitle: A\n# <script>alert(1)</script>\n---",
    "front matter that MkDocs gives up on": "---\ntitle: A\ndescription: 2026-13-45 # <script>alert(1)</script>\n---\n\nA.\n",
    "front matter of a value that YAML cannot build": "---\ntitle: A\ndescription: = # <script>alert(1)</script>\n---\n\nA.\n",
    "front matter of another kind": "title: A\ntemplate: b.html\n\n<script>alert(1)</script>\n",
}


def page(body: str) -> str:
    return f"---\ntitle: Essai\n---\n\n{body}\n"


def problems_with(lay: Lay, text: str) -> list[str]:
    """Return the problems of the small project with one more page."""
    root = lay({"content/essai.md": text})
    catalog, _ = load(root)
    return [str(problem) for problem in check_pages(root, catalog)]


@cache
def extensions() -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions that MkDocs runs for this site, its own included."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return config["markdown_extensions"], config["mdx_configs"]


def published(text: str) -> str:
    """Return the HTML that MkDocs makes of a page, with empty fragments. Raises where it stops."""
    body, _ = get_data(text)
    env = Environment(undefined=StrictUndefined)  # without the cage: the page's own check is at stake
    env.globals.update({name: partial(lambda *values: prerendered.keep("")) for name in SHORTCODES})
    names, configs = extensions()
    return Markdown(extensions=names, extension_configs=configs).convert(env.from_string(body).render())


class Reader(HTMLParser):
    """Collects what a browser would find that a page may not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.found.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES or name in ADDRESSES and not self.harmless(name, value or ""):
                self.found.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in ELEMENTS:
            self.found.append("/" + tag)

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append("declaration")

    handle_pi = handle_decl

    @staticmethod
    def harmless(name: str, value: str) -> bool:
        bare = "".join(character for character in value if character > " ")
        try:
            parts = urlsplit(bare)
        except ValueError:
            return False
        return parts.scheme in ("", "http", "https", "mailto") if name == "href" else not parts.scheme and not bare.startswith(("//", "\\", "/\\"))


def dangers(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


@pytest.mark.parametrize("body", ALLOWED.values(), ids=ALLOWED)
def test_what_is_allowed_passes(body: str, lay: Lay) -> None:
    assert problems_with(lay, page(body)) == []
    assert dangers(published(page(body))) == []


def test_a_fenced_block_of_html_is_text(lay: Lay) -> None:
    assert problems_with(lay, page(f"{FENCE}\n<script>alert(1)</script>\n{FENCE}")) == []


def test_the_site_s_own_pages_pass(root: Path, real_catalog: Any) -> None:
    assert check_pages(root, real_catalog) == []


@pytest.mark.parametrize("text", [*map(page, ATTACKS.values()), *FRONT_ATTACKS.values()], ids=[*ATTACKS, *FRONT_ATTACKS])
def test_the_attack_is_real(text: str) -> None:
    assert dangers(published(text))


@pytest.mark.parametrize("text", [*map(page, ATTACKS.values()), *FRONT_ATTACKS.values()], ids=[*ATTACKS, *FRONT_ATTACKS])
def test_the_attack_is_refused(text: str, lay: Lay) -> None:
    found = problems_with(lay, text)
    assert found
    assert all(problem.startswith("content/essai.md:") for problem in found)


def test_a_description_cannot_leave_its_attribute(lay: Lay) -> None:
    """Material writes it as it is: <meta name="description" content="…">."""
    attack = """description: '0;url=https://exemple.fr" http-equiv="refresh'"""
    assert problems_with(lay, f"---\ntitle: A\n{attack}\n---\n\nA.\n")


@pytest.mark.parametrize("instruction", ["{% autoescape false %}{% endautoescape %}", "{% set a = 1 %}", "{% if a %}{% endif %}", "{{ a.b }}", "{{ [ }}"])
def test_instructions_are_refused_with_their_line(instruction: str, lay: Lay) -> None:
    assert problems_with(lay, page("Un.\n\n" + instruction))[0].startswith("content/essai.md:7: la page contient")


def found(lay: Lay, text: str) -> list[Problem]:
    root = lay({"content/essai.md": text})
    return check_pages(root, load(root)[0])


@pytest.mark.parametrize("body", [
    "Un 👩 {{ ⟦strcture('minimale') }}", "{{ figures() }} {{ ⟦figure() }} {{ figures() }}", "{{ structure('minimale') }} structure {{ structure('⟦minimal') }}",
    "{{ figures() }} ⟦{{ a.b }}", "⟦{{ a.b }} {{ figures() }}", "Un ⟦{% set a = 1 %}", "a\n\n  ⟦{# x #}", "{{\n  ⟦figure()\n}}", "Un.\n\n{{ figures() }}\n\nDeux ⟦{{ structure('minimale') \n\nTrois.",
    "{{ lessons('minimale',\n  '⟦tilleuls') }}", "Un ⟦{ figures() }}", "Un ⟦figures() }}", "{{ ⟦figures('x') }}", "Un ⟦{{ structure(minimale) }}", "Un mot⟦\u200b caché", "⟦{{ figures(}}')}}",
    "Un.\u2028Deux.\n\n⟦{% set a = 1 %}",
])  # fmt: skip
def test_a_mistake_in_braces_is_shown_at_its_character(body: str, lay: Lay) -> None:
    start, problem = body.index("⟦"), found(lay, page(body.replace("⟦", "")))[0]
    assert (problem.line, problem.column) == (5 + body.count("\n", 0, start), start - body.rfind("\n", 0, start))


@pytest.mark.parametrize(("written", "right"), [
    ("{{ structure(minimale) }}", '{{ structure("minimale") }}'), ("{{ structure(“minimale”) }}", '{{ structure("minimale") }}'),
    ("{{ structure(« minimale ») }}", '{{ structure("minimale") }}'), ("{{structure ’minimale’}}", '{{ structure("minimale") }}'),
    ("{{ figures }}", "{{ figures() }}"), ("{{ lessons(minimale, la-fabrique) }}", '{{ lessons("minimale", "la-fabrique") }}'),
    ("{{ figures(1, 2) }}", "{{ figures() }}"), ("{{ structure() }}", '{{ structure("…") }}'),
])  # fmt: skip
def test_a_shortcode_badly_written_is_said_as_it_should_be(written: str, right: str, lay: Lay) -> None:
    assert [problem.remedy for problem in found(lay, page(written))] == [f"Écrivez {right}."]


def test_every_pair_of_braces_is_read_even_after_one_that_nothing_closes(lay: Lay) -> None:
    messages = [problem.message for problem in found(lay, page("{{ structure(‘a’) }}\n\n{{ figures()\n\n{{ zzz() }}"))]
    assert [message[:20] for message in messages] == ["ce raccourci est mal", "l’accolade double ou", "ce raccourci n’exist"]


@pytest.mark.parametrize(("text", "message"), [
    ("title: A\n\nUn.\n", "l’en-tête manque"), ("---\ntitle: A\n\nUn.\n", "l’en-tête n’est pas fermé"), ("\n---\ntitle: A\n---\n\nUn.\n", "l’en-tête ne commence pas à la première ligne"),
    (page("---\ntitle: B\n---\n\nUn."), "la page a un second en-tête"),
])  # fmt: skip
def test_front_matter_out_of_place_is_said_in_its_own_words(text: str, message: str, lay: Lay) -> None:
    assert [problem.message for problem in found(lay, text)] == [message]


def test_a_line_between_two_rules_is_no_front_matter(lay: Lay) -> None:
    assert found(lay, page("---\n\nUn : deux.\n\n---\n\nTrois.")) == []


def test_a_page_that_is_not_there_is_reported_at_its_record(lay: Lay) -> None:
    """An annotation needs a file that exists: the structure's file, or the list's entry."""
    root = lay({"content/testimonials/minimale.md": None, "content/recommendations/axe-1.md": None, "data/structures/minimale.yml": {"replace": "slug: minimale\nname: Minimale\n", "by": "name: Minimale\nslug: minimale\n"}})
    catalog, _ = load(root)
    shown = [(problem.path, problem.line, problem.column, problem.field, problem.message) for problem in check_pages(root, catalog)]
    assert shown == [("data/structures/minimale.yml", 2, 1, "slug", "la page content/testimonials/minimale.md manque"),
                     ("data/vocabularies/axes.yml", 1, 4, "[1].id", "la page content/recommendations/axe-1.md manque")]


PIECES = ["`", "``", FENCE, "~~~", "\n", "\n\n", "\n    ", "a", " ", "*", "_", "\\", "> ", "- ", "1. ", "# ", "|", "\n|-|\n", "<", ">", "&", "&#106;", "&lt;",
          "script>", "<script>", "</script>", "<img src=x onerror=x>", "<b onclick=\"x\">", "<b>", "</b>", "<div>", "</div>", "<p>", "<pre>", "<!--", "-->",
          "[x](", ")", "![", "]", "(", "javascript:x", "[1]: javascript:x\n", "[x][1]", "<javascript:x>", "\"", "'", "=",
          "{{ figures() }}", "{#", "#}", "{% raw %}", "{% endraw %}", "{{", "}}"]


@pytest.mark.parametrize("seed", [1, 6, 9])
def test_whatever_is_dangerous_is_refused(seed: int, mini: Path) -> None:
    """Pages made of random pieces: those that an engine would publish with something forbidden are refused."""
    random_pieces, catalog, met = random.Random(seed), load(mini)[0], 0
    for _ in range(250):
        text = page("".join(random_pieces.choices(PIECES, k=random_pieces.randint(2, 14))))
        (mini / "content/essai.md").write_text(text, encoding="utf-8")
        found = check_pages(mini, catalog)
        lines = text.split("\n")
        assert all(1 <= p.line <= len(lines) and 1 <= p.column <= len(lines[p.line - 1]) + 1 for p in found), text
        try:
            danger = dangers(published(text))
        except TemplateError:
            danger = ["a build that stops"]
        met += bool(danger)
        assert found or not danger, (text, danger)
    assert met > 10
