"""A fragment goes through Markdown untouched."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from markdown import Markdown

from macros.prerendered import Prerendered, keep

ROOT = Path(__file__).parents[2]
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


def test_a_page_cannot_write_the_placeholder_of_a_fragment() -> None:
    """It used to: the digest was that of the fragment alone, which anyone can reckon."""
    keep("<p>secret</p>")
    for digest in (hashlib.sha256(b"<p>secret</p>").hexdigest()[:32], hashlib.blake2b(b"<p>secret</p>", digest_size=16).hexdigest()):
        assert "secret" not in convert(f'<div data-fragment="{digest}"></div>', "macros.prerendered")


def test_a_fragment_has_another_placeholder_in_another_process() -> None:
    command = [sys.executable, "-c", "from macros.prerendered import keep; print(keep('<p>a</p>').strip())"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() != keep("<p>a</p>").strip()
