"""A mistake that an editor made: where it is, what it is, what to do about it."""

import dataclasses


@dataclasses.dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `line` and `column` start at 1; `field` may be empty when the whole file is at fault."""

    path: str
    line: int
    field: str
    message: str
    remedy: str = ""
    column: int = dataclasses.field(default=1, compare=False)  # for editors' programs; the text does not show it

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: " + (f"{self.field} : " if self.field else "")
        return place + self.message + "." + (f" {self.remedy}" if self.remedy else "")


class ContentError(Exception):
    """The content cannot be published. Carries every problem found, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
