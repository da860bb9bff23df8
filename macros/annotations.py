"""Mistakes as other programs read them: annotations on a pull request of GitHub, a Code Quality report of GitLab, and JSON."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import sha256

from macros.problems import Problem


def github(problems: Iterable[Problem]) -> str:
    """Return a workflow command a mistake, so that GitHub shows it on its line. Escaped as actions/toolkit does."""
    return "\n".join(
        f"::{'warning' if p.warning else 'error'} file={_property(p.path)},line={p.line},col={p.column},title={_property(p.rule or p.field or 'Erreur')}"
        f"::{_message(p.said)}" for p in problems)


def gitlab(problems: Iterable[Problem]) -> str:
    """Return a Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/.

    A mistake keeps its fingerprint when other lines move it; the same one again in a file has its own.
    """
    met: Counter[tuple[str, ...]] = Counter()
    found = []
    for p in problems:
        mistake = (p.path, re.sub(r"\[\d+\]", "[]", p.field), p.message)
        met[mistake] += 1
        found.append({
            "description": (f"{p.field} : " if p.field else "") + p.said,
            "check_name": p.rule or mistake[1] or "fichier", "severity": "minor" if p.warning else "blocker",
            "fingerprint": sha256("\0".join([*mistake, str(met[mistake])]).encode("utf-8", "backslashreplace")).hexdigest(),
            "location": {"path": p.path, "lines": {"begin": p.line}},
        })
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_json(problems: Iterable[Problem]) -> str:
    """Return the list of mistakes, each with its place, what it is and what to do."""
    return json.dumps([{"path": p.path, "line": p.line, "column": p.column, "field": p.field, "message": p.message, "remedy": p.remedy,
                        "rule": p.rule or None, "warning": p.warning}
                       for p in problems], ensure_ascii=False, indent=2)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Problem]], str]] = {
    "texte": lambda problems: "\n".join(map(str, problems)), "github": github, "gitlab": gitlab, "json": as_json,
}
