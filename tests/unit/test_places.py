"""A YAML text into values with their places; what would be lost without a word is reported. See test_source too, which reads files."""

import pytest
import yaml

from macros import places
from macros.places import name_of, parse_yaml

LOADERS = [pytest.param(yaml.BaseLoader, id="python")]
if hasattr(yaml, "CBaseLoader"):
    LOADERS.append(pytest.param(yaml.CBaseLoader, id="libyaml"))


@pytest.fixture(params=LOADERS, autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each parser in turn."""
    monkeypatch.setattr(places, "BaseLoader", request.param)


def test_places_are_named_and_found() -> None:
    read = parse_yaml("a:\n  - b: c\n    d: e\n", "a.yml", first_line=5)
    assert read.value == {"a": [{"b": "c", "d": "e"}]}
    assert (read.line(("a", 0, "d")), read.column(("a", 0, "d"))) == (7, 5)
    assert (read.line(("a", 0, "zzz")), name_of(("a", 0, "d"))) == (6, "a[1].d")


@pytest.mark.parametrize(("text", "place"), [
    ("name: Lot #1", (1, 11)), ("a:\n  - b: Lot   #1 et 2", (2, 14)), ("- Lot #1", (1, 7)), ("a: [b, c #d\n  ]", (2 - 1, 10)), ("a: un\n  deux #trois", (2, 8)),
])
def test_the_end_of_a_value_is_not_lost(text: str, place: tuple[int, int]) -> None:
    (problem,) = parse_yaml(text, "a.yml").problems
    assert (problem.line, problem.column) == place
    assert "ne serait pas lu" in problem.message and "# »" in problem.remedy


@pytest.mark.parametrize("text", [
    "name: Lot # un", "name: Lot#1", 'name: "Lot #1"', "name: 'Lot' #un", "#un\nname: Lot", "name: >-\n  Lot #1\n  #2", "a:  #un\n  - b", "a: [b] #c", "name: Lot   #   un",
])
def test_a_remark_is_a_remark(text: str) -> None:
    assert parse_yaml(text, "a.yml").problems == []
