"""Builds the sites that are searched: ours, and the same articles in the stock interface of each peer."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from bench.build.measure import environment
from bench.build.projects import write_ours

HERE = Path(__file__).parent
PARTS = ("macros", "overrides", "data", "content")
OURS = (sys.executable, "-m", "macros", "publish")
MATERIAL = (sys.executable, "-m", "mkdocs", "build", "--clean")
ZENSICAL = (str(Path(sys.executable).with_name("zensical")), "build", "--clean")
PAGEFIND = HERE / "node_modules/.bin/pagefind"
# The pages that make the article of every page; what Pagefind must leave out is marked in them.
ARTICLES = ("--root-selector", "article", "--force-language", "fr", "--glob", "**/index.html")
LEFT_OUT = re.compile(r"<(section|footer)\b(?=[^>]*>\s*<h\d[^>]*\bdata-search-exclude\b)")
TIME_LIMIT = 900  # seconds that a build may take
SEARCH_PAGE = ("search.md", "search/index.md")


class NotBuilt(Exception):
    """A site that cannot be searched, and why."""


class Sites:
    """The sites of one corpus, built when they are asked for."""

    def __init__(self, root: Path, place: Path, structures: list[dict[str, Any]] | None = None) -> None:
        self.root, self.place, self.structures = root, place, structures

    def site(self, engine: str) -> Path:
        """Return the built site of an engine; raise NotBuilt if there is none."""
        built = self.place / engine
        if not built.exists():
            getattr(self, f"_{engine}")(built)
        return built

    def _ours(self, to: Path) -> None:
        _build(self._project(), OURS, to)

    def _material(self, to: Path) -> None:
        _build(self._stock(), MATERIAL, to)

    def _zensical(self, to: Path) -> None:
        _build(self._stock(), ZENSICAL, to)

    def _pagefind(self, to: Path) -> None:
        """Index the pages of our site as they are; the marks that the other engines obey are given in its own words."""
        _install()
        shutil.copytree(self.site("ours"), to)
        for page in to.rglob("index.html"):
            html = LEFT_OUT.sub(r"<\1 data-pagefind-ignore", page.read_text(encoding="utf-8"))
            if self._is_excluded(page.relative_to(to).parent):
                html = html.replace("<article ", '<article data-pagefind-ignore="all" ', 1)
            page.write_text(html, encoding="utf-8")
        _run((str(PAGEFIND), "--site", str(to), *ARTICLES), to)

    def _is_excluded(self, address: Path) -> bool:
        content = self._project() / "content"
        source = next((path for path in (content / f"{address}.md", content / address / "index.md") if path.is_file()), None)
        front = yaml.safe_load(source.read_text(encoding="utf-8").split("---\n")[1]) if source else {}
        return bool((front.get("search") or {}).get("exclude"))

    def _project(self) -> Path:
        """Return our project: the real one, or the same code with made-up structures."""
        project = self.place / "project"
        if not project.exists():
            if self.structures is None:
                for part in PARTS:
                    shutil.copytree(self.root / part, project / part, ignore=shutil.ignore_patterns("__pycache__"))
                shutil.copy(self.root / "mkdocs.yml", project)
            else:
                write_ours(self.root, project, self.structures)
                _add_search_page(self.root / "content", project / "content")
        return project

    def _stock(self) -> Path:
        """Return the same project in the theme's own templates, with the theme's own search."""
        project = self.place / "stock"
        if not project.exists():
            shutil.copytree(self._project(), project, ignore=shutil.ignore_patterns("site", ".site-*", ".cache"))
            overrides = project / "overrides"
            for template in overrides.glob("*.html"):
                template.unlink()
            for folder in ("chrome", "partials"):
                shutil.rmtree(overrides / folder, ignore_errors=True)
            settings = project / "mkdocs.yml"
            settings.write_text(_stock_settings(settings.read_text(encoding="utf-8")), encoding="utf-8")
        return project


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml: of a variable of the environment, its default."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def _stock_settings(text: str) -> str:
    settings = yaml.load(text, Loader=_Loader)
    (macros,) = (plugin for plugin in settings["plugins"] if isinstance(plugin, dict) and "macros" in plugin)
    settings["plugins"] = [{"search": {"lang": "fr"}}, macros]
    for name in ("hooks", "extra_css", "extra_javascript"):
        settings.pop(name, None)
    settings["theme"] = {name: settings["theme"][name] for name in ("name", "custom_dir", "language", "font")}
    return yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)


def _add_search_page(real: Path, made: Path) -> None:
    """Made-up sites hold the room of the structures alone: they lack the page of the search."""
    for name in SEARCH_PAGE:
        if (real / name).is_file() and not (made / name).exists():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(real / name, made / name)


def _build(project: Path, command: tuple[str, ...], to: Path) -> None:
    _run(command, project)
    shutil.move(project / "site", to)


def _run(command: tuple[str, ...], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, env=environment(folder), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False, timeout=TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise NotBuilt(f"construction arrêtée au bout de {TIME_LIMIT // 60} minutes") from None
    if done.returncode:
        raise NotBuilt("la construction échoue :\n" + "\n".join(done.stdout.splitlines()[-20:]))


def _install() -> None:
    """Install Pagefind if need be."""
    done, lock = HERE / "node_modules/.package-lock.json", HERE / "package-lock.json"
    if not done.is_file() or done.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(("npm", "ci", "--silent", "--prefix", str(HERE)), check=True)
        done.touch()


def pagefind_version() -> str:
    """Return the version of Pagefind that is locked."""
    return json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]["pagefind"]
