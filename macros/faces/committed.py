"""The faces of the model that are kept in the repository, so that forges and editors' programs find them: what each should hold."""

from collections.abc import Iterator
from pathlib import Path

from macros.catalog import Catalog
from macros.faces import forms, guide, rulebook, schema
from macros.interview.grid import grid
from macros.shelves import SHELVES
from macros.source import as_written, paths


def faces(catalog: Catalog) -> dict[str, str]:
    """Return the text of each file that derives from the model, by path."""
    return schema.files(catalog.known) | {guide.PATH: guide.page(), rulebook.PATH: rulebook.page()} | forms.files(grid(catalog))


def heads(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each data file, by its path, with the line at its head that names its schema."""
    for shelf in SHELVES:
        for path in paths(root, shelf.pattern):
            name = path.relative_to(root).as_posix()
            yield name, schema.headed(shelf, name, as_written(path))


def outdated(root: Path, catalog: Catalog) -> dict[str, str]:
    """Return the files that are not what they should be, with their right text."""
    wanted = faces(catalog) | dict(heads(root))
    return {name: text for name, text in wanted.items() if not (root / name).is_file() or as_written(root / name) != text}
