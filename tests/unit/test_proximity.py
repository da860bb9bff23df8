"""Who looks like whom, why, and at what cost."""

from dataclasses import replace
from itertools import permutations
from types import SimpleNamespace
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.model import Headcount, Location, Structure
from macros.proximity import COMPARED, SHOWN, Proximity


def made(slug: str, sector: str = "formation", employees: int | None = None, themes: tuple[str, ...] = (), places: tuple[str, ...] = (),
         testifies: bool = True) -> Structure:
    """Return a structure with what proximity looks at."""
    return Structure.model_construct(
        slug=slug, name=slug, sector=sector, themes=themes,
        headcount=Headcount.model_construct(employees=employees) if employees else None,
        location=Location.model_construct(departments=places, regions=()) if places else None,
        testimony=SimpleNamespace(lesson=slug) if testifies else None, video=None)


def similar(catalog: Catalog, *structures: Structure) -> list[tuple[str, tuple[str, ...]]]:
    """Return the structures like the first one, with the reasons."""
    proximity = Proximity(replace(catalog, structures=structures))
    return [(entry.structure.slug, entry.reasons) for entry in proximity.similar(structures[0])]


@pytest.mark.parametrize(("one", "other", "reasons"), [
    ({}, {}, ("même secteur",)),
    ({"employees": 10}, {"employees": 49}, ("même secteur", "même taille")),
    ({"employees": 10}, {"employees": 50}, ("même secteur",)),
    ({"themes": ("egalite",)}, {"sector": "banque", "themes": ("management", "egalite")}, ("même thème : égalité",)),
    ({"themes": ("egalite", "management")}, {"sector": "banque", "themes": ("management", "egalite")}, ("mêmes thèmes : égalité, management et rôles",)),
    ({"places": ("34",)}, {"sector": "banque", "places": ("30", "34")}, ("même territoire",)),
    ({"employees": 9, "themes": ("egalite",), "places": ("34",)}, {"employees": 9, "themes": ("egalite",), "places": ("34",)},
     ("même secteur", "même taille", "même thème : égalité", "même territoire")),
])
def test_reasons(catalog: Catalog, one: dict[str, Any], other: dict[str, Any], reasons: tuple[str, ...]) -> None:
    assert similar(catalog, made("a", **one), made("b", **other)) == [("b", reasons)]


def test_nothing_in_common(catalog: Catalog) -> None:
    assert similar(catalog, made("a"), made("b", sector="banque")) == []
    assert similar(catalog, made("a", sector="x"), made("b", sector="y")) == []  # unknown size and place are nothing in common


def test_only_those_who_testify_are_shown(catalog: Catalog) -> None:
    assert similar(catalog, made("a"), made("b", testifies=False)) == []
    assert similar(catalog, made("a", testifies=False), made("b")) == [("b", ("même secteur",))]


ONE = {"employees": 9, "themes": ("egalite", "management"), "places": ("34",)}
POINTS = {  # what each trait in common is worth; the name in front breaks ties
    "f-place": ({"places": ("34",)}, 1),
    "c-size": ({"employees": 9}, 2),
    "d-other-theme": ({"themes": ("teletravail", "management")}, 2),
    "a-sector": ({"sector": "formation"}, 3),
    "b-main-theme": ({"themes": ("egalite",)}, 3),
    "e-size-and-place": ({"employees": 9, "places": ("34",)}, 3),
    "g-both-themes": ({"themes": ("teletravail", "management", "egalite")}, 5),
}


@pytest.mark.parametrize("shown", list(permutations(POINTS, 3))[::5], ids="|".join)
def test_the_best_come_first(catalog: Catalog, shown: tuple[str, ...]) -> None:
    others = [made(slug, **({"sector": "banque"} | POINTS[slug][0])) for slug in shown]
    expected = sorted(shown, key=lambda slug: (-POINTS[slug][1], slug))
    assert [slug for slug, _ in similar(catalog, made("one", **ONE), *others)] == expected


def test_a_video_is_nothing_in_common(catalog: Catalog) -> None:
    filmed = {"video": SimpleNamespace(id="x")}
    assert similar(catalog, made("a").model_copy(update=filmed), made("b", sector="banque").model_copy(update=filmed)) == []


def test_at_most_three(catalog: Catalog) -> None:
    assert len(similar(catalog, made("a"), *(made(f"b{number}") for number in range(9)))) == SHOWN == 3


def test_the_site_s_structures_have_reasons(real_catalog: Catalog) -> None:
    proximity = Proximity(real_catalog)
    for structure in real_catalog.structures:
        for entry in proximity.similar(structure):
            assert entry.reasons
            assert entry.structure != structure


class Counting(Proximity):
    compared = 0

    def _compare(self, one: Structure, other: Structure) -> tuple[int, tuple[str, ...]]:
        self.compared += 1
        return super()._compare(one, other)


def comparisons(catalog: Catalog, count: int) -> int:
    """Return the largest number of comparisons that one of `count` structures costs."""
    themes = [theme.id for theme in catalog.themes]
    structures = tuple(made(f"s{n:04}", ("formation", "banque")[n % 2], 1 + n, (themes[n % 3], themes[(n + 1) % 3]), (("30", "34", "73")[n % 3],))
                       for n in range(count))
    proximity, most = Counting(replace(catalog, structures=structures)), 0
    for structure in structures:
        before = proximity.compared
        assert len(proximity.similar(structure)) == SHOWN
        most = max(most, proximity.compared - before)
    return most


def test_the_cost_of_one_does_not_grow_with_all(catalog: Catalog) -> None:
    traits = 5  # two themes, a sector, a size, a place
    assert comparisons(catalog, 300) <= COMPARED * traits
    assert comparisons(catalog, 900) <= COMPARED * traits
