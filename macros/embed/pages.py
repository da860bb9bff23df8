"""The files of the embeds: one page each, their style, and what oEmbed says of every page of the site."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any

from markupsafe import Markup

from macros import addresses, identity
from macros.catalog import Catalog
from macros.embed import style
from macros.embed.registry import Embed, embeds
from macros.facets import facets
from macros.site import Site

WIDTH = 600  # pixels: what oEmbed tells a host that does not know


def files(site: Site, built: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the files of all embeds by path. `built`: the address and the HTML of each page of the site."""
    known = {embed.id: embed for embed in embeds(site.catalog)}
    pages = {id: _page(site, embed) for id, embed in known.items()}
    for published in site.catalog.embeds:
        if published.replaced_by:
            pages[published.id] = pages.get(_last(site.catalog, published.id), pages["search"])
        elif published.gone:
            gone = Embed(published.id, "Contenu retiré", addresses.EXPLORER, "gone", 260, {"gone": published.gone})
            pages[published.id] = _page(site, gone)
    found = {addresses.embed(id) + "index.html": html for id, html in pages.items()}
    found |= {addresses.oembed(page): _oembed(site, known, page, title) for page, title in titles_of(built)}
    return found | {addresses.EMBEDS + "embed.css": _style(site)}


def titles_of(built: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the address of each page, and its title as the browser shows it."""
    for page, html in built:
        found = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        yield page, unescape(found[1]).strip() if found else identity.NAME


def frame(absolute: Callable[[str], str], embed: Embed) -> dict[str, Any]:
    """Return what the code that shows an embed is made of."""
    return {"address": absolute(addresses.embed(embed.id)), "title": f"{embed.title} – {identity.NAME}", "height": embed.height}


def _last(catalog: Catalog, id: str) -> str:
    """Follow what replaces an embed, and what replaces that: `check` refuses circles, a preview may meet one."""
    seen: set[str] = set()
    while (target := catalog.record("embeds", id).replaced_by) and id not in seen:
        seen.add(id)
        id = target
    return id


def _page(site: Site, embed: Embed) -> str:
    return site.fragments.text("embed/page.html", embed=embed, name=identity.NAME, licence=identity.LICENCE, absolute=site.absolute, **embed.values)


def _style(site: Site) -> str:
    parts = style.sections(site.fragments.text("assets/site.css"))
    light, dark = style.schemes(site.fragments.text("assets/couleurs.css"))
    pieces = "".join(part for name, part in parts.items() if name not in style.LEFT_OUT)
    # Style sheets of ours, not text: written as they are.
    filled = site.fragments.text("embed/embed.css.jinja", light=Markup(light), dark=Markup(dark), accents=style.ACCENTS, pieces=Markup(pieces))
    return filled + site.fragments.text("assets/facets.css.jinja", facets=facets(site.catalog))


def _oembed(site: Site, known: dict[str, Embed], page: str, title: str) -> str:
    """Return the oEmbed answer of a page: its embed if it has one, else a plain link. See oembed.com, 2.3.4."""
    answer: dict[str, Any] = {"version": "1.0", "type": "link", "title": title, "provider_name": identity.NAME, "provider_url": site.absolute(""), "cache_age": 86400}
    embed = next(_of_page(known.values(), page), None)
    if embed:
        html = site.fragments.html("iframe", **frame(site.absolute, embed))
        answer |= {"type": "rich", "html": html, "width": WIDTH, "height": embed.height}
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _of_page(known: Iterable[Embed], page: str) -> Iterator[Embed]:
    """Yield the embeds of a page, that of the whole page first: of a structure, its card."""
    yield from (embed for embed in known if embed.page == page)
