"""Records written by program read back equal, and say what they wait for."""

from pathlib import Path

import pytest

from macros.commented import item, record, scalar, tidy
from macros.model import Structure, Term
from macros.shelves import SHELVES
from macros.source import parse_yaml, paths, read_yaml

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("shelf", [shelf for shelf in SHELVES if shelf.name in ("structures", "sheets", "resources", "glossary")], ids=lambda shelf: shelf.name)
@pytest.mark.parametrize("project", [ROOT, ROOT / "tests/mini"], ids=["site", "mini"])
def test_what_is_written_reads_back_equal(shelf: object, project: Path) -> None:
    for path in paths(project, shelf.pattern):
        value = tidy(read_yaml(path, path.name).value)
        for one in value if isinstance(value, list) else [value]:
            for text, expected in (("\n".join(record(shelf.kind, one)), one), ("\n".join(item(shelf.kind, one)), [one])):
                read = parse_yaml(text, path.name)
                assert (read.problems, read.value) == ([], expected)
                assert max(map(len, (line for line in text.split("\n") if "#" not in line and "http" not in line and ": " not in line)), default=0) <= 100


@pytest.mark.parametrize(("text", "written"), [
    ("Aide à la personne", "Aide à la personne"), ("34", '"34"'), ("non", "non"), ("no", '"no"'), ("a: b", '"a: b"'), ("a, b", '"a, b"'), ("- a", '"- a"'),
    ("2026-02-30", '"2026-02-30"'), ("&a", '"&a"'), ("l’« essai » #1", '"l’« essai » #1"'), ("{{ x }}", '"{{ x }}"'), ("", '""'), ("a\u0007", '"a\\u0007"'),
])
def test_texts_that_would_be_read_otherwise_are_quoted(text: str, written: str) -> None:
    assert scalar(text) == written
    assert parse_yaml(f"a: {written}", "").value == {"a": text}


def test_numbers_and_days_are_bare() -> None:
    assert (scalar("160", int), scalar("2026-11-21", type(None))) == ("160", "2026-11-21")


def test_what_is_missing_is_asked_in_french() -> None:
    lines = list(record(Structure, {"slug": "essai", "activity": {"printed": "Banque"}, "couleur": "bleu"}))
    assert lines[0] == "slug: essai"
    assert "# name:  # nom (à remplir)" in lines
    assert "# sector:  # secteur (à remplir, parmi data/vocabularies/sectors.yml)" in lines
    assert "  # source: {document: , page: }  # source (à remplir)" in lines
    assert "# themes: []  # thèmes (facultatif, parmi data/vocabularies/themes.yml)" in lines
    assert "#   employees:  # nombre de salariés et salariées (à remplir, un nombre)" in lines
    assert "#   # associates:  # nombre d’associés et associées (facultatif, un nombre)" in lines
    assert lines[-1] == "couleur: bleu"  # not of the model: kept, and the check says it


def test_comments_once_bare_are_yaml() -> None:
    bare = "\n".join(line[2:] for line in record(Structure, {}))
    assert parse_yaml(bare, "").problems == []
    assert list(parse_yaml(bare, "").value)[:3] == ["slug", "name", "name_variants"]


def test_an_item_has_its_dash_before_its_first_value() -> None:
    assert list(item(Term, {"id": "a", "definition": "Un mot."}))[:3] == ["- id: a", "  definition: Un mot.", "  # term:  # mot ou sigle (à remplir)"]
