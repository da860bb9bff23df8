"""The rules of the house, read in the code itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MODULES = sorted((ROOT / "macros").rglob("*.py"))
FRAGMENTS = sorted((ROOT / "overrides").rglob("*.html"))
# What a module may import of ours, for those that the drawing binds: records know nothing of files, readers nothing of pages…
MAY_IMPORT = {
    "text": set(), "problems": set(), "addresses": set(), "prerendered": set(), "calls": set(),
    "fields": {"text"}, "vocabularies": {"fields", "text"}, "model": {"fields", "text", "vocabularies"}, "source": {"bounds", "places", "problems"}, "places": {"bounds", "problems", "slips"}, "slips": set(), "bounds": {"problems", "text"},
    "catalog": {"model", "vocabularies", "text"}, "render": {"text"}, "typography": {"text"}, "sandbox": {"calls"},
    "language": set(), "french": {"search"}, "harvest": set(), "concepts": {"catalog", "search"}, "answer": {"search"},
}
NEVER_READ = {"render", "exports", "embed", "facets", "geography", "proximity", "shortcodes", "catalog", "model",
              *(path.stem for path in (ROOT / "macros/search").glob("*.py"))}
FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rename", "mkdir", "rmdir", "touch", "rmtree", "copytree",
         "copyfile", "copy2", "move", "symlink_to", "remove", "makedirs", "NamedTemporaryFile", "TemporaryDirectory", "fdopen"}
CLOCK = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "monotonic", "perf_counter"}
NETWORK = {"socket", "urllib.request", "http", "http.client", "requests", "urllib3", "ssl", "ftplib", "smtplib", "asyncio"}
TAGS = re.compile(r"</?(?:a|article|aside|b|body|br|button|circle|code|dd|details|div|dl|dt|em|fieldset|figure|footer|form|g|h[1-6]|head|header|hr|html|i|"
                  r"iframe|img|input|label|legend|li|link|main|meta|nav|noscript|ol|option|p|path|pre|rect|script|section|select|small|span|strong|style|sub|"
                  r"summary|sup|svg|table|tbody|td|template|text|textarea|th|thead|time|title|tr|u|ul|video)(?:[\s/>]|$)", re.IGNORECASE)
READ = {  # the texts with tags that a module may hold: patterns that read HTML, and what stands for a fragment until Markdown is done
    "glossary": {'<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^>]*)>|(?P<text>[^<]+)'},
    "prerendered": {'<div data-fragment="([0-9a-f]{32})"></div>', '<div data-fragment="{}"></div>'},
    "embed/pages": {"<title>(.*?)</title>"},
    "search/harvest": {r"""<!--.*?-->|<![^>]*>|<(?P<raw>script|style)\b[^>]*>.*?</(?P=raw)>|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)>|(?P<text>[^<]+|<)"""},
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Return our modules that a module imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("macros")}
        elif isinstance(node, ast.ImportFrom) and node.module == "macros":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("macros."):
            found.add(node.module.split(".")[1])
        assert not (isinstance(node, ast.ImportFrom) and node.level), "imports name the package"
    return found


def foreign_imports(path: Path) -> set[str]:
    return {alias.name for node in ast.walk(tree(path)) if isinstance(node, ast.Import) for alias in node.names} | {
        node.module or "" for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom)}


def calls(path: Path) -> Iterator[str]:
    """Yield the names of what a module calls: « open », « write_text »."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each function of a module and the number of its lines."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def texts(path: Path) -> Iterator[str]:
    """Yield the texts written in a module, docstrings left out."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    notes = {id(node.body[0].value) for node in ast.walk(tree(path)) if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


by_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)


@by_module
def test_imports_go_one_way(path: Path) -> None:
    found = imports(path)
    assert found <= MAY_IMPORT.get(path.stem, found)
    assert "cli" not in found or path.stem == "__main__"
    assert not {"source", "load"} & found or not {path.stem, path.parent.name} & NEVER_READ


def test_no_module_imports_itself_by_a_detour() -> None:
    """A module alone, or a room of modules, counts for one."""
    below: dict[str, set[str]] = {}
    for path in MODULES:
        name = path.relative_to(ROOT / "macros").with_suffix("").parts[0]
        below.setdefault(name, set()).update(imports(path) - {name})
    while below:
        ready = [name for name, found in below.items() if not found & below.keys()]
        assert ready, f"they import one another: {sorted(below)}"
        for name in ready:
            del below[name]


@by_module
def test_files_are_opened_in_source_and_written_in_publish(path: Path) -> None:
    touched = FILES & set(calls(path))
    if path.stem == "source":
        touched -= {"open", "read_text"}
    if path.stem == "publish":
        opened = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if "open(" in line and "Popen(" not in line]
        assert opened == ["held = os.open(root, os.O_RDONLY)"]  # a handle on the folder, to lock it
        touched = set()
    if path.stem == "drafts":  # the new records of « new »: created, or added to a list written beside then put in place
        touched -= {"open", "mkdir"}
    if path.stem == "links":  # what it was answered, kept in .cache/; « open » is its requests'
        touched -= {"open", "mkdir", "write_text"}
    assert touched == set()


def test_templates_are_read_by_jinja_alone() -> None:
    readers = [path.stem for path in MODULES if "FileSystemLoader" in set(calls(path))]
    assert readers == ["render"]


@by_module
def test_programs_are_run_by_publish_alone(path: Path) -> None:
    assert not {"subprocess", "os.system", "shutil"} & foreign_imports(path) or path.stem == "publish"
    assert not {"system", "popen", "exec", "eval", "compile_command", "__import__", "import_module"} & set(calls(path))


@by_module
def test_the_clock_is_read_at_the_edge(path: Path) -> None:
    assert not CLOCK & set(calls(path)) or path.stem in ("cli", "publish", "__init__")


@by_module
def test_no_network(path: Path) -> None:
    assert not NETWORK & foreign_imports(path) or path.stem == "links"
    assert "links" not in imports(path) or path.stem == "cli"  # a command of its own: never part of a build


@by_module
def test_no_html_in_python(path: Path) -> None:
    found = [text for text in texts(path) if TAGS.search(text)]
    assert set(found) <= READ.get(path.relative_to(ROOT / "macros").with_suffix("").as_posix(), set())


def test_html_in_python_would_be_seen() -> None:
    assert all(map(TAGS.search, ("<div class=", "</li>", "a<br>", "<p", "<a href")))
    assert not any(map(TAGS.search, ("a < b", "<name>", "(?P<name>a)", "<!--", "l’élément <")))


@by_module
def test_sizes(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert [(name, lines) for name, lines in functions(path) if lines > 40] == []


def test_registering_is_short() -> None:
    (lines,) = [lines for path in MODULES for name, lines in functions(path) if name == "define_env"]
    assert lines <= 15


def test_a_shortcode_is_a_query_and_a_fragment() -> None:
    from macros.shortcodes import SHORTCODES
    sizes = {name: lines for path in (ROOT / "macros/shortcodes").glob("*.py") for name, lines in functions(path)}
    assert {name: sizes[name] for name in SHORTCODES if sizes[name] > 8} == {}


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_fragments(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|\|\s*safe\b|autoescape|javascript:", text)


@by_module
def test_modules_are_named_after_what_they_know(path: Path) -> None:
    assert not re.search(r"util|helper|manager|common|misc|tool", path.stem)
    assert ast.get_docstring(tree(path)), "a module says in its first line what it knows"


@by_module
def test_what_others_use_is_explained(path: Path) -> None:
    public = [node for node in tree(path).body if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_every_module_has_its_tests() -> None:
    tested = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    rooms = {path.parent.name for path in MODULES if path.parent.name != "macros"}
    alone = {path.stem for path in MODULES if path.parent.name == "macros"}
    assert (alone | rooms) - tested <= {"__init__", "__main__", "vocabularies"}  # seen through shortcodes, cli, model
