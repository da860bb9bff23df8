"""The twelve rows of the brochure, as printed, held against data/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from macros.catalog import Catalog
from macros.model import Discrepancy, Structure
from macros.text import count_words, fold

MAP_PAGE = 10
PAIR = "binôme paritaire"  # announced on page 5 for every structure


@dataclass(frozen=True)
class Row:
    """One structure as the brochure prints it: on the map (page 10), and on the page of its testimony."""

    slug: str
    name_on_map: str
    name: str | None
    page: int | None
    activity_on_map: str
    activity: str | None
    headcount_on_map: int
    headcount: int | None
    associates: int | None
    departments: tuple[str, ...]
    regions: tuple[str, ...]
    towns: tuple[str, ...]
    sites: int | None
    video: str | None
    functions: tuple[tuple[str, ...], ...]
    disagreements: tuple[tuple[str, ...], ...]  # words that one discrepancy each must hold


ROWS = [
    Row("credit-agricole-pyrenees-gascogne", "CREDIT AGRICOLE Pyrénées Gascogne", "CRÉDIT AGRICOLE PYRÉNÉES GASCOGNE", 15,
        "Banque Coopérative", "Banque Coopérative", 1700, 1700, None, ("64",), (), (), None, None,
        (("Responsable QVT",), ("Responsable RSE",)), (("Pyrénées-Atlantiques", "Nouvelle-Aquitaine"), (PAIR,))),
    Row("ligue-enseignement-gers", "Ligue de l’enseignement", "LIGUE DE L’ENSEIGNEMENT DU GERS", 19,
        "Education", "Education populaire", 14, 14, None, ("32",), (), ("Auch",), None, "PwOJ2ytlen0",
        (("Directrice des services",), ("Chargée de mission DLA",)), (("Ligue de l’enseignement du Gers",), ("Education populaire",), (PAIR,))),
    Row("adela", "Association ADELA", "ADELA", 11,
        "Aide à la personne", "Aide à la personne", 160, 160, None, ("34",), (), (), None, None,
        (("Directrice",), ("Représentante du personnel",)), ()),
    Row("association-thierry-albouy", "Association Thierry ALBOUY", None, None,
        "ESAT", None, 165, None, None, (), (), (), None, None,
        (), (("12 structures", "11 témoignages"), ("165",), ("Lieu",))),
    Row("cae-perspective", "CAE PERSPECTIVE", "CAE PERSPECTIVE", 14,
        "Coopérative d’activité", "Coopérative d’Activité et d’Emploi", 8, 8, 80, ("66",), (), ("Perpignan",), None, "HHa5RMfFxuk",
        (("Gérante",),), (("Coopérative d’activité", "Coopérative d’Activité et d’Emploi"), ("8 et 80 associés",), (PAIR,))),
    Row("passerelles", "SCOP Passerelles", "SCOP PASSERELLES", 20,
        "Centre de Formation", "Centre de formation", 120, 120, None, ("34",), ("occitanie",), ("Montpellier", "Béziers", "Saint-Jean-de-Védas"), 11,
        "W2OcjgZlTgg", (("Directeur",), ("Assistante",)), (("St Jean de Vedas", "Saint-Jean-de-Védas"), (PAIR,))),
    Row("bgc-31", "BGC 31", "BGC - BUREAU GESTION CONSEIL 31", 13,
        "Entreprise adaptée", "Entreprise adaptée", 73, 73, None, ("31",), (), (), None, "uzuJjdxsk2c",
        (("Présidente",), ("Représentante du personnel",)), (("BGC 31", "BGC - BUREAU GESTION CONSEIL 31"),)),
    Row("familles-rurales-34", "Familles Rurales", "FAMILLES RURALES 34", 17,
        "Education Populaire / Petite Enfance", "Crèches et services aux familles", 77, 70, None, ("34",), (), (), None, None,
        (("Directeur",),), (("70", "77"), ("Familles Rurales 34",), ("Education Populaire / Petite Enfance",), (PAIR, "groupe de l’Aract"))),
    Row("vyv-3-sud-est", "VYV Sud Est", "VYV 3 SUD-EST", 21,
        "Services Mutualistes", "Développement de Soins Services", 580, 580, None, ("11", "34"), ("rhone-alpes",), (), None, None,
        (("DRH",), ("Responsable de magasin", "optique", "représentante du personnel")),
        (("VYV Sud Est", "VYV 3 Sud-Est"), ("Services Mutualistes", "Développement de Soins Services"), ("Rhône-Alpes", "Occitanie"))),
    Row("ams-grand-sud", "AMS Grand Sud", "AMS GRAND SUD", 12,
        "Centre de Formation", "Centre de formation professionnelle", 110, 110, None, (), ("occitanie",), (), 12, "m3ks5vFuCWk",
        (("Responsable pédagogique",), ("Formatrice", "élue", "CSE")), (("Centre de Formation", "Centre de formation professionnelle"), ("Formatice",))),
    Row("l-envol", "Association L’Envol", "L’ENVOL", 18,
        "Crèches associatives", "Crèches associatives", 100, 100, None, ("31",), (), ("Toulouse",), 6, None,
        (("Responsable RH",), ("Auxiliaire de puériculture", "élue", "CSE")), (("gegg.fr", "vidéo"),)),
    Row("face-gard", "Face GARD", "FACE GARD", 16,
        "Lutte contre l’exclusion", "Lutte contre l’exclusion", 6, 6, None, ("30",), (), ("Nîmes",), None, "PxTA2-77bT0",
        (("Directrice",),), ((PAIR,),)),
]
OUTSIDE = {"credit-agricole-pyrenees-gascogne", "vyv-3-sud-est"}
# Words that may stand side by side with capitals. People are named by their function: their names are not here.
PROPER = set("""ADELA AMS Agricole ALBOUY Albouy Alter Aquitaine Association Atlantiques BGC BUREAU Banque CAE CONSEIL CREDIT AGRICOLE CRESS Coopérative
    Conseil Crédit Côté DUERP Education Enfance Envol Essentiels Face Familles Fédération GESTION Gard Garonne Gascogne Grand Haute Jean L’Envol La Le Les
    Ligue Nouvelle Orientales Passerelles Perspective Petite Populaire Pyrénées QVT RH RSE Responsable Rhône Alpes Rurales Saint Scop Services Soins
    Mutualistes St Sud Est Thierry Une VYV Vedas Venture Védas""".split())
CAPITALISED = re.compile(r"\b[A-ZÀÂÉÈÊÎÔ][\w’]+(?:[ \u00a0-][A-ZÀÂÉÈÊÎÔ][\w’]+)+")

by_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.slug)
by_testimony = pytest.mark.parametrize("row", [row for row in ROWS if row.page], ids=lambda row: row.slug)


@pytest.fixture
def structure(row: Row, real_catalog: Catalog) -> Structure:
    return real_catalog.structure(row.slug)


def texts(value: object) -> Iterator[str]:
    """Yield every text that a record holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))


def ours(structure: Structure) -> Iterator[str]:
    """Yield the texts of a structure that are sentences of ours: not its names, nor what is printed."""
    yield from texts((structure.main_topic, structure.testimony, structure.links, structure.discrepancies))


def test_the_twelve_of_the_brochure(real_catalog: Catalog) -> None:
    """Others may join them."""
    twelve = [s for s in real_catalog.structures if s.slug in {row.slug for row in ROWS}]
    assert len(twelve) == len(ROWS) == 12
    assert len([s for s in twelve if s.testimony]) == 11
    assert len([s for s in twelve if s.video]) == 6
    assert [(s.slug, [link.address for link in s.links]) for s in twelve if s.links] == [("l-envol", ["https://www.gegg.fr/"])]
    assert [s.slug for s in twelve if not s.location] == ["association-thierry-albouy"]
    assert {s.slug for s in twelve if s.location and s.location.outside_occitanie} == OUTSIDE


@by_row
def test_names(row: Row, structure: Structure) -> None:
    forms = {fold(structure.name), *(fold(variant.text) for variant in structure.name_variants)}
    assert fold(row.name_on_map) in forms
    assert row.name is None or fold(row.name) in forms


@by_row
def test_activity(row: Row, structure: Structure) -> None:
    assert structure.activity.printed == (row.activity or row.activity_on_map)
    assert structure.activity.source.page == (row.page or MAP_PAGE)
    on_map = {fold(row.activity_on_map)} - {fold(structure.activity.printed)}
    assert on_map == {fold(variant.text) for variant in structure.activity.variants if variant.source.page == MAP_PAGE}


@by_row
def test_headcount(row: Row, structure: Structure) -> None:
    headcount = structure.headcount
    assert (headcount.employees, headcount.associates) == (row.headcount or row.headcount_on_map, row.associates)
    assert headcount.source.page == (row.page or MAP_PAGE)
    differs = [row.headcount_on_map] if row.headcount and row.headcount != row.headcount_on_map else []
    assert [(variant.employees, variant.source.page) for variant in headcount.variants] == [(number, MAP_PAGE) for number in differs]


@by_row
def test_place(row: Row, structure: Structure) -> None:
    place = structure.location
    found = (place.departments, place.regions, place.towns, place.sites) if place else ((), (), (), None)
    assert found == (row.departments, row.regions, row.towns, row.sites)
    assert place is None or place.source.page == row.page


@by_row
def test_video(row: Row, structure: Structure) -> None:
    assert (structure.video.id if structure.video else None) == row.video
    if structure.video:
        assert structure.video.address == f"https://www.youtube.com/watch?v={row.video}"
        assert structure.video.source.page == row.page


@by_row
def test_who_speaks(row: Row, structure: Structure) -> None:
    speakers = structure.testimony.speakers if structure.testimony else ()
    assert len(speakers) == len(row.functions)
    for speaker, words in zip(speakers, row.functions, strict=True):
        assert [word for word in words if word not in speaker.function] == []
        assert speaker.roles


@by_row
def test_disagreements_are_shown(row: Row, structure: Structure) -> None:
    shown = [" ".join(texts((point.subject, point.kept, point.others, point.why))) for point in structure.discrepancies]
    for words in row.disagreements:
        assert any(all(word in point for word in words) for point in shown), words


@by_row
def test_disagreements_tell_where_each_value_stands(row: Row, structure: Structure) -> None:
    points: tuple[Discrepancy, ...] = structure.discrepancies
    assert all(claim.source.page for point in points for claim in (point.kept, *point.others))


@by_testimony
def test_the_testimony_comes_from_its_page(row: Row, structure: Structure) -> None:
    story = structure.testimony
    blocks = (*story.situation, *story.actions, *story.lessons, *story.obstacles, *story.next_steps)
    assert {block.source.page for block in blocks} | {story.source.page} == {row.page}


@by_testimony
def test_length_of_the_testimony(row: Row, structure: Structure) -> None:
    story = structure.testimony
    told = [*(block.text for block in (*story.situation, *story.lessons, *story.obstacles, *story.next_steps)),
            *(action.what for action in story.actions), *(action.with_whom or "" for action in story.actions)]
    assert 250 <= sum(map(count_words, told)) <= 450


@by_row
def test_sentences_are_short(row: Row, structure: Structure) -> None:
    sentences = [sentence for text in ours(structure) for sentence in re.split(r"(?<=[.!?…])\s+", text)]
    assert [sentence for sentence in sentences if count_words(sentence) > 35] == []


@by_row
def test_nobody_is_named(row: Row, structure: Structure) -> None:
    runs = [run for text in texts(structure) for run in CAPITALISED.findall(text)]
    assert [run for run in runs if not set(re.split(r"[ \u00a0-]", run)) <= PROPER] == []


def test_a_name_would_be_seen() -> None:
    (run,) = CAPITALISED.findall("Comme le dit Jeanne Exemple, directrice.")
    assert not set(run.split()) <= PROPER


def test_no_structure_without_a_testimony_tells_a_story(real_catalog: Catalog) -> None:
    silent = real_catalog.structure("association-thierry-albouy")
    assert (silent.main_topic, silent.themes, silent.testimony, silent.video, silent.links) == (None, (), None, None, ())
