"""What the tests share: the project's root, a small valid project to spoil, and how to renew the goldens."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.catalog import Catalog
from macros.load import load

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests/mini"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites tests/fragments/*.html."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite tests/fragments/*.html from what the fragments give now")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the small valid project of tests/mini, free to spoil."""
    return shutil.copytree(MINI, tmp_path / "project")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The catalog of the small project: Les Tilleuls has every field, Minimale only the mandatory ones."""
    found, problems = load(MINI)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def real_catalog() -> Catalog:
    """The catalog of the site."""
    found, problems = load(ROOT)
    assert problems == []
    return found


@pytest.fixture
def lay(mini: Path) -> Callable[[dict[str, Any]], Path]:
    """Return the function that lays files over the small project, and gives its root.

    A file is its text; or None: taken away; `{hex: …}`: its bytes; `{repeat: …, times: …}`;
    or `{replace: …, by: …}` (or a list of these): edits of the file that is there.
    """
    def laid(files: dict[str, Any]) -> Path:
        for path, content in files.items():
            _write(mini / path, content)
        return mini

    return laid


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case None:
            path.unlink()
        case str():
            path.write_text(content, encoding="utf-8", newline="")
        case {"hex": digits}:
            path.write_bytes(bytes.fromhex(digits))
        case {"repeat": text, "times": times}:
            path.write_text(text * times, encoding="utf-8")
        case _:
            for edit in content if isinstance(content, list) else [content]:
                text = path.read_text(encoding="utf-8")
                assert text.count(edit["replace"]) == 1, f"{path.name}: « {edit['replace']} » must be there once"
                path.write_text(text.replace(edit["replace"], edit["by"]), encoding="utf-8", newline="")
