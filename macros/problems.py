"""A mistake that an editor made: where it is, what it is, what to do about it."""

import dataclasses
from collections.abc import Iterable
import re

# What would write a line of its own, or move the cursor, in the terminal or the journal that shows a message.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


@dataclasses.dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` and `column` start at 1; `field` may be empty when the whole file is at fault.

    `rule` names the rule of writing that asks for better; a `warning` does not stop the publication.
    """

    path: str
    line: int
    field: str
    message: str
    remedy: str = ""
    column: int = dataclasses.field(default=1, compare=False)  # for editors' programs; the text does not show it
    rule: str = dataclasses.field(default="", compare=False)
    warning: bool = dataclasses.field(default=False, compare=False)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " + (f"{self.field} : " if self.field else "") + ("conseil : " if self.warning else "")
        text = f"{place}{self.said}" + (f" (règle : {self.rule})" if self.rule else "")
        return UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], text)

    @property
    def said(self) -> str:
        """What it is, and what to do."""
        return self.message + "." + (f" {self.remedy}" if self.remedy else "")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems as one meets them: by file, line and column."""
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column, problem))


def refused(problems: list[Problem]) -> list[Problem]:
    """Return the problems that stop the publication."""
    return [problem for problem in problems if not problem.warning]


class ContentError(Exception):
    """The content cannot be published. Carries every problem found, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))
