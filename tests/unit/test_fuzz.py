"""Whatever a file holds, reading it raises nothing and says in French where it is wrong; whatever a text holds, what leaves the site holds it as text.

The properties are run here on a few hundred inputs, always the same, and by `python -m bench.fuzz` on a hundred thousand.
"""

import atexit
import contextlib
import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from jinja2 import Environment
from markdown import Markdown
from pydantic import TypeAdapter, ValidationError

from macros import places
from macros.calls import Call, Forbidden, calls
from macros.catalog import Catalog, key_of
from macros.cli import main, read_project
from macros.embed import pages as embed_pages
from macros.exports import api, calendar, crawlers, feeds
from macros.exports.head import of_page
from macros.fields import Text
from macros.load import load
from macros.messages import problems_of
from macros.problems import Problem
from macros.search.index import index_of
from macros.shelves import SHELVES
from macros.shortcodes import REFERS_TO, SHORTCODES, bound
from macros.site import Site
from macros.source import Document, parse_yaml, paths, read_page, read_yaml
from tests.conftest import MINI, ROOT
from tests.unit.spoilt import spoilt
from tests.unit.test_fragments import Reader
from tests.unit.test_jsonld import addresses

ENGLISH = ("Input should", "Field required", "Extra inputs", "Value error", "Traceback", "expected ")
TODAY = date(2026, 11, 21)
DATA, PAGES = paths(MINI, "data/**/*.yml"), paths(MINI, "content/**/*.md")
SCRIPT = Environment().from_string("{{ data | tojson }}")  # as overrides/chrome/head.html writes it
LOADERS = [getattr(yaml, name) for name in ("CBaseLoader", "BaseLoader") if hasattr(yaml, name)]
# What has a meaning for YAML, Jinja, Markdown, HTML, a terminal or a file system.
MARKS = ["\t", "\r", "\x00", "\x02", "\x1b[2J", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffe", "\ud800", "{{", "}}", "{%", "%}", "{#", "<script>", "<!--", "</div>", "<b onclick=x>",
         "&a ", "*a", "!!python/name:os.system ", "<<: ", "'", '"', "`", "```\n", ": ", "- ", "? ", "| ", ">-\n", "[", "]", "{", "}", "(", ")", "%", "@", "#", "---\n", "...\n", "\n", "\n\n", "    ",
         "1. ", "> ", "javascript:", "data:", "&#123;", "\\x7b", '"\\ud800"', "9" * 5000, "é", "👍", "../", "=1+1", "oui", "2026-02-30", "~", "null", "1e999", "0x", "structure(", ") }}", "|"]
# What the reader may give: no half character.
VALUES = st.one_of(st.sampled_from([*(mark for mark in MARKS if mark != "\ud800"), "", " ", "[]", "a" * 6000, "https://exemple.fr/" + "a" * 3000, "https://[", "http://a.b:99999/", "minimale", "guide", "oui", "non", "0", "-1", "²"]), st.text(st.characters(exclude_categories=["Cs"]), max_size=20))


@st.composite
def mutated(draw: st.DrawFn, seeds: tuple[str, ...]) -> str:
    """Draw a real text, some of its lines taken away, doubled, moved, shifted or spoilt."""
    lines = draw(st.sampled_from(seeds)).split("\n")
    for _ in range(draw(st.integers(1, 5))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "indent", "outdent", "insert", "insert", "value", "value", "cut"])):
            case "drop" if len(lines) > 1:
                del lines[place]
            case "double":
                lines.insert(draw(st.integers(0, len(lines))), lines[place])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[place], lines[other] = lines[other], lines[place]
            case "indent":
                lines[place] = " " * draw(st.integers(1, 5)) + lines[place]
            case "outdent":
                lines[place] = lines[place][1:]
            case "insert":
                at = draw(st.integers(0, len(lines[place])))
                lines[place] = lines[place][:at] + draw(st.sampled_from(MARKS)) + lines[place][at:]
            case "value":
                lines[place] = lines[place].partition(":")[0] + ": " + draw(VALUES)
            case _:
                lines[place] = lines[place][:draw(st.integers(0, len(lines[place])))]
    return "\n".join(lines)


def _texts(files: list[Path]) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in files)


pieces = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=6)), max_size=30).map("".join)


def as_bytes(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Return the texts as a file holds them, half characters included."""
    return texts.map(lambda text: text.encode("utf-8", "surrogatepass"))


@cache
def folder() -> Path:
    """Return a folder that lasts as long as the process."""
    made = tempfile.mkdtemp(prefix="essai-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


@contextlib.contextmanager
def project(**changed: bytes) -> Iterator[Path]:
    """Give a copy of the small project with some files changed, put back in order at the end."""
    root = folder() / "projet"
    if not root.is_dir():
        shutil.copytree(MINI, root)
    try:
        for name, content in changed.items():
            (root / name).write_bytes(content)
        yield root
    finally:
        for name in changed:
            shutil.copyfile(MINI / name, root / name)


def told(problems: list[Problem], lines: int | None = None) -> None:
    """Fail unless each problem has a place in its text, and is said in French."""
    for problem in problems:
        assert problem.line >= 1 and problem.column >= 1, problem
        assert lines is None or problem.line <= lines, (problem, lines)
        assert not [english for english in ENGLISH if english in problem.message + problem.remedy], problem
        assert problem.message and str(problem).endswith((".", "?", "…", ")")), problem


def lines_of(data: bytes) -> int:
    """Return the number of lines of a file, as editors count them."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return max(1, text.count("\n") + (not text.endswith("\n")))


def reader(data: bytes) -> None:
    """Read any bytes as data and as a page, with both parsers: problems with a place, and nothing raised."""
    path = folder() / "a.yml"
    path.write_bytes(data)
    found = []
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(places, "BaseLoader", loader)
            found.append(read_yaml(path, "a.yml"))
        told(found[-1].problems, lines_of(data))
    if not any(document.problems for document in found):
        assert all(document.value == found[0].value for document in found)
    page = read_page(path, "a.yml")
    told(page.front.problems, lines_of(data))
    for call in calls(page.body):
        assert isinstance(call, Call | Forbidden) and 1 <= call.line <= page.body.count("\n") + 1


@cache
def context() -> dict[str, Any]:
    """Return what the records of the small project are checked against."""
    catalog = load(MINI)[0]
    return {"vocabularies": catalog.known, "files": {shelf.name: shelf.place for shelf in SHELVES}, "pages": {"guide": 40}}


@cache
def samples() -> tuple[tuple[int, Any], ...]:
    """Return the records of the small project before they are checked, each with the place of its shelf."""
    found = []
    for number, shelf in enumerate(SHELVES):
        for path in paths(MINI, shelf.pattern):
            value = parse_yaml(path.read_text(encoding="utf-8"), path.name).value
            found += [(number, one) for one in ([value] if shelf.folder else value)]
    return tuple(found)


wrong = st.recursive(VALUES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(VALUES, inner, max_size=3)), max_leaves=6)


@st.composite
def records(draw: st.DrawFn) -> tuple[int, Any]:
    """Draw a record of the small project with wrong values at some places."""
    number, value = draw(st.sampled_from(samples()))
    for _ in range(draw(st.integers(1, 4))):
        value = _spoil(draw, value)
    return number, value


def _spoil(draw: st.DrawFn, value: Any) -> Any:
    if not value or not isinstance(value, dict | list) or draw(st.integers(0, 6)) == 0:
        return draw(wrong)
    copy = value.copy()
    if isinstance(copy, dict) and draw(st.integers(0, 6)) == 0:
        copy[draw(VALUES)] = draw(wrong)
    key = draw(st.sampled_from(sorted(copy))) if isinstance(copy, dict) else draw(st.integers(0, len(copy) - 1))
    if draw(st.integers(0, 6)) == 0:
        del copy[key]
    else:
        copy[key] = _spoil(draw, copy[key])
    return copy


def model(record: tuple[int, Any]) -> None:
    """Check any value against the model: a record, or problems."""
    number, value = record
    kind = SHELVES[number].kind
    try:
        kind.model_validate(value, context=context())
    except ValidationError as error:
        problems = problems_of(error, Document("a.yml", value), kind)
        assert problems
        told(problems)


whole_files = st.one_of(
    *(st.tuples(st.just(path.relative_to(MINI).as_posix()), as_bytes(mutated((path.read_text(encoding="utf-8"),)))) for path in (*DATA, *PAGES)),
    st.tuples(st.sampled_from([path.relative_to(MINI).as_posix() for path in (*DATA, *PAGES)]), as_bytes(pieces)),
)


def whole(changed: tuple[str, bytes]) -> None:
    """Check the small project with one of its files spoilt."""
    name, data = changed
    with project(**{name: data}) as root:
        catalog, problems = read_project(root)
    assert isinstance(catalog, Catalog)
    told(problems)
    told([problem for problem in problems if problem.path == name], lines_of(data))


# Texts that the model takes, and that would do harm where they were not escaped. No word in capitals: pages explain acronyms.
HARM = ['"', "'", "`", "<", ">", "&", "&amp", "< script>", '" onclick="x', "' autofocus onfocus='x", "javascript:x", "--", "-->", "]]>", "{", "}", "%}", "\\", "\\u003c", "=1+1", "+1", "-1", "@a",
        "\u200b", "\u00ad", "\u2011", "\u2028", "é", "👩‍🏫", "\u0301", ",", ";", ":", "|", "/", "*a*", "[a](b)", "# a", "\n", "\t", "begin:vevent", "a" * 300, " ", "http://", "</", "\\n", "$", "%0a"]
harmful = st.lists(st.one_of(st.sampled_from(HARM), st.text(st.characters(exclude_categories=["Lu", "Lt", "Cs"]), max_size=8)), min_size=1, max_size=8).map("".join)


@cache
def calm() -> tuple[Catalog, dict[str, str]]:
    """Return the catalog of the small project and the HTML of all that is made of it."""
    catalog = load(MINI)[0]
    return catalog, dict(_html(_site(catalog)))


def _site(catalog: Catalog) -> Site:
    return Site(catalog, ROOT / "overrides", "https://exemple.fr/qvct/", TODAY)


def _html(site: Site) -> Iterator[tuple[str, str]]:
    for name, shortcode in bound(site).items():
        keys = [key_of(record) for record in getattr(site.catalog, REFERS_TO[name])] if name in REFERS_TO else [None]
        for key in keys:
            yield f"{name} {key}", Markdown(extensions=["macros.prerendered"]).convert(shortcode(*([key] if key else [])))
    yield from ((name, text) for name, text in embed_pages.files(site, []).items() if name.endswith(".html"))


def leaves_whole(catalog: Catalog) -> dict[str, str]:
    """Make everything of a catalog that has the small one's records, with other texts; fail unless each format stays whole, and HTML has not one element more.

    Returns the HTML of each fragment and of each embed.
    """
    site, quiet = _site(catalog), calm()[1]
    made = dict(_html(site))
    for name, html in made.items():
        assert Reader(html).elements == Reader(quiet[name]).elements, name
    files = api.files(catalog, site.absolute, TODAY) | feeds.files(catalog, site.absolute) | crawlers.files(catalog, site.absolute, [""], TODAY)
    files |= {calendar.ADDRESS: calendar.calendar(catalog, site.absolute)}
    files |= index_of(catalog, [("testimonials/minimale/", f"<article><h1>a</h1>{made['structure minimale']}</article>")])
    for name, content in files.items():
        well_formed(name, content)
    for address in addresses(catalog):
        written = SCRIPT.render(data=of_page(catalog, site.absolute, address, "Titre")["data"])
        assert "<" not in written and json.loads(written)
    return made


def outputs(text: str) -> None:
    """Make everything of records whose texts all end with `text`, if the model takes it."""
    try:
        TypeAdapter(Text).validate_python(f"a {text} a")
    except ValidationError:
        return
    leaves_whole(spoilt(calm()[0], f" {' '.join(text.split())} a"))


def well_formed(name: str, content: str) -> None:
    """Fail unless a file is what its ending says."""
    if name.endswith((".json", ".geojson")):
        json.loads(content)
    elif name.endswith(".xml"):
        ElementTree.fromstring(content.encode())
    elif name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=";"))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n")) and not cell[1:].replace(",", "").isdecimal()]
    elif name.endswith(".ics"):
        lines = content.split("\r\n")
        assert max(len(line.encode()) for line in lines) <= 75 and "\n" not in "".join(lines)
        assert not [line for line in lines if line[:1] not in (" ", "") and not line.partition(":")[0].partition(";")[0].replace("-", "").isupper()]


ANSWERS = {
    "structure": (ROOT / "tests/mini/data/structures/les-tilleuls.yml").read_text(encoding="utf-8").replace("slug: les-tilleuls\n", ""),
    "fiche": (ROOT / "tests/mini/data/equality_sheets/01-recruter.yml").read_text(encoding="utf-8").replace("slug: 01-recruter\n", ""),
    "ressource": "title: Un guide\npublishers: [Nous]\nkind: guide\npurpose: Pour essayer.\nsource: {document: guide, page: 3}\n",
    "terme": "term: Essai\ndefinition: Ce que l’on essaie.\n",
}
drafts = st.one_of(*(st.tuples(st.just(kind), as_bytes(mutated((text,)))) for kind, text in ANSWERS.items()), st.tuples(st.sampled_from(sorted(ANSWERS)), as_bytes(pieces)))


def answers(given: tuple[str, bytes]) -> None:
    """Write a new record out of any answers: it is written or refused, without a traceback."""
    kind, data = given
    root, file = folder() / "nouveau", folder() / "reponses.yml"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(MINI, root)
    file.write_bytes(data)
    said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()) as wrong:
        assert main(["--root", str(root), "new", kind, "essai-d-ici", "--answers", str(file)]) in (0, 1)
    assert "Traceback" not in wrong.getvalue()


@dataclass(frozen=True)
class Property:
    """What must hold, of which inputs, and how many of them: here, and of a hundred thousand."""

    holds: Callable[[Any], None]
    inputs: st.SearchStrategy[Any]
    quick: int
    share: float


PROPERTIES = {
    "reader: any bytes": Property(reader, st.binary(max_size=200), 150, 0.2),
    "reader: any text": Property(reader, as_bytes(pieces), 200, 0.25),
    "reader: spoilt files": Property(reader, as_bytes(st.one_of(mutated(_texts(DATA)), mutated(_texts(PAGES)))), 150, 0.2),
    "model: spoilt records": Property(model, records(), 300, 0.3),
    "project: a spoilt file": Property(whole, whole_files, 30, 0.03),
    "outputs: harmful texts": Property(outputs, harmful, 8, 0.01),
    "new: any answers": Property(answers, drafts, 15, 0.01),
}


def run(name: str, count: int, batch: int | None = None, met: Callable[[Any], object] = lambda given: None) -> None:
    """Run a property on `count` inputs: the same ones each time, or those of a batch; `met` is told of each."""
    found = PROPERTIES[name]

    def holds(given: Any) -> None:
        met(given)
        found.holds(given)

    profile = settings(max_examples=count, derandomize=batch is None, deadline=None, database=None, suppress_health_check=list(HealthCheck), report_multiple_bugs=False)
    tried = profile(given(found.inputs)(holds))
    (tried if batch is None else seed(batch)(tried))()


@pytest.mark.parametrize("name", PROPERTIES)
def test_it_holds(name: str) -> None:
    run(name, PROPERTIES[name].quick)


def test_every_shortcode_is_made() -> None:
    assert {name.split()[0] for name in calm()[1]} >= SHORTCODES.keys() - {"lessons"}


def test_shares_make_a_whole() -> None:
    assert sum(found.share for found in PROPERTIES.values()) == pytest.approx(1)
