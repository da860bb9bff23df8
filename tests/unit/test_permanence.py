"""An embed once published stays: the list of data/embeds.yml follows the records. Each message is in tests/errors/embed-*.yml."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.cli import read_project
from macros.embed.registry import OF_RECORDS, WHOLE, ids
from macros.load import load
from macros.permanence import check_embeds
from macros.problems import Problem

from .test_messages import WRONG

LIST, MINIMAL, PAGE = "data/embeds.yml", "data/structures/minimale.yml", "content/testimonials/minimale.md"
LOST, UNLISTED = "rien ne porte plus l’identifiant", "manque à cette liste"
RENAMED = {  # a structure takes another name
    MINIMAL: None, PAGE: None,
    "data/structures/autre.yml": "slug: autre\nname: Autre\nsector: banque\nactivity:\n  printed: Banque\n  source: {document: guide}\nhas_testimony: non\nupdated_on: 2026-11-21\n",
    "content/testimonials/autre.md": "---\ntitle: Autre\n---\n\n{{ structure(\"autre\") }}\n",
}
LISTED = [{"replace": "- id: structure/minimale\n", "by": "- id: structure/minimale\n  {}\n- id: structure/autre\n"},
          {"replace": "- id: story/minimale\n", "by": "- id: story/minimale\n  {}\n- id: story/autre\n"}]

Lay = Callable[[dict[str, Any]], Path]


def checked(root: Path) -> list[Problem]:
    return check_embeds(root, load(root)[0])


def test_the_site_lists_all_its_embeds(root: Path, real_catalog: Catalog) -> None:
    assert check_embeds(root, real_catalog) == []


def test_every_embed_of_the_site_was_listed_once_for_all(real_catalog: Catalog) -> None:
    """These were published: a record that goes takes another line, not this one away."""
    assert {"structures", "map", "figures", "search", "structure/adela", "story/face-gard", "sheet/06-parentalite", "axis/axe-3"} <= {embed.id for embed in real_catalog.embeds}
    assert len(real_catalog.embeds) >= 44


def test_ids_are_those_of_the_pieces_then_of_the_records() -> None:
    known = {"structures": {"b": "B", "a": "A"}, "sheets": {"c": "C"}, "axes": {"d": "D"}, "cases": {"e": "E"}}
    assert ids(known) == ["structures", "map", "figures", "search", "structure/a", "structure/b", "story/a", "story/b", "sheet/c", "axis/d"]
    assert ids({}) == list(WHOLE)
    assert OF_RECORDS.keys() == {"structure", "story", "sheet", "axis"}


@pytest.mark.parametrize("text", ["slug: minimale\n", "slug: [\n", "", "- liste\n", "slug: autre\n"])
def test_a_faulty_record_still_has_its_embeds(text: str, lay: Lay) -> None:
    """Its mistake is said, not that its embeds are lost."""
    root = lay({MINIMAL: text})
    assert checked(root) == []
    assert {"structure/minimale", "story/minimale"} <= set(ids(load(root)[0].known))
    assert {problem.path for problem in read_project(root)[1]} == {MINIMAL}


def test_a_faulty_axis_still_has_its_embed(lay: Lay) -> None:
    assert checked(lay({"data/vocabularies/axes.yml": "- {id: axe-1, label: Un axe, note: x}\n"})) == []


def test_a_renamed_structure_leaves_two_lost_embeds_and_two_unlisted(lay: Lay) -> None:
    found = checked(lay(RENAMED))
    assert {(problem.message, LOST in problem.message) for problem in found} == {
        ("rien ne porte plus l’identifiant « structure/minimale », ou pas encore", True),
        ("rien ne porte plus l’identifiant « story/minimale », ou pas encore", True),
        ("l’intégration « structure/autre » manque à cette liste", False), ("l’intégration « story/autre » manque à cette liste", False)}
    for problem in found:
        assert problem.path == LIST
        assert ("« replaced_by: »" in problem.remedy and "« gone: {on: " in problem.remedy) is (LOST in problem.message)
        assert ("« - id: " in problem.remedy) is (UNLISTED in problem.message)


@pytest.mark.parametrize("end", ["replaced_by: {}/autre", "replaced_by: structures", "gone: {{on: 2026-11-21, why: Cette structure est partie.}}"])
def test_what_the_message_asks_for_is_enough(end: str, lay: Lay) -> None:
    edits = [{"replace": edit["replace"], "by": edit["by"].format(end.format(kind))} for edit, kind in zip(LISTED, ("structure", "story"), strict=True)]
    assert read_project(lay(RENAMED | {LIST: edits}))[1] == []


def test_a_mistake_is_shown_at_its_line(lay: Lay) -> None:
    (problem,) = checked(lay({LIST: {"replace": "- id: figures\n", "by": "- id: figures\n- id: sheet/perdue\n"}}))
    assert (problem.line, problem.field) == (8, "[6].id")


@pytest.mark.parametrize("line", [f"- id: {id}\n" for id in ("structures", "search", "structure/les-tilleuls", "story/minimale", "sheet/01-recruter", "axis/axe-1")])
def test_no_line_is_taken_away_without_a_word(line: str, lay: Lay) -> None:
    (problem,) = checked(lay({LIST: {"replace": line, "by": ""}}))
    assert problem.message == f"l’intégration « {line[6:-1]} » manque à cette liste"


def written(value: Any) -> str:
    """Return a value as an editor may write it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {written(item)}' for key, item in value.items()) + "}"
    return f"[{', '.join(map(written, value))}]" if isinstance(value, list) else '"' + (value or "").replace("\\", "\\\\") + '"'


@pytest.mark.parametrize("entry", ["- {}", "- id: {}", "- {{id: story/x, replaced_by: {}}}", "- {{id: story/x, gone: {}}}", "- {{id: story/x, gone: {{on: 2026-11-21, why: {}}}}}", "{}"])
def test_whatever_an_editor_writes_breaks_nothing(entry: str, mini: Path, catalog: Catalog) -> None:
    """What is said of it is said at its line. That the loader refuses it is seen in test_messages."""
    before = (mini / LIST).read_text(encoding="utf-8") if entry != "{}" else ""
    lines = {len(before.splitlines()) + 1}
    for wrong in [*WRONG, [[["x"]]], {"a": {"b": ["c"]}}]:
        (mini / LIST).write_text(before + entry.format(written(wrong)) + "\n", encoding="utf-8")
        assert {problem.line for problem in check_embeds(mini, catalog)} <= lines, wrong
