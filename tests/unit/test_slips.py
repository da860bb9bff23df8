"""Slips of the pen in YAML: each is recognised on its line, and what is right is not accused."""

import pytest

from macros.places import parse_yaml
from macros.slips import SLIPS, UNCLEAR, probably

FOUND = [
    ("name:Minimale\nb: c", 1, "il manque une espace après les deux-points"), ("a: b\nname: x : y", 2, "la valeur contient deux-points"),
    ("name: x:", 1, "la valeur contient deux-points"), ('a: "b\nc: d', 1, "un guillemet est ouvert et n’est pas fermé"), ("a: 'b\nc: d", 1, "un guillemet est ouvert et n’est pas fermé"),
    ('a: "b" c', 1, "il y a du texte après le guillemet fermant"), ("a: @b", 1, "la valeur commence par un signe que YAML garde pour lui"),
    ("a: [b\nc: d", 1, "un crochet est ouvert et n’est pas fermé"), ("a: {b: c\nd: e", 1, "une accolade est ouverte et n’est pas fermée"),
    ("a:\n  - b\n  -c\nd: e", 3, "il manque une espace après le tiret"), ("a: b\n\n\n- c: x : y", 4, "la valeur contient deux-points"),
]
RIGHT = ["a: b", "a: \"b : c\"", "a: https://exemple.fr/", "- a: b", "a: [b, c]", "a: {b: c}", "a: >-", "a: 12:30", "a:", "- b", "a: 'l’un : l’autre'", "a: |"]


@pytest.mark.parametrize(("text", "line", "message"), FOUND)
def test_a_slip_is_said_on_its_line(text: str, line: int, message: str) -> None:
    (problem,) = parse_yaml(text, "a.yml").problems
    assert (problem.line, problem.message) == (line, message)
    assert problem.remedy.endswith(".")


def test_every_slip_is_tried() -> None:
    assert {message for _, message, _ in SLIPS} == {message for *_, message in FOUND}


@pytest.mark.parametrize("line", RIGHT)
def test_what_is_right_is_not_accused(line: str) -> None:
    assert probably([line], 0) == (0, *UNCLEAR)


def test_a_line_without_end_is_not_read() -> None:
    assert probably(["a: [" + "x" * 10_000], 0) == (0, *UNCLEAR)
    assert probably([], 0) == (0, *UNCLEAR)
