"""What is looked at in a text before it is read: what it hides, and what reading it would cost."""

import re
from collections.abc import Iterator

from macros.problems import Problem
from macros.text import UNSEEN

LARGEST_PAGE = 32 * 1024  # characters; ours have four thousand at most
HEAVIEST_PAGE = 2_000_000  # steps, as `_burden` counts them; ours need eight thousand at most
# Twenty marks of lists or quotes on one line: Markdown would nest them until Python’s stack is full.
NESTED = re.compile(r"^[ \t]*(?:(?:[*+-][ \t]|\d+\.[ \t]|>)[ \t]*){20}", re.MULTILINE)
# YAML ends a line at the first three, and no editor shows it: what follows a « # » would be read. Its two parsers do not agree on the last.
HIDDEN = re.compile("[\x85\u2028\u2029\ufeff]")
BY_HAND = "Réécrivez ce passage au clavier, sans copier-coller."


def unfit(text: str, shown: str) -> Problem | None:
    """Return why Markdown must not be given a page, or None."""
    if len(text) > LARGEST_PAGE:
        return Problem(shown, 1, "", f"la page dépasse {LARGEST_PAGE} caractères", "Partagez-la en plusieurs pages.")
    if unseen := UNSEEN.search(text):  # Python-Markdown drops some of them: a page would not be what it seems to be
        line, column = text.count("\n", 0, unseen.start()) + 1, unseen.start() - text.rfind("\n", 0, unseen.start())
        return Problem(shown, line, "", "la page contient un caractère invisible", BY_HAND, column)
    parts = list(_burden(text))
    nested = NESTED.search(text)
    if nested or sum(steps for steps, _ in parts) > HEAVIEST_PAGE:
        line = text.count("\n", 0, nested.start() if nested else max(parts)[1]) + 1
        return Problem(shown, line, "", "ce passage est trop chargé de signes", "Retirez les crochets, les chevrons, les barres, les tirets ou les espaces en trop.")
    return None


def misread(text: str, shown: str, first_line: int) -> Iterator[Problem]:
    """Yield the lines of a YAML text that an editor and YAML would not see alike. `first_line`: that of the text in its file."""
    for number, line in enumerate(text.split("\n"), first_line):
        if re.match(r" *\t", line):
            yield Problem(shown, number, "", "la ligne commence par une tabulation", "Remplacez-la par des espaces (deux par niveau).", line.index("\t") + 1)
        if hidden := HIDDEN.search(line):
            yield Problem(shown, number, "", "la ligne contient un caractère invisible", BY_HAND, hidden.start() + 1)


def _burden(text: str) -> Iterator[tuple[int, int]]:
    """Yield the steps that Markdown may need for the tags left open, then for each part between blank lines, with its start.

    Python-Markdown looks for the end of every bracket through its whole part, of every tag through the whole page;
    a table has as many cells on each line as on its longest; a run of blanks is read again from each of them.
    """
    yield sum(not end for end in re.findall(r"<[A-Za-z/!?][^<>]*(>?)", text)) * len(text), 0
    start = 0
    for part in re.split(r"(\n[ \t]*\n)", text):
        lines = part.split("\n")
        cells = len(lines) * max(line.count("|") for line in lines)
        blanks = sum(len(run) ** 2 for run in re.findall(r"[ \u00a0\u202f]{100,}", part))
        yield len(re.findall(r"[\[(]", part)) * len(part) + 100 * cells + blanks, start
        start += len(part)
