"""Files into text values with their line numbers: the only reader of the project.

YAML is read event by event: no value is guessed, every key keeps its line, and what could make a
reader explode (aliases, endless nesting, huge files) is refused before it costs anything.
"""

import io
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from macros.bounds import misread, unfit
from macros.problems import Problem

LARGEST_FILE = 1024 * 1024  # bytes
LARGEST_DOCUMENT = 10 * 1024 * 1024  # bytes
DEEPEST_NESTING = 20  # levels; our records need six
MOST_EVENTS, MOST_PROBLEMS = 50_000, 15  # of a YAML parser, about one a value (our largest list has three thousand); of one file, before it is put down

# libyaml's parser is several times faster; PyYAML's own gives the same events without it.
BaseLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Place = tuple[str | int, ...]
Value = str | list["Value"] | dict[str, "Value"]


@dataclass
class Document:
    """A YAML text: its value (texts, lists, mappings), and the line and the column of each place in it."""

    path: str
    value: Value | None = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    columns: dict[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of `place`, or of the nearest thing that holds it."""
        return _nearest(self.lines, place)

    def column(self, place: Place) -> int:
        """Return the column (from 1) of `place`, or of the nearest thing that holds it."""
        return _nearest(self.columns, place)

    def report(self, place: Place, message: str, remedy: str = "") -> None:
        """Note a problem at `place`."""
        self.problems.append(Problem(self.path, self.line(place), name_of(place), message, remedy, self.column(place)))


@dataclass
class Page:
    """A Markdown page: its front matter, its body, and the line where the body starts."""

    path: str
    front: Document
    body: str
    body_line: int


def _nearest(known: dict[Place, int], place: Place) -> int:
    while place and place not in known:
        place = place[:-1]
    return known.get(place, 1)


def name_of(place: Place) -> str:
    """Return a place as editors read it: ("actions", 1, "what") gives "actions[2].what"."""
    return "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in place).lstrip(".")


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
        yaml.safe_load("" if front.problems else found[1])
    except (yaml.YAMLError, ValueError):
        # MkDocs would give up on this front matter, and print it as the page's text.
        front.report((), "l’en-tête contient une valeur que YAML ne sait pas lire", "Mettez les valeurs entre guillemets.")
    return Page(shown, front, text[found.end():], text.count("\n", 0, found.end()) + (found.end() < len(text)))


def parse_yaml(text: str, shown: str, first_line: int = 1) -> Document:
    """Parse YAML text into a document. `first_line` is the line of the file where `text` starts."""
    document = Document(shown, problems=[*misread(text, shown, first_line)])
    if document.problems:
        return document
    try:
        document.value = _Builder(document, first_line).build(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
        line = min(line, (text if first_line > 1 else text.rstrip("\n")).count("\n"))  # libyaml may name the line after the last
        document.problems.append(Problem(shown, first_line + line, "", "l’écriture YAML est fautive ici ou à la ligne précédente",
                                         "Vérifiez les deux-points, les guillemets et l’alignement.", mark.column + 1 if mark else 1))
    except _Refused as refusal:
        document.problems += refusal.args
    return document


class _Dropped(str):
    """The name of a field written twice: its value is read, then dropped."""


class _Refused(Exception):
    """Carries its problem."""


class _Builder:
    """Turns the events of a YAML parser into values, without recursion."""

    def __init__(self, document: Document, first_line: int) -> None:
        self.document, self.first_line, self.documents, self.column = document, first_line, 0, 1
        self.root: Value | None = None
        self.open: list[tuple[Place, dict | list]] = []  # containers being filled
        self.key: list[str | None] = []  # for each, the key that waits for its value

    def build(self, text: str) -> Value | None:
        for count, event in enumerate(yaml.parse(text, Loader=BaseLoader)):
            line = event.start_mark.line + self.first_line
            self.column = event.start_mark.column + 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self._refuse(line, "les ancres (&) et les renvois (*) de YAML ne sont pas admis",
                             "Recopiez la valeur, ou mettez le texte entre guillemets.")
            if getattr(event, "tag", None) and not isinstance(event, yaml.DocumentStartEvent):
                self._refuse(line, "les étiquettes (!) de YAML ne sont pas admises", "Mettez le texte entre guillemets.")
            self.documents += isinstance(event, yaml.DocumentStartEvent)
            if self.documents > 1:
                self._refuse(line, "le fichier contient plusieurs documents", "Retirez la ligne « --- » de trop.")
            if count > MOST_EVENTS or len(self.document.problems) > MOST_PROBLEMS:
                self._refuse(line, "le fichier contient trop de valeurs ou de répétitions", "Partagez-le, ou retirez ce qui se répète.")
            self._take(event, line)
        return self.root

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"' and not event.value.isascii() and any("\ud800" <= c <= "\udfff" for c in event.value):
                self._refuse(line, "l’écriture YAML est fautive : une moitié de caractère", "Écrivez le caractère lui-même.")
            self._scalar(event.value, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.key.pop()

    def _scalar(self, value: str, line: int) -> None:
        if self.open and isinstance(self.open[-1][1], dict) and self.key[-1] is None:
            place, container = self.open[-1]
            if value in container:
                self.document.lines.setdefault(place, line)
                self.document.columns.setdefault(place, self.column)
                self.document.problems.append(Problem(
                    self.document.path, line, name_of((*place, value)), "ce champ est écrit deux fois",
                    f"Gardez une seule des deux lignes (la première est ligne {self.document.lines[*place, value]}).", self.column))
                value = _Dropped(f"{value} (bis)")  # read for the mistakes in its value
            else:
                self._note((*place, value), line)
            self.key[-1] = value
        else:
            self._place(value, line)

    def _enter(self, container: dict | list, line: int) -> None:
        if len(self.open) >= DEEPEST_NESTING:
            self._refuse(line, f"plus de {DEEPEST_NESTING} niveaux sont emboîtés", "Vérifiez l’alignement et les crochets.")
        if self.open and isinstance(self.open[-1][1], dict) and self.key[-1] is None:
            self._refuse(line, "un nom de champ est attendu ici", "Écrivez « champ : valeur ».")
        place = self._place(container, line)
        self.open.append((place, container))
        self.key.append(None)

    def _place(self, value: Value, line: int) -> Place:
        if not self.open:
            self.root = value
            self._note((), line)
            return ()
        place, container = self.open[-1]
        if isinstance(container, list):
            container.append(value)
            here = (*place, len(container) - 1)
            self._note(here, line)
        else:
            key, self.key[-1] = self.key[-1], None
            here = (*place, key)
            if not isinstance(key, _Dropped):
                container[key] = value
        return here

    def _note(self, place: Place, line: int) -> None:
        self.document.lines[place], self.document.columns[place] = line, self.column

    def _refuse(self, line: int, message: str, remedy: str) -> None:
        raise _Refused(Problem(self.document.path, line, "", message, remedy, self.column))
