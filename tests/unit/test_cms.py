"""The form of editors says what the model says: nothing more, nothing less."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from macros import vocabularies
from macros.anatomy import Anatomy, fields_of
from macros.catalog import Catalog
from macros.exports import crawlers
from macros.faces import admin, cms
from macros.faces.admin import SettingsError, forge_of, policy
from macros.faces.cms import CLOSED, EDITED, LISTS, Forge, config
from macros.fields import LONGEST_TEXT
from macros.pages import PAGES
from macros.shelves import BY_NAME, Shelf
from macros.site import Site
from tests.conftest import ROOT

HERE, HUB = Forge(), Forge("github", "exemple/depot")
LAB = Forge("gitlab", "groupe/depot", "principale", "https://forge.exemple.fr/", "abc123")
Form = dict[str, Any]
Pair = tuple[str, Anatomy, Form]


@pytest.fixture(scope="module")
def form(real_catalog: Catalog) -> Form:
    return config(real_catalog, HERE, "https://exemple.fr/")


@pytest.fixture(scope="module")
def site(real_catalog: Catalog) -> Site:
    return Site(real_catalog, ROOT / "overrides", "https://exemple.fr/", date(2026, 11, 21))


def collection(form: Form, name: str) -> Form:
    return next(one for one in form["collections"] if one["name"] == name)


def fields_in(form: Form, shelf: Shelf) -> list[Form]:
    """Return the fields of the form for the records of a shelf."""
    if shelf.folder:
        return collection(form, shelf.name)["fields"]
    (rows,) = next(file for file in collection(form, LISTS)["files"] if file["name"] == shelf.name)["fields"]
    assert (rows["widget"], rows["root"], rows["name"]) == ("list", True, cms.ROWS)
    return rows["fields"]


def pairs(kind: type[vocabularies.Record], given: list[Form], place: str) -> Iterator[Pair]:
    """Yield each field of a record and those of the groups it holds, with what the form makes of it."""
    model = fields_of(kind)
    assert [one["name"] for one in given] == list(model), place  # all of them, in the order of the model
    for one in given:
        field = model[one["name"]]
        yield f"{place}.{one['name']}", field, one
        if field.record:
            yield from pairs(field.record, one["fields"], f"{place}.{one['name']}")


@pytest.fixture(scope="module")
def every(form: Form) -> list[Pair]:
    return [pair for shelf in EDITED for pair in pairs(shelf.kind, fields_in(form, shelf), shelf.name)]


def test_every_shelf_that_editors_fill_is_there(form: Form) -> None:
    folders = {one["name"]: one for one in form["collections"] if not one["name"].startswith("pages_") and one["name"] != LISTS}
    assert {name: one["folder"] for name, one in folders.items()} == {shelf.name: shelf.folder for shelf in EDITED if shelf.folder}
    assert {one["name"]: one["file"] for one in collection(form, LISTS)["files"]} == {shelf.name: shelf.pattern for shelf in EDITED if not shelf.folder}
    assert {"structures", "sheets", "figures", "legal", "glossary", "sources", "cases", "embeds"} <= {shelf.name for shelf in EDITED}
    assert not CLOSED & {shelf.name for shelf in EDITED}
    assert all(one["slug"] == f"{{{{fields.{BY_NAME[name].key}}}}}" for name, one in folders.items())


def test_every_field_is_there_once_with_its_words(every: list[Pair]) -> None:
    assert len(every) > 300
    for place, field, one in every:
        assert one["label"].casefold() == field.title.casefold() and one["label"][0] == field.title[0].upper(), place
        assert one["required"] is field.required, place
        assert one.get("hint", "").startswith(field.rule), place


def test_choices_are_those_of_the_closed_lists(every: list[Pair], real_catalog: Catalog) -> None:
    closed = [(field, one) for _, field, one in every if field.vocabulary in CLOSED]
    assert len(closed) > 20
    for field, one in closed:
        assert one["widget"] == "select" and one.get("multiple", False) is field.many
        assert {choice["value"]: choice["label"] for choice in one["options"]} == {
            entry.id: f"{entry.id} – {entry.label}" if field.vocabulary == "departments" else entry.label for entry in getattr(real_catalog, field.vocabulary)}
    assert all(one["options"] == list(field.choices) for _, field, one in every if field.choices)
    assert all(one["options"] == ["oui", "non"] for _, field, one in every if field.plain is bool)


def test_references_lead_to_what_they_name(form: Form, every: list[Pair]) -> None:
    """The CMS says nothing of a place that does not exist: it shows an empty list."""
    found = [(field, one) for _, field, one in every if field.vocabulary and field.vocabulary not in CLOSED]
    assert {"sources", "figures", "structures", "legal", "glossary", "embeds"} <= {field.vocabulary for field, _ in found}
    for field, one in found:
        shelf = BY_NAME[field.vocabulary]
        assert one["widget"] == "relation" and one.get("multiple", False) is field.many
        assert (one["collection"], one.get("file")) == ((shelf.name, None) if shelf.folder else (LISTS, shelf.name))
        asked = {name.removeprefix(f"{cms.ROWS}.*.") for name in (one["value_field"], *one["display_fields"], *one.get("search_fields", ()))}
        assert shelf.key in asked and asked <= {field["name"] for field in fields_in(form, shelf)}


def test_bounds_and_patterns_are_those_of_the_model(every: list[Pair]) -> None:
    for place, field, one in every:
        if field.pattern:
            assert one["pattern"][0] == field.pattern, place
        if field.form:
            assert re.match(one["pattern"][0], {"slug": "ma-structure-2", "address": "https://exemple.fr/a?b=c"}[field.form]), place
            assert not re.match(one["pattern"][0], "Ma structure"), place
        if field.many:
            assert (one.get("min"), one.get("max")) == (field.least, field.most), place
        elif field.plain is int:
            assert (one["widget"], one["value_type"], one.get("min"), one.get("max")) == ("number", "int", field.low, field.high), place
        if field.plain is date:
            assert (one["widget"], one["type"], one["format"]) == ("datetime", "date", "YYYY-MM-DD"), place
        if one["widget"] in ("string", "text"):
            assert one.get("maxlength") == (field.longest if field.longest != LONGEST_TEXT else None), place
            assert one["use_emoji_autocomplete"] is False, place
        assert ("fields" in one) is bool(field.record), place
        assert (one["widget"] == "list") is (field.many and not field.vocabulary), place


def test_the_form_follows_the_catalog(real_catalog: Catalog) -> None:
    known = {**real_catalog.known, "sectors": {**real_catalog.known["sectors"], "nouveau": "Un secteur nouveau"}}
    structures = collection(config(replace(real_catalog, known=known), HERE, ""), "structures")
    sector = next(one for one in structures["fields"] if one["name"] == "sector")
    assert sector["options"][-1] == {"label": "Un secteur nouveau", "value": "nouveau"}


def test_pages_are_in_the_form(form: Form) -> None:
    for name in ("structures", "sheets", "method", "cases"):
        place, shortcode, title = PAGES[name]
        one = collection(form, f"pages_{name}")
        record = one["fields"][-1]
        assert (one["folder"], one["format"], one["slug"]) == (place.rpartition("/")[0], f"page-{shortcode}", "{{fields.record}}")
        assert (record["collection"], record["value_field"], record["display_fields"]) == (name, "slug", [title])
        assert [field["name"] for field in one["fields"][:-1]] == ["title", "description"]


def test_what_is_published_elsewhere_cannot_be_taken_away(form: Form) -> None:
    files = {file["name"]: file["fields"][0] for file in collection(form, LISTS)["files"]}
    assert files["embeds"]["allow_remove"] is False and "allow_remove" not in files["figures"]
    assert all(one["delete"] is False for one in form["collections"] if one["name"] != LISTS)


def test_every_shelf_and_every_page_has_a_french_name() -> None:
    assert {shelf.name for shelf in EDITED} <= cms.LABELS.keys()
    assert {name for name in PAGES if BY_NAME[name].folder} == cms.PAGES_OF.keys()


def test_proposals_go_through_a_request(real_catalog: Catalog) -> None:
    found = {forge: config(real_catalog, forge, "") for forge in (HERE, HUB, LAB)}
    assert [one.get("publish_mode") for one in found.values()] == [None, "editorial_workflow", "editorial_workflow"]
    assert found[HUB]["backend"] == {"name": "github", "repo": "exemple/depot", "branch": "main", "open_authoring": True, "auth_scope": "public_repo", "auth_methods": ["token"]}
    assert found[LAB]["backend"] == {"name": "gitlab", "repo": "groupe/depot", "branch": "principale", "base_url": "https://forge.exemple.fr",
                                     "auth_type": "pkce", "app_id": "abc123", "api_root": "https://forge.exemple.fr/api/v4"}
    assert config(real_catalog, replace(HUB, oauth="https://entree.exemple.fr"), "")["backend"]["base_url"] == "https://entree.exemple.fr"


@pytest.mark.parametrize(("settings", "forge"), [
    ({}, None), ({"SITE_ADMIN": ""}, None), ({"SITE_ADMIN": "non"}, None), ({"SITE_REPOSITORY": "exemple/depot", "SITE_FORGE": "autre"}, None),
    ({"SITE_ADMIN": "oui"}, HERE), ({"SITE_ADMIN": "oui", "SITE_REPOSITORY": "exemple/depot"}, HUB),
    ({"SITE_ADMIN": "oui", "SITE_FORGE": "gitlab", "SITE_REPOSITORY": "groupe/depot", "SITE_BRANCH": "principale", "SITE_OAUTH": "https://forge.exemple.fr/", "SITE_OAUTH_APP": "abc123"}, LAB),
])
def test_settings(settings: dict[str, str], forge: Forge | None) -> None:
    assert forge_of(settings) == forge


@pytest.mark.parametrize(("settings", "said"), [({"SITE_ADMIN": "yes"}, "écrivez oui ou non"), ({"SITE_ADMIN": "oui", "SITE_FORGE": "bitbucket"}, "écrivez github ou gitlab")])
def test_settings_that_cannot_be_followed(settings: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        forge_of(settings)


def test_the_page_talks_to_the_site_and_the_forge_alone() -> None:
    assert {forge: re.findall(r"https?://[^\s;]+", policy(forge)) for forge in (HERE, HUB, LAB)} == {
        HERE: [], HUB: ["https://api.github.com"], LAB: ["https://forge.exemple.fr"]}
    assert "default-src 'none'" in policy(HUB) and "unsafe-eval" not in policy(HUB)


def test_the_page(site: Site) -> None:
    made = admin.files(site, HERE, json.dumps({"save": "Enregistrer"}))
    page = made["admin/index.html"]
    (modules,) = re.findall(r'<script type="importmap">(.*?)</script>', page)
    assert json.loads(modules) == {"imports": {"./cms/locales/fr.json": "./cms/locales/fr.js"}}
    assert b64encode(hashlib.sha256(modules.encode()).digest()).decode() in page
    assert '<html lang="fr">' in page and 'content="noindex, nofollow"' in page
    assert "Aucun dépôt en ligne" in page and "Aucun dépôt en ligne" not in admin.files(site, HUB, "{}")["admin/index.html"]
    assert made["admin/cms/locales/fr.js"] == 'export default {"save": "Enregistrer"};\n'
    assert json.loads(made["admin/config.json"]) == config(site.catalog, HERE, "https://exemple.fr/")


def test_visiting_programs_are_told_nothing_of_it(site: Site) -> None:
    told = crawlers.files(site.catalog, site.absolute, ["", "about/"], site.today)
    assert not [name for name, text in told.items() if "admin" in text]
