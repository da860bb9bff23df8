"""The HTML of pages: what is refused is shown where the page writes it, and links lead to pages."""

import pytest

from macros.markup import check_html, problem_at
from macros.problems import Problem
from macros.source import Document, Page

PAGES = ["content/index.md", "content/testimonials/adela.md", "content/themes/egalite.md", "content/un plan.md"]


def page(body: str, path: str = "content/index.md") -> Page:
    """Return a page whose body starts on the fifth line of its file."""
    return Page(path, Document(path, value={}), body, 5)


def found(body: str, path: str = "content/index.md") -> list[Problem]:
    return list(check_html(page(body, path), PAGES))


@pytest.mark.parametrize(("place", "line", "column"), [(0, 5, 1), (1, 5, 2), (2, 5, 3), (3, 6, 1), (4, 7, 1), (6, 7, 3)])
def test_a_place_in_a_body_is_a_line_and_a_column(place: int, line: int, column: int) -> None:
    problem = problem_at(page("ab\n\ncé"), place, "", "x", "Y.")
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("body", [
    "Un 👩 et ⟦<script>alert(1)</script>", "Un javascript:x dit, puis [un lien](⟦javascript:x)", "[e](⟦java&#115;cript:x)", "[r][1]\n\n[1]: ⟦vbscript:x",
    "![é](⟦https://exemple.fr/a.png)", "un <b>mot</b> et ⟦<img src=x onerror=x()>", "| a | b |\n|---|--⟦:|\n| 1 | 2 |", "| a |\n|⟦:-:|\n| 1 |",
    "{{ figures() }} puis <div ⟦data-fragment=\"0\"></div>", "<p>a</p>\n\n⟦<p style=\"text-align: right\">b</p>", "  ⟦</article>", "⟦<javascript:x>",
])  # fmt: skip
def test_what_is_refused_is_shown_where_the_page_writes_it(body: str) -> None:
    start = body.index("⟦")
    (problem,) = found(body.replace("⟦", ""))[:1]
    assert (problem.line, problem.column) == (5 + body.count("\n", 0, start), start - body.rfind("\n", 0, start))


def test_the_alignment_of_a_table_is_said_in_words_of_markdown() -> None:
    (problem,) = found("| a |\n|--:|\n| 1 |")
    assert "style" not in problem.message and "deux-points" in problem.remedy


@pytest.mark.parametrize("address", ["testimonials/adela.md", "testimonials/adela.md#suite", "./themes/egalite.md?x", "index.md", "#plus-bas", "https://exemple.fr/x.md", "mailto:a@exemple.fr",
                                     "themes/../testimonials/adela.md", "un%20plan.md", "<un plan.md>"])
def test_links_to_pages_pass(address: str) -> None:
    assert found(f"[a]({address})") == []


@pytest.mark.parametrize(("address", "guess"), [("testimonials/adella.md", "testimonials/adela.md"), ("/themes/egalite.md", "themes/egalite.md"), ("testimonials/adela/", "testimonials/adela.md"),
                                                ("assets/rapport.pdf", None), ("../index.md", "index.md")])
def test_links_to_no_page_are_said_with_the_one_probably_meant(address: str, guess: str | None) -> None:
    (problem,) = found(f"Un [lien]({address}).")
    assert problem.message == f"le lien « {address} » ne mène à aucune page" and problem.column == 11
    assert problem.remedy == f"Vouliez-vous dire « {guess} » ?" if guess else ".md" in problem.remedy


def test_links_start_from_their_page() -> None:
    assert found("[a](../index.md) [b](adela.md)", "content/testimonials/adela.md") == []
    (problem,) = found("[a](themes/egalite.md)", "content/testimonials/adela.md")
    assert problem.remedy == "Vouliez-vous dire « ../themes/egalite.md » ?"


def test_links_of_raw_html_are_the_editor_s_affair() -> None:
    """The engines leave them as they are; the built site is checked by its own test."""
    assert found('<a href="/themes/">x</a>') == []
