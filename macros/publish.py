"""Writes under site/: the only writer. A site is built beside, checked, then put in place at once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from macros import addresses
from macros.facets import facets
from macros.search.index import index_of
from macros.site import Site

# Engines ship these with every site; nothing of ours asks for them: their scripts and their search above all.
UNUSED = ("assets/javascripts", "search/search_index.json", "search.json", 
          "assets/javascripts/**/*.map", "assets/stylesheets/**/*.map", "assets/images/favicon.png",
          "assets/stylesheets/palette.*.css", "assets/facets.css.jinja")


def day_of_build() -> date:
    """Return the day of the build: SITE_TODAY (year-month-day) if it is set, so that a build can be made again."""
    return date.fromisoformat(os.environ.get("SITE_TODAY") or date.today().isoformat())


def publish(site: Site, root: Path) -> list[str]:
    """Build the site of the project at `root` into site/, or leave site/ as it was.

    Returns what MkDocs complains of, a line each; an empty list when the site is in place.
    """
    beside = root / ".site-new"
    shutil.rmtree(beside, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(beside)]
    # Not --quiet: with it, --strict lets broken links through (MkDocs 1.6.1).
    dated = {"SOURCE_DATE_EPOCH": str(_epoch(site)), "SITE_TODAY": site.today.isoformat()}
    environment = os.environ | dated | {"PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    built = subprocess.run(command, cwd=root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if built.returncode:
        shutil.rmtree(beside, ignore_errors=True)
        lines = built.stdout.splitlines()
        return [line for line in lines if line.startswith(("WARNING", "ERROR"))] or lines[-1:] or [f"MkDocs s’est arrêté sans rien dire (état {built.returncode})."]
    complete(site, beside)
    _swap(beside, root / "site")
    return []


def complete(site: Site, folder: Path) -> None:
    """Add to a built site what no engine makes, and take away what no page uses."""
    style = site.fragments.text("assets/facets.css.jinja", facets=facets(site.catalog))
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets/facets.css").write_text(style, encoding="utf-8")
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, text in index_of(site.catalog, _pages(folder)).items():
        path = folder / addresses.SEARCH / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of each page of a built site."""
    for path in folder.glob("**/index.html"):
        address = path.parent.relative_to(folder).as_posix()
        yield "" if address == "." else f"{address}/", path.read_text(encoding="utf-8")


def _epoch(site: Site) -> int:
    """Return the last update of the data (seconds since 1970, UTC): what MkDocs dates the sitemap by."""
    last = max((structure.updated_on for structure in site.catalog.structures), default=date(1970, 1, 1))
    return int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp())


def _swap(new: Path, place: Path) -> None:
    """Put `new` in the place of `place`."""
    old = place.with_name(".site-old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
