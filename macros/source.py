"""Files into texts, and into text values with their line numbers: the only reader of the project. Huge files, links and pipes are refused."""

import io
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import yaml

from macros.bounds import unfit
from macros.places import Document, Place, Value, name_of, parse_yaml
from macros.problems import Problem

__all__ = ["Document", "Page", "Place", "Value", "as_written", "built", "document", "name_of", "parse_yaml", "paths", "read_page", "read_text", "read_yaml"]

LARGEST_FILE = 1024 * 1024  # bytes
LARGEST_DOCUMENT = 10 * 1024 * 1024  # bytes
PRINTED = ("title", "description")  # what the engines print of a front matter: they read « 2026 » as a number, and fail


@dataclass
class Page:
    """A Markdown page: its front matter, its body, and the line where the body starts."""

    path: str
    front: Document
    body: str
    body_line: int


def paths(root: Path, pattern: str) -> list[Path]:
    """Return what matches `pattern` under `root`, sorted: files, and the links and pipes that `read_text` refuses."""
    return sorted(p for p in root.glob(pattern) if p.is_symlink() or not p.is_dir())


def read_text(path: Path, shown: str) -> str | Problem:
    """Return the text of a file, or why it cannot be read. `shown` is its path for messages."""
    # A link may lead out of the project, to what must not be published; a pipe is waited for for ever.
    if stat.S_IFMT(path.lstat().st_mode) not in (stat.S_IFREG, stat.S_IFDIR):
        return Problem(shown, 1, "", "ce n’est pas un fichier mais un lien, un tube ou un appareil", "Mettez le fichier lui-même à cette place.")
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except PermissionError:
        return Problem(shown, 1, "", "vous n’avez pas le droit de lire ce fichier", "Changez ses droits.")
    if len(data) > LARGEST_FILE:
        return Problem(shown, 1, "", "le fichier dépasse 1 Mio", "Partagez-le, ou retirez ce qui n’est pas du texte.")
    try:
        return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(shown, line, "", "le fichier n’est pas en UTF-8", "Enregistrez-le de nouveau en choisissant l’encodage UTF-8.")


def as_written(path: Path) -> str:
    """Return the text of a file with its own line ends, so that it can be written again around an addition."""
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()


def document(path: Path) -> io.BytesIO | Problem:
    """Return the bytes of a document that is no text, or why it cannot be read."""
    with path.open("rb") as stream:
        data = stream.read(LARGEST_DOCUMENT + 1)
    if len(data) > LARGEST_DOCUMENT:
        return Problem(str(path), 1, "", "le document dépasse 10 Mio", "Retirez-en les images.")
    return io.BytesIO(data)


def built(path: Path) -> str:
    """Return the text of a file that the site was published with."""
    return path.read_text(encoding="utf-8")


def read_yaml(path: Path, shown: str) -> Document:
    """Read a YAML file. Problems are in the document; its value is then what could be read."""
    text = read_text(path, shown)
    return Document(shown, problems=[text]) if isinstance(text, Problem) else parse_yaml(text, shown)


def read_page(path: Path, shown: str) -> Page:
    """Read a Markdown page and its front matter (between two lines of three dashes)."""
    text = read_text(path, shown)
    if refusal := text if isinstance(text, Problem) else unfit(text, shown):
        return Page(shown, Document(shown, problems=[refusal]), "", 1)
    found = re.match(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*\n", text, re.DOTALL | re.MULTILINE)
    if not found:
        return Page(shown, Document(shown, value={}), text, 1)
    front = parse_yaml(found[1], shown, first_line=2)
    try:
        values = yaml.safe_load("" if front.problems else found[1])
    except (yaml.YAMLError, ValueError):
        # MkDocs would give up on this front matter, and print it as the page's text.
        front.report((), "l’en-tête contient une valeur que YAML ne sait pas lire", "Mettez les valeurs entre guillemets.")
        values = None
    for name in PRINTED if isinstance(values, dict) and isinstance(front.value, dict) else ():
        if isinstance(front.value.get(name), str) and not isinstance(values[name], str):
            front.report((name,), "cette valeur serait lue comme un nombre, une date ou rien", "Mettez-la entre guillemets.")
    return Page(shown, front, text[found.end():], text.count("\n", 0, found.end()) + (found.end() < len(text)))
