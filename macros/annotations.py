"""Mistakes as other programs read them: annotations on a pull request of GitHub, and JSON."""

import json
from collections.abc import Callable, Iterable

from macros.problems import Problem


def github(problems: Iterable[Problem]) -> str:
    """Return a workflow command a mistake, so that GitHub shows it on its line. Escaped as actions/toolkit does."""
    return "\n".join(
        f"::error file={_property(p.path)},line={p.line},col={p.column},title={_property(p.field or 'Erreur')}"
        f"::{_message(p.message + '.' + (f' {p.remedy}' if p.remedy else ''))}" for p in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """Return the list of mistakes, each with its place, what it is and what to do."""
    return json.dumps([{"path": p.path, "line": p.line, "column": p.column, "field": p.field, "message": p.message, "remedy": p.remedy}
                       for p in problems], ensure_ascii=False, indent=2)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "texte": lambda problems: "\n".join(map(str, problems)), "github": github, "json": as_json,
}
