"""Every address written in a page leads somewhere, and stays on the site unless a reader clicks."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.built import SITE_URL, none
from tests.site.markup import Element, parse

VAGUE = {"ici", "cliquez ici", "cliquer ici", "lire la suite", "la suite", "suite", "en savoir plus", "savoir plus",
         "plus", "voir", "voir plus", "lire", "lien", "ce lien", "lien externe", "source", "page", "détails", "télécharger"}  # fmt: skip


def _address(name: str, base: str) -> str:
    return base + name.removesuffix("index.html")


def _references(page: Element) -> Iterator[tuple[Element, str]]:
    for element in page.walk():
        for attribute in ("href", "src", "action", "poster", "data"):
            if attribute in element.attributes:
                yield element, element.attributes[attribute]


def _broken(site: Path, pages: dict[str, Element], base: str) -> list[str]:
    """Return what leads nowhere in the pages of a site published at `base`."""
    ids = {name: {e.attributes["id"] for e in page.walk() if "id" in e.attributes} for name, page in pages.items()}
    faults = []
    for name, page in pages.items():
        for element, reference in _references(page):
            target = urlsplit(urljoin(_address(name, base), reference))
            if target.scheme in ("mailto", "data") or target.scheme in ("http", "https") and target.netloc != urlsplit(base).netloc:
                continue
            inside = unquote(target.path).removeprefix(urlsplit(base).path)
            file = inside + "index.html" if inside == "" or inside.endswith("/") else inside
            if target.scheme not in ("http", "https") or not target.path.startswith(urlsplit(base).path) or not (site / file).is_file():
                faults.append(f"{name}: nothing at {reference!r}: {element}")
            elif target.fragment and unquote(target.fragment) not in ids.get(file, ()):
                faults.append(f"{name}: no such place {reference!r}: {element}")
    return faults


def test_internal_addresses_resolve(site: Path, every_page: dict[str, Element]) -> None:
    assert len(every_page) >= 18
    none(_broken(site, every_page, SITE_URL))


def test_internal_addresses_resolve_below_a_path(site_below: Path) -> None:
    none(_broken(site_below, parse(site_below), "https://exemple.fr/qvct/"))


def test_nothing_is_loaded_from_elsewhere(site: Path, every_page: dict[str, Element]) -> None:
    loading = ("script", "img", "iframe", "source", "video", "audio", "embed", "object", "use", "image")
    faults = []
    for name, page in every_page.items():
        links = [e for e in page.all("link") if e.attributes.get("rel") not in ("canonical", "prev", "next", "alternate")]
        for element in [*page.all(*loading), *links]:
            faults += [f"{name}: {element}" for value in element.attributes.values() if re.match(r"\s*(https?:)?//", value)]
    for style in site.rglob("*.css"):
        faults += [f"{style.name}: {found}" for found in re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", style.read_text(encoding="utf-8"))]
    none(faults)


def test_links_make_sense_alone(pages: dict[str, Element]) -> None:
    faults = []
    for name, page in pages.items():
        models = {id(link) for model in page.all("template") for link in model.all("a")}  # scripts fill their copies
        for link in (link for link in page.all("a") if id(link) not in models):
            label = (link.attributes.get("aria-label") or link.text).strip()
            if len(label) < 3 or label.lower().strip(" .…»→>") in VAGUE or re.match(r"https?:", label):
                faults.append(f"{name}: {link}")
            if link.attributes.get("aria-label") and link.text not in label:
                faults.append(f"{name}: its label leaves out its text: {link}")
    none(faults)


def test_one_text_leads_to_one_place(pages: dict[str, Element]) -> None:
    faults = []
    for name, page in pages.items():
        places: dict[str, set[str]] = {}
        for link in page.all("a"):
            label = link.attributes.get("aria-label") or link.text
            if link.attributes.get("class") == "md-skip":  # Material's, which our style hides in favour of ours
                continue
            places.setdefault(label, set()).add(urljoin(_address(name, SITE_URL), link.attributes.get("href", "")))
        faults += [f"{name}: {label!r} leads to {sorted(where)}" for label, where in places.items() if len(where) > 1]
    none(faults)


@pytest.mark.parametrize("attribute", ["alt", "src"])
def test_images_say_what_they_show(pages: dict[str, Element], attribute: str) -> None:
    none(f"{name}: {image}" for name, page in pages.items() for image in page.all("img") if attribute not in image.attributes)
