"""What was published under a permanent address stays: data/embeds.yml against the embeds of today."""

from pathlib import Path

from macros.catalog import Catalog
from macros.embed.registry import OF_RECORDS, ids
from macros.problems import Problem
from macros.shelves import BY_NAME
from macros.source import Document, read_yaml


def check_embeds(root: Path, catalog: Catalog) -> list[Problem]:
    """Return what is missing of data/embeds.yml: embeds not written there yet, and lost ones without an end."""
    path = BY_NAME["embeds"].pattern
    if not (root / path).is_file():
        return [Problem(path, 1, "", "ce fichier manque", "Rétablissez-le depuis l’historique du dépôt : il garde les adresses déjà publiées.")]
    document = read_yaml(root / path, path)
    if not isinstance(document.value, list):
        return []  # the loader says why
    # So it does of entries that are badly written: here they count for nothing, at their place.
    entries = [entry if isinstance(entry, dict) and isinstance(entry.get("id"), str) else {} for entry in document.value]
    written, today = {entry["id"]: entry for entry in entries if entry}, ids(catalog.known)
    found = Document(path, lines=document.lines, columns=document.columns)
    for id in today:
        if id not in written:
            end = document.line((len(entries) - 1,))  # where its line goes
            found.problems.append(Problem(path, end, "", f"l’intégration « {id} » manque à cette liste", f"Ajoutez-lui, à la fin, la ligne « - id: {id} » : une fois publiée, son adresse répondra toujours."))
        elif {"replaced_by", "gone"} & written[id].keys():
            found.report((entries.index(written[id]), "id"), f"« {id} » existe, mais la liste dit que non", "Retirez « replaced_by » ou « gone ».")
    for index, entry in enumerate(entries):
        id = entry.get("id")
        if not entry or entry.get("replaced_by") == id:
            continue  # the loader says it
        if OF_RECORDS.get(str(id).partition("/")[0], "structures") not in catalog.known:
            continue  # the list of what it shows is to be mended first
        if id not in today and not {"replaced_by", "gone"} & entry.keys():
            found.report((index, "id"), f"rien ne porte plus l’identifiant « {id} », ou pas encore",
                         "S’il a été publié, des sites le montrent : ajoutez-lui « replaced_by: » suivi de l’identifiant qui le remplace, ou « gone: {on: 2026-11-21, why: la raison} ». Si vous venez de l’écrire, corrigez-le.")
        found.problems += _chain(found, index, entry, written)
    return found.problems


def _chain(document: Document, index: int, entry: dict, written: dict) -> list[Problem]:
    """Return the problem of an embed whose replacements lead back to it, or to one that is gone."""
    found, seen, id = Document(document.path, lines=document.lines, columns=document.columns), set(), entry.get("id")
    while isinstance(target := written.get(id, {}).get("replaced_by"), str) and id not in seen:
        seen.add(id)
        id = target
    if id in seen or (seen and "gone" in written.get(id, {})):
        found.report((index, "replaced_by"), "ce remplacement ne mène à rien qui existe", "Nommez une intégration d’aujourd’hui, ou écrivez « gone ».")
    return found.problems
