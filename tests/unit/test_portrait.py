"""A structure or a sheet in the terminal: every fact of its record is there with its source, and what is not known is said."""

import re

import pytest

from macros.catalog import Catalog
from macros.portrait import absent, portrait


def words(text: str) -> str:
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def texts(value: object) -> list[str]:
    """Return the sentences of a record."""
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    if hasattr(type(value), "model_fields"):
        own = [getattr(value, name) for name in ("text", "what", "lesson", "standfirst", "printed", "question") if isinstance(getattr(value, name, None), str)]
        return own + [text for name in type(value).model_fields for text in texts(getattr(value, name))]
    return []


def test_every_structure_and_sheet_of_the_site_is_told_whole(real_catalog: Catalog) -> None:
    for record in (*real_catalog.structures, *real_catalog.sheets):
        said = words(portrait(real_catalog, record.slug))
        assert [text for text in texts(record) if words(text) not in said] == []
        assert [source.title for source in real_catalog.documents_cited(record) if words(source.title) not in said] == []
        assert not re.search(r"None|\(\)|slug|<|Citation", said)


def test_facts_have_their_source(catalog: Catalog) -> None:
    said = words(portrait(catalog, "les-tilleuls"))
    assert "Nombre de salariés et salariées : 42" in said
    assert "Un jour fixe ensemble rend le télétravail possible" in said
    assert "Le jour commun compte plus que le nombre de jours. [Guide, p. 4]" in said
    assert "Rien ne manque." in said
    assert said.endswith("Sources Le carnet de notes Le guide des maisons d’essai, p. 2, 3, 4 et 5")


def test_what_is_not_known_is_said(catalog: Catalog) -> None:
    said = portrait(catalog, "minimale")
    unknown = said[said.index("Ce que l’on ne sait pas"):said.index("Sources")]
    assert [title in unknown for title in ("famille de l’ESS", "effectif", "lieu", "sujet principal", "vidéo", "témoignage")] == [True] * 6
    assert "/testimonials/minimale/" in said
    assert "/equality/fiches/minimale/" in said  # the same name twice: both are told


def test_figures_are_numbers(real_catalog: Catalog) -> None:
    assert "femmes-ess" not in portrait(real_catalog, "01-attractivite-mixite")


@pytest.mark.parametrize(("slug", "end"), [("zzzzzz", "n’est ni une structure ni une fiche."), ("la-fabriqe", "Vouliez-vous dire « la-fabrique » ?")])
def test_nobody(slug: str, end: str, catalog: Catalog) -> None:
    assert portrait(catalog, slug) is None
    assert absent(catalog, slug).endswith(end)
