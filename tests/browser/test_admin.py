"""The form of editors: what it saves is what was there, and what was changed."""

import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.anatomy import fields_of
from macros.catalog import Catalog
from macros.cli import read_project
from macros.faces.cms import EDITED, LISTS, Forge, title_of
from macros.pages import PAGES
from macros.publish import add_form
from macros.shelves import BY_NAME, Shelf
from macros.site import Site
from macros.source import Value, parse_yaml, read_page
from tests.browser.visits import SETTLED, visits, watch
from tests.built import ROOT, Server, none, served

FILL = """async (files) => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const names = path.split("/");
    let folder = root;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create: true });
    const stream = await (await folder.getFileHandle(names.at(-1), { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
}"""
READ = """async (path) => {
  const names = path.split("/");
  let folder = await navigator.storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await (await folder.getFileHandle(names.at(-1))).getFile()).text();
}"""
WRITTEN = """async ([file, more]) => {
  const [{ written }, { parsed, tidy }] = await Promise.all(["kept", "written"].map((name) => import(new URL(`${name}.js`, location))));
  return more.map((value) => written(file, tidy(value ?? parsed(file).toJS())));
}"""
FILE = """\
# Licence Ouverte 2.0 (voir LICENCE-DONNEES.md).

# --- Un titre ---
- id: un  # au bout
  words: [a, b]
  source: {document: brochure, page: 8}

# Celle-ci est à deux.
- id: deux
  text: >-
    Un texte sur
    deux lignes.
- id: trois
  rows:
    - [x, "10"]
"""
HEAD, ONE, TWO, THREE = (FILE[start:end] for start, end in itertools.pairwise([0, *(FILE.index(mark) for mark in ("- id: un", "\n# Celle-ci", "- id: trois")), len(FILE)]))
UN, DEUX, TROIS = parse_yaml(FILE, "").value
FOLDERS = [shelf for shelf in EDITED if shelf.folder]
LISTED = [shelf for shelf in EDITED if not shelf.folder and parse_yaml((ROOT / shelf.pattern).read_text(encoding="utf-8"), "").value]
PAGED = [name for name in PAGES if name in BY_NAME and BY_NAME[name].folder]


@dataclass
class Form:
    """The form, open on a copy of the project that the browser keeps to itself."""

    page: Page
    files: dict[str, str] = field(repr=False)
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        self.page.evaluate("address => { location.hash = '#/collections/' + address }", address)

    def part(self, place: str) -> Locator:
        """Return the part of the form for one field: « headcount.employees », « rows.0.id »."""
        return self.page.locator(f'section[data-key-path="{place}"]')

    def box(self, place: str) -> Locator:
        return self.part(place).get_by_role("textbox").first

    def choose(self, place: str, name: str) -> None:
        self.part(place).get_by_role("combobox").click()
        self.page.get_by_role("option", name=name, exact=True).click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def save(self) -> None:
        self.button("Enregistrer").click()
        expect(self.page).to_have_url(re.compile(r"#/collections/\w+$"))  # back to the list, once it is written

    def text(self, path: str) -> str:
        return self.page.evaluate(READ, path)

    def changed(self, path: str) -> tuple[list[str], list[str]]:
        """Return the lines that a file lost and won."""
        old, new = self.files[path].splitlines(), self.text(path).splitlines()
        while old and new and old[0] == new[0]:
            del old[0], new[0]
        while old and new and old[-1] == new[-1]:
            del old[-1], new[-1]
        return old, new


@pytest.fixture(scope="module")
def whole(real_catalog: Catalog) -> Site:
    return Site(real_catalog, ROOT / "overrides", "http://127.0.0.1:8000/", date(2026, 11, 21))


@pytest.fixture(scope="module")
def admin(whole: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A site that has nothing but the form."""
    folder = tmp_path_factory.mktemp("formulaire")
    add_form(whole, Forge(), ROOT, folder)
    with served(folder) as server:
        yield server


@pytest.fixture(scope="module")
def form(browser: Browser, admin: Server) -> Iterator[Form]:
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for folder, suffix in (("data", ".yml"), ("content", ".md"))
             for path in sorted((ROOT / folder).rglob(f"*{suffix}"))}
    context = browser.new_context(**SETTLED | {"locale": "en-US"})  # in French all the same
    context.set_default_timeout(6_000)
    page = context.new_page()
    form = Form(page, files)
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.on("request", lambda request: request.url.startswith((admin.address, "data:", "blob:")) or form.asked.append(request.url))
    watch(page, form.faults)
    page.add_init_script("window.showDirectoryPicker = () => navigator.storage.getDirectory();")
    page.goto(f"{admin.address}admin/")
    page.evaluate(FILL, files)
    expect(page.get_by_role("button", name="Travailler avec un dépôt local")).to_be_visible()
    expect(page.get_by_role("button", name="Se connecter")).to_have_count(0)  # without a repository, nowhere to sign in
    page.get_by_role("button", name="Travailler avec un dépôt local").click()
    page.get_by_text("Crédit Agricole").wait_for()
    yield form
    context.close()


def records(shelf: Shelf) -> list[str]:
    return [path.stem for path in sorted((ROOT / shelf.folder).glob("*.yml"))]


def text_of(shelf: Shelf) -> str:
    """Return the name of a field of one text, that all records of a shelf have."""
    return shelf.key if fields_of(shelf.kind)[title_of(shelf)].many else title_of(shelf)


def keys(value: Value) -> Any:
    """Return a value with the order of its fields, which equality does not see."""
    return [[name, keys(one)] for name, one in value.items()] if isinstance(value, dict) else [keys(one) for one in value] if isinstance(value, list) else value


def other(text: str) -> str:
    """Return another text of the same length, which the same rules admit."""
    return text[:-1] + ("z" if text[-1] != "z" else "y")


def check_one_change(form: Form, path: str, place: list[str | int], new: str) -> None:
    """Check that a file has a new value at one place, and else its very lines."""
    awaited, found = parse_yaml(form.files[path], path).value, parse_yaml(form.text(path), path)
    assert found.problems == []
    group: Any = awaited
    for step in place[:-1]:
        group = group[step]
    group[place[-1]] = new
    assert keys(found.value) == keys(awaited)
    lost, won = form.changed(path)
    assert 1 <= len(lost) <= 8 and 1 <= len(won) <= 8, f"{path}: {lost} {won}"  # the lines of one text
    form.files[path] = form.text(path)


def test_files_are_written_again_to_the_byte(form: Form) -> None:
    """All those that the form may save, when their values have not changed."""
    texts = {path: text for path, text in form.files.items() if any(fnmatch(path, shelf.pattern) for shelf in EDITED)}
    assert len(texts) > 60
    none(path for path, text in texts.items() if form.page.evaluate(WRITTEN, [text, [None]]) != [text])


def test_a_change_leaves_the_rest_as_it_was(form: Form) -> None:
    new = {"id": "quatre", "employees": 12, "departments": ["34"], "source": {"document": "brochure", "page": 3}}
    awaited = [
        ([UN, TROIS], HEAD + ONE + THREE), ([DEUX, TROIS], HEAD + TWO + THREE), ([TROIS, UN, DEUX], HEAD + THREE + ONE + TWO),
        ([UN, DEUX, TROIS, new], FILE + '- id: quatre\n  employees: 12\n  departments: ["34"]\n  source: {document: brochure, page: 3}\n'),
        ([{"id": "un", "note": "Oui : non", **UN}, DEUX, TROIS], FILE.replace("au bout\n", 'au bout\n  note: "Oui : non"\n')),
        ([UN | {"id": "un-bis"}, DEUX, TROIS], FILE.replace("id: un ", "id: un-bis ")),
        ([{"id": "un"}, DEUX, TROIS], FILE.replace("  words: [a, b]\n  source: {document: brochure, page: 8}\n", "")),
        ([UN, DEUX | {"text": "Court."}, TROIS], FILE.replace(">-\n    Un texte sur\n    deux lignes.", "Court.")),
        ([UN, DEUX, TROIS | {"rows": [["x", "11"], ["y", "a, b"]]}], FILE.replace('[x, "10"]', '[x, "11"]\n    - [y, "a, b"]')),
        ([UN, DEUX | {"text": "", "words": [], "source": None}, TROIS], HEAD + ONE + "\n# Celle-ci est à deux.\n- id: deux\n" + THREE),  # what is empty is left out
    ]
    for (_, text), found in zip(awaited, form.page.evaluate(WRITTEN, [FILE, [value for value, _ in awaited]]), strict=True):
        assert found == text


def test_it_speaks_french(form: Form) -> None:
    assert form.button("Créer une entrée").is_visible()
    assert form.page.evaluate("document.documentElement.lang") == "fr"


def test_a_number_is_changed_alone(form: Form) -> None:
    form.open("structures/entries/adela")
    form.part("headcount").get_by_role("button", name="Développer").first.click()
    form.part("headcount.employees").get_by_role("spinbutton").fill("161")
    form.save()
    path = "data/structures/adela.yml"
    assert form.changed(path) == (["  employees: 160"], ["  employees: 161"])
    check_one_change(form, path, ["headcount", "employees"], "161")


def test_what_the_model_refuses_is_not_saved(form: Form) -> None:
    form.open("structures/entries/bgc-31")
    form.box("slug").fill("BGC 31")
    form.button("Enregistrer").click()
    expect(form.part("slug")).to_contain_text("Des minuscules sans accent")
    form.box("slug").fill("bgc-31")
    expect(form.button("Enregistrer")).to_be_disabled()
    assert form.changed("data/structures/bgc-31.yml") == ([], [])


def test_a_structure_is_added(form: Form, tmp_path: Path) -> None:
    """Its data, its page, its embed: then the check has nothing to say."""
    form.open("structures/new")
    form.box("slug").fill("ma-structure")
    form.box("name").fill("Ma structure : l’essai")
    form.choose("sector", "Aide à la personne")
    form.box("activity.printed").fill("Aide à domicile")
    form.choose("activity.source.document", "Brochure Aract, CRESS et UDES")
    form.part("activity.source.page").get_by_role("spinbutton").fill("11")
    form.part("has_testimony").get_by_role("radio", name="non").click()
    form.part("updated_on").locator("input").fill("2026-11-21")
    form.save()
    form.open("pages_structures/new")
    form.box("title").fill("Ma structure : l’essai")
    form.choose("record", "Ma structure : l’essai")
    form.save()
    form.open(f"{LISTS}/entries/embeds")
    published = len(parse_yaml(form.files["data/embeds.yml"], "").value)
    for place, id in enumerate(("structure/ma-structure", "story/ma-structure"), published):
        form.page.get_by_role("button", name=re.compile("Ajouter .*intégration")).click()
        form.page.mouse.move(640, 800)
        form.page.mouse.wheel(0, 100_000)  # what is out of sight is not drawn
        form.box(f"rows.{place}.id").fill(id)
    form.save()
    assert form.changed("data/embeds.yml") == ([], ["- id: structure/ma-structure", "- id: story/ma-structure"])
    assert form.text("content/testimonials/ma-structure.md") == '---\ntitle: "Ma structure : l’essai"\n---\n\n{{ structure("ma-structure") }}\n'
    data = form.text("data/structures/ma-structure.yml")
    assert data.endswith("""\
slug: ma-structure
name: "Ma structure : l’essai"
sector: aide-a-la-personne
activity:
  printed: Aide à domicile
  source: {document: brochure, page: 11}
has_testimony: non
updated_on: 2026-11-21
""")
    assert data.startswith([line for line in form.files["data/structures/bgc-31.yml"].splitlines() if "Licence Ouverte" in line or "$schema" in line][0])
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("data/structures/ma-structure.yml", "content/testimonials/ma-structure.md", "data/embeds.yml"):
        (tmp_path / name).write_text(form.text(name), encoding="utf-8")
    assert read_project(tmp_path)[1] == []
    form.files["data/embeds.yml"] = form.text("data/embeds.yml")


@pytest.mark.parametrize("shelf", FOLDERS, ids=lambda shelf: shelf.name)
def test_a_file_keeps_all_but_what_is_changed(form: Form, shelf: Shelf) -> None:
    """All structures; of the other shelves, the longest file."""
    found = records(shelf) if shelf.name == "structures" else [max(records(shelf), key=lambda key: len(form.files[f"{shelf.folder}/{key}.yml"]))]
    name = text_of(shelf)
    for key in found:
        form.open(f"{shelf.name}/entries/{key}")
        old = parse_yaml(form.files[f"{shelf.folder}/{key}.yml"], "").value[name]
        expect(form.box(name)).to_have_value(old)
        expect(form.button("Enregistrer")).to_be_disabled()  # to open is to change nothing
        form.box(name).fill(other(old))
        form.save()
        check_one_change(form, f"{shelf.folder}/{key}.yml", [name], other(old))


@pytest.mark.parametrize("shelf", LISTED, ids=lambda shelf: shelf.name)
def test_a_list_keeps_all_but_what_is_changed(form: Form, shelf: Shelf) -> None:
    name = text_of(shelf)
    old = parse_yaml(form.files[shelf.pattern], "").value[0][name]
    form.open(f"{LISTS}/entries/{shelf.name}")
    expect(form.button("Enregistrer")).to_be_disabled()
    form.button("Développer").first.click()
    expect(form.box(f"rows.0.{name}")).to_have_value(old)
    form.box(f"rows.0.{name}").fill(other(old))
    form.save()
    check_one_change(form, shelf.pattern, [0, name], other(old))


@pytest.mark.parametrize("name", PAGED)
def test_a_page_keeps_all_but_what_is_changed(form: Form, name: str) -> None:
    path = sorted(path for path in form.files if f'{{{{ {PAGES[name][1]}("' in form.files[path])[0]
    form.open(f"pages_{name}/entries/{Path(path).stem}")
    old = read_page(ROOT / path, path).front.value["title"]
    expect(form.box("title")).to_have_value(old)
    form.box("title").fill(other(old))
    form.save()
    lost, won = form.changed(path)
    assert (len(lost), [line.replace(other(old), old) for line in won]) == (1, lost)


@pytest.mark.parametrize(("forge", "door"), [
    (Forge("github", "exemple/depot"), "Se connecter avec un jeton d’accès"),
    (Forge("gitlab", "groupe/depot", oauth="https://forge.exemple.fr", application="abc"), re.compile("Se connecter avec .*GitLab")),
], ids=["github", "gitlab"])
def test_a_repository_opens_another_door(browser: Browser, whole: Site, tmp_path: Path, forge: Forge, door: str | re.Pattern[str]) -> None:
    add_form(whole, forge, ROOT, tmp_path)
    with served(tmp_path) as server, visits(browser, server) as visit:
        page = visit("admin/")
        expect(page.get_by_role("button", name="Travailler avec un dépôt local")).to_be_visible()
        expect(page.get_by_role("button", name=door)).to_be_visible()
        expect(page.get_by_text("Aucun dépôt en ligne")).to_have_count(0)


def test_nothing_was_asked_of_others_and_no_error_was_met(form: Form) -> None:
    none(form.asked + form.faults)
