"""What is refused before it is read: what nobody sees, and what would take Markdown hours."""

import pytest

from macros.bounds import HEAVIEST_PAGE, LARGEST_PAGE, misread, unfit

HEAVY = {
    "brackets": "[" * 2_000,
    "brackets that close": "[a]" * 1_500,
    "links that do not end": "[a](" * 1_000,
    "images": "![" * 2_000,
    "tags that do not end": "<a " * 1_000,
    "comments that do not end": "<!--" * 1_000,
    "a table of a million cells": "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|a\n" * 1_000,
    "blanks": "a" + " " * 2_000 + "b",
    "blanks that do not break": "a" + "\u00a0" * 2_000 + "b",
}
NESTED = ["1. " * 20 + "a", "- " * 20, "  " + "> " * 20, ">" * 20, "* 1. " * 10, "+ > " * 10]
LIGHT = ["", "a", "-" * 60, "---\ntitle: A\n---\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "- [a](b.md)\n" * 200, "[a](b.md) " * 40, "a < b et c > d\n" * 500,
         "<p>a</p>\n" * 500, "* * *", "- " * 19 + "a", "a\n\n" * 10_000, " " * 1_000, "\t- a", "« \u00a0»", "👍"]


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_what_would_take_hours_is_refused(text: str) -> None:
    problem = unfit("Un.\n\n" + text, "a.md")
    assert problem is not None and "trop chargé" in problem.message
    assert problem.line == (1 if "tag" in text or "<" in text else 3)


@pytest.mark.parametrize("text", NESTED)
def test_what_would_fill_the_stack_is_refused_where_it_is(text: str) -> None:
    problem = unfit(f"Un.\n\nDeux.\n{text}\n", "a.md")
    assert problem is not None and (problem.line, "trop chargé" in problem.message) == (4, True)


@pytest.mark.parametrize("text", LIGHT)
def test_what_passes(text: str) -> None:
    assert unfit(text, "a.md") is None


def test_the_burden_is_that_of_all_parts_and_said_of_the_heaviest() -> None:
    part = "[" * 1_000 + "a" * (HEAVIEST_PAGE // 2_000 - 1_000)
    assert unfit(f"{part}\n \n{part[:-300]}", "a.md") is None
    problem = unfit(f"a\n\n{part}\n \n{part}b", "a.md")
    assert problem is not None and problem.line == 5


def test_the_longest_page() -> None:
    assert unfit("a" * LARGEST_PAGE, "a.md") is None
    problem = unfit("a" * (LARGEST_PAGE + 1), "a.md")
    assert problem is not None and "32768 caractères" in problem.message


@pytest.mark.parametrize("mark", ["\x00", "\x02", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ufeff"])
def test_what_nobody_sees_is_refused_where_it_is(mark: str) -> None:
    problem = unfit(f"Un.\nDeux{mark}.\n", "a.md")
    assert problem is not None and (problem.line, problem.column) == (2, 5)
    assert mark not in str(problem)


@pytest.mark.parametrize(("text", "places"), [
    ("a: 1\n\tb: 2\n", [(4, 1)]), ("a:\n  \t- b\n\tc", [(4, 3), (5, 1)]), ("# a\u2028b: 1", [(3, 4)]), ("# a\x85b: 1", [(3, 4)]), ("a: \"\u2029\"", [(3, 5)]), ("\n\ufeffa: b", [(4, 1)]),
    ("a:\tb\n", []), ("a: \"\\L \\u2028\"", []),
])
def test_lines_that_yaml_reads_otherwise(text: str, places: list[tuple[int, int]]) -> None:
    assert [(problem.line, problem.column) for problem in misread(text, "a.yml", 3)] == places
