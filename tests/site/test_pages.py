"""What every built page has: one title, one first heading, sound structure, nothing of the machinery."""

import re
from collections import Counter
from pathlib import Path

from tests.built import addresses, none
from tests.site.markup import Element


def test_every_announced_page_is_built(pages: dict[str, Element]) -> None:
    expected = {f"{address}index.html" for address in addresses()[:-1]} | {"404.html"}
    assert set(pages) == expected


def test_ids_are_unique(pages: dict[str, Element]) -> None:
    faults = []
    for name, page in pages.items():
        count = Counter(e.attributes["id"] for e in page.walk() if "id" in e.attributes)
        faults += [f"{name}: {value!r} {times} times" for value, times in count.items() if times > 1 or not value.strip()]
    none(faults)


def test_references_between_elements_resolve(pages: dict[str, Element]) -> None:
    faults = []
    for name, page in pages.items():
        ids = {e.attributes.get("id") for e in page.walk()}
        for element in page.walk():
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget"):
                faults += [f"{name}: {element}" for value in element.attributes.get(attribute, "").split() if value not in ids]
    none(faults)


def test_headings_make_an_outline(pages: dict[str, Element]) -> None:
    faults = []
    for name, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"{name}: {levels.count(1)} h1, the first heading is h{levels[0]}")
        faults += [f"{name}: h{low} then h{high}" for low, high in zip(levels, levels[1:], strict=False) if high > low + 1]
        faults += [f"{name}: empty {heading}" for heading in page.all("h1", "h2", "h3", "h4") if not heading.text]
    none(faults)


def test_titles_are_unique(pages: dict[str, Element]) -> None:
    titles = {name: [title.text for title in page.all("head")[0].all("title")] for name, page in pages.items()}
    none(f"{name}: {found}" for name, found in titles.items() if len(found) != 1 or not found[0])
    none(title for title, times in Counter(found[0] for found in titles.values()).items() if times > 1)


def test_descriptions_are_unique(pages: dict[str, Element]) -> None:
    """A page's description is what search engines and shared links show: each page has its own."""
    found = Counter(m.attributes["content"] for p in pages.values() for m in p.all("meta") if m.attributes.get("name") == "description")
    none(text for text, times in found.items() if times > 1)


def test_pages_are_in_french(pages: dict[str, Element]) -> None:
    none(name for name, page in pages.items() if page.all("html")[0].attributes.get("lang") != "fr")


def test_style_and_behaviour_stay_out_of_pages(pages: dict[str, Element]) -> None:
    faults = []
    for name, page in pages.items():
        faults += [f"{name}: {style}" for style in page.all("style")]
        for part in page.all("header", "article", "footer"):
            for element in part.walk():
                faults += [f"{name}: {element}" for attribute in element.attributes if attribute == "style" or attribute.startswith("on")]
            faults += [f"{name}: {script}" for script in part.all("script") if script.text or "src" not in script.attributes]
    none(faults)


def test_nothing_of_the_machinery_shows(site: Path) -> None:
    faults = []
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        faults += [f"{page.relative_to(site)}: {found}" for found in re.findall(r"\{\{|\{%|Jinja|Traceback|Undefined|data-fragment|>\s*None\s*<", html)]
    none(faults)


def test_french_punctuation_is_not_left_hanging(pages: dict[str, Element]) -> None:
    """Before a colon, a semicolon, a question or exclamation mark, and inside « », a space does not break."""
    faults = []
    for name, page in pages.items():
        for element in page.all("article", "footer")[0].walk():
            for text in element.children if element.tag not in ("script", "svg", "title") else ():
                if isinstance(text, str):
                    faults += [f"{name}: {found!r}" for found in re.findall(r".{0,30}(?: [:;?!»]|« ).{0,10}", text)]
    none(faults)


def test_the_menu_says_where_one_is(pages: dict[str, Element]) -> None:
    for name in ("testimonials/index.html", "themes/index.html", "method/index.html", "equality/index.html", "recommendations/index.html", "resources/index.html"):
        menu = next(nav for nav in pages[name].all("nav") if nav.attributes.get("id") == "menu")
        assert len(menu.all("a")) <= 6
        assert [link.attributes["href"] for link in menu.all("a") if link.attributes.get("aria-current") == "page"] == ["./"], name
