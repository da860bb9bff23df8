"""A site is put in place whole, or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.faces.admin import NEEDED
from macros.facets import facets
from macros.publish import complete, publish
from macros.render import Fragments
from macros.site import Site

# Stands in for MkDocs: `python -m mkdocs` looks first in the project's own folder.
ENGINE = """
import pathlib, sys
folder = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
folder.mkdir()
(folder / "index.html").write_text("nouveau")
print("INFO    -  Building")
{more}
"""
FAILS = 'print("WARNING -  Doc file contains a link to nothing", file=sys.stderr); sys.exit(1)'

EMBEDS = ("structures", "map", "figures", "search", "structure/la-fabrique", "structure/les-tilleuls", "structure/minimale", "story/la-fabrique",
          "story/les-tilleuls", "story/minimale", "sheet/01-recruter", "sheet/minimale", "axis/axe-1", "structure/ancienne", "story/ancienne")
MADE = {"assets/facets.css", "about/grille-entretien/grille-entretien.docx", "search/index.json",  # pages without an article hold nothing to find
        "embed/v1/embed.css", "embed/v1/oembed/oembed.json", *(f"embed/v1/{id}/index.html" for id in EMBEDS)}


@pytest.fixture
def site(catalog: Catalog, root: Path) -> Site:
    return Site(catalog, root / "overrides", "https://exemple.fr/", date(2026, 11, 21))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose site/ holds an old site."""
    (tmp_path / "site/a").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("ancien")
    (tmp_path / "site/a/vieux.html").write_bytes(b"\x00\xff")
    return tmp_path


def built_by(project: Path, more: str) -> Path:
    (project / "mkdocs.py").write_text(ENGINE.format(more=more), encoding="utf-8")
    return project


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def pages_of(folder: Path) -> set[str]:
    """Return the files of a built site but the open data, feeds and the like, whose lists their own tests hold."""
    names = set(contents(folder))
    others = {"api/v1/index.json", "feeds/atom.xml", "feeds/echeances.ics", "robots.txt", "sitemap.xml", ".well-known/security.txt", "assets/partage/accueil.png"}
    assert others <= names
    return {name for name in names - others if not name.startswith(("api/", "feeds/", "assets/partage/"))}


def test_a_new_site_takes_the_place_of_the_old(project: Path, site: Site) -> None:
    assert publish(site, built_by(project, "")) == []
    assert pages_of(project / "site") == {"index.html", *MADE}
    assert (project / "site/index.html").read_text() == "nouveau"
    assert sorted(path.name for path in project.iterdir() if path.name != "__pycache__") == ["mkdocs.py", "site"]


def test_a_first_site(project: Path, site: Site) -> None:
    (project / "site").rename(project / "autre")
    assert publish(site, built_by(project, "")) == []
    assert (project / "site/index.html").is_file()


def test_remains_of_a_build_that_was_cut_are_no_obstacle(project: Path, site: Site) -> None:
    for name in (".site-new", ".site-old"):
        (project / name / "b").mkdir(parents=True)
        (project / name / "b/reste.html").write_text("reste")
    assert publish(site, built_by(project, "")) == []
    assert pages_of(project / "site") == {"index.html", *MADE}


@pytest.mark.parametrize(("more", "said"), [
    (FAILS, ["WARNING -  Doc file contains a link to nothing"]),
    ("raise RuntimeError('une panne')", ["RuntimeError: une panne"]),
    ("print('ERROR   -  x'); print('WARNING -  y'); sys.exit(2)", ["ERROR   -  x", "WARNING -  y"]),
])
def test_a_build_that_fails_leaves_the_site_as_it_was(more: str, said: list[str], project: Path, site: Site) -> None:
    before = contents(project / "site")
    assert publish(site, built_by(project, more)) == said
    assert contents(project / "site") == before
    assert not (project / ".site-new").exists()


def test_an_engine_that_says_nothing_still_fails(project: Path, site: Site) -> None:
    (project / "mkdocs.py").write_text("raise SystemExit(3)")
    before = contents(project / "site")
    assert publish(site, project)
    assert contents(project / "site") == before


def test_a_completion_that_fails_leaves_the_site_as_it_was(project: Path, site: Site, tmp_path: Path) -> None:
    before = contents(project / "site")
    site.fragments = Fragments(tmp_path / "nowhere")
    with pytest.raises(Exception, match="facets.css"):
        publish(site, built_by(project, ""))
    assert contents(project / "site") == before


def test_the_engine_is_strict_and_loud(project: Path, site: Site) -> None:
    publish(site, built_by(project, "(folder / 'args').write_text(' '.join(sys.argv[1:]))"))
    arguments = (project / "site/args").read_text().split()
    assert {"build", "--strict", "--clean"} <= set(arguments)
    assert not {"-q", "--quiet"} & set(arguments)  # with it, a broken link is let through


def test_the_engine_dates_the_site_by_its_data(project: Path, site: Site) -> None:
    publish(site, built_by(project, "import os; (folder / 'epoch').write_text(os.environ['SOURCE_DATE_EPOCH'])"))
    assert datetime.fromtimestamp(int((project / "site/epoch").read_text()), UTC) == datetime(2026, 11, 21, tzinfo=UTC)


def test_a_site_without_structures_can_be_published(project: Path, catalog: Catalog, root: Path) -> None:
    empty = replace(catalog, structures=(), sheets=(), method=(), equality_pages=(), resource_pages=(), cases=(), embeds=())
    assert publish(Site(empty, root / "overrides", "https://exemple.fr/", date(2026, 11, 21)), built_by(project, "")) == []
    assert (project / "site/embed/v1/structures/index.html").is_file()


def test_completing_writes_the_filters(site: Site, tmp_path: Path) -> None:
    complete(site, tmp_path)
    style = (tmp_path / "assets/facets.css").read_text(encoding="utf-8")
    for facet in facets(site.catalog):
        for choice in facet.choices:
            assert f'[name="{facet.name}"][value="{choice.id}"]:checked' in style
    assert "{{" not in style and "{%" not in style
    assert style.count("{") == style.count("}")


def test_completing_takes_away_what_no_page_uses(site: Site, tmp_path: Path) -> None:
    kept = ["index.html", "assets/stylesheets/main.css", "assets/site.css"]
    unused = ["assets/javascripts/bundle.js.map", "assets/stylesheets/main.css.map", "assets/stylesheets/palette.ab12.css", "assets/images/favicon.png",
              "assets/facets.css.jinja", "assets/javascripts/bundle.js", "assets/javascripts/lunr/min/lunr.de.min.js", "assets/javascripts/workers/search.js",
              "search/search_index.json", "search.json", "embed/embed.css.jinja"]
    for name in [*kept, *unused]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    complete(site, tmp_path)
    assert pages_of(tmp_path) == {*kept, *MADE}


def test_completing_twice_gives_the_same(site: Site, tmp_path: Path) -> None:
    for page in ("", "testimonials/les-tilleuls/"):
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        (tmp_path / page / "index.html").write_text("<title>Une page</title>", encoding="utf-8")
    complete(site, tmp_path)
    first = contents(tmp_path)
    complete(site, tmp_path)
    assert contents(tmp_path) == first
    assert {"embed/v1/oembed/oembed.json", "embed/v1/oembed/testimonials/les-tilleuls/oembed.json"} == {name for name in first if name.endswith("oembed.json")}


def installed(project: Path) -> Path:
    """Put beside a site what its form is made of, in small."""
    for name in (*NEEDED, "node_modules/@sveltia/cms/npm/assets/police.woff2", "node_modules/@sveltia/cms/npm/index.js.map", "overrides/admin/start.js", "overrides/admin/index.html"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("{}" if name.endswith("json") else name)
    return project


def form_in(folder: Path) -> set[str]:
    return {name.removeprefix("admin/") for name in contents(folder) if name.startswith("admin/")}


@pytest.mark.parametrize("setting", [None, "", "non"])
def test_no_form_is_published_unless_it_is_asked_for(setting: str | None, project: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    if setting is not None:
        monkeypatch.setenv("SITE_ADMIN", setting)
    copies = "(folder / 'admin').mkdir(); (folder / 'admin/start.js').write_text('x')"  # an engine copies all that is in overrides/
    assert publish(site, built_by(installed(project), copies)) == []
    assert form_in(project / "site") == set()


def test_the_form_is_published_when_it_is_asked_for(project: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_ADMIN", "oui")
    assert publish(site, built_by(installed(project), "")) == []
    assert form_in(project / "site") == {"index.html", "start.js", "config.json", "cms/npm/index.js", "cms/npm/assets/police.woff2", "cms/locales/fr.js", "yaml/index.js"}
    others = {name: content for name, content in contents(project / "site").items() if not name.startswith("admin/")}
    assert [name for name, content in others.items() if b"admin/" in content] == []  # neither the sitemap nor the search leads there
    monkeypatch.setenv("SITE_ADMIN", "non")
    complete(site, project / "site")
    assert form_in(project / "site") == set()


def test_without_its_packages_nothing_is_published(project: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(project / "site")
    monkeypatch.setenv("SITE_ADMIN", "oui")
    (said,) = publish(site, built_by(project, "(folder.parent / 'built').touch()"))
    assert "npm ci" in said and NEEDED[0] in said
    assert contents(project / "site") == before and not (project / "built").exists()
    with pytest.raises(SystemExit, match="npm ci"):
        complete(site, project / "site")
    assert contents(project / "site") == before


def test_a_setting_that_is_not_understood_stops_all(project: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_ADMIN", "true")
    (said,) = publish(site, built_by(project, ""))
    assert "SITE_ADMIN" in said and (project / "site/index.html").read_text() == "ancien"


def test_each_step_is_said_as_it_begins(project: Path, site: Site) -> None:
    said: list[str] = []
    assert publish(site, built_by(project, ""), said.append) == []
    assert said == ["construction des pages", "recherche, données, intégrations", "mise en place"]
