"""Writes under site/: the only writer. A site is built beside, checked, then put in place at once."""

import ctypes
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from macros import addresses
from macros.embed import pages as embed_pages
from macros.exports import api, calendar, crawlers, feeds, pictures
from macros.facets import facets
from macros.faces import admin
from macros.interview import document
from macros.interview.grid import grid
from macros.search.index import index_of
from macros.site import Site
from macros.source import built

AT_FDCWD, RENAME_EXCHANGE = -100, 2  # of <fcntl.h> and <linux/fs.h>
# Engines ship these with every site; nothing of ours asks for them: their scripts and their search above all.
UNUSED = ("assets/javascripts", "search/search_index.json", "search.json", 
          "assets/javascripts/**/*.map", "assets/stylesheets/**/*.map", "assets/images/favicon.png",
          "assets/stylesheets/palette.*.css", "assets/facets.css.jinja", "embed/embed.css.jinja", "sitemap.xml.gz",
          "admin")  # the scripts of the form, which are put back if it is asked for


def day_of_build() -> date:
    """Return the day of the build: SITE_TODAY (year-month-day) if it is set, so that a build can be made again."""
    return date.fromisoformat(os.environ.get("SITE_TODAY") or date.today().isoformat())


def publish(site: Site, root: Path, say: Callable[[str], object] = lambda step: None) -> list[str]:
    """Build the site of the project at `root` into site/, or leave site/ as it was.

    Returns what MkDocs complains of, a line each; an empty list when the site is in place. SITE_ADMIN=oui adds
    the form of editors, if its packages are there: without them, nothing is built. `say` hears each step as it begins.
    """
    try:
        form_asked(root)
    except admin.SettingsError as error:
        return [str(error)]
    with _alone(root) as held:
        return _built(site, root, held, say)


@contextmanager
def _alone(root: Path) -> Iterator[int]:
    """Hold the project's folder: a build waits for the one before, and for the engine of one that was killed, which has the same handle."""
    held = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield held
    finally:
        os.close(held)


def _built(site: Site, root: Path, held: int, say: Callable[[str], object]) -> list[str]:
    say("construction des pages")
    beside = root / ".site-new"
    shutil.rmtree(beside, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(beside)]
    # Not --quiet: with it, --strict lets broken links through (MkDocs 1.6.1).
    dated = {"SOURCE_DATE_EPOCH": str(_epoch(site)), "SITE_TODAY": site.today.isoformat()}
    environment = os.environ | dated | {"PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(command, cwd=root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, pass_fds=(held,))
    if done.returncode:
        shutil.rmtree(beside, ignore_errors=True)
        lines = done.stdout.splitlines()
        return [line for line in lines if line.startswith(("WARNING", "ERROR"))] or lines[-1:] or [f"MkDocs s’est arrêté sans rien dire (état {done.returncode})."]
    say("recherche, données, intégrations")
    complete(site, beside)
    say("mise en place")
    _swap(beside, root / "site")
    return []


def complete(site: Site, folder: Path) -> None:
    """Add to a built site what no engine makes, and take away what no page uses.

    `folder` is in that of the project. Raises SystemExit, which says why, when a form is asked for that cannot be made.
    """
    try:
        forge = form_asked(folder.parent)
    except admin.SettingsError as error:
        raise SystemExit(str(error)) from None
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, content in _made(site, tuple(_pages(folder))).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if forge:
        add_form(site, forge, folder.parent, folder)


def form_asked(root: Path) -> admin.Forge | None:
    """Return where the form of editors is to send proposals, None if no form is asked for. Raises SettingsError."""
    forge = admin.forge_of(os.environ)
    missing = [name for name in admin.NEEDED if not (root / name).is_file()] if forge else []
    if missing:
        raise admin.SettingsError(admin.ABSENT.format(", ".join(missing)))
    return forge


def add_form(site: Site, forge: admin.Forge, root: Path, folder: Path) -> None:
    """Add the form of editors to a site: its page, and what it takes from the packages installed at `root`."""
    for origin, (place, patterns) in admin.COPIED.items():
        for path in (path for pattern in patterns for path in sorted((root / origin).glob(pattern)) if path.is_file()):
            copy = folder / admin.ADDRESS / place / path.relative_to(root / origin)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    for name, text in admin.files(site, forge, built(root / admin.FRENCH)).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _made(site: Site, pages: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
    """Return what is made of the data and of the built pages (address, HTML), by path."""
    made = {"assets/facets.css": site.fragments.text("assets/facets.css.jinja", facets=facets(site.catalog))}
    made |= {addresses.SEARCH + name: text for name, text in index_of(site.catalog, pages).items()}
    made |= embed_pages.files(site, pages)
    made |= api.files(site.catalog, site.absolute, site.today)
    made |= feeds.files(site.catalog, site.absolute)
    made |= {calendar.ADDRESS: calendar.calendar(site.catalog, site.absolute)}
    made |= crawlers.files(site.catalog, site.absolute, (address for address, _ in pages), site.today)
    documents = {addresses.GRID + document.NAME: document.document(grid(site.catalog))}
    return {name: text.encode() for name, text in made.items()} | pictures.files() | documents


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of each page of a built site."""
    for path in sorted(folder.glob("**/index.html")):
        address = path.parent.relative_to(folder).as_posix()
        if address.startswith(addresses.EMBEDS.rstrip("/")):
            continue
        yield "" if address == "." else f"{address}/", path.read_text(encoding="utf-8")


def _epoch(site: Site) -> int:
    """Return the last update of the data (seconds since 1970, UTC): what MkDocs dates the sitemap by."""
    last = max((structure.updated_on for structure in site.catalog.structures), default=date(1970, 1, 1))
    return int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp())


def _swap(new: Path, place: Path) -> None:
    """Put `new` in the place of `place`: in one step where the system can, so that a kill leaves one or the other whole."""
    if place.exists() and _exchanged(new, place):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = place.with_name(".site-old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step: Linux's renameat2(2) with RENAME_EXCHANGE. Return False where there is none."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None)
    return renameat2 is not None and renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0
