"""The interview: each question of the model asked once; a filled grid read back as it was told."""

import io
import random
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Paper

from macros.anatomy import fields_of
from macros.catalog import Catalog
from macros.interview import answers, document
from macros.interview.answers import UnreadableError
from macros.interview.grid import all_questions, grid
from macros.model import Source, Structure
from macros.vocabularies import Record


# -- the grid


def test_every_question_is_asked_once(real_catalog: Catalog) -> None:
    asked = [question.path for question in all_questions(grid(real_catalog))]
    assert len(set(asked)) == len(asked)
    assert set(asked) == set(questions_of(Structure))
    assert [question.number for question in all_questions(grid(real_catalog))] == list(range(1, len(asked) + 1))


def questions_of(kind: type[Record], here: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the paths of the fields that have a question, those of repeated groups left to their group."""
    found = []
    for name, field in fields_of(kind).items():
        if field.question:
            found.append((*here, name))
        elif field.record:
            found += questions_of(field.record, (*here, name))
    return found


def test_what_is_needed_to_publish_is_said_so(real_catalog: Catalog) -> None:
    needed = {".".join(question.path) for question in all_questions(grid(real_catalog)) if question.required}
    assert {"name", "sector", "activity.printed", "testimony.actions"} <= needed
    assert not needed & {"headcount.employees", "video.address", "ess_family.id", "testimony.consent.until"}  # one signs after reading the page


# -- the document


@pytest.fixture
def paper(real_catalog: Catalog) -> Paper:
    """The grid, as a document to fill."""
    return Document(io.BytesIO(document.document(grid(real_catalog))))


def filled(paper: Paper, written: dict[str, list[Any]]) -> io.BytesIO:
    """Return the document with answers: for a few words of a question, its paragraphs or its rows."""
    for words, rows in written.items():
        (table,) = (table for table in paper.tables if words in table.cell(0, 0).text)
        for number, row in enumerate(rows):
            if isinstance(row, tuple):
                for cell, text in zip(table.rows[2 + number].cells, row, strict=True):
                    cell.text = text
            elif number:
                table.rows[1].cells[0].add_paragraph(row)
            else:
                table.rows[1].cells[0].text = row
    stream = io.BytesIO()
    paper.save(stream)
    return stream


ALL = {
    "appelle votre": ["La Ruche"], "quel secteur": ["Petite enfance"], "Que fait": ["Crèche associative"], "le statut": ["association."], "personnes salariées": ["1 700"],
    "Où travaillez": ["Toulouse et ses environs"], "départements": ["31, Hérault"], "villes": ["Toulouse", "- Blagnac"], "hors d’Occitanie": ["Non"],
    "Quel est le sujet": ["Les horaires de la crèche."], "thèmes": ["Télétravail ; dialogue social"],
    "témoigne": [("Directrice", "Direction"), ("Éducatrice", "personnel; Représentation du personnel")],
    "Pourquoi avoir": ["Tout le monde était fatigué.", "Les horaires changeaient."], "pas à pas": [("Essayer un planning fixe.", "Toute l’équipe", "En cours"), ("Le dire aux parents.", "", "")],
    "appris": ["Un planning fixe repose."], "ne deviez dire": ["Un planning fixe repose"], "Le résumé": ["Une crèche a fixé ses horaires. L’équipe respire."],
    "vidéo": ["https://youtu.be/aBcDeFgHi_1"], "dernière personne": ["21 novembre 2026"], "Jusqu’à": ["20/11/2029"],
}
CITED = {"document": "entretien-la-ruche"}


def question(number: int) -> dict[str, str]:
    """Return the source of an answer."""
    return CITED | {"section": f"question {number}"}


TOLD: dict[str, Any] = {
    "name": "La Ruche", "sector": "petite-enfance", "activity": {"printed": "Crèche associative", "source": question(2)}, "ess_family": {"id": "association", "source": question(4)},
    "headcount": {"employees": "1700", "source": question(5)},
    "location": {"label": "Toulouse et ses environs", "departments": ["31", "34"], "towns": ["Toulouse", "Blagnac"], "outside_occitanie": "non", "source": CITED | {"section": "questions 7, 8, 9 et 11"}},
    "main_topic": {"text": "Les horaires de la crèche.", "source": question(12)}, "themes": ["teletravail", "dialogue-social"], "has_testimony": "oui",
    "testimony": {
        "speakers": [{"function": "Directrice", "roles": ["direction"]}, {"function": "Éducatrice", "roles": ["personnel", "representation-du-personnel"]}],
        "situation": [{"text": "Tout le monde était fatigué.", "source": question(15)}, {"text": "Les horaires changeaient.", "source": question(15)}],
        "actions": [{"what": "Essayer un planning fixe.", "with_whom": "Toute l’équipe", "state": "under_way", "source": question(16)}, {"what": "Le dire aux parents.", "source": question(16)}],
        "lessons": [{"text": "Un planning fixe repose.", "source": question(17)}], "lesson": "Un planning fixe repose",
        "standfirst": "Une crèche a fixé ses horaires. L’équipe respire.", "consent": {"given_on": "2026-11-21", "until": "2029-11-20"}, "source": CITED},
    "video": {"address": "https://youtu.be/aBcDeFgHi_1", "source": question(22), "provider": "youtube", "id": "aBcDeFgHi_1"},
}


def test_a_filled_grid_is_read_as_it_was_told(paper: Paper, real_catalog: Catalog) -> None:
    parts = grid(real_catalog)
    found, outside = answers.answers(filled(paper, ALL), parts, "entretien-la-ruche")
    assert (found, outside) == (TOLD, [])
    assert answers.missing(found, parts) == ["6. Pour une coopérative : combien d’associées et d’associés ?", "10. Combien de lieux de travail avez-vous ?",
                                             "18. Qu’est-ce qui a été difficile ?", "19. Et maintenant, que prévoyez-vous ?"]


def test_what_it_tells_is_a_structure(paper: Paper, real_catalog: Catalog) -> None:
    found = answers.answers(filled(paper, ALL), grid(real_catalog), "entretien-la-ruche")[0] | {"slug": "la-ruche", "updated_on": "2026-11-21"}
    known = real_catalog.known | {"sources": {**real_catalog.known["sources"], "entretien-la-ruche": "x"}}
    assert Structure.model_validate(found, context={"vocabularies": known, "files": {}, "pages": {}}).headcount.employees == 1700
    Source.model_validate(answers.source("entretien-la-ruche", "La Ruche", date(2026, 11, 21)), context={"vocabularies": known})


def test_what_is_in_doubt_is_kept_as_written(paper: Paper, real_catalog: Catalog) -> None:
    written = {"quel secteur": ["Crèches et nature"], "personnes salariées": ["environ 160"], "hors d’Occitanie": ["Parfois"], "dernière personne": ["en novembre"], "thèmes": ["Le bruit"]}
    found, _ = answers.answers(filled(paper, written), grid(real_catalog), "entretien-a")
    assert found["sector"] == "Crèches et nature" and found["themes"] == ["Le bruit"]
    assert found["headcount"]["employees"] == "environ 160" and found["location"]["outside_occitanie"] == "Parfois"
    assert found["testimony"]["consent"]["given_on"] == "en novembre"


def test_what_word_processors_hide_is_taken_away(paper: Paper, real_catalog: Catalog) -> None:
    found, _ = answers.answers(filled(paper, {"appelle votre": ["  La\u00a0Ru\u00adche\u200b \u202e"], "villes": ["• Albi", "", "– Gaillac"]}), grid(real_catalog), "entretien-a")
    assert found["name"] == "La Ruche" and found["location"]["towns"] == ["Albi", "Gaillac"]


def test_what_says_nothing_is_no_answer(paper: Paper, real_catalog: Catalog) -> None:
    written = {"appelle votre": ["La Ruche"], "personnes salariées": ["?"], "Où travaillez": ["Je ne sais pas."], "vidéo": ["Aucune"], "villes": ["-", "Sans objet"], "difficile": ["Rien."], "hors d’Occitanie": ["Non"],
               "Quel est le sujet": ["néant"], "dernière personne": ["…"]}
    found, _ = answers.answers(filled(paper, written), grid(real_catalog), "entretien-a")
    assert found == {"name": "La Ruche", "location": {"outside_occitanie": "non", "source": {"document": "entretien-a", "section": "question 11"}}, "has_testimony": "non"}


@pytest.mark.parametrize(("words", "written", "expected"), [
    ("personnes salariées", "23 salariées", "23"), ("personnes salariées", "23.", "23"), ("personnes salariées", "1 700 personnes", "1700"), ("personnes salariées", "environ 23", "environ 23"),
    ("personnes salariées", "20 ou 30", "20 ou 30"), ("lieux de travail", "2 sites", "2"), ("dernière personne", "Le 20 novembre 2026.", "2026-11-20"), ("dernière personne", "1er décembre 2026", "2026-12-01"),
    ("dernière personne", "20-11-2026", "2026-11-20"), ("dernière personne", "fin 2026", "fin 2026"), ("secteur", "petite enfance", "petite-enfance"), ("secteur", "Crèche", "Crèche"),
])
def test_what_is_sure_is_understood(words: str, written: str, expected: str, paper: Paper, real_catalog: Catalog) -> None:
    found, _ = answers.answers(filled(paper, {words: [written]}), grid(real_catalog), "entretien-a")
    (question,) = (one for one in all_questions(grid(real_catalog)) if words in one.field.question)
    for name in question.path:
        found = found[name]
    assert found == expected


def test_what_is_written_outside_the_cells_is_said(paper: Paper, real_catalog: Catalog) -> None:
    stream = filled(paper, ALL)
    astray = Document(stream)
    astray.paragraphs[4].add_run("Perdu entre deux cases")
    astray.tables[0].cell(0, 0).add_paragraph("Perdu dans le titre")
    astray.tables[13].rows[1].cells[0].add_paragraph("Perdu sous la colonne")
    again = io.BytesIO()
    astray.save(again)
    found, outside = answers.answers(again, grid(real_catalog), "entretien-la-ruche")
    assert found == TOLD
    assert [text for text in outside if "Perdu" in text] == outside and len(outside) == 3


def test_questions_are_found_wherever_they_stand(paper: Paper, real_catalog: Catalog) -> None:
    stream = filled(paper, ALL)
    shuffled = Document(stream)
    body = shuffled.element.body
    for table in [table._tbl for table in shuffled.tables][::-1]:
        body.remove(table)
        body.insert(0, table)
    shuffled.tables[0].cell(0, 0).paragraphs[0].text = "Comment s'appelle votre structure"  # typed again, with neither number nor mark
    again = io.BytesIO()
    shuffled.save(again)
    assert answers.answers(again, grid(real_catalog), "entretien-la-ruche")[0]["testimony"] == TOLD["testimony"]


def bomb() -> bytes:
    """Return a small file that unpacks to more than we read."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (answers.LARGEST + 1))
    return stream.getvalue()


def entities(whole: bytes) -> bytes:
    """Return a document whose XML calls for entities that grow without end."""
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha") for n in range(9))
    parts = unpacked(whole)
    text = parts["word/document.xml"].replace(b"?>", b"?><!DOCTYPE w [" + laughs + b"]>", 1).replace(b"<w:t>", b"<w:t>&a8;", 1)
    return packed(parts | {"word/document.xml": text}).getvalue()


@pytest.mark.parametrize("kind", ["text", "empty", "not a document", "cut", "bomb", "not a grid", "empty grid"])
def test_what_is_no_filled_grid_is_refused(kind: str, paper: Paper, real_catalog: Catalog) -> None:
    whole = document.document(grid(real_catalog))
    other = io.BytesIO()
    Document().save(other)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("a.txt", "a")
    given = {"text": b"Bonjour", "empty": b"", "not a document": packed.getvalue(), "cut": whole[: len(whole) // 2], "bomb": bomb(), "not a grid": other.getvalue(), "empty grid": whole}[kind]
    with pytest.raises(UnreadableError) as refused:
        answers.answers(io.BytesIO(given), grid(real_catalog), "entretien-a")
    assert str(refused.value).endswith((".", "?"))


def test_entities_that_grow_are_not_followed(real_catalog: Catalog) -> None:
    with pytest.raises(UnreadableError):
        answers.answers(io.BytesIO(entities(document.document(grid(real_catalog)))), grid(real_catalog), "entretien-a")


def unpacked(whole: bytes) -> dict[str, bytes]:
    """Return the parts of a document, by name."""
    with zipfile.ZipFile(io.BytesIO(whole)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    """Return a document made of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as again:
        for name, content in parts.items():
            again.writestr(name, content)
    return stream


def spoilt(parts: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """Return a document with one thing wrong: a byte, a part, an element, a span."""
    name = chance.choice(["word/document.xml"] * 5 + list(parts))
    text = parts[name]
    tags = list(re.finditer(rb"<w:(tbl|tr|tc|p|tblGrid|gridCol|body)\b[^>]*/?>", text))
    place = chance.randrange(len(text))
    match chance.randrange(5):
        case 0:
            text = text[:place] + bytes([chance.randrange(256)]) + text[place + 1:]
        case 1:
            return {other: content for other, content in parts.items() if other != name}
        case 2:
            text = text[:place]
        case 3 if tags:
            tag = chance.choice(tags)
            text = text[: tag.start()] + text[tag.end():]
        case 4 if tags:
            tag = chance.choice(tags)
            text = text[: tag.end()] + chance.choice([b'<w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>', b'<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>', b"<w:tcPr><w:vMerge/></w:tcPr>", b"<w:p/>"]) + text[tag.end():]
    return parts | {name: text}


def test_a_spoilt_document_is_read_or_refused(paper: Paper, real_catalog: Catalog) -> None:
    parts, chance = grid(real_catalog), random.Random(7)
    whole = unpacked(filled(paper, ALL).getvalue())
    outcomes = set()
    for _ in range(150):
        try:
            outcomes.add(bool(answers.answers(packed(spoilt(whole, chance)), parts, "entretien-a")[0]))
        except UnreadableError:
            outcomes.add(False)
    assert outcomes == {True, False}


def test_the_document_is_the_same_each_time(real_catalog: Catalog) -> None:
    assert document.document(grid(real_catalog)) == document.document(grid(real_catalog))


def test_the_sheet_to_sign_is_not_a_question(paper: Paper) -> None:
    texts = [paragraph.text for paragraph in paper.paragraphs]
    assert any("signer après avoir relu" in text for text in texts) and any(text.startswith("Nom et prénom") for text in texts)
    assert not [table for table in paper.tables if "Nom et prénom" in table.cell(0, 0).text]
