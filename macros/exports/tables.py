"""The CSV files, for spreadsheets: one row a record, one column a path of fields. French Excel and LibreOffice open them as they are.

UTF-8 with BOM, semicolons, CRLF, decimal comma, oui and non. Several values are joined by « | », lists within lists by « / ».
A text that a spreadsheet could take for a formula begins with an apostrophe; take it away to have the text.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from macros.exports.plain import Plain
from macros.exports.projection import Collection
from macros.exports.schemas import ENTRY, REFERENCE
from macros.exports.shapes import Shape, fields, record_fields, stands_for_its_record

BOM = "\ufeff"  # without it, Excel reads UTF-8 as an old code page
DELIMITER, LINE_END, DECIMAL = ";", "\r\n", ","
YES, NO = "oui", "non"
JOINTS = (" | ", " / ")  # between the values of a list; of a list within a list
FORMULAS = "=+-@"  # OWASP, « CSV Injection »; full-width forms are folded to these

CITED = ("sources.document.id", "sources.document.label", "sources.page", "sources.section")
PLACES = ("page_url", "api_url")
DISAGREEMENT = ("subject", "kept.value", "others.value", "why")
COLUMNS: dict[str, tuple[str, ...]] = {
    "structures": ("slug", "name", "name_variants.text", "sector.id", "sector.label", "activity.printed", "ess_family.id", "ess_family.label",
                   "headcount.employees", "headcount.associates", "size_band.id", "size_band.label", "location.label", "location.departments.id",
                   "location.departments.label", "location.regions.id", "location.regions.label", "location.towns", "location.sites",
                   "location.outside_occitanie", "main_topic.text", "themes.id", "themes.label", "has_testimony", "testimony.lesson", "testimony.standfirst",
                   "testimony.situation.text", "testimony.actions.what", "testimony.actions.state.label", "testimony.lessons.text", "testimony.obstacles.text",
                   "testimony.next_steps.text", "testimony.speakers.function", "video.address", "links.address",
                   *(f"discrepancies.{name}" for name in DISAGREEMENT), "updated_on", *CITED, *PLACES),
    "equality-sheets": ("slug", "number", "title", "udes_title", "tool.text", "question", "standfirst", "why.text", "figures.id", "law.text", "law.legal.id",
                        "law.legal.label", "actions.text", "actions.ours", "actions.effort.label", "actions.sizes.label", "indicators.text", "pitfalls.text",
                        "told.structure.id", "told.text", "recommendations.id", "resources.id", "themes.id", "themes.label", "updated_on", "review_before",
                        *CITED, *PLACES),
    "recommendations": ("id", "number", "axis.id", "axis.label", "sub_axis", "actors.id", "actors.label", "text", "actions.what", "actions.term.label",
                        "actions.tools", "body.id", "differs", "for_small", "themes.id", "themes.label", *CITED, *PLACES),
    "body-recommendations": ("number", "section", "text", "recap.id", "note", *CITED, *PLACES),
    "resources": ("id", "title", "publishers", "year", "year_note", "kind.id", "kind.label", "audiences.id", "audiences.label", "purpose", "address",
                  "former_address", "address_note", "checked_on", "themes.id", "themes.label", *CITED, *PLACES),
    "glossary": ("id", "term", "expansion", "definition", "synonyms", "see_also.id", "themes.id", "themes.label", *CITED, *PLACES),
    "legal-texts": ("slug", "short_title", "title", "kind.id", "kind.label", "dated", "address", "address_note", "says", "details.text", "details.ours",
                    "status.id", "status.label", "status_note", "replaced_by.id", "verified_on", "review_before",
                    *(f"discrepancies.{name}" for name in DISAGREEMENT), "themes.id", "themes.label", *CITED, *PLACES),
    "sources": ("id", "title", "short_title", "publishers", "kind", "period", "pages", "pages_note", "address", "checked_on", *PLACES),
    "figures": ("id", "value", "unit", "counts", "population", "period", "caution", "themes.id", "themes.label", *CITED, *PLACES),
    "disagreements": ("id", *DISAGREEMENT, *CITED, *PLACES),
}


@dataclass(frozen=True)
class Column:
    """A column: where its value is in a record, and what is found there. `many`: several values in a cell."""

    path: str
    title: str
    shape: Shape
    many: bool
    required: bool

    @property
    def name(self) -> str:
        """The heading of the column."""
        return self.path.replace(".", "_")


def columns(collection: Collection) -> tuple[Column, ...]:
    """Return the columns of a collection's table."""
    return tuple(column(collection, path) for path in COLUMNS[collection.name])


def table(collection: Collection, records: Iterable[Plain]) -> str:
    """Return the table of a collection, whole."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator=LINE_END)
    writer.writerow([column.name for column in columns(collection)])
    for record in records:
        writer.writerow(cells(collection, record))
    return BOM + text.getvalue()


def cells(collection: Collection, record: Plain) -> list[str]:
    """Return the row of a record: a cell a column."""
    return [cell(at(record, column.path.split("."))) for column in columns(collection)]


def at(value: Any, path: list[str]) -> Any:
    """Return what is at the end of a path, None where the way stops; through a list, the list of what is at each end."""
    if isinstance(value, list):
        return [at(item, path) for item in value]
    return at(value[path[0]], path[1:]) if path and value is not None else value


def column(collection: Collection, path: str) -> Column:
    """Return the column that shows what is at the end of a path."""
    known, many, required, titles = record_fields(collection), False, True, list[str]()
    for name in path.split("."):
        shape = known[name]
        many, required = many or shape.kind == "list", required and not shape.nullable and shape.kind != "list"
        titles += [shape.title] if shape.title else []
        shape = shape.of if shape.kind == "list" else shape
        known = _inside(shape)
    return Column(path, " – ".join(titles), shape, many, required)


def cell(value: Any) -> str:
    """Return what a cell holds: numbers stay numbers, and no text is a formula."""
    if isinstance(value, (int, float)) or value is None:
        return _said(value)
    text = _joined(value, JOINTS) if isinstance(value, list) else value
    # An apostrophe of the text's own is doubled, so that taking one away always gives the text back.
    return f"'{text}" if text.startswith("'") or _is_formula(text) else text


def _is_formula(text: str) -> bool:
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])[:1]
    return text[:1] in ("\t", "\r", "\n") or first != "" and first in FORMULAS


def _joined(value: Any, joints: tuple[str, ...]) -> str:
    if isinstance(value, list):
        return joints[0].join(_joined(item, joints[1:] or joints) for item in value)
    return _said(value)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return str(value).replace(".", DECIMAL) if isinstance(value, float) else str(value)


def _inside(shape: Shape) -> dict[str, Shape]:
    """Return the fields that a path may go on to."""
    if shape.kind == "reference":
        return REFERENCE
    found = fields(shape.record) if shape.record else {}
    merged = [ENTRY for name, inner in found.items() if stands_for_its_record(name, inner)]
    return found | (merged[0] if merged else {})
