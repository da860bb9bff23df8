"""A video that is known to be dead is not shown any more."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.load import load
from macros.outdated import check_videos
from macros.problems import Problem

Lay = Callable[[dict[str, Any]], Path]

KNOWN, TILLEULS = "data/known_links.yml", "data/structures/les-tilleuls.yml"
VIDEO = "https://www.youtube.com/watch?v=aBcDeFgHi_1"


def entry(address: str, state: str = "dead", more: str = "") -> str:
    return f"- address: {address}\n  state: {state}\n  why: Retirée par son auteur.\n  since: 2026-11-21\n{more}"


def checked(root: Path) -> list[Problem]:
    catalog, problems = load(root)
    assert problems == []
    return check_videos(root, catalog)


def test_no_video_of_the_site_is_known_to_be_dead(root: Path, real_catalog: Catalog) -> None:
    assert check_videos(root, real_catalog) == []


def test_a_dead_video_is_to_be_taken_away(lay: Lay) -> None:
    root = lay({KNOWN: entry(VIDEO)})
    (problem,) = checked(root)
    line = (root / TILLEULS).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line == f"  address: {VIDEO}"
    assert str(problem) == (f"{TILLEULS}:{problem.line}: video.address : la vidéo n’a plus d’adresse qui réponde, d’après data/known_links.yml (constaté le 2026-11-21). "
                            "Retirez le bloc « video » : la page dira « Aucune vidéo connue ».")


def test_what_the_remedy_announces_is_what_the_page_says(root: Path, lay: Lay) -> None:
    (problem,) = checked(lay({KNOWN: entry(VIDEO)}))
    assert "Aucune vidéo connue" in problem.remedy
    assert "{% else %}Aucune vidéo connue{% endif %}" in (root / "overrides/fragments/identity.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("state", ["moved", "refused", "silent"])
def test_only_the_dead_ones(state: str, lay: Lay) -> None:
    assert checked(lay({KNOWN: entry(VIDEO, state)})) == []


@pytest.mark.parametrize("address", ["https://exemple.fr/tilleuls", "https://www.youtube.com/watch?v=aBcDeFgHi_2"])
def test_only_videos(address: str, lay: Lay) -> None:
    """A dead link that is no video is kept, with its reason; and a video taken away may stay in the list."""
    assert checked(lay({KNOWN: entry(address)})) == []


@pytest.mark.parametrize(("text", "place", "said"), [
    (entry(VIDEO) * 2, "5: [2].address", "sert deux fois"),
    (entry(VIDEO, "gone"), "2: [1].state", "cette valeur n’est pas admise"),
    (entry("youtube"), "1: [1].address", "n’est pas une adresse du web"),
    (entry(VIDEO, more="  until: 2026-11-21\n"), "5: [1].until", "ce jour n’est pas après celui du constat"),
    (entry(VIDEO, more="  because: x\n"), "5: [1].because", "n’existe pas"),
    ("- address: https://exemple.fr/\n  state: dead\n", "1: [1].why", "manque"),
])
def test_mistakes_of_the_list(text: str, place: str, said: str, lay: Lay) -> None:
    problems = [str(problem) for problem in load(lay({KNOWN: text}))[1]]
    assert [problem for problem in problems if problem.startswith(f"{KNOWN}:{place}") and said in problem], problems
