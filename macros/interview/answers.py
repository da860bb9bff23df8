"""A filled interview grid, read back: what each answer means for the data, and what is missing.

A question is found by its words, wherever it stands in the document. What an answer means is worked out only where
there is no doubt (a label for its key, « 21/11/2026 » for a day, « 1 700 » for a number): the rest is kept as it
was written, and `check` says what to do.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from typing import BinaryIO
from urllib.parse import parse_qs, urlsplit

import docx.table
from docx import Document
from docx.table import _Cell

from macros.interview.document import document as blank
from macros.interview.document import heading_of
from macros.interview.grid import Part, Question, all_questions, is_paragraph
from macros.source import Value
from macros.text import PASTED, UNSEEN, enumeration, fold

LARGEST = 20 * 1024 * 1024  # bytes, once unpacked: a grid is a few hundred kilobytes
# What one writes to say that there is nothing to say.
NOTHING = {"?", "-", "–", "—", "/", "aucun", "aucune", "neant", "rien", "non", "non concerne", "sans objet", "je ne sais pas", "on ne sait pas", "ne sait pas", "nsp", "n/a", "na", "inconnu", "pas de video"}
COUNTED = re.compile(r"(\d+)(?: [^\W\d]+){0,3}")  # « 23 salariées », but not « environ 23 »
SURE = 4  # letters; a shorter start may mean anything
MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre")
Group = dict[str, Value]
Table = list[list[list[str]]]  # rows of cells of paragraphs


class UnreadableError(Exception):
    """The document is no filled grid. Its text is for the editor."""


def answers(stream: BinaryIO, parts: tuple[Part, ...], document: str) -> tuple[Group, list[str]]:
    """Return what a filled grid says of a structure, as data, and what is written outside its cells. `document`: the key of the interview among the sources. Raises UnreadableError."""
    texts, tables = _read(stream)
    asked = {_key(heading_of(question)): question for question in all_questions(parts)}
    found: Group = {}
    for table in tables:
        if question := asked.get(_key(_head(table))):
            value = _group(question, table, document) if question.columns else _answer(question, _written(row[0] for row in table[1:] if row), document)
            if value:
                _put(found, question.path, value)
    if not found:
        raise UnreadableError("Aucune réponse n’a été trouvée. Est-ce la grille d’entretien du site, remplie dans ses cases ?")
    _complete(found, parts, document)
    return found, _outside(texts, tables, parts)


def _outside(texts: list[str], tables: list[Table], parts: tuple[Part, ...]) -> list[str]:
    """Return what is written outside the cells to fill, where nothing is awaited: the words of the empty grid left out."""
    own_texts, own_tables = _read(io.BytesIO(blank(parts)))
    heads = {_key(_head(table)): 2 if len(table[-1]) > 1 else 1 for table in own_tables}  # rows that are not to be filled
    own = {_key(text) for text in own_texts} | {_key(text) for table in own_tables for row in table for cell in row for text in cell}
    beside = [text for table in tables for row in table[: heads.get(_key(_head(table)), len(table))] for cell in row for text in cell]
    return [text for written in (*texts, *beside) if (text := _clean(written)) and _key(text) not in own and not re.fullmatch(r"[\W_]*", text)]


def source(document: str, name: str, today: date) -> Group:
    """Return the record of the interview among the documents that facts come from."""
    return {"id": document, "title": f"Entretien avec {name}", "short_title": f"Entretien {name}", "publishers": [name], "kind": "entretien", "period": str(today.year)}


def missing(found: Mapping[str, Value], parts: tuple[Part, ...]) -> list[str]:
    """Return the questions without an answer, those that a page needs first."""
    silent = [question for question in all_questions(parts) if _at(found, question.path) is None]
    return [f"{question.number}. {question.field.question}" + (" (nécessaire)" if question.required else "")
            for question in sorted(silent, key=lambda question: not question.required)]


def _read(stream: BinaryIO) -> tuple[list[str], list[Table]]:
    """Return the paragraphs of a document outside its tables, and its tables."""
    try:
        with zipfile.ZipFile(stream) as parts:
            weight = sum(part.file_size for part in parts.infolist())
        paper = Document(stream) if weight <= LARGEST else None
        read = ([paragraph.text for paragraph in paper.paragraphs], [_rows(table) for table in paper.tables]) if paper else None
    except Exception:  # whatever python-docx lets out of a broken file: a dozen kinds were seen
        raise UnreadableError("Ce fichier n’est pas un document Word (.docx). Donnez la grille remplie sous ce format : LibreOffice l’enregistre ainsi ; un PDF ne peut pas servir.") from None
    if read is None:
        raise UnreadableError("Ce document est trop gros pour être une grille remplie.")
    return read


def _head(table: Table) -> str:
    """Return the words of the first cell of a table, where a question is."""
    return table[0][0][0] if table and table[0] and table[0][0] else ""


def _rows(table: docx.table.Table) -> Table:
    """Return the paragraphs of each cell, as they are written: cells said to span a million columns count for one."""
    return [[[paragraph.text for paragraph in _Cell(cell, table).paragraphs] for cell in row.tc_lst] for row in table._tbl.tr_lst]


def _key(words: str) -> str:
    """Return the words of a question without what typing may have changed: its number, blanks, accents, the final mark."""
    return re.sub(r"\W+", " ", re.sub(r"^\d+\.", "", fold(words))).strip()


def _written(cells: Iterable[list[str]]) -> list[str]:
    """Return the paragraphs written in cells."""
    return [text for cell in cells for paragraph in cell if (text := _clean(paragraph)) and not re.fullmatch(r"\W+", text)]


def _clean(text: str) -> str:
    """Return a text without what word processors hide in it: soft hyphens, zero-width marks, typed bullets."""
    text = PASTED.sub("", UNSEEN.sub("", text))
    return re.sub(r"^[-–•*]\s+", "", " ".join(text.split()))


def _answer(question: Question, texts: list[str], document: str) -> Value:
    """Return the value of an answer: a text, a list, or what a paragraph and its source are."""
    cited = {"document": document, "section": _place(question)}
    field = question.field
    if is_paragraph(field):
        said = [{"text": text, "source": cited} for text in ([*texts] if field.many else [" ".join(texts)]) if text and fold(text).rstrip(" .") not in NOTHING]
        return said if field.many else said[0] if said else ""
    if not field.many:
        return _meant(question, " ".join(texts))
    parts = [part for text in texts for part in re.split(r"[;,]", text)]
    return [meant for part in parts if (meant := _meant(question, part))]


def _group(question: Question, table: Table, document: str) -> list[Value]:
    """Return the groups written in a table, a row each."""
    found: list[Value] = []
    for row in table[2:]:
        values = {column.path[-1]: value for column, cell in zip(question.columns, row, strict=False) if (value := _answer(column, _written([cell]), document))}
        if values:
            cited = {"document": document, "section": _place(question)}
            found.append(values | ({"source": cited} if "source" in question.field.record.model_fields else {}))
    return found


def _meant(question: Question, text: str) -> str:
    """Return what an answer means, where there is no doubt; else as it was written."""
    text = _clean(text)
    if fold(text).rstrip(" .") in NOTHING and question.field.plain is not bool:
        return ""
    if question.choices:
        return _entry(text.rstrip(" ."), question.choices)
    if question.field.plain is bool:
        return {"oui": "oui", "non": "non"}.get(fold(text).rstrip(" ."), text)
    if question.field.plain is int:
        number = re.sub(r"(?<=\d)\s(?=\d{3}\b)", "", text).rstrip(" .")
        return counted[1] if (counted := COUNTED.fullmatch(number)) else text
    return _day(text) if question.field.plain is date else text


def _entry(text: str, choices: Iterable[tuple[str, str]]) -> str:
    """Return the key that an answer means: that of its label, or of the only label that starts as it does."""
    entries = {fold(said): key for key, label in choices for said in (label, key)}
    near = {key for said, key in entries.items() if len(text) >= SURE and (said.startswith(fold(text)) or fold(text).startswith(said))}
    return entries.get(fold(text)) or (near.pop() if len(near) == 1 else text)


def _day(text: str) -> str:
    """Return a day as the data write it: « 21/11/2026 » and « 21 novembre 2026 » give 2026-11-21."""
    day = re.sub(r"^le |\W+$", "", text, flags=re.IGNORECASE)
    if found := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", day):
        date_, month, year = map(int, found.groups())
    elif (found := re.fullmatch(r"(\d{1,2})(?:er)? (\w+) (\d{4})", fold(day))) and found[2] in MONTHS:
        date_, month, year = int(found[1]), MONTHS.index(found[2]) + 1, int(found[3])
    else:
        return text
    return f"{year:04}-{month:02}-{date_:02}"


def _put(found: Group, path: tuple[str, ...], value: Value) -> None:
    for name in path[:-1]:
        found = found.setdefault(name, {})
    found[path[-1]] = value


def _at(found: Mapping[str, Value], path: tuple[str, ...]) -> Value | None:
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _complete(found: Group, parts: tuple[Part, ...], document: str) -> None:
    """Add what follows from the answers: where each fact comes from, whether there is a testimony, what a video's address tells."""
    for name, group in found.items():
        if not isinstance(group, dict) or "source" in group:
            continue
        numbers = [question.number for question in all_questions(parts) if question.path[0] == name and _at(found, question.path) is not None]
        told = f"question {numbers[0]}" if len(numbers) == 1 else f"questions {enumeration(numbers)}"
        group["source"] = {"document": document} | ({"section": told} if name != "testimony" else {})
    found["has_testimony"] = "oui" if "testimony" in found else "non"
    if isinstance(video := found.get("video"), dict):
        video |= {"provider": "youtube", "id": _video(str(video.get("address", "")))}


def _video(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parse_qs(parts.query).get("v", [""])[0] or parts.path.strip("/") or address


def _place(question: Question) -> str:
    """Return where an answer stands in the interview, as a source is cited."""
    return f"question {question.number}"


def interview_of(slug: str) -> str:
    """Return the key, among the sources, of the interview with a structure."""
    return f"entretien-{slug}"
