"""All data files into one catalog, or every problem at once."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.catalog import Catalog
from macros.messages import problems_of
from macros.model import Source, Structure
from macros.problems import Problem
from macros.source import Document, paths, read_yaml
from macros.vocabularies import Department, Entry, Record, Region, SizeBand, Theme

# Closed lists: the name of each, its file, the kind of its entries.
LISTS: dict[str, tuple[str, type[Record]]] = {
    "action_states": ("data/vocabularies/action_states.yml", Entry),
    "departments": ("data/vocabularies/departments.yml", Department),
    "ess_families": ("data/vocabularies/ess_families.yml", Entry),
    "regions": ("data/vocabularies/regions.yml", Region),
    "roles": ("data/vocabularies/roles.yml", Entry),
    "sectors": ("data/vocabularies/sectors.yml", Entry),
    "size_bands": ("data/vocabularies/size_bands.yml", SizeBand),
    "themes": ("data/vocabularies/themes.yml", Theme),
    "sources": ("data/sources.yml", Source),
}
STRUCTURES = "data/structures"
GEOMETRY = "data/geometry/departments.yml"


def load(root: Path) -> tuple[Catalog, list[Problem]]:
    """Read and check all data under `root`; with problems, the catalog holds what is right."""
    problems = _strangers(root)
    lists: dict[str, tuple[Any, ...]] = {}
    for name, (path, kind) in LISTS.items():
        lists[name] = _read_list(root, path, kind, problems)
    context = {"vocabularies": {name: {e.id: getattr(e, "label", e.id) for e in entries} for name, entries in lists.items()},
               "pages": {s.id: s.pages for s in lists["sources"]}}
    problems += _regions_of_departments(root, lists)
    structures = _read_structures(root, context, problems)
    outlines = _read_outlines(root, problems)
    return Catalog(structures=structures, outlines=outlines, **lists), sorted(problems)


def _strangers(root: Path) -> list[Problem]:
    """Report files under data/ that nothing reads: their facts would be lost without a word."""
    known = {path for path, _ in LISTS.values()} | {GEOMETRY}
    return [Problem(shown, 1, "", "ce fichier n’est lu par rien", "Vérifiez son nom et son dossier ; les données finissent par .yml.")
            for p in paths(root, "data/**/*")
            if (shown := p.relative_to(root).as_posix()) not in known
            and not (p.suffix == ".yml" and p.parent == root / STRUCTURES)]


def _read(root: Path, path: str, problems: list[Problem]) -> Document | None:
    if not (root / path).is_file():
        problems.append(Problem(path, 1, "", "ce fichier manque", "Rétablissez-le depuis l’historique du dépôt."))
        return None
    document = read_yaml(root / path, path)
    problems += document.problems
    return document


def _read_list(root: Path, path: str, kind: type[Record], problems: list[Problem]) -> tuple[Any, ...]:
    document = _read(root, path, problems)
    if document is None or document.value is None:
        return ()
    if not isinstance(document.value, list):
        problems.append(Problem(path, 1, "", "une liste est attendue", "Commencez chaque élément par un tiret."))
        return ()
    entries: dict[str, Any] = {}
    for index, value in enumerate(document.value):
        try:
            entry = kind.model_validate(value)
        except ValidationError as error:
            problems += problems_of(error, document, kind, at=(index,))
            continue
        if entry.id in entries:
            problems.append(Problem(path, document.line((index,)), f"[{index + 1}].id", f"l’identifiant « {entry.id} » sert deux fois", "Donnez-en un autre."))
        entries[entry.id] = entry
    return tuple(entries.values())


def _regions_of_departments(root: Path, lists: dict[str, tuple[Any, ...]]) -> list[Problem]:
    regions, path = {r.id for r in lists["regions"]}, LISTS["departments"][0]
    return [Problem(path, 1, d.id, f"la région « {d.region} » n’est pas dans data/vocabularies/regions.yml", "Ajoutez-la, ou corrigez-la.")
            for d in lists["departments"] if d.region not in regions]


def _read_structures(root: Path, context: dict[str, Any], problems: list[Problem]) -> tuple[Structure, ...]:
    found: list[Structure] = []
    slugs: dict[str, str] = {}
    for path in paths(root, STRUCTURES + "/*.yml"):
        shown = path.relative_to(root).as_posix()
        document = read_yaml(path, shown)
        problems += document.problems
        if document.value is None:
            if not document.problems:
                problems.append(Problem(shown, 1, "", "le fichier est vide", "Remplissez-le, ou supprimez-le."))
            continue
        problems += _misnamed(document, path.stem, slugs)
        try:
            found.append(Structure.model_validate(document.value, context=context))
        except ValidationError as error:
            problems += problems_of(error, document, Structure)
    return tuple(found)


def _misnamed(document: Document, stem: str, slugs: dict[str, str]) -> list[Problem]:
    """Compare a slug with its file's name, and with those of the files before (`slugs`, which grows)."""
    slug = document.value.get("slug") if isinstance(document.value, dict) else None
    if not isinstance(slug, str):
        return []
    line, problems = document.line(("slug",)), []
    if slug in slugs:
        problems.append(Problem(document.path, line, "slug", f"« {slug} » est déjà pris par {slugs[slug]}", "Chaque structure a le sien."))
    if slug != stem:
        problems.append(Problem(document.path, line, "slug", f"« {slug} » n’est pas le nom du fichier (« {stem} »)", "Donnez le même nom aux deux."))
    slugs.setdefault(slug, document.path)
    return problems


def _read_outlines(root: Path, problems: list[Problem]) -> dict[str, dict[str, str]]:
    """Return the outline of each department (SVG path data, label place), by INSEE code."""
    document = _read(root, GEOMETRY, problems)
    return document.value if document and isinstance(document.value, dict) else {}
