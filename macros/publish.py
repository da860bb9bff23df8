"""Writes under site/: the only writer. A site is built beside, checked, then put in place at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from macros.facets import facets
from macros.render import environment
from macros.site import Site

# Material ships these with every site; nothing of ours asks for them.
UNUSED = ("assets/javascripts/**/*.map", "assets/stylesheets/**/*.map", "assets/images/favicon.png",
          "assets/stylesheets/palette.*.css", "assets/facets.css.jinja")
STEMMERS_KEPT = ("lunr.fr.min.js", "lunr.stemmer.support.min.js")


def publish(site: Site, root: Path) -> int:
    """Build the site of the project at `root` into site/, or leave site/ as it was.

    Returns the exit status of MkDocs, whose messages go to the terminal.
    """
    beside = root / ".site-new"
    shutil.rmtree(beside, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(beside)]
    status = subprocess.run(command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, check=False).returncode
    if status:
        shutil.rmtree(beside, ignore_errors=True)
        return status
    complete(site, beside)
    _swap(beside, root / "site")
    return 0


def complete(site: Site, folder: Path) -> None:
    """Add to a built site what no engine makes, and take away what no page uses."""
    style = environment(site.overrides).get_template("assets/facets.css.jinja").render(facets=facets(site.catalog))
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets/facets.css").write_text(style, encoding="utf-8")
    for pattern in UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    for path in (folder / "assets/javascripts/lunr").glob("**/*"):
        if path.is_file() and path.name not in STEMMERS_KEPT:
            path.unlink()


def _swap(new: Path, place: Path) -> None:
    """Put `new` in the place of `place`."""
    old = place.with_name(".site-old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
