"""What the head of a page says to other programs."""

import pytest

from macros.addresses import absolute
from macros.catalog import Catalog
from macros.exports import feeds
from macros.exports.calendar import ADDRESS
from macros.exports.head import of_page

URL = absolute("https://exemple.fr/qvct/")


@pytest.mark.parametrize(("address", "title", "changed", "picture"), [
    ("", "Mieux travailler dans l’ESS", "", "accueil"), ("about/", "Un titre\u00a0: le sien", "", "accueil"),
    ("testimonials/la-fabrique/", None, "2026-03-01", "structures"), ("resources/droit/", "Un titre\u00a0: le sien", "", "ressources"),
    ("method/essayer/", "Un titre\u00a0: le sien", "2026-11-01", "methode"), ("themes/teletravail/", "Un titre\u00a0: le sien", "2026-11-21", "accueil"),
])  # fmt: skip
def test_a_shared_link(address: str, title: str | None, changed: str, picture: str, catalog: Catalog) -> None:
    said = of_page(catalog, URL, address, "Un titre : le sien")
    assert said["title"] == (title or "La Fabrique\u00a0: " + catalog.structure("la-fabrique").testimony.lesson)
    assert (said["changed"], said["kind"]) == (changed, "article" if address else "website")
    assert said["picture"]["address"] == f"https://exemple.fr/qvct/assets/partage/{picture}.png" and "Mieux travailler" in said["picture"]["alt"]


def test_feeds_follow_the_page(catalog: Catalog) -> None:
    def followed(address: str) -> list[tuple[str, str]]:
        return [(feed["address"], feed["title"]) for feed in of_page(catalog, URL, address, "Titre")["feeds"]]

    assert followed("") == followed("about/") == []
    assert followed("themes/teletravail/") == [("feeds/themes/teletravail/atom.xml", "Nouveautés\u00a0: Télétravail")]
    assert followed("testimonials/les-tilleuls/") == [("feeds/departments/30/atom.xml", "Nouveautés\u00a0: Gard (30)")]
    assert followed("testimonials/minimale/") == []
    assert followed("resources/droit/") == followed("equality/fiches/01-recruter/") == [(ADDRESS, "Calendrier des échéances")]


def test_feeds_that_pages_name_exist(real_catalog: Catalog) -> None:
    made = {*feeds.files(real_catalog, URL), ADDRESS}
    pages = [f"themes/{theme.id}/" for theme in real_catalog.themes] + [f"testimonials/{one.slug}/" for one in real_catalog.structures] + ["resources/droit/"]
    assert [feed["address"] for page in pages for feed in of_page(real_catalog, URL, page, "Titre")["feeds"] if feed["address"] not in made] == []
