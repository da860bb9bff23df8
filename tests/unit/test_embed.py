"""Embeds: whole pages that stand alone, whatever the catalog holds; their style and scripts; what oEmbed says of the site's pages."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from macros import addresses, identity
from macros.catalog import Catalog
from macros.embed.pages import WIDTH, files, frame, titles_of
from macros.embed.registry import OF_RECORDS, WHOLE, embeds, ids
from macros.embed.style import ACCENTS, LEFT_OUT, schemes, sections
from macros.facets import facets
from macros.model import PublishedEmbed
from macros.prerendered import restored
from macros.render import french_date
from macros.shortcodes import bound
from macros.shortcodes.integration import GROUPS
from macros.site import Site
from macros.text import typeset

from .test_colours import DARK, LIGHT, colours, contrast
from .test_fragments import EMPTY, HOSTILE, UNFINISHED, Reader, attacked, bare

Files = dict[str, str]

OVERRIDES = Path(__file__).parent.parent.parent / "overrides"
STYLE, COLOURS = ((OVERRIDES / "assets" / name).read_text(encoding="utf-8") for name in ("site.css", "couleurs.css"))
LOADER, INSIDE, EXPLORER = ((OVERRIDES / name).read_text(encoding="utf-8") for name in ("embed/v1.js", "embed/v1/frame.js", "assets/explorer.js"))
CATALOGS = ("small", "bare", "hostile", "real")
# Pages of the small site, and the embed that shows each.
SHOWN = {
    "": "map", "testimonials/": "structures", "search/": "search", "testimonials/les-tilleuls/": "structure/les-tilleuls",
    "testimonials/minimale/": "structure/minimale", "equality/fiches/01-recruter/": "sheet/01-recruter", "recommendations/axe-1/": "axis/axe-1",
}
UNSHOWN = ("about/", "testimonials/inconnue/", "resources/glossaire/")
BUILT = [(page, f"<head>\n<title>Page {page} d&#39;essai &amp; {escape(HOSTILE)}</title></head>") for page in (*SHOWN, *UNSHOWN)]
DARK_ALONE = ("@media (prefers-color-scheme: dark)",)

every_catalog = pytest.mark.parametrize("name", CATALOGS)


def site_of(catalog: Catalog) -> Site:
    return Site(catalog, OVERRIDES, "https://exemple.fr/qvct/", date(2026, 11, 21))


@pytest.fixture(scope="module")
def sites(catalog: Catalog, real_catalog: Catalog) -> dict[str, Site]:
    catalogs = (catalog, bare(catalog), attacked(catalog), real_catalog)
    return {name: site_of(made) for name, made in zip(CATALOGS, catalogs, strict=True)}


@pytest.fixture(scope="module")
def made(sites: dict[str, Site]) -> dict[str, Files]:
    return {name: files(site, BUILT) for name, site in sites.items()}


def pages(made: Files) -> dict[str, str]:
    """Return the page of each embed, ended ones included, by id."""
    return {path.removeprefix("embed/v1/").removesuffix("/index.html"): text for path, text in made.items() if path.endswith("/index.html")}


def answers(made: Files) -> dict[str, dict[str, Any]]:
    """Return the oEmbed answer of each page."""
    return {page: json.loads(made[addresses.oembed(page)]) for page in (*SHOWN, *UNSHOWN)}


def inside(html: str, element: str) -> str:
    """Return the text of the one element of this name."""
    (found,) = re.findall(rf"<{element}(?: [^>]*)?>(.*?)</{element}>", html, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found)).strip()


def titled(html: str) -> str:
    """Return the title of a page. Drawings have titles of their own."""
    return inside(html[:html.index("</head>")], "title")


def ended(catalog: Catalog, *entries: dict[str, Any]) -> Catalog:
    """Return the catalog with more embeds that are no longer there, listed first."""
    more = [PublishedEmbed.model_validate(entry, context={"vocabularies": {}}) for entry in entries]
    return replace(catalog, embeds=(*more, *catalog.embeds))


def weight(*texts: str) -> int:
    """Return what texts weigh on their way, each compressed."""
    return sum(len(gzip.compress(text.encode(), mtime=0)) for text in texts)


# What there is


@pytest.mark.parametrize("name", ["small", "real"])
def test_every_piece_and_every_record_is_an_embed(name: str, sites: dict[str, Site]) -> None:
    found = [embed.id for embed in embeds(sites[name].catalog)]
    assert sorted(found) == sorted(ids(sites[name].catalog.known))
    assert len(set(found)) == len(found)


def test_the_eight_kinds(sites: dict[str, Site]) -> None:
    found = list(embeds(sites["small"].catalog))
    assert {embed.id.partition("/")[0] for embed in found} == {"structures", "map", "figures", "search", "structure", "story", "sheet", "axis"}
    assert {*WHOLE, *OF_RECORDS} == {embed.id.partition("/")[0] for embed in found}
    assert {f"{embed.template}.html" for embed in found} == {path.name for path in (OVERRIDES / "embed").glob("*.html")} - {"page.html", "gone.html"}
    assert all(100 <= embed.height <= 2000 for embed in found)


def test_the_files(sites: dict[str, Site], made: dict[str, Files]) -> None:
    expected = {f"embed/v1/{embed.id}/index.html" for embed in embeds(sites["small"].catalog)}
    expected |= {"embed/v1/structure/ancienne/index.html", "embed/v1/story/ancienne/index.html", "embed/v1/embed.css"}
    assert made["small"].keys() == expected | {f"embed/v1/oembed/{page}oembed.json" for page in (*SHOWN, *UNSHOWN)}


def test_the_same_catalog_gives_the_same_files(catalog: Catalog, made: dict[str, Files]) -> None:
    assert files(site_of(catalog), BUILT) == files(site_of(catalog), reversed(BUILT)) == made["small"]


def test_a_site_without_records_still_has_its_own_pieces(catalog: Catalog) -> None:
    empty = replace(catalog, structures=(), sheets=(), axes=(), recommendations=(), embeds=())
    found = pages(files(site_of(empty), []))
    assert found.keys() == set(WHOLE)
    assert not [id for id, html in found.items() if "mis à jour" in html]


# Each page


@every_catalog
def test_every_embed_is_a_whole_page(name: str, made: dict[str, Files]) -> None:
    for id, html in pages(made[name]).items():
        read = Reader(html)
        count = Counter(tag for tag, _ in read.elements)
        assert html.startswith('<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'), id
        assert (read.wrong, read.open) == ([], []), id
        assert [count[tag] for tag in ("html", "head", "base", "body", "main", "h1", "footer")] == [1] * 7, id
        assert inside(html, "h1") and titled(html).endswith(f" – {identity.NAME}"), id
        assert "main" in next(around for tag, _, around in read.tags if tag == "h1"), id
        assert "None" not in read.text and "Undefined" not in html, id


@every_catalog
def test_an_embed_says_what_it_is_and_where_it_comes_from(name: str, sites: dict[str, Site], made: dict[str, Files]) -> None:
    site = sites[name]
    for embed in embeds(site.catalog):
        html = pages(made[name])[embed.id]
        tags = [(tag, attributes) for tag, attributes, _ in Reader(html).tags]
        assert titled(html) == f"{typeset(embed.title)} – {identity.NAME}"
        assert ("link", {"rel": "canonical", "href": site.absolute(embed.page)}) in tags, embed.id
        assert ("meta", {"name": "robots", "content": "noindex"}) in tags, embed.id
        assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in tags, embed.id
        foot, said = html[html.index("<footer"):], inside(html, "footer")
        assert f'<a href="{site.absolute(embed.page)}">' in foot, embed.id
        assert said.startswith(f"Source\u00a0: {typeset(embed.title)}, sur le site {identity.NAME}. {identity.LICENCE}"), embed.id
        assert (f", mis à jour le {french_date(embed.updated_on)}." if embed.updated_on else f"{identity.LICENCE}.") in said, embed.id


def test_dates_are_those_of_the_records(made: dict[str, Files]) -> None:
    said = {id: re.findall(r"mis à jour le ([^.]+)\.", inside(html, "footer")) for id, html in pages(made["small"]).items()}
    assert said["structure/la-fabrique"] == said["story/la-fabrique"] == ["1er mars 2026"]
    assert said["structures"] == said["map"] == said["figures"] == said["structure/les-tilleuls"] == ["21 novembre 2026"]
    assert said["search"] == said["axis/axe-1"] == []
    assert said["sheet/01-recruter"] != []


@every_catalog
def test_names_in_a_page_are_unique_and_known(name: str, made: dict[str, Files]) -> None:
    for id, html in pages(made[name]).items():
        named = Counter(value for attribute, value in Reader(html).values if attribute == "id")
        assert [value for value, times in named.items() if times > 1] == [], id
        asked = {word for attribute, value in Reader(html).values if attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for") for word in value.split()}
        assert asked - named.keys() == set(), id


@every_catalog
def test_headings_go_down_one_by_one(name: str, made: dict[str, Files]) -> None:
    for id, html in pages(made[name]).items():
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:])), (id, levels)


@every_catalog
def test_scripts_are_two_files_of_ours(name: str, made: dict[str, Files]) -> None:
    for id, html in pages(made[name]).items():
        scripts = [attributes for tag, attributes, _ in Reader(html).tags if tag == "script"]
        explorer = [{"src": "/qvct/assets/explorer.js", "type": "module"}] if id == "structures" else []
        assert scripts == [{"src": "/qvct/embed/v1/frame.js"}, *explorer], id
        assert html.lower().count("<script") == html.count("></script>") == len(scripts), id  # nothing is written inside


@every_catalog
def test_nothing_is_written_in_the_page_but_words(name: str, made: dict[str, Files]) -> None:
    for id, html in pages(made[name]).items():
        read = Reader(html)
        assert not {"style", "iframe", "object", "embed", "img", "video"} & {tag for tag, _ in read.elements}, id
        assert [value for value, _ in read.values if value == "style" or value.startswith("on")] == [], id
        sheets = [attributes["href"] for tag, attributes, _ in read.tags if tag == "link" and attributes["rel"] == "stylesheet"]
        assert sheets == ["/qvct/embed/v1/embed.css"], id


@every_catalog
def test_addresses_hold_outside_of_the_site(name: str, made: dict[str, Files]) -> None:
    """None is relative; none leads within the page, which would open it again in a new tab."""
    for id, html in pages(made[name]).items():
        for attribute, value in Reader(html).values:
            if attribute in ("href", "src", "action"):
                assert value.startswith(("/qvct/", "https://", "http://")) or (attribute, value) == ("href", "data:,"), id
            assert attribute != "src" or value.startswith("/qvct/"), id


def test_what_pages_ask_for_is_there(made: dict[str, Files]) -> None:
    assert "embed/v1/embed.css" in made["small"]
    assert all((OVERRIDES / name).is_file() for name in ("embed/v1/frame.js", "embed/v1.js", "assets/explorer.js"))


@every_catalog
def test_nothing_is_announced_and_left_empty(name: str, made: dict[str, Files]) -> None:
    for id, html in pages(made[name]).items():
        assert id == "structures" or [found[0] for found in EMPTY.finditer(html)] == [], id  # its script fills lists
        assert UNFINISHED.findall(html) == [], id


def test_hostile_texts_stay_texts(made: dict[str, Files]) -> None:
    attacks, calms = pages(made["hostile"]), pages(made["small"])
    assert attacks.keys() == calms.keys()
    for id, html in attacks.items():
        attack, calm = Reader(html), Reader(calms[id])
        assert attack.elements == calm.elements, id  # not one element, not one attribute more
        assert ("<script>alert(1)</script>" in attack.text) is (id != "search"), id  # the search box shows no record
        assert "<script>alert" not in html, id


def test_the_cards_of_the_list_can_be_sifted(sites: dict[str, Site], made: dict[str, Files]) -> None:
    html, style = made["small"]["embed/v1/structures/index.html"], made["small"]["embed/v1/embed.css"]
    found = facets(sites["small"].catalog)
    assert {"theme", "sector", "size", "department"} < {facet.name for facet in found}
    for facet in found:
        for choice in facet.choices:
            assert f'type="checkbox" name="{facet.name}" value="{choice.id}"' in html
            assert f'[name="{facet.name}"][value="{choice.id}"]:checked) .carte[data-{facet.name}~="{choice.id}"]' in style
    assert len(re.findall(r'<li class="carte" data-theme="', html)) == len(sites["small"].catalog.structures)


def test_the_search_box_asks_the_search_page(sites: dict[str, Site], made: dict[str, Files]) -> None:
    tags = Reader(made["small"]["embed/v1/search/index.html"]).tags
    (form,) = [attributes for tag, attributes, _ in tags if tag == "form"]
    (field,) = [attributes for tag, attributes, _ in tags if tag == "input"]
    assert (form["method"], form["action"]) == ("get", "https://exemple.fr/qvct/search/")
    assert f'name="{field["name"]}" type="search"' in sites["small"].fragments.text("fragments/search.html", facets=())


# Pieces that are no longer there


def test_a_piece_that_is_gone_says_so(catalog: Catalog) -> None:
    site = site_of(ended(catalog, {"id": "story/partie", "gone": {"on": "2026-03-01", "why": "La structure a demandé ce retrait."}}))
    html = pages(files(site, []))["story/partie"]
    assert inside(html, "h1") == "Ce contenu n’est plus publié"
    assert "Il a été retiré le 1er mars 2026\u00a0: La structure a demandé ce retrait." in inside(html, "main")
    assert '<a href="https://exemple.fr/qvct/testimonials/">' in html and '<a href="https://exemple.fr/qvct/search/">' in html
    assert "Licence" in inside(html, "footer")


@pytest.mark.parametrize("last", ["structure/les-tilleuls", "map", "axis/axe-1"])
def test_a_piece_that_is_replaced_shows_the_other(last: str, catalog: Catalog) -> None:
    """Through two replacements: « ancienne » became « plus-recente », which became another."""
    entries = [{"id": "sheet/ancienne", "replaced_by": "sheet/plus-recente"}, {"id": "sheet/plus-recente", "replaced_by": last}]
    for site in (site_of(ended(catalog, *entries)), site_of(ended(catalog, *reversed(entries)))):
        found = pages(files(site, []))
        assert found["sheet/ancienne"] == found["sheet/plus-recente"] == found[last]


# oEmbed: https://oembed.com, 2.3.4


@every_catalog
def test_every_page_has_its_answer(name: str, sites: dict[str, Site], made: dict[str, Files]) -> None:
    known = {embed.page for embed in embeds(sites[name].catalog)}
    for page, answer in answers(made[name]).items():
        assert answer["version"] == "1.0"
        assert answer["type"] == ("rich" if page in known else "link")
        assert answer["title"] == f"Page {page} d'essai & {HOSTILE}"
        assert (answer["provider_name"], answer["provider_url"]) == (identity.NAME, "https://exemple.fr/qvct/")
        assert answer["cache_age"] > 0


@pytest.mark.parametrize("page", UNSHOWN)
def test_a_page_that_no_embed_shows_is_a_link(page: str, made: dict[str, Files]) -> None:
    assert not {"html", "width", "height"} & answers(made["small"])[page].keys()


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_that_an_embed_shows_has_its_frame(page: str, sites: dict[str, Site], made: dict[str, Files]) -> None:
    answer = answers(made["small"])[page]
    (embed,) = [embed for embed in embeds(sites["small"].catalog) if embed.id == SHOWN[page]]
    assert (answer["width"], answer["height"]) == (WIDTH, embed.height)
    assert Reader(answer["html"]).tags == [("iframe", {
        "src": f"https://exemple.fr/qvct/embed/v1/{embed.id}/", "title": f"{typeset(embed.title)} – {identity.NAME}",
        "width": "100%", "height": str(embed.height), "loading": "lazy"}, ())]
    assert answer["html"].endswith("></iframe>")


def test_hostile_titles_stay_titles(made: dict[str, Files]) -> None:
    for page in SHOWN:
        html, calm = (answers(made[name])[page]["html"] for name in ("hostile", "small"))
        assert Reader(html).elements == Reader(calm).elements
        assert "<script" not in html and Reader(html).text == ""
    assert "<script>alert(1)</script>" in dict(Reader(answers(made["hostile"])["testimonials/les-tilleuls/"]["html"]).values)["title"]


@pytest.mark.parametrize(("html", "title"), [
    ("<html><head><title>Un titre</title></head><svg><title>Un dessin</title></svg>", "Un titre"),
    ("<title>\n  L&#39;égalité &amp; le &lt;travail&gt;\n</title>", "L'égalité & le <travail>"),
    ("<h1>Sans titre</h1>", identity.NAME),
])
def test_the_title_of_a_page(html: str, title: str) -> None:
    assert list(titles_of([("a/", html)])) == [("a/", title)]


# The workshop


def test_the_workshop_offers_every_embed(sites: dict[str, Site]) -> None:
    site = sites["small"]
    html = restored(bound(site)["integrate"]())
    found = [attributes for tag, attributes, _ in Reader(html).tags if tag == "option" and "data-hauteur" in attributes]
    assert sorted((one["value"], one["data-titre"], one["data-hauteur"], one["data-page"]) for one in found) == sorted(
        (code["address"], typeset(code["title"]), str(code["height"]), embed.page) for embed in embeds(site.catalog) for code in [frame(site.absolute, embed)])
    assert GROUPS.keys() == {"", *OF_RECORDS}


def test_the_code_to_copy_is_a_frame_that_works_alone(sites: dict[str, Site]) -> None:
    html = restored(bound(sites["small"])["integrate"]())
    (example,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html)
    (tag, attributes, _) = Reader(unescape(example)).tags[0]
    assert tag == "iframe" and attributes.keys() == {"src", "title", "width", "height", "loading"} and all(attributes.values())


# The style


@pytest.fixture(scope="module")
def style(made: dict[str, Files]) -> str:
    return made["small"]["embed/v1/embed.css"]


def rules(style: str, within: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield each rule of a style sheet: the conditions that it stands in, its selector, its declarations."""
    style, depth, start, end, head = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL), 0, 0, 0, ""
    for found in re.finditer(r"[{}]", style):
        if found[0] == "{":
            if not depth:
                head, start = style[end:found.start()].strip(), found.end()
            depth += 1
        else:
            depth -= 1
            if not depth:
                body, end = style[start:found.start()], found.end()
                yield from rules(body, (*within, head)) if "{" in body else [(within, head, body)]


def test_the_parts_of_a_style() -> None:
    assert sections("a {}\n/* ---- One ---- */\nb {}\n/* note */\n/* ---- Two, three ---- */\nc {}\n") == {"": "a {}\n", "One": "\nb {}\n/* note */\n", "Two, three": "\nc {}\n"}
    assert sections("a {}\n  /* ---- Not a title ---- */\n") == {"": "a {}\n  /* ---- Not a title ---- */\n"}
    assert sections("") == {"": ""}


def test_the_two_schemes_of_the_site() -> None:
    light, dark = schemes(COLOURS)
    assert (colours(light), colours(dark)) == (LIGHT, DARK)
    assert "{" not in light + dark and "}" not in light + dark


@pytest.mark.parametrize("text", [
    "", ":root { --a: #000000; }", "@media (prefers-color-scheme: dark) { :root { --a: #000000; } }",
    "@media (prefers-color-scheme: dark) { :root { --a: #000000; } } :root { --a: #ffffff; }", ":root { --a: 1; } @media (prefers-color-scheme: light) { :root { --a: 2; } }",
])
def test_a_style_without_its_two_schemes_stops_the_build(text: str) -> None:
    with pytest.raises(ValueError, match="light and dark"):
        schemes(text)


def test_parts_are_those_of_the_site_without_its_frame(style: str) -> None:
    parts = sections(STYLE)
    assert set(LEFT_OUT) < parts.keys()
    assert {name for name, part in parts.items() if part.strip() and part.strip() in style} == {name for name, part in parts.items() if part.strip()} - set(LEFT_OUT)


def test_every_piece_has_the_look_that_it_has_on_the_site(style: str, made: dict[str, Files]) -> None:
    used = {word for name in ("small", "real") for html in pages(made[name]).values() for value in re.findall(r'class="([^"]+)"', html) for word in value.split()}

    def styled(name: str, sheet: str) -> bool:
        return re.search(rf"\.{re.escape(name)}(?![\w-])", sheet) is not None

    assert len([name for name in used if styled(name, STYLE)]) > 20
    assert [name for name in sorted(used) if styled(name, STYLE) and not styled(name, style)] == []


def test_the_style_is_written_as_it_is(made: dict[str, Files]) -> None:
    for name in CATALOGS:
        style = made[name]["embed/v1/embed.css"]
        assert re.findall(r"&(?:gt|lt|amp|quot|#\d+);", style) == []
        assert not re.search(r"\{\{|\{%|\{#|#\}", style)
        assert style.count("{") == style.count("}")
        assert "<" not in style and HOSTILE not in style
    assert " > li" in style


def test_the_style_asks_for_nothing(style: str) -> None:
    assert set(re.findall(r"url\([^)]*\)", style)) == {"url(#hachures)"}  # the map's own pattern
    assert "@import" not in style and "@font-face" not in style


def test_every_variable_has_its_value(style: str) -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) - set(re.findall(r"(?<![\w-])(--[\w-]+):", style)) == set()


def test_light_dark_or_as_the_reader_likes(style: str) -> None:
    found = {(within, selector): body for within, selector, body in rules(style) if ":root" in selector}
    light, dark = found[(), ":root"], found[DARK_ALONE, ':root:not([data-mode="clair"])']
    assert (colours(light), colours(dark)) == (LIGHT, DARK) and "color-scheme: light dark;" in light
    assert "color-scheme: light;" in found[(), ':root[data-mode="clair"]'] and not colours(found[(), ':root[data-mode="clair"]'])
    chosen = found[(), ':root[data-mode="sombre"]']
    assert colours(chosen) == DARK and "color-scheme: dark;" in chosen
    followed = [(selector, body) for within, selector, body in rules(style) if "prefers-color-scheme" in str(within)]
    assert len(followed) == 1 + len(ACCENTS) and all(':not([data-mode="clair"])' in selector for selector, _ in followed)  # no other rule escapes the choice


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_is_shown_in_every_mode(accent: str, style: str) -> None:
    found = {(within, selector): colours(body) for within, selector, body in rules(style) if f'[data-accent="{accent}"]' in selector}
    light, dark = ({"accent": colour, "accent-teinte": tint} for colour, tint in ACCENTS[accent])
    assert found == {((), f':root[data-accent="{accent}"]'): light, (DARK_ALONE, f':root[data-accent="{accent}"]:not([data-mode="clair"])'): dark,
                     ((), f':root[data-accent="{accent}"][data-mode="sombre"]'): dark}


def test_the_first_accent_is_that_of_the_site() -> None:
    assert next(iter(ACCENTS.values())) == tuple((theme["accent"], theme["accent-teinte"]) for theme in (LIGHT, DARK))
    assert len(ACCENTS) == len({pair for pair, _ in ACCENTS.values()}) == len({pair for _, pair in ACCENTS.values()})


@pytest.mark.parametrize(("theme", "pair"), [
    pytest.param(theme, pairs[scheme], id=f"{accent}-{('light', 'dark')[scheme]}") for accent, pairs in ACCENTS.items() for scheme, theme in enumerate((LIGHT, DARK))])
def test_contrast_of_accents(theme: dict[str, str], pair: tuple[str, str]) -> None:
    """WCAG 2.2: 4.5 for text. Marks in the accent ask for less, and stand on the same papers."""
    accent, tint = pair
    papers = {"papier": theme["papier"], "surface": theme["surface"], "tint": tint}
    assert {name: contrast(accent, paper) for name, paper in papers.items() if contrast(accent, paper) < 4.5} == {}
    assert contrast(theme["sur-accent"], accent) >= 4.5  # a button's text
    assert contrast(theme["encre"], tint) >= 4.5 and contrast(theme["encre-douce"], tint) >= 4.5


# The scripts


def choices(option: str) -> list[str]:
    """Return the values that an embed takes for an option of its address."""
    (found,) = re.findall(rf'choose\("{option}", (\[.*?\])\)', INSIDE)
    return json.loads(found)


def test_the_options_are_those_of_the_style(style: str) -> None:
    assert choices("accent") == list(ACCENTS)
    assert set(choices("mode")) == set(re.findall(r'data-mode="(\w+)"', style))


def test_the_script_finds_what_it_changes(made: dict[str, Files]) -> None:
    assert set(re.findall(r'querySelector\("(.*?)"\)', INSIDE)) == {"base", "[data-cible]"}
    for id, html in pages(made["small"]).items():
        assert html.count('<base target="_blank">') == html.count("<span data-cible>") == 1, id


@pytest.mark.parametrize("script", [LOADER, INSIDE, EXPLORER], ids=["v1.js", "frame.js", "explorer.js"])
def test_scripts_keep_nothing_and_ask_for_nothing(script: str) -> None:
    assert re.findall(r"cookie|localStorage|sessionStorage|indexedDB|fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|import|innerHTML|eval", script) == []


def test_messages_have_one_form() -> None:
    """What one side says, the other hears: the names of the two messages, that of the height."""
    for word in ('qvct: "hauteur"', "hauteur:"):
        assert word in INSIDE
    assert 'data?.qvct !== "hauteur"' in LOADER and "data.hauteur" in LOADER
    assert 'qvct: "mesure"' in LOADER and 'qvct === "mesure"' in INSIDE


# The weight


def test_the_script_for_hosts_is_light() -> None:
    assert weight(LOADER) <= 2048


def test_a_card_is_light(sites: dict[str, Site], made: dict[str, Files]) -> None:
    found = {id: weight(html, made["real"]["embed/v1/embed.css"], INSIDE) for id, html in pages(made["real"]).items() if id.startswith("structure/")}
    assert len(found) == len(sites["real"].catalog.structures)
    assert {id: size for id, size in found.items() if size > 15_000} == {}


def test_a_list_of_twelve_is_light(made: dict[str, Files]) -> None:
    assert weight(made["real"]["embed/v1/structures/index.html"], made["real"]["embed/v1/embed.css"], INSIDE, EXPLORER) <= 30_000
