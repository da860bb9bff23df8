"""Where our sentences are: the fields of the data and the lines of the pages that we write ourselves. What is copied exactly is left alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros import model
from macros.anatomy import Anatomy, fields_of
from macros.model import law, library, recommendations, statements, structures
from macros.model.links import KnownLink
from macros.model.writing import FirstNames, PreferredTerm, Silence
from macros.shelves import Shelf
from macros.source import Document, Page, Place, Value, name_of
from macros.vocabularies import Record

# Names, exact titles and words that readers type: not our sentences. A field that is not here is ours.
EXACT: dict[type[Record], set[str]] = {
    model.Source: {"title", "short_title", "publishers", "kind", "period", "pages_note"}, model.Structure: {"name"}, statements.Citation: {"section"}, statements.Claim: {"value"},
    structures.Activity: {"printed"}, structures.Location: {"label", "towns"}, structures.Link: {"label"}, law.LegalText: {"title", "short_title"},
    model.Resource: {"title", "publishers"}, model.Partner: {"name", "expansion"}, library.Contact: {"label", "address", "telephone"},
    model.Term: {"term", "expansion", "synonyms"}, model.Case: {"name"}, model.Figure: {"unit"},
    recommendations.Recommendation: {"sub_axis"}, model.BodyRecommendation: {"section"}, model.EqualitySheet: {"udes_title"},
}
ASIDE = {PreferredTerm, FirstNames, Silence, KnownLink, model.Synonyms}  # what speaks of words and addresses
ASIDE_MARK = "\0"  # in the place of each character that is no text: columns stay right
CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[ \t]*$|`[^`\n]*`|<[^>]*>|\{\{.*?\}\}|(?<=\]\()[^)\s]*", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Passage:
    """A text of ours, and where it is."""

    path: str
    line: int
    column: int
    field: str
    text: str


def of_record(shelf: Shelf, document: Document, place: Place, value: Value) -> Iterator[Passage]:
    """Yield the texts of ours in a record, which may be faulty."""
    if shelf.kind in ASIDE or not isinstance(value, dict):
        return
    for where, text in _texts(shelf.kind, value, place):
        yield Passage(document.path, document.line(where), document.column(where), name_of(where), text)


def _texts(kind: type[Record], values: dict[str, Value], place: Place) -> Iterator[tuple[Place, str]]:
    for name, field in fields_of(kind).items():
        if name in values and name not in EXACT.get(kind, ()):
            yield from _in_field(field, values[name], (*place, name))


def _in_field(field: Anatomy, value: Value, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from _in_field(field, one, (*place, number))
    elif isinstance(value, dict):
        yield from _texts(field.record, value, place) if field.record else ()
    elif field.plain is str and not (field.record or field.vocabulary or field.choices or field.form or field.pattern):
        yield place, value


def of_page(page: Page) -> Iterator[Passage]:
    """Yield the texts of a page: its description, then its paragraphs, without code, addresses and calls."""
    front = page.front.value if isinstance(page.front.value, dict) else {}
    for name in ("title", "description"):
        if isinstance(text := front.get(name), str):
            yield Passage(page.path, page.front.line((name,)), page.front.column((name,)), name, text)
    body = CODE.sub(lambda found: re.sub(r"[^\n]", ASIDE_MARK, found[0]), page.body)
    for number, line in enumerate(body.split("\n"), page.body_line):
        if line.strip(ASIDE_MARK + " \t"):
            yield Passage(page.path, number, 1, "", line)
