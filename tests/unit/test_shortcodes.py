"""What pages call: each gives one placeholder, and is known to both engines."""

import inspect
from contextvars import copy_context
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Markdown

import macros
from macros.catalog import Catalog
from macros.catalog import key_of
from macros.shortcodes import REFERS_TO, SHORTCODES, bound
from macros.site import ENGINE, Site


@pytest.fixture
def site(real_catalog: Catalog, root: Path) -> Site:
    return Site(real_catalog, root / "overrides", "https://exemple.fr/qvct/", date(2026, 11, 21))


def values(site: Site, name: str) -> list[str]:
    """Return constants that a shortcode may be called with."""
    return [key_of(getattr(site.catalog, REFERS_TO[name])[0])] if name in REFERS_TO else []


@pytest.mark.parametrize("name", SHORTCODES)
def test_each_gives_a_block_of_its_own(name: str, site: Site) -> None:
    block = bound(site)[name](*values(site, name))
    assert block.startswith("\n\n<div data-fragment=")
    html = Markdown(extensions=["macros.prerendered"]).convert(block)
    assert html.startswith("<")
    assert "data-fragment" not in html


@pytest.mark.parametrize("name", SHORTCODES)
def test_each_says_what_it_is_and_takes_constants(name: str) -> None:
    assert SHORTCODES[name].__doc__
    assert SHORTCODES[name].__name__ == name
    parameters = list(inspect.signature(SHORTCODES[name]).parameters.values())[1:]
    assert all(parameter.annotation is str for parameter in parameters)
    assert bool(parameters) == (name in REFERS_TO)


def test_all_shortcodes_are_bound_once(site: Site) -> None:
    assert list(bound(site)) == list(SHORTCODES)
    assert bound(site) is bound(site)


def test_links_start_at_the_path_of_the_site(site: Site) -> None:
    for name in SHORTCODES:
        html = Markdown(extensions=["macros.prerendered"]).convert(bound(site)[name](*values(site, name)))
        links = [part.split('"')[0] for part in html.replace("src=", "href=").split('href="')[1:]]
        assert all(link.startswith(("/qvct/", "#", "https://", "http://", "mailto:")) for link in links), links


@pytest.mark.parametrize(("slug", "description"), [
    ("adela", "Cette association d’aide à domicile de l’Hérault a voulu confier à chaque intervenante des personnes qui habitent près de chez elle."),
    ("association-thierry-albouy", "Association Thierry Albouy\u00a0: ce que l’on sait de cette structure, sans témoignage publié."),
])
def test_a_structure_describes_its_page(slug: str, description: str, site: Site) -> None:
    meta: dict[str, Any] = {}

    def run() -> None:
        ENGINE.set(SimpleNamespace(page=SimpleNamespace(meta=meta, url=f"testimonials/{slug}/", title=slug)))
        bound(site)["structure"](slug)

    copy_context().run(run)
    assert meta["description"] == description
    assert meta["head"]["picture"]["address"] == "https://exemple.fr/qvct/assets/partage/structures.png"


def test_define_env_registers_them_all(root: Path) -> None:
    registered: dict[str, Any] = {}
    env = SimpleNamespace(project_dir=str(root), conf={"site_url": "https://exemple.fr/"}, macro=lambda function, name: registered.update({name: function}))
    copy_context().run(macros.define_env, env)
    first = dict(registered)
    copy_context().run(macros.define_env, env)  # Zensical calls it for each page
    assert list(first) == list(SHORTCODES)
    assert first == registered
