"""The knowledge base as a whole: how much there is, that each fact has its source, that all is tied and readable."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from macros.load import load
from macros.model import Figure, LegalText
from macros.relations import on_theme
from macros.source import paths, read_page, read_yaml

ROOT = Path(__file__).resolve().parents[2]
CATALOG, PROBLEMS = load(ROOT)
CONTEXT = {"vocabularies": CATALOG.known, "pages": {}}
LONGEST_SENTENCE = 35  # words, by a plain count; our pages are for tired readers
# Titles and addresses are quoted as they are; names of fields whose text is not a sentence of ours.
QUOTED = {"title", "printed", "address", "former_address", "value", "rows", "columns", "caption", "publishers", "synonyms", "id", "slug"}


def texts(value: Any, name: str = "") -> list[str]:
    """Return the texts of a record that are sentences of ours."""
    if name in QUOTED:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in texts(item, key)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item, name)]
    return []


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?…])\s+|\s[:;]\s", text)


def test_there_is_no_problem() -> None:
    assert [str(problem) for problem in PROBLEMS] == []


def test_there_is_enough() -> None:
    counts = {shelf: len(getattr(CATALOG, shelf)) for shelf in (
        "sheets", "recommendations", "body", "cases", "glossary", "legal", "resources", "method")}
    least = {"sheets": 12, "recommendations": 18, "body": 16, "cases": 4, "glossary": 60, "legal": 8, "resources": 20, "method": 9}
    assert all(counts[shelf] >= number for shelf, number in least.items()), counts
    assert [counts[shelf] for shelf in ("sheets", "recommendations", "body", "cases")] == [12, 18, 16, 4]
    assert sorted(sheet.number for sheet in CATALOG.sheets) == list(range(1, 13))


def records(pattern: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in paths(ROOT, pattern):
        value = read_yaml(path, path.name).value
        found += [(f"{path.name} {record.get('id', '')}", record) for record in (value if isinstance(value, list) else [value])]
    return found


@pytest.mark.parametrize(("name", "record"), records("data/figures.yml"), ids=lambda v: v if isinstance(v, str) else "")
def test_a_figure_without_a_source_is_refused(name: str, record: dict[str, Any]) -> None:
    Figure.model_validate(record, context=CONTEXT)
    with pytest.raises(ValidationError, match="source"):
        Figure.model_validate({key: value for key, value in record.items() if key != "source"}, context=CONTEXT)


@pytest.mark.parametrize(("name", "record"), records("data/legal/*.yml"), ids=lambda v: v if isinstance(v, str) else "")
@pytest.mark.parametrize("field", ["verified_on", "review_before"])
def test_a_legal_text_without_its_dates_is_refused(name: str, record: dict[str, Any], field: str) -> None:
    LegalText.model_validate(record, context=CONTEXT)
    with pytest.raises(ValidationError, match=field):
        LegalText.model_validate({key: value for key, value in record.items() if key != field}, context=CONTEXT)


def test_a_review_comes_after_its_check() -> None:
    _, record = records("data/legal/*.yml")[0]
    with pytest.raises(ValidationError, match="revue"):
        LegalText.model_validate(record | {"review_before": record["verified_on"]}, context=CONTEXT)


def test_the_bill_is_a_project_and_the_index_is_law() -> None:
    states = {text.slug: text.status for text in CATALOG.legal}
    assert states["projet-de-loi-transparence-2026"] == "projet"
    assert states["index-egalite-loi"] in ("en-vigueur", "modifie")
    assert all(text.replaced_by is None for text in CATALOG.legal)


def test_no_title_of_the_udes_guide_is_made_up() -> None:
    assert [sheet.slug for sheet in CATALOG.sheets if sheet.udes_title] == []


def test_the_concordance_reads_the_same_both_ways() -> None:
    recap = {(line.number, number) for line in CATALOG.recommendations for number in line.body}
    body = {(number, line.number) for line in CATALOG.body for number in line.recap}
    assert recap == body


def test_every_theme_is_treated() -> None:
    thin = {theme.id for theme in CATALOG.themes if sum(map(len, on_theme(CATALOG, theme.id).values())) < 3}
    assert thin == set()


def test_every_sheet_has_actions_for_small_structures() -> None:
    small = {"moins-de-11", "11-a-49"}
    assert [s.slug for s in CATALOG.sheets if not any(small & set(action.sizes) for action in s.actions)] == []


def test_no_sentence_is_too_long() -> None:
    found = [(path.name, len(sentence.split()), sentence) for path in paths(ROOT, "data/**/*.yml") if "geometry" not in path.parts
             for text in texts(read_yaml(path, path.name).value) for sentence in sentences(text)]
    for path in paths(ROOT, "content/**/*.md"):
        body = re.sub(r"\]\([^)]*\)", "]", read_page(path, path.name).body)
        found += [(path.name, len(sentence.split()), sentence) for line in body.splitlines() for sentence in sentences(line)]
    assert [entry for entry in found if entry[1] > LONGEST_SENTENCE] == []


def test_checks_are_dated_today_or_before() -> None:
    latest = max(date.fromisoformat(s.updated_on.isoformat()) for s in CATALOG.structures) + timedelta(days=1)
    assert [text.slug for text in CATALOG.legal if text.verified_on > latest] == []
