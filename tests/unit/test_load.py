"""All files into one catalog; every problem of every file at once; nothing that a build would stumble on passes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.geography import the_map
from macros.load import load
from macros.shelves import SHELVES

Lay = Callable[[dict[str, Any]], Path]
LISTS = {shelf.name: (shelf.pattern, shelf.kind) for shelf in SHELVES if shelf.required}
MINIMAL = "data/structures/minimale.yml"


def test_the_small_project(catalog: Catalog) -> None:
    assert [s.slug for s in catalog.structures] == ["la-fabrique", "les-tilleuls", "minimale"]
    assert [s.id for s in catalog.sources] == ["guide", "carnet"]
    assert [t.id for t in catalog.themes] == ["teletravail", "management", "egalite"]  # the order of the file
    assert list(catalog.outlines) == ["30", "34", "73", "74"]


def test_the_site_s_own_data(real_catalog: Catalog) -> None:
    assert len(real_catalog.structures) >= 12
    assert {code for code in real_catalog.outlines} <= {d.id for d in real_catalog.departments}
    assert {d.region for d in real_catalog.departments} <= {r.id for r in real_catalog.regions}


def test_every_list_has_its_file(root: Path) -> None:
    assert all((root / path).is_file() for path, _ in LISTS.values())


def test_what_is_right_is_kept_beside_what_is_wrong(lay: Lay) -> None:
    catalog, problems = load(lay({MINIMAL: {"replace": "sector: banque", "by": "sector: xyz"}}))
    assert [s.slug for s in catalog.structures] == ["la-fabrique", "les-tilleuls"]
    assert [p.path for p in problems] == [MINIMAL]


def test_problems_of_all_files_come_at_once_sorted(lay: Lay) -> None:
    _, problems = load(lay({MINIMAL: "slug: [", "data/structures/la-fabrique.yml": "", "data/a.txt": "", "data/vocabularies/roles.yml": None}))
    assert [p.path for p in problems if "roles.yml" not in p.message] == ["data/a.txt", "data/structures/la-fabrique.yml", MINIMAL, "data/vocabularies/roles.yml"]
    assert problems == sorted(problems)


def test_nothing_at_all(tmp_path: Path) -> None:
    catalog, problems = load(tmp_path)
    assert catalog.structures == ()
    assert len(problems) == len(LISTS) + 2  # the two files of data/geometry/


@pytest.mark.parametrize("name", LISTS)
def test_an_empty_list_is_a_mistake(name: str, lay: Lay) -> None:
    path = LISTS[name][0]
    assert any(p.path == path for p in load(lay({path: "# à faire\n"}))[1])


@pytest.mark.parametrize("outlines", [
    "", "- x\n", "bonjour\n",
    '"34": {x: "1", y: "1", left: "0", top: "0", right: "2", bottom: "2"}\n',
    '"34": {x: dix, y: "1", left: "0", top: "0", right: "2", bottom: "2", path: "M0,0"}\n',
    '"34": M0,0\n',
    '"34": {x: "1", y: "1", left: "0", top: "0", right: "2", bottom: "2", path: [a]}\n',
], ids=["empty", "list", "text", "no path", "no number", "no group", "path that is a list"])
def test_outlines_that_cannot_be_drawn_are_a_mistake(outlines: str, lay: Lay) -> None:
    assert any(p.path == "data/geometry/departments.yml" for p in load(lay({"data/geometry/departments.yml": outlines}))[1])


def test_a_region_made_of_unknown_departments_is_a_mistake(lay: Lay) -> None:
    _, problems = load(lay({"data/vocabularies/regions.yml": {"replace": '["73", "74"]', "by": '["73", "75"]'}}))
    assert [p.path for p in problems] == ["data/vocabularies/regions.yml"]


def test_a_former_region_without_outlines_can_still_be_told(lay: Lay) -> None:
    edit = {"replace": '"74": {x: "60.0", y: "7.0", left: "55.0", top: "0.0", right: "65.0", bottom: "10.0", path: "M55,0h10v10h-10z"}\n', "by": ""}
    catalog, problems = load(lay({"data/geometry/departments.yml": edit}))
    assert problems or the_map(catalog)  # either a message or a map, never a build that breaks


@pytest.mark.parametrize("list", ["themes: [egalite, egalite]\n", "location: {label: x, departments: [\"34\", \"34\"], source: {document: guide}}\n"])
def test_a_value_twice_in_a_list_is_a_mistake(list: str, lay: Lay) -> None:
    edit = {"replace": "has_testimony: non\n", "by": "has_testimony: non\n" + list}
    assert load(lay({MINIMAL: edit}))[1]


def test_the_site_s_bands_follow_one_another(real_catalog: Catalog) -> None:
    bands = real_catalog.size_bands
    assert bands[0].min == 1
    assert [band.max for band in bands[:-1]] == [band.min - 1 for band in bands[1:]]
    assert bands[-1].max is None


def test_the_order_of_files_on_the_disk_changes_nothing(mini: Path) -> None:
    for number, path in enumerate(sorted((mini / "data").rglob("*.yml"), reverse=True)):
        os.utime(path, (number, number))
    assert load(mini) == load(mini)
    assert [s.name for s in load(mini)[0].structures] == ["La Fabrique", "Les Tilleuls", "Minimale"]


@pytest.mark.parametrize(("path", "edit"), [
    ("data/figures.yml", {"replace": "- id: ecart", "by": "- id: [ecart"}), ("data/figures.yml", {"replace": "- id: ecart", "by": "- id: Écart"}),
    ("data/figures.yml", {"replace": "- id: femmes\n", "by": "- ecarts\n-\n"}), ("data/sources.yml", {"replace": "- id: guide", "by": "- guide: oui"}),
    ("data/recommendations/body.yml", {"replace": "number: 1\n", "by": "number: un\n"}), ("data/figures.yml", "figures: aucune\n"),
])  # fmt: skip
def test_a_list_whose_keys_are_not_all_known_brings_no_message_elsewhere(path: str, edit: Any, lay: Lay) -> None:
    problems = load(lay({path: edit}))[1]
    assert problems and {p.path for p in problems} == {path}


def test_a_key_that_a_sound_list_lacks_is_reported(lay: Lay) -> None:
    """The entries may be faulty otherwise: their keys are known."""
    edits = {"data/figures.yml": {"replace": '- id: ecart\n  value: "-10.6"', "by": '- id: ecarts\n  value: "-10,6"'}}
    assert {p.path for p in load(lay(edits))[1]} > {"data/figures.yml"}


def test_two_structures_of_one_name(lay: Lay) -> None:
    (problem,) = load(lay({MINIMAL: {"replace": "name: Minimale", "by": "name: LES  TILLEULS".replace("  ", " ")}}))[1]
    assert (problem.field, problem.column) == ("name", 1) and "data/structures/les-tilleuls.yml" in problem.message


def test_a_copied_file_is_at_fault_not_the_one_copied(mini: Path) -> None:
    """Whichever comes first on the disk: « a (copie).yml » sorts before « a.yml »."""
    (mini / "data/structures/minimale (copie).yml").write_text((mini / MINIMAL).read_text(encoding="utf-8"), encoding="utf-8")
    catalog, problems = load(mini)
    assert [p.path for p in problems] == ["data/structures/minimale (copie).yml"]
    assert "minimale" in [s.slug for s in catalog.structures]


@pytest.mark.parametrize(("path", "meant"), [
    ("data/structures/a.yaml", "data/structures/a.yml"), ("data/structures/a.YML", "data/structures/a.yml"), ("data/structures/a.yml.txt", "data/structures/a.yml"),
    ("data/structure/a.yml", "data/structures/a.yml"), ("data/legals/a.yml", "data/legal/a.yml"), ("data/structures/a.doc", None), ("data/zzz/a.txt", None),
])  # fmt: skip
def test_a_file_that_nothing_reads_is_told_its_name(path: str, meant: str | None, lay: Lay) -> None:
    (problem,) = [p for p in load(lay({path: "slug: a"}))[1] if p.path == path]
    assert problem.remedy == (f"Vouliez-vous dire « {meant} » ?" if meant else "Vérifiez son nom et son dossier ; les données finissent par .yml.")
