"""Fragments: escaped, strict, in French typography."""

from datetime import date
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from macros.render import Fragments, french_date


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fragments").mkdir()
    return tmp_path


def filled(folder: Path, template: str, **values: object) -> str:
    (folder / "fragments/essai.html").write_text(template, encoding="utf-8")
    return Fragments(folder, link=lambda address: "/site/" + address).html("essai", **values)


@pytest.mark.parametrize("template", ["{{ text }}", "{{ text|fr }}", "<a title=\"{{ text }}\">", "{% set a = text %}{{ a }}", "{{ [text]|join(', ') }}",
                                      "{{ (text ~ '.')|fr }}", "{% macro m(t) %}{{ t }}{% endmacro %}{{ m(text) }}"])
def test_everything_is_escaped(template: str, folder: Path) -> None:
    html = filled(folder, template, text="<script>\"'&")
    assert "&lt;script&gt;&#34;" in html
    assert "&amp;" in html
    assert "<script" not in html


def test_nothing_is_undefined(folder: Path) -> None:
    for template in ("{{ nothing }}", "{{ text.nothing }}", "{% if nothing %}{% endif %}", "{% for a in nothing %}{% endfor %}"):
        with pytest.raises(UndefinedError):
            filled(folder, template, text="a")


def test_blank_lines_and_edges_go(folder: Path) -> None:
    assert filled(folder, "\n\n<p>a</p>\n\n  \n{% if true %}\n    <p>b</p>\n{% endif %}\n\n") == "<p>a</p>\n    <p>b</p>"


def test_links_and_filters(folder: Path) -> None:
    assert filled(folder, "{{ link('a/') }}") == "/site/a/"
    assert filled(folder, "{{ 1700|number }} {{ 1|plural('mot', 'mots') }} {{ d|day }} {{ 'Quoi ?'|fr }}", d=date(2026, 3, 1)) == \
        "1\u202f700 1 mot 1er mars 2026 Quoi\u202f?"


def test_a_fragment_that_is_not_there(folder: Path) -> None:
    with pytest.raises(TemplateNotFound):
        Fragments(folder).html("absent")


def test_dates() -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    assert [french_date(date(2026, number, 2)) for number in range(1, 13)] == [f"2 {month} 2026" for month in months]
    assert french_date(date(2024, 2, 1)) == "1er février 2024"
    assert french_date(date(2024, 2, 29)) == "29 février 2024"


def test_what_is_shared_reaches_macros_too(folder: Path) -> None:
    (folder / "fragments/pieces.html").write_text("{% macro m() %}{{ link('a/') }}{% endmacro %}", encoding="utf-8")
    assert filled(folder, "{% import 'fragments/pieces.html' as pieces %}{{ pieces.m() }}") == "/site/a/"
