"""Fragments of pages against goldens, with named examples; what they hold is escaped, closed and has ids of its own."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from markdown import Markdown
from pydantic import BaseModel

from macros.catalog import Catalog, key_of
from macros.fields import Address, OneOf, Slug
from macros.model import Term
from macros.shortcodes import SHORTCODES, bound
from macros.site import Site

FOLDER = Path(__file__).parent.parent / "fragments"
EXAMPLES = [pytest.param(path.stem, name, example, id=f"{path.stem}-{name}")
            for path in sorted(FOLDER.glob("*.yml")) for name, example in yaml.safe_load(path.read_text(encoding="utf-8"))["examples"].items()]
HOSTILE = """<script>alert(1)</script>"'&"""
# Identifiers whose kind does not say so: a text never stands there. Other fields tell by their kind: see `closed`.
IDS = {"id", "region", "departments"}
# The keys of the records of tests/mini that have only what is mandatory.
MINIMAL = {"minimale", "Minimale", "r2", "2", "femmes", "ecart", "index-egalite", "guide-udes-egalite"}
ALWAYS = ("action_states", "actors", "audiences", "axes", "branches", "departments", "efforts", "ess_families", "legal_kinds", "legal_statuses",
          "observed_states", "regions", "resource_kinds", "roles", "sectors", "size_bands", "terms_of_time", "themes", "sources")
VOID = {"base", "br", "circle", "hr", "img", "input", "link", "path", "rect", "meta"}
# An element without anything in it; those that scripts fill have a role or a data- attribute.
EMPTY = re.compile(r"<(h[1-6]|p|li|dt|dd|td|th|ul|ol|dl|tbody|caption|summary|a|span|b|button)(?: (?!role=|[^>]*data-)[^>]*)?>\s*</\1>")
UNFINISHED = re.compile(r".{0,30}(?:[:(]\s*[.)]|:\s*</p>(?!\s*<[uo]l))")  # « Source : » and nothing, « () »
HEADING = re.compile(r"</h(?P<level>[2-6])>\s*(?:</section>|$|<h(?P<next>[2-6]))")
MAY_BE_EMPTY = {"doors", "explorer", "index", "lessons", "search"}  # lists that follow the structures: there are some; counts that styles fill; results

Fill = Callable[[str, dict[str, Any]], str]


def parts(annotation: Any, metadata: Iterable[Any] = ()) -> Iterator[Any]:
    """Yield what a field is made of, at every depth: types, validators, constraints."""
    yield from (annotation, get_origin(annotation), *metadata, *getattr(annotation, "__metadata__", ()))
    for part in get_args(annotation):
        yield from parts(part)


ADDRESS, SLUG = Address.__metadata__[-1], Slug.__metadata__[-1]


def closed(record: type[BaseModel], name: str) -> bool:
    """Whether a field takes only the entries of a list, identifiers or numbers: no text can stand there."""
    field = record.model_fields[name]
    made = list(parts(field.annotation, field.metadata))
    return name in IDS or (record.__name__, name) == ("Figure", "value") or SLUG in made or Literal in made or any(isinstance(part, OneOf) for part in made)


def hostile(value: Any, address: bool = False) -> Any:
    """Return a copy of a record where every text ends with an attack, past all validation."""
    if isinstance(value, str):
        return ("https://exemple.fr/" if address else value) + HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(item, address) for item in value)
    if isinstance(value, BaseModel):
        kind = type(value)
        kept = {name for name in kind.model_fields if closed(kind, name)}
        if isinstance(value, Term) and value.expansion:
            kept.add("term")  # a page explains only acronyms of capital letters: no attack can pass for one
        return value.model_construct(**{name: getattr(value, name) if name in kept else hostile(getattr(value, name), ADDRESS in list(parts(field.annotation, field.metadata)))
                                        for name, field in kind.model_fields.items()})
    return value


def attacked(catalog: Catalog) -> Catalog:
    """Return a catalog where every text ends with an attack."""
    outlines = {code: outline.model_copy(update={"path": HOSTILE}) for code, outline in catalog.outlines.items()}
    return replace(catalog, outlines=outlines, **{name: hostile(records) for name, records in vars(catalog).items() if isinstance(records, tuple)})


def bare(catalog: Catalog) -> Catalog:
    """Return a catalog with the records of MINIMAL only, and its closed lists."""
    return replace(catalog, **{name: tuple(record for record in records if key_of(record) in MINIMAL) for name, records in vars(catalog).items()
                               if isinstance(records, tuple) and name not in ALWAYS})


def pageless(value: Any) -> Any:
    """Return a copy of a record that cites documents without their pages."""
    if isinstance(value, tuple):
        return tuple(map(pageless, value))
    if isinstance(value, BaseModel):
        return value.model_construct(**{field: None if field == "page" else pageless(getattr(value, field)) for field in type(value).model_fields})
    return value


@pytest.fixture(scope="module")
def fill(catalog: Catalog, root: Path) -> Fill:
    """Return the function that fills a fragment's example."""
    catalogs = {
        "small": catalog,
        "bare": bare(catalog),
        "hostile": attacked(catalog),
        "pageless": replace(catalog, **{name: pageless(records) for name, records in vars(catalog).items() if isinstance(records, tuple)}),
    }
    sites = {name: Site(made, root / "overrides", "https://exemple.fr/qvct/", date(2026, 11, 21)) for name, made in catalogs.items()}

    def filled(shortcode: str, example: dict[str, Any]) -> str:
        block = bound(sites[example.get("catalog", "small")])[shortcode](*example.get("values", []))
        return Markdown(extensions=["macros.prerendered"]).convert(block).strip() + "\n"

    return filled


class Reader(HTMLParser):
    """Reads a fragment: its elements with their attributes, its text, its ids, what is left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.tags: list[tuple[str, dict[str, str], tuple[str, ...]]] = []  # each with its attributes and what it stands in
        self.values: list[tuple[str, str]] = []
        self.text, self.open, self.wrong = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.tags.append((tag, {name: value or "" for name, value in attrs}, tuple(self.open)))
        self.values += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(("shortcode", "name", "example"), EXAMPLES)
def test_golden(shortcode: str, name: str, example: dict[str, Any], fill: Fill, request: pytest.FixtureRequest) -> None:
    golden, html = FOLDER / f"{shortcode}-{name}.html", fill(shortcode, example)
    if request.config.getoption("--update-goldens"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("shortcode", "name", "example"), EXAMPLES)
def test_markup(shortcode: str, name: str, example: dict[str, Any], fill: Fill) -> None:
    html = fill(shortcode, example)
    read = Reader(html)
    assert (read.wrong, read.open) == ([], [])
    assert [id for id, times in Counter(value for name, value in read.values if name == "id").items() if times > 1] == []
    assert not [name for name, _ in read.values if name == "style" or name.startswith("on")]
    assert "\n\n" not in html
    assert "None" not in html


@pytest.mark.parametrize(("shortcode", "name", "example"), EXAMPLES)
def test_links_stay_on_the_site_or_say_that_they_leave(shortcode: str, name: str, example: dict[str, Any], fill: Fill) -> None:
    for attribute, value in Reader(fill(shortcode, example)).values:
        if attribute in ("href", "src", "action"):
            assert value.startswith(("/qvct/", "#", "https://", "http://", "mailto:"))
        if attribute == "src":
            assert value.startswith("/qvct/")


@pytest.mark.parametrize(("shortcode", "name", "example"), [example for example in EXAMPLES if example.values[1] == "hostile"])
def test_hostile_texts_stay_texts(shortcode: str, name: str, example: dict[str, Any], fill: Fill) -> None:
    attacked, calm = Reader(fill(shortcode, example)), Reader(fill(shortcode, example | {"catalog": "small"}))
    assert attacked.elements == calm.elements  # not one element, not one attribute more
    assert "<script>alert(1)</script>" in attacked.text
    assert "<script>alert" not in fill(shortcode, example)


@pytest.mark.parametrize(("shortcode", "name", "example"), EXAMPLES)
def test_scripts_are_files_of_the_site(shortcode: str, name: str, example: dict[str, Any], fill: Fill) -> None:
    html = fill(shortcode, example)
    scripts = [attributes for tag, attributes, _ in Reader(html).tags if tag == "script"]
    assert len(scripts) == html.lower().count("<script")
    for attributes in scripts:
        assert attributes["src"].startswith("/qvct/assets/") and set(attributes) <= {"src", "type"}
    assert html.count("></script>") == len(scripts)  # nothing is written inside


@pytest.mark.parametrize(("shortcode", "name", "example"), EXAMPLES)
def test_each_explained_word_opens_its_own_bubble(shortcode: str, name: str, example: dict[str, Any], fill: Fill) -> None:
    tags = Reader(fill(shortcode, example)).tags
    bubbles = [attributes["id"] for _, attributes, _ in tags if "popover" in attributes]
    openers = [attributes["popovertarget"] for _, attributes, _ in tags if attributes.get("class") == "terme"]
    closers = [attributes["popovertarget"] for _, attributes, _ in tags if attributes.get("popovertargetaction") == "hide"]
    assert sorted(openers) == sorted(closers) == sorted(bubbles) == sorted(set(bubbles))
    for tag, attributes, inside in tags:
        if "popovertarget" in attributes:
            assert tag == "button" and attributes["type"] == "button"
            assert not {"a", "button", "summary", "label", "select", "h1", "h2", "h3", "h4"} & set(inside)
        if "popover" in attributes:
            assert not {"p", "ul", "ol", "dl", "table", "span"} & set(inside)


@pytest.mark.parametrize(("shortcode", "name", "example"), [example for example in EXAMPLES if example.values[0] not in MAY_BE_EMPTY])
def test_nothing_is_announced_and_left_empty(shortcode: str, name: str, example: dict[str, Any], fill: Fill) -> None:
    html = fill(shortcode, example)
    assert [found[0] for found in EMPTY.finditer(html)] == []
    assert UNFINISHED.findall(html) == []
    assert [found[0] for found in HEADING.finditer(html) if not found["next"] or found["next"] <= found["level"]] == []


@pytest.mark.parametrize("shortcode", SHORTCODES)
def test_every_fragment_has_its_examples(shortcode: str) -> None:
    names = {example.values[1] for example in EXAMPLES if example.values[0] == shortcode}
    assert {"default", "minimal", "hostile"} <= names or shortcode == "welcome" and names  # welcome shows no data


def test_no_golden_is_left_behind() -> None:
    expected = {f"{example.values[0]}-{example.values[1]}.html" for example in EXAMPLES}
    assert {path.name for path in FOLDER.glob("*.html")} == expected
