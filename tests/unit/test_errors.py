"""Each mistake of tests/errors/*.yml, laid over a small valid project, gives these messages and no other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.cli import read_project
from macros.problems import Problem

SCENARIOS = sorted((Path(__file__).parent.parent / "errors").glob("*.yml"))
ENGLISH = ("Input should", "Field required", "Extra inputs", "valid ", "String should", "' or '", "Value error", "characters")

Lay = Callable[[dict[str, Any]], Path]


def found(lay: Lay, path: Path) -> tuple[list[Problem], list[str]]:
    """Return the problems that a scenario gives, and the messages that it expects."""
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read_project(lay(scenario["files"]))[1], scenario["expected"]


def test_the_small_project_is_valid(mini: Path) -> None:
    assert read_project(mini)[1] == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_messages(path: Path, lay: Lay) -> None:
    problems, expected = found(lay, path)
    assert list(map(str, problems)) == expected


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_message_is_french_and_says_what_to_do(path: Path, lay: Lay) -> None:
    for problem in found(lay, path)[0]:
        assert not [english for english in ENGLISH if english in str(problem)]
        unknown = "n’existe pas dans data/structures/" in problem.message  # no remedy when no structure is near
        assert problem.remedy.endswith((".", "?", "…")) or unknown, problem
        assert str(problem).endswith(problem.remedy or ".")


def test_every_scenario_expects_something() -> None:
    assert len(SCENARIOS) > 70
    assert all(yaml.safe_load(path.read_text(encoding="utf-8"))["expected"] for path in SCENARIOS)


def test_ten_mistakes_give_ten_messages() -> None:
    for name in ("ten-mistakes", "ten-mistakes-in-one-file"):
        (path,) = (path for path in SCENARIOS if path.stem == name)
        assert len(yaml.safe_load(path.read_text(encoding="utf-8"))["expected"]) == 10
