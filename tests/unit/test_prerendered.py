"""A fragment goes through Markdown untouched."""

import pytest
from markdown import Markdown

from macros.prerendered import Prerendered, keep

FRAGMENT = """<section class="a">
    <h2>*pas* _de_ `Markdown` [ici](x)</h2>
    indented text that Markdown would take for code
<p>&lt;b&gt; &amp; « é » <br>
- 1. # > | \\* {{ x }} wzxhzdk:0 &#106;
</section>"""
EXTENSIONS = [pytest.param("macros.prerendered", id="by name"), pytest.param(Prerendered(), id="by object")]


def convert(text: str, *extensions: object) -> str:
    return Markdown(extensions=["tables", "toc", "fenced_code", "macros.typography", *extensions]).convert(text)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_a_fragment_is_untouched(extension: object) -> None:
    html = convert(f"Avant.\n{keep(FRAGMENT)}\nAprès.", extension)
    assert html.replace("\n", "") == f"<p>Avant.</p>{FRAGMENT}<p>Après.</p>".replace("\n", "")
    assert FRAGMENT in html


def test_without_the_extension_there_is_no_fragment() -> None:
    assert FRAGMENT not in convert(keep(FRAGMENT))


def test_one_fragment_several_times_and_several_fragments() -> None:
    html = convert(keep("<p>un</p>") + keep("<p>deux</p>") + keep("<p>un</p>"), "macros.prerendered")
    assert html.replace("\n", "") == "<p>un</p><p>deux</p><p>un</p>"


def test_a_fragment_is_kept_for_other_pages() -> None:
    placeholder = keep("<p>partagé</p>")
    assert [convert(placeholder, "macros.prerendered").strip() for _ in range(2)] == ["<p>partagé</p>"] * 2


def test_a_fragment_may_hold_the_placeholder_of_another() -> None:
    inner = keep("<p>dedans</p>").strip()
    assert convert(keep(f"<div>{inner}</div>"), "macros.prerendered").strip() == f"<div>{inner}</div>"  # never read twice


def test_a_placeholder_of_nothing_leaves_nothing() -> None:
    assert convert(f'<div data-fragment="{32 * chr(48)}"></div>', "macros.prerendered") == ""


def test_one_fragment_has_one_placeholder() -> None:
    assert keep("<p>a</p>") == keep("<p>a</p>") != keep("<p>b</p>")
