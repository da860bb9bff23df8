"""The rules of writing applied to all our texts: one problem a finding, but those silenced with a reason."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from macros.catalog import Catalog
from macros.load import Read, values
from macros.pages import CONTENT
from macros.problems import Problem
from macros.shelves import BY_NAME as SHELF
from macros.shelves import SHELVES
from macros.source import Document, paths, read_page
from macros.writing.prose import Passage, of_page, of_record
from macros.writing.rules import AGREEMENT, BY_NAME, RULES, Finding, Lexicon, Rule

REGISTER = SHELF["silences"].pattern


def check_writing(root: Path, catalog: Catalog, read: Read, today: date, faulty: set[str]) -> list[Problem]:
    """Return what the rules find in the data that were read and in the pages, and silences that no longer serve.

    Files in `faulty` wait until they are mended; so does what depends on all of them (acronyms, idle silences).
    """
    if REGISTER in faulty:
        return []  # what is silenced is not known
    passages = (passage for passage in _passages(root, read) if passage.path not in faulty)
    rules = [rule for rule in RULES if rule.find and not (faulty and rule.name == "sigle-inexplique")]
    found = [*_texts(passages, rules, Lexicon(catalog)), *_agreements(catalog, read, today)]
    silences = {(silence.rule, silence.passage, silence.file): silence.id for silence in catalog.silences}
    heard, served = [], set()
    for rule, finding, problem in found:
        keys = [key for key in ((rule.name, finding.passage, problem.path), (rule.name, finding.passage, None)) if key in silences]
        served |= set(keys)
        heard += [] if keys else [problem]
    return heard if faulty else [*heard, *_idle([silences[key] for key in silences if key not in served], read)]


def _passages(root: Path, read: Read) -> Iterator[Passage]:
    for shelf in SHELVES:
        for document in read[shelf.name]:
            for place, value in values(shelf, document):
                yield from of_record(shelf, document, place, value)
    for path in paths(root, f"{CONTENT}/**/*.md"):
        yield from of_page(read_page(path, path.relative_to(root).as_posix()))


def _texts(passages: Iterable[Passage], rules: list[Rule], lexicon: Lexicon) -> Iterator[tuple[Rule, Finding, Problem]]:
    for passage in passages:
        for rule in rules:
            for finding in rule.find(passage.text, lexicon):
                # A text on several lines in its file is one for us: its first column stands for all of it.
                column = passage.column + finding.at if passage.field == "" else passage.column
                yield rule, finding, _problem(rule, finding, passage.path, passage.line, passage.field, column)


def _agreements(catalog: Catalog, read: Read, today: date) -> Iterator[tuple[Rule, Finding, Problem]]:
    """Yield the testimonies without an agreement, and those whose agreement is over."""
    documents: dict[str, Document] = {Path(document.path).stem: document for document in read["structures"]}
    for structure in catalog.structures:
        consent = structure.testimony.consent if structure.testimony else None
        if structure.testimony and consent is None:
            yield _agreement(documents[structure.slug], "testimony.consent", "l’accord des personnes manque",
                             "Après la signature, écrivez « given_on » (le jour de l’accord) et « until » (son dernier jour) ; ne copiez pas l’accord d’une autre structure. Avant, l’aperçu montre déjà la page : « make serve ».")
        elif consent and consent.until and consent.until < today:
            yield _agreement(documents[structure.slug], "testimony.consent.until", f"l’accord des personnes a pris fin le {consent.until}",
                             "Demandez-leur de nouveau, puis changez les deux dates ; ou retirez le témoignage.")


def _agreement(document: Document, field: str, message: str, remedy: str) -> tuple[Rule, Finding, Problem]:
    place, finding = tuple(field.split(".")), Finding(0, "", message, remedy)
    return BY_NAME[AGREEMENT], finding, _problem(BY_NAME[AGREEMENT], finding, document.path, document.line(place), field, document.column(place))


def _problem(rule: Rule, finding: Finding, path: str, line: int, field: str, column: int) -> Problem:
    refused = rule.refused if finding.refused is None else finding.refused
    return Problem(path, line, field, finding.message, finding.remedy, column, rule=rule.name, warning=not refused)


def _idle(ids: list[str], read: Read) -> Iterator[Problem]:
    """Yield the silences that silence nothing."""
    for document in read["silences"]:
        for number, value in enumerate(document.value):
            if isinstance(value, dict) and value.get("id") in ids:
                place = (number, "id")
                yield Problem(document.path, document.line(place), f"[{number + 1}]", f"l’exception « {value['id']} » ne sert plus", "Retirez-la.", document.column(place), rule="exception-inutile", warning=True)
