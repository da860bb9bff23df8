"""A YAML text into values with their places.

YAML is read event by event: no value is guessed, every key keeps its line, and what could make a
reader explode (aliases, endless nesting, endless lists) is refused before it costs anything.
"""

import re
from dataclasses import dataclass, field

import yaml

from macros.bounds import misread
from macros.problems import Problem
from macros.slips import probably

DEEPEST_NESTING = 20  # levels; our records need six
MOST_EVENTS, MOST_PROBLEMS = 50_000, 15  # of a YAML parser, about one a value (our largest list has three thousand); of one file, before it is put down
CUT = re.compile(r"[ \t]+#(?=\S)")  # what starts a remark right after a value, and was probably meant as its end

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


def _nearest(known: dict[Place, int], place: Place) -> int:
    while place and place not in known:
        place = place[:-1]
    return known.get(place, 1)


def name_of(place: Place) -> str:
    """Return a place as editors read it: ("actions", 1, "what") gives "actions[2].what"."""
    return "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in place).lstrip(".")


def parse_yaml(text: str, shown: str, first_line: int = 1) -> Document:
    """Parse YAML text into a document. `first_line` is the line of the file where `text` starts."""
    document = Document(shown, problems=[*misread(text, shown, first_line)])
    if document.problems:
        return document
    try:
        document.value = _Builder(document, first_line, text).build()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line if mark else text.count("\n", 0, getattr(error, "position", 0))
        line = min(line, (text if first_line > 1 else text.rstrip("\n")).count("\n"))  # libyaml may name the line after the last
        above, message, remedy = probably(text.split("\n"), line)
        document.problems.append(Problem(shown, first_line + line - above, "", message, remedy, mark.column + 1 if mark and not above else 1))
    except _Refused as refusal:
        document.problems += refusal.args
    return document


class _Dropped(str):
    """The name of a field written twice: its value is read, then dropped."""


class _Refused(Exception):
    """Carries its problem."""


class _Builder:
    """Turns the events of a YAML parser into values, without recursion."""

    def __init__(self, document: Document, first_line: int, text: str) -> None:
        self.text, self.lines = text, text.split("\n")
        self.document, self.first_line, self.documents, self.column = document, first_line, 0, 1
        self.root: Value | None = None
        self.open: list[tuple[Place, dict | list]] = []  # containers being filled
        self.key: list[str | None] = []  # for each, the key that waits for its value

    def build(self) -> Value | None:
        for count, event in enumerate(yaml.parse(self.text, Loader=BaseLoader)):
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
            if not event.style and event.value:
                self._whole(event.end_mark)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.key.pop()

    def _whole(self, end: yaml.Mark) -> None:
        """Report what follows a value without quotes on its line, as a remark that no one reads: « Lot #1 » would be « Lot »."""
        if cut := CUT.match(self.lines[end.line], end.column):
            lost = self.lines[end.line][cut.end() - 1:].strip()
            self.document.problems.append(Problem(self.document.path, end.line + self.first_line, "", f"« {lost[:60]} » ne serait pas lu : YAML y voit une remarque",
                                                  "Mettez toute la valeur entre guillemets ; pour une remarque, ajoutez une espace après « # ».", cut.end()))

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
