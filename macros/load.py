"""All data files into one catalog, or every problem at once."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from macros.catalog import Catalog
from macros.messages import problems_of
from macros.problems import Problem
from macros.shelves import BOUNDARIES, GEOMETRY, SHELVES, Shelf
from macros.source import Document, Place, Value, paths, read_yaml
from macros.text import fold, nearest
from macros.vocabularies import Boundary, Outline, Record

Read = dict[str, list[Document]]  # the documents of each shelf, by its name


def load(root: Path) -> tuple[Catalog, list[Problem]]:
    """Read and check all data under `root`; with problems, the catalog holds what is right."""
    return judged(root, *read_data(root))


def read_data(root: Path) -> tuple[Read, list[Problem]]:
    """Read all data under `root`, unchecked; return them with what made some unreadable."""
    problems: list[Problem] = []
    return {shelf.name: list(_documents(root, shelf, problems)) for shelf in SHELVES}, problems


def judged(root: Path, read: Read, unreadable: list[Problem]) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of the data that were read under `root`, and every problem in them."""
    problems = [*unreadable]
    context = {"vocabularies": {shelf.name: dict(_known(root, shelf, read)) for shelf in SHELVES if _whole(root, shelf, read)},
               "files": {shelf.name: shelf.place for shelf in SHELVES}, "pages": _last_pages(read)}
    records: dict[str, tuple[Any, ...]] = {}
    for shelf in SHELVES:
        records[shelf.name] = tuple(_records(shelf, read[shelf.name], context, problems))
    problems += _strangers(root)
    problems += _places(read)
    drawn, real = _geometry(root, GEOMETRY, Outline, problems), _geometry(root, BOUNDARIES, Boundary, problems)
    return Catalog(outlines=drawn, boundaries=real, known=context["vocabularies"], **records), sorted(problems)


def _documents(root: Path, shelf: Shelf, problems: list[Problem]) -> Iterator[Document]:
    """Yield what was read from the files of a shelf; unreadable ones are left out."""
    if shelf.required and not (root / shelf.pattern).is_file():
        problems.append(_missing(shelf.pattern))
    for path in paths(root, shelf.pattern):
        document = read_yaml(path, path.relative_to(root).as_posix())
        problems += document.problems
        if document.value is None and not document.problems:
            problems.append(Problem(document.path, 1, "", "le fichier est vide", "Remplissez-le, ou supprimez-le."))
        elif document.value is not None and not shelf.folder and not isinstance(document.value, list):
            problems.append(Problem(document.path, 1, "", "une liste est attendue", "Commencez chaque élément par un tiret."))
        elif document.value == [] and shelf.required:
            problems.append(Problem(document.path, 1, "", "la liste est vide", "Rétablissez-la depuis l’historique du dépôt."))
        elif document.value is not None:
            yield document


def values(shelf: Shelf, document: Document) -> Iterator[tuple[Place, Value]]:
    """Yield the records of a document before they are checked, each with its place."""
    if shelf.folder:
        yield (), document.value
    else:
        yield from (((index,), value) for index, value in enumerate(document.value))


def _known(root: Path, shelf: Shelf, read: Read) -> Iterator[tuple[str, str]]:
    """Yield the key and the label of each record, so that others may refer to it even if it is faulty.

    Where each record has its file, the key is the file's name.
    """
    if shelf.folder:
        yield from ((path.stem, path.stem) for path in paths(root, shelf.pattern))
        return
    for document in read[shelf.name]:
        for _, value in values(shelf, document):
            if isinstance(value, dict) and isinstance(key := value.get(shelf.key), str):
                label = value.get("label")
                yield key, label if isinstance(label, str) else key


def _whole(root: Path, shelf: Shelf, read: Read) -> bool:
    """Whether the keys of a shelf are all known: else one that is not found may be the one to mend, and is not reported."""
    if shelf.folder:
        return True
    if not read[shelf.name]:
        return not shelf.required and not (root / shelf.pattern).is_file()
    return all(_keyed(shelf, value) for document in read[shelf.name] for _, value in values(shelf, document))


@cache
def _keys(shelf: Shelf) -> TypeAdapter[Any]:
    field = shelf.kind.model_fields[shelf.key]
    return TypeAdapter(Annotated[field.annotation, *field.metadata])


def _keyed(shelf: Shelf, value: Value) -> bool:
    try:
        _keys(shelf).validate_python(value.get(shelf.key) if isinstance(value, dict) else None)
    except ValidationError:
        return False
    return True


def _last_pages(read: Read) -> dict[str, int]:
    """Return the number of pages of the documents that say it, to check citations."""
    values = [value for document in read["sources"] for value in document.value if isinstance(value, dict)]
    return {v["id"]: int(v["pages"]) for v in values if isinstance(v.get("id"), str) and re.fullmatch("[0-9]{1,8}", str(v.get("pages")))}


def _records(shelf: Shelf, documents: list[Document], context: dict[str, Any], problems: list[Problem]) -> Iterator[Any]:
    taken: dict[str, str] = {}  # key → where it was first used
    shared: dict[str, tuple[str, int]] = {}  # value that one record alone may have → its file and line
    for document in documents:
        for place, value in values(shelf, document):
            misnamed = _key_problems(shelf, document, place, value, taken)
            problems += misnamed
            problems += [] if misnamed and shelf.folder else _shared(shelf, document, place, value, shared)
            try:
                record = shelf.kind.model_validate(value, context=context)
            except ValidationError as error:
                problems += problems_of(error, document, shelf.kind, at=place)
            else:
                yield from [] if misnamed else [record]


def _key_problems(shelf: Shelf, document: Document, place: Place, value: Value, taken: dict[str, str]) -> list[Problem]:
    """Compare a record's key with those before it (`taken`, which grows), and with its file's name."""
    key = value.get(shelf.key) if isinstance(value, dict) else None
    if not isinstance(key, str):
        return []
    where, found = (*place, shelf.key), Document(document.path, lines=document.lines, columns=document.columns)
    stem = Path(document.path).stem
    if shelf.folder and key != stem:  # a file of that name is in its right
        if key in taken:
            found.report(where, f"« {key} » est déjà pris par {taken[key]}", "Chacun a le sien.")
        found.report(where, f"« {key} » n’est pas le nom du fichier (« {stem} »)", "Donnez le même nom aux deux.")
    elif key in taken and not shelf.folder:
        found.report(where, f"l’identifiant « {key} » sert deux fois", "Donnez-en un autre.")
    taken.setdefault(key, document.path)
    return found.problems


def _shared(shelf: Shelf, document: Document, place: Place, value: Value, shared: dict[str, tuple[str, int]]) -> list[Problem]:
    """Report values that an earlier record of the shelf has already (`shared`, which grows), accents and case aside."""
    found = Document(document.path, lines=document.lines, columns=document.columns)
    field = shelf.once
    given = value.get(field) if field and isinstance(value, dict) else None
    for step, text in enumerate(given) if isinstance(given, list) else [(None, given)]:
        if isinstance(text, str) and text.strip():
            where = (*place, field) if step is None else (*place, field, step)
            here = document.path, document.line(where)
            path, line = shared.setdefault(fold(text), here)
            if (path, line) != here:
                found.report(where, f"« {text} » est déjà " + (f"à la ligne {line}" if path == document.path else f"dans {path}"), "Réunissez les deux, ou changez l’un.")
    return found.problems


def _strangers(root: Path) -> Iterator[Problem]:
    """Report files under data/ that nothing reads: their facts would be lost without a word."""
    known = {path for shelf in SHELVES for path in paths(root, shelf.pattern)} | {root / GEOMETRY, root / BOUNDARIES}
    for path in paths(root, "data/**/*"):
        if path not in known:
            shown = path.relative_to(root).as_posix()
            yield Problem(shown, 1, "", "ce fichier n’est lu par rien", _renamed(shown))


def _renamed(shown: str) -> str:
    """Say how a file that nothing reads was probably to be named."""
    folder, _, name = shown.rpartition("/")
    right = re.sub(r"\.ya?ml(\.txt)?$", ".yml", name, flags=re.IGNORECASE)
    folders = [shelf.folder for shelf in SHELVES if shelf.folder]
    meant = folder if folder in folders else nearest(folder, folders)
    if right.endswith(".yml") and meant and f"{meant}/{right}" != shown:
        return f"Vouliez-vous dire « {meant}/{right} » ?"
    return "Vérifiez son nom et son dossier ; les données finissent par .yml."


def _places(read: Read) -> Iterator[Problem]:
    """Regions and departments name each other: report names that do not exist."""
    ids = {name: {key for document in read[name] for value in document.value if isinstance(value, dict) and isinstance(key := value.get("id"), str)}
           for name in ("departments", "regions")}
    for name, field, other in (("departments", "region", "regions"), ("regions", "departments", "departments")):
        for document in read[name]:
            for index, value in enumerate(document.value):
                named = value.get(field, []) if isinstance(value, dict) else []
                for target in [named] if isinstance(named, str) else named:
                    if isinstance(target, str) and ids[other] and target not in ids[other]:
                        document.problems.clear()
                        document.report((index, field), f"« {target} » n’est pas dans data/vocabularies/{other}.yml", "Ajoutez-le à cette liste, ou corrigez-le.")
                        yield from document.problems


def _geometry(root: Path, shown: str, kind: type[Record], problems: list[Problem]) -> dict[str, Any]:
    """Return what a file of geometry says of each department, by INSEE code."""
    if not (root / shown).is_file():
        problems.append(_missing(shown))
        return {}
    document = read_yaml(root / shown, shown)
    if not document.value and not document.problems:
        document.report((), "le fichier est vide", "Reprenez le fichier d’origine.")
    try:
        return TypeAdapter(dict[str, kind]).validate_python(document.value or {})
    except ValidationError as error:
        for place in (details["loc"] for details in error.errors()):
            document.report(place, "ce contour est mal écrit", "Reprenez le fichier d’origine.")
        return {}
    finally:
        problems += document.problems


def _missing(path: str) -> Problem:
    return Problem(path, 1, "", "ce fichier manque", "Rétablissez-le depuis l’historique du dépôt.")
