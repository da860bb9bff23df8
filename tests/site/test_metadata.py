"""What built pages say to other programs: shared links, structured data, feeds; what stands at the site's root; the same with both engines."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar
from PIL import Image

from macros import identity
from tests.built import SITE_URL, ZENSICAL, addresses, copy_project, none, run
from tests.site.markup import Element, parse
from tests.vocabulary import vocabulary

SHARED = {"og:type", "og:site_name", "og:locale", "og:title", "og:description", "og:url", "og:image", "og:image:type", "og:image:width", "og:image:height", "og:image:alt"}


def _shared(page: Element) -> dict[str, str]:
    """Return what a page says of its link when it is shared."""
    found = [(meta.attributes["property"], meta.attributes["content"]) for meta in page.all("head")[0].all("meta") if "property" in meta.attributes]
    assert max(Counter(name for name, _ in found).values(), default=0) <= 1, "a property is there twice"
    return {name: unescape(value) for name, value in found}


def _graph(page: Element) -> list[dict[str, Any]]:
    """Return the nodes of a page's structured data."""
    written = [script for script in page.all("script") if script.attributes.get("type") == "application/ld+json"]
    assert len(written) == 1, f"{len(written)} blocks"
    said = json.loads("".join(map(str, written[0].children)))
    assert set(said) == {"@context", "@graph"} and said["@context"] == "https://schema.org"
    return said["@graph"]


@pytest.fixture(scope="module")
def real_pages(pages: dict[str, Element]) -> dict[str, Element]:
    """Every page of the site with its address, but for the page of what is missing and the embeds."""
    return {name.removesuffix("index.html"): page for name, page in pages.items() if name != "404.html" and not name.startswith("embed/")}


def test_shared_links_are_described(real_pages: dict[str, Element], site: Path) -> None:
    faults = []
    for address, page in real_pages.items():
        said, head = _shared(page), page.all("head")[0]
        description = next(meta.attributes["content"] for meta in head.all("meta") if meta.attributes.get("name") == "description")
        canonical = next(link.attributes["href"] for link in head.all("link") if link.attributes.get("rel") == "canonical")
        expected = {"og:type": "article" if address else "website", "og:site_name": identity.NAME, "og:locale": "fr_FR", "og:description": unescape(description), "og:url": canonical}
        faults += [f"{address}: {name} is {said.get(name)!r}" for name, value in expected.items() if said.get(name) != value]
        faults += [f"{address}: {name}" for name in SHARED ^ (said.keys() - {"article:modified_time"})]
        faults += [f"{address}: {said['og:title']!r}"] if not said["og:title"].strip() or "<" in said["og:title"] else []
        faults += [] if any(meta.attributes.get("content") == "summary_large_image" for meta in head.all("meta")) else [f"{address}: no card"]
        picture = site / said["og:image"].removeprefix(SITE_URL)
        faults += [] if said["og:image"].startswith(SITE_URL) and picture.is_file() else [f"{address}: no picture at {said['og:image']}"]
    none(faults)


def test_pictures_have_the_size_that_pages_say(real_pages: dict[str, Element], site: Path) -> None:
    names = {_shared(page)["og:image"].removeprefix(SITE_URL) for page in real_pages.values()}
    assert len(names) == 6
    for name in names:
        content = (site / name).read_bytes()
        assert Image.open(BytesIO(content)).size == (1200, 630) and len(content) <= 40_000


def test_titles_of_shared_links_are_unique(real_pages: dict[str, Element]) -> None:
    none(title for title, times in Counter(_shared(page)["og:title"] for page in real_pages.values()).items() if times > 1)


def test_structured_data_keeps_to_schema_org(real_pages: dict[str, Element]) -> None:
    none(f"{address}{fault}" for address, page in real_pages.items() for node in _graph(page) for fault in vocabulary().faults(node))


def test_every_page_says_the_way_to_it(real_pages: dict[str, Element]) -> None:
    faults = []
    for address, page in real_pages.items():
        ways = [node["itemListElement"] for node in _graph(page) if node["@type"] == "BreadcrumbList"]
        steps = [step["item"] for step in ways[0]] if len(ways) == 1 else []
        faults += [f"{address}: {steps}"] if not steps or steps[-1] != SITE_URL + address or steps[0] != SITE_URL else []
        faults += [f"{address}: no page at {step}" for step in steps if step.removeprefix(SITE_URL) not in real_pages]
    none(faults)


def test_each_kind_of_page_says_what_it_is(real_pages: dict[str, Element]) -> None:
    types = {address: {node["@type"] for node in _graph(page)} - {"BreadcrumbList"} for address, page in real_pages.items()}
    assert types[""] == {"WebSite"} and types["resources/glossaire/"] == {"DefinedTermSet"} and types["about/"] == set()
    assert types["testimonials/face-gard/"] == {"Article", "Organization", "VideoObject"} and types["testimonials/adela/"] == {"Article", "Organization"}
    assert types["method/qvct/"] == types["equality/fiches/02-recrutement/"] == types["recommendations/cas/sncf/"] == types["resources/barometre/"] == {"Article"}
    assert types.get("resources/donnees/", {"Dataset"}) == {"Dataset"}


def _open(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from [inside] if key in ("contentUrl", "item", "url") and isinstance(inside, str) else _open(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _open(inside)


def test_addresses_in_structured_data_lead_somewhere(real_pages: dict[str, Element], site: Path) -> None:
    ids = {address: {element.attributes["id"] for element in page.walk() if "id" in element.attributes} for address, page in real_pages.items()}
    faults = []
    for address, page in real_pages.items():
        for url in _open(_graph(page)):
            where, _, anchor = url.removeprefix(SITE_URL).partition("#")
            file = site / where / "index.html" if where == "" or where.endswith("/") else site / where
            if url.startswith(SITE_URL) and (not file.is_file() or anchor and anchor not in ids[where]):
                faults.append(f"{address}: {url}")
    none(faults)


def test_every_page_names_the_feeds(pages: dict[str, Element], site: Path) -> None:
    kinds = {"application/atom+xml", "application/feed+json", "text/calendar"}
    faults = []
    for name, page in pages.items():
        if name.startswith("embed/"):
            continue
        links = [link.attributes for link in page.all("head")[0].all("link") if link.attributes.get("type") in kinds]
        found = [urljoin(SITE_URL + name, link["href"]).removeprefix(SITE_URL) for link in links]
        faults += [f"{name}: {found}"] if found[:2] != ["feeds/atom.xml", "feeds/feed.json"] else []
        faults += [f"{name}: nothing at {where}" for where in found if not (site / where).is_file()]
        faults += [f"{name}: two feeds of one name"] if len({link["title"] for link in links}) < len(links) else []
    none(faults)


def test_feeds_are_read_and_lead_to_pages(site: Path, real_pages: dict[str, Element]) -> None:
    feeds = sorted((site / "feeds").rglob("atom.xml"))
    assert len(feeds) > 100
    faults = []
    for path in feeds:
        read = feedparser.parse(path.read_bytes(), response_headers={"content-type": "application/atom+xml"})
        faults += [f"{path}: {read.get('bozo_exception')}"] if read.bozo else []
        links = [entry.link for entry in read.entries] + [link.href for link in read.feed.links if link.rel == "alternate"]
        faults += [f"{path}: {link}" for link in links if link.removeprefix(SITE_URL).partition("#")[0] not in real_pages]
        assert json.loads(path.with_name("feed.json").read_text(encoding="utf-8"))["title"] == read.feed.title
    none(faults)


def test_the_calendar_is_read(site: Path) -> None:
    raw = (site / "feeds/echeances.ics").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") and max(map(len, raw.split(b"\r\n"))) <= 75
    assert len(Calendar.from_ical(raw).walk("VEVENT")) > 10


def test_the_list_of_pages_is_whole_and_dated(site: Path, real_pages: dict[str, Element]) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {page.findtext(space + "loc", "").removeprefix(SITE_URL): page.findtext(space + "lastmod") for page in root}
    assert set(found) == set(addresses()[:-1]) - {"search/"} and len(found) == len(root)
    assert all(day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in found.values())
    said = {address: _shared(page).get("article:modified_time") for address, page in real_pages.items()}
    none(f"{address}: {day} here, {found[address]} in the list" for address, day in said.items() if day and found.get(address) != day)
    assert not (site / "sitemap.xml.gz").exists()


def test_programs_find_what_they_look_for(site: Path) -> None:
    assert (site / "robots.txt").read_text(encoding="utf-8").endswith(f"Sitemap: {SITE_URL}sitemap.xml\n")
    assert "Contact: https://" in (site / ".well-known/security.txt").read_text(encoding="utf-8")


def test_addresses_follow_that_of_the_site(site_below: Path) -> None:
    base = "https://exemple.fr/qvct/"
    for page in parse(site_below).values():
        head = page.all("head")[0]
        scripts = [script for script in head.all("script") if script.attributes.get("type") == "application/ld+json"]
        assert all(SITE_URL not in "".join(map(str, script.children)) for script in scripts)
        assert all(value.startswith(base) for name, value in _shared(page).items() if name in ("og:url", "og:image"))
    assert SITE_URL not in (site_below / "feeds/atom.xml").read_text(encoding="utf-8")
    assert f"Disallow: /qvct/search/?\nSitemap: {base}sitemap.xml" in (site_below / "robots.txt").read_text(encoding="utf-8")


def test_engines_say_the_same(pages: dict[str, Element], site: Path, tmp_path: Path) -> None:
    folder = copy_project(tmp_path)
    for command in (ZENSICAL, (sys.executable, "-m", "macros", "complete")):
        done = run(folder, *command)
        assert done.returncode == 0, done.stdout
    others = parse(folder / "site")
    faults = []
    for name, page in pages.items():
        if name != "404.html" and not name.startswith("embed/"):
            faults += [f"{name}: structured data"] if _graph(page) != _graph(others[name]) else []
            faults += [f"{name}: shared link"] if _shared(page) != _shared(others[name]) else []
    for path in [*(site / "feeds").rglob("*.*"), site / "sitemap.xml", site / "robots.txt", *(site / "assets/partage").iterdir()]:
        faults += [str(path)] if path.read_bytes() != (folder / "site" / path.relative_to(site)).read_bytes() else []
    none(faults)
