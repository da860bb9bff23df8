"""French spaces and apostrophes in the text of pages, and nowhere else."""

import pytest
from markdown import Markdown

from macros.prerendered import keep


def convert(text: str) -> str:
    return Markdown(extensions=["tables", "toc", "fenced_code", "macros.prerendered", "macros.typography"]).convert(text)


@pytest.mark.parametrize(("written", "published"), [
    ("Quoi ?", "<p>Quoi\u202f?</p>"),
    ("l'été **aujourd'hui** : 60 %", "<p>l’été <strong>aujourd’hui</strong>\u00a0: 60\u202f%</p>"),
    ("- « un »", "<ul>\n<li>«\u202fun\u202f»</li>\n</ul>"),
    ("## Où ?", "<h2 id=\"ou\">Où\u202f?</h2>"),
    ("[C'est ici !](a.md)", "<p><a href=\"a.md\">C’est ici\u202f!</a></p>"),
])
def test_text_is_typeset(written: str, published: str) -> None:
    assert convert(written) == published


@pytest.mark.parametrize("written", [
    "`a ? 'b'`", "    a ? 'b'", "```\na ? 'b'\n```", "<kbd>a ?</kbd>", "[x](a.md?b='c')", "<https://exemple.fr/a?b;c!d:e>",
    "<p class=\"x ?\">a</p>",
])
def test_code_addresses_and_html_are_left_alone(written: str) -> None:
    html = convert(written)
    assert "\u202f" not in html
    assert "’" not in html


def test_text_around_code_is_typeset() -> None:
    assert convert("Tapez `make ?` : l'aide") == "<p>Tapez <code>make ?</code>\u00a0: l’aide</p>"


def test_fragments_are_left_alone() -> None:
    assert "<p>a ? 'b'</p>" in convert(keep("<p>a ? 'b'</p>"))
