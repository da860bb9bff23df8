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
from macros.search import harvest
from macros.search.documents import LISTINGS

HERE = Path(__file__).parent
PARTS = ("macros", "overrides", "data", "content")
OURS = (sys.executable, "-m", "macros", "publish")
MATERIAL = (sys.executable, "-m", "mkdocs", "build", "--clean")
ZENSICAL = (str(Path(sys.executable).with_name("zensical")), "build", "--clean")
PAGEFIND = HERE / "node_modules/.bin/pagefind"
# What our fragments leave out of the search, each peer is told to leave out, in its own words.
MARK = f'{harvest.MARK}="{harvest.OUT}"'
MARKED = re.compile(rf"(<\w+ [^<>]*{MARK}[^<>]*>\s*<h\d|<\w+ [^<>]*{MARK})")
ARTICLES = ("--root-selector", "article", "--exclude-selectors", f"[{MARK}]", "--force-language", "fr", "--glob", "**/index.html")
TIME_LIMIT = 900  # seconds that a build may take
SEARCH = ("content/search.md", "data/search/synonyms.yml")


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
        """Index the pages of our site, without their search."""
        _install()
        shutil.copytree(self.site("ours"), to)
        for page in filter(Path.is_file, (to / address / "index.html" for address in LISTINGS)):
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace("<article ", '<article data-pagefind-ignore="all" ', 1), encoding="utf-8")
        _run((str(PAGEFIND), "--site", str(to), *ARTICLES), to)

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
                _add_search(self.root, project)
        return project

    def _stock(self) -> Path:
        """Return the same project in the theme's own templates, with the theme's own search."""
        project = self.place / "stock"
        if not project.exists():
            shutil.copytree(self._project(), project, ignore=shutil.ignore_patterns("site", ".site-*", ".cache"))
            _undress(project / "overrides")
            _leave_out(project)
            settings = project / "mkdocs.yml"
            settings.write_text(_stock_settings(settings.read_text(encoding="utf-8")), encoding="utf-8")
        return project


def _undress(overrides: Path) -> None:
    """Take away our templates of the theme."""
    for template in overrides.glob("*.html"):
        template.unlink()
    for folder in ("chrome", "partials"):
        shutil.rmtree(overrides / folder, ignore_errors=True)


def _leave_out(project: Path) -> None:
    """Tell Material and Zensical, in their words, what our search leaves out: a heading stands for its section."""
    for fragment in (project / "overrides/fragments").glob("*.html"):
        text = fragment.read_text(encoding="utf-8")
        fragment.write_text(MARKED.sub(r"\1 data-search-exclude", text), encoding="utf-8")
    content = project / "content"
    (content / "search.md").unlink(missing_ok=True)  # ours; and in its front matter, their word is our shortcode's name
    for address in LISTINGS:
        sources = (content / f"{address.rstrip('/')}.md", content / address / "index.md")
        for source in filter(Path.is_file, sources):
            source.write_text(source.read_text(encoding="utf-8").replace("---\n", "---\nsearch:\n  exclude: true\n", 1), encoding="utf-8")


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


def _add_search(root: Path, project: Path) -> None:
    """Made-up sites hold the room of the structures alone: add the page of the search, and its words."""
    for name in SEARCH:
        if (root / name).is_file() and not (project / name).exists():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, project / name)


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
        print(done.stdout, file=sys.stderr)
        raise NotBuilt(f"la construction échoue : {(done.stdout.splitlines() or ['sans rien dire'])[-1]}")


def _install() -> None:
    """Install Pagefind if need be."""
    done, lock = HERE / "node_modules/.package-lock.json", HERE / "package-lock.json"
    if not done.is_file() or done.stat().st_mtime < lock.stat().st_mtime:
        subprocess.run(("npm", "ci", "--silent", "--prefix", str(HERE)), check=True)
        done.touch()


def pagefind_version() -> str:
    """Return the version of Pagefind that is locked."""
    return json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]["pagefind"]
