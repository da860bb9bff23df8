"""The interview grid: what is asked of a structure that wants to tell what it tried, part by part, in the words of the model.

A question stands for a field of `Structure` whose declaration has one (`asked`). A repeated group is one question,
with a column a field; a paragraph and its source is asked for as a text: its source is the interview.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.anatomy import Anatomy, fields_of
from macros.catalog import Catalog
from macros.model import Structure
from macros.shelves import CLOSED_LISTS
from macros.vocabularies import Record

Path = tuple[str, ...]
# What is asked together, in the order of the conversation: fields, or groups for all that they hold.
PARTS = (
    ("Votre structure", "name activity sector ess_family headcount location"),
    ("Ce que vous avez tenté", "main_topic themes testimony.speakers testimony.situation testimony.actions testimony.lessons testimony.obstacles "
                               "testimony.next_steps testimony.lesson testimony.standfirst video"),
    ("L’accord des personnes", "testimony.consent"),
)


@dataclass(frozen=True)
class Question:
    """A question: its number in the grid, the path of its field. `columns`: one a field of a repeated group."""

    number: int
    path: Path
    field: Anatomy
    required: bool  # a structure cannot be published without an answer
    choices: tuple[tuple[str, str], ...] = ()  # key, label
    columns: tuple["Question", ...] = ()

    @property
    def paragraphs(self) -> bool:
        """Whether each line of the answer is a thing of its own."""
        return self.field.many and not self.field.vocabulary and not self.columns


@dataclass(frozen=True)
class Part:
    """Questions asked together."""

    title: str
    questions: tuple[Question, ...]


def grid(catalog: Catalog) -> tuple[Part, ...]:
    """Return the grid, with the closed lists of a catalog."""
    known = {shelf.name: {entry.id: entry.label for entry in getattr(catalog, shelf.name)} for shelf in CLOSED_LISTS}
    parts: list[Part] = []
    count = 0
    for title, places in PARTS:
        found = [one for place in places.split() for one in _asked(*_at(tuple(place.split("."))), known)]
        numbered = tuple(Question(number, *one) for number, one in enumerate(found, count + 1))
        count += len(numbered)
        parts.append(Part(title, numbered))
    return tuple(parts)


def all_questions(parts: tuple[Part, ...]) -> tuple[Question, ...]:
    """Return the questions of a grid, in order."""
    return tuple(question for part in parts for question in part.questions)


def _at(path: Path) -> tuple[Path, Anatomy, bool]:
    """Return the field of `Structure` at a path, and whether it is always awaited: the grid is that of a testimony."""
    kind, required = Structure, True
    for name in path:
        field = fields_of(kind)[name]
        kind, required = field.record, required and (field.required or name == "testimony")
    return path, field, required


def is_paragraph(field: Anatomy) -> bool:
    """Whether a field is a text and its source: asked for as a text."""
    return field.record is not None and set(fields_of(field.record)) == {"text", "source"}


def _asked(path: Path, field: Anatomy, required: bool, known: Mapping[str, Mapping[str, str]]) -> Iterator[tuple]:
    """Yield what makes the questions of a field: its own, or those of its group."""
    if field.record and not field.many and not is_paragraph(field):
        for name, inner in fields_of(field.record).items():
            yield from _asked((*path, name), inner, required and inner.required, known)
    elif field.question:
        columns: tuple[Question, ...] = ()
        if field.record and not is_paragraph(field):
            inside = [one for name, inner in fields_of(field.record).items() for one in _asked((name,), inner, inner.required, known)]
            columns = tuple(Question(number, *one) for number, one in enumerate(inside, 1))
        yield path, field, required, tuple(known.get(field.vocabulary or "", {}).items()), columns
