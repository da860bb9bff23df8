"""Addresses that must last, and the way to them: three clicks at most from the home page, and never a dead end."""

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml

from tests.built import ROOT, SITE_URL, none
from tests.site.markup import Element

CLICKS = 3
LASTING = {
    "": "about method equality equality/fiches integrate recommendations resources search themes testimonials",
    "method": "qvct action-collective diagnostic experimentation communication managers indicateurs teletravail penibilite",
    "equality": "chiffres index-egalite",
    "equality/fiches": "01-attractivite-mixite 02-recrutement 03-formation-promotion 04-egalite-salariale 05-conditions-de-travail 06-parentalite"
    " 07-articulation-des-temps 08-violences-sexistes-sexuelles 09-obligations-outils-rh 10-gouvernance-dialogue-social 11-communication 12-donnees-indicateurs",
    "recommendations": "axe-1 axe-2 axe-3 axe-4 concordance actions-observees",
    "recommendations/cas": "carsat-pays-de-la-loire cpam-aude sncf spf-belgique",
    "resources": "glossaire sources partenaires barometre desaccords donnees droit",
    "testimonials": "adela ams-grand-sud association-thierry-albouy bgc-31 cae-perspective credit-agricole-pyrenees-gascogne face-gard familles-rurales-34"
    " l-envol ligue-enseignement-gers passerelles vyv-3-sud-est",
}


def _lasting() -> list[str]:
    themes = yaml.safe_load((ROOT / "data/vocabularies/themes.yml").read_text(encoding="utf-8"))
    assert len(themes) == 14
    rooms = ["", *(f"{room}/" for room in LASTING[""].split())]
    below = [f"{room}/{name}/" for room, names in LASTING.items() if room for name in names.split()]
    return rooms + below + [f"themes/{theme['id']}/" for theme in themes]


def test_lasting_addresses_exist(site: Path) -> None:
    none(f"no page at {address or 'the root'}" for address in _lasting() if not (site / address / "index.html").is_file())


def _next(name: str, part: Element) -> set[str]:
    """Return the pages of the site that a part of the page `name` leads to."""
    address = SITE_URL + name.removesuffix("index.html")
    targets = (urlsplit(urljoin(address, link.attributes.get("href", ""))) for link in part.all("a"))
    inside = (target.path.lstrip("/") for target in targets if target.netloc == urlsplit(SITE_URL).netloc)
    # An embed is made for other sites: it is no page of this one.
    return {f"{path}index.html" for path in inside if path == "" or path.endswith("/") and not path.startswith("embed/")} - {name}


def test_three_clicks_lead_anywhere(pages: dict[str, Element]) -> None:
    reached = {"index.html": 0}
    edge = ["index.html"]
    for click in range(1, len(pages)):
        edge = sorted({target for name in edge for target in _next(name, pages[name])} - reached.keys())
        reached |= dict.fromkeys(edge, click)
    none(f"{name}: {reached.get(name, 'no number of')} clicks from home" for name in pages if name != "404.html" and reached.get(name, CLICKS + 1) > CLICKS)


def test_no_page_is_a_dead_end(pages: dict[str, Element]) -> None:
    """Its own text leads further: to another page or, where it cites sources, to a document elsewhere."""
    for name, page in pages.items():
        article = page.all("article")[0]
        outside = [link for link in article.all("a") if link.attributes.get("rel") == "external"]
        assert _next(name, article) or outside, f"{name}: its article leads nowhere"
