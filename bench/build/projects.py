"""Writes the two projects that are compared: ours, and the plain one. Same data, same pages."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

from bench.build.corpus import to_yaml
from macros.embed.registry import ids

PLAIN = Path(__file__).parent / "plain"
WITHOUT_CACHE = shutil.ignore_patterns("__pycache__")
STUBS = "testimonials"
# The room of the structures, and what it stands on; the other rooms are left out of all the projects.
PAGES = ("index.md", "about/*.md", "testimonials/*.md", "themes/*.md", "resources/sources.md")
DATA = ("sources.yml", "glossary.yml", "search/*.yml", "geometry/*.yml", "vocabularies/*.yml")
AXIS = "axe-1"  # one is asked for: a closed list may not be empty, and an axis has its page


def write_ours(root: Path, place: Path, structures: list[dict[str, Any]]) -> None:
    """Write our project into `place`: the code of `root`, its room of the structures, with other structures."""
    for folder in ("macros", "overrides"):
        shutil.copytree(root / folder, place / folder, ignore=WITHOUT_CACHE)
    _write_data(root, place / "data", structures)
    _write_pages(root, place / "content", structures)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (place / "mkdocs.yml").write_text(_without_other_rooms(settings, place / "content"), encoding="utf-8")


def write_plain(root: Path, place: Path, structures: list[dict[str, Any]], loader: str) -> None:
    """Write the plain project into `place`, its data read by `loader`, a class of PyYAML.

    Typography, addresses, fragments and the search for acronyms are ours, so that texts are equal.
    """
    place.mkdir(parents=True)
    shutil.copy(PLAIN / "mkdocs.yml", place)
    module = (PLAIN / "main.py").read_text(encoding="utf-8")
    (place / "main.py").write_text(module.replace("Loader=yaml.SafeLoader", f"Loader=yaml.{loader}"), encoding="utf-8")
    (place / "macros").mkdir()
    for name in ("text.py", "addresses.py", "glossary.py"):
        shutil.copy(root / "macros" / name, place / "macros")
    (place / "macros/__init__.py").touch()
    (place / "macros/model.py").write_text("Term = object  # glossary.py names it in annotations: pydantic is not loaded\n", encoding="utf-8")
    shutil.copytree(root / "overrides/fragments", place / "fragments")
    _write_data(root, place / "data", structures)
    _write_pages(root, place / "docs", structures)
    shutil.copytree(root / "overrides/assets", place / "docs/assets", ignore=shutil.ignore_patterns("*.jinja"))


def _write_data(root: Path, place: Path, structures: list[dict[str, Any]]) -> None:
    for path in _kept(root / "data", DATA):
        copy = place / path.relative_to(root / "data")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    axes = place / "vocabularies/axes.yml"
    axes.write_text("".join(line for line in axes.read_text(encoding="utf-8").splitlines(keepends=True) if f"id: {AXIS}," in line), encoding="utf-8")
    slugs = dict.fromkeys(structure["slug"] for structure in structures)
    published = ids({"structures": slugs, "axes": {AXIS: AXIS}})
    (place / "embeds.yml").write_text("".join(f"- id: {id}\n" for id in published), encoding="utf-8")
    (place / "structures").mkdir()
    for structure in structures:
        (place / f"structures/{structure['slug']}.yml").write_text(to_yaml(structure), encoding="utf-8")


def _write_pages(root: Path, place: Path, structures: list[dict[str, Any]]) -> None:
    real = {path.stem for path in (root / "data/structures").glob("*.yml")}
    made = [s["slug"] for s in structures if "testimony" in s]
    stand_ins = dict(zip(sorted(real), made, strict=False))
    kept = _kept(root / "content", (*PAGES, f"recommendations/{AXIS}.md"))
    for path in kept:
        if path.parent.name == STUBS and path.stem in real:
            continue
        copy = place / path.relative_to(root / "content")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_with_other_slugs(_without_dead_links(path, kept), stand_ins), encoding="utf-8")
    for structure in structures:
        stub = f'---\n{to_yaml({"title": structure["name"]})}---\n\n{{{{ structure("{structure["slug"]}") }}}}\n'
        (place / STUBS / f"{structure['slug']}.md").write_text(stub, encoding="utf-8")


def _kept(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(folder.glob(pattern))]


def _without_other_rooms(settings: str, content: Path) -> str:
    """Take out of the menu the pages that are not in `content`: a strict build refuses them."""
    lines = settings.splitlines(keepends=True)
    entries = ((line, re.fullmatch(r"  - .+: (\S+\.md)\n", line)) for line in lines)
    return "".join(line for line, entry in entries if not entry or (content / entry[1]).is_file())


def _without_dead_links(path: Path, kept: list[Path]) -> str:
    """Return a page in which links to pages that are left out are plain words: a strict build refuses them."""
    def link(found: re.Match[str]) -> str:
        return found[0] if Path(os.path.normpath(path.parent / found[2])) in kept else found[1]

    return re.sub(r"\[([^\]]*)\]\(([^):#]+\.md)(?:#[^)]*)?\)", link, path.read_text(encoding="utf-8"))


def _with_other_slugs(page: str, stand_ins: dict[str, str]) -> str:
    """Replace the real structures that a page calls or links to."""
    known = "|".join(map(re.escape, stand_ins))
    return re.sub(rf'(?<=["/])({known})(?=["./])', lambda found: stand_ins[found[1]], page)
