"""Each mistake of tests/errors/*.yml, laid over a small valid project, gives these messages and no other."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.cli import read_project
from macros.problems import Problem

SCENARIOS = sorted((Path(__file__).parent.parent / "errors").glob("*.yml"))
ENGLISH = re.compile(r"\b(input|should|required|permitted|valid|string|value error|characters|field|expected|found|mapping|token|error|the|not)\b|' or '", re.IGNORECASE)
QUOTED = re.compile(r"« [^»]* »|\{\{.*?\}\}|<[^>]*>?|\(.*?\)|data/\S+|content/\S+|\d+")  # what changes between messages of a kind

Lay = Callable[[dict[str, Any]], Path]
by_scenario = pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    """Return a scenario: `files` to lay, `expected` messages, and the `columns` that they point at, in the same order."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def mistakes(root: Path) -> list[Problem]:
    """Return the mistakes of a project."""
    return read_project(root)[1]


def kind(text: str) -> tuple[str, str]:
    """Return where a mistake stands (data or content) and what its message says, without what is this one's alone."""
    said = re.match(r"(?P<folder>\w+)/.*?:\d+: (?:[^:’ ]+ : )?(?P<message>.*?)\. ", text)
    return said["folder"], QUOTED.sub("…", said["message"])


def test_the_small_project_is_valid(mini: Path) -> None:
    assert mistakes(mini) == []


@by_scenario
def test_messages(path: Path, lay: Lay) -> None:
    """Each mistake gives its message and its column, points into its file, is French and says what to do."""
    scenario = read(path)
    root = lay(scenario["files"])
    problems = mistakes(root)
    assert list(map(str, problems)) == scenario["expected"] != []
    assert [problem.column for problem in problems] == scenario["columns"]
    for problem in problems:
        assert not ENGLISH.search(QUOTED.sub("", problem.message + " " + problem.remedy)), problem
        assert problem.remedy.endswith((".", "?", "…")), problem
        assert str(problem).endswith(problem.remedy + (f" (règle : {problem.rule})" if problem.rule else ""))
        if (root / problem.path).is_file():
            lines = (root / problem.path).read_text(encoding="utf-8", errors="replace").split("\n")
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        else:
            assert (problem.line, problem.column) == (1, 1)


def test_sixty_mistakes_that_differ() -> None:
    """By what is said, not by the number of files: two departments that do not exist are one kind of mistake."""
    kinds = {kind(text) for path in SCENARIOS for text in read(path)["expected"]}
    assert len(kinds) >= 60, sorted(kinds)
    assert len(SCENARIOS) > 120


def test_ten_mistakes_give_ten_messages() -> None:
    for name in ("ten-mistakes", "ten-mistakes-in-one-file"):
        (path,) = (path for path in SCENARIOS if path.stem == name)
        assert len(read(path)["expected"]) == 10
