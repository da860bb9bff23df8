"""The commands of `python -m macros`, in French."""

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from macros.addresses import SEARCH, within
from macros.catalog import Catalog
from macros.load import load
from macros.pages import check_pages
from macros.problems import Problem
from macros.publish import complete, day_of_build, publish
from macros.search.index import Search
from macros.site import Site
from macros.source import built
from macros.text import plural


SHOWN = 10  # results


class FrenchParser(argparse.ArgumentParser):
    """argparse speaks English: its few words are said again in French."""

    WORDS = {"usage: ": "Usage : ", "options:": "Options :", "positional arguments:": "À donner :", "show this help message and exit": "affiche cette aide"}

    def format_help(self) -> str:
        """Return the help, in French."""
        return self._french(super().format_help())

    def format_usage(self) -> str:
        """Return the usage, in French."""
        return self._french(super().format_usage())

    def error(self, message: str) -> NoReturn:
        """Say that the command is not understood, and stop with status 2."""
        self.exit(2, f"{self.format_usage()}Cette commande n’est pas comprise. « {self.prog} --help » donne la liste.\n")

    def _french(self, text: str) -> str:
        for english, french in self.WORDS.items():
            text = text.replace(english, french)
        return text


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 0, or 1 when something must be mended."""
    parser = FrenchParser(prog="python -m macros", description="Vérifie et publie le site.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="dossier du projet (par défaut : le dossier courant)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="commande", title="Commandes")
    commands.add_parser("check", help="vérifie les données et les pages, sans rien publier")
    commands.add_parser("publish", help="vérifie, puis construit le site dans site/")
    commands.add_parser("complete", help="ajoute au site que Zensical a construit dans site/ ce qu’il ne fait pas : recherche, filtres")
    asked = commands.add_parser("search", help="répond à une question comme la page de recherche du site construit")
    asked.add_argument("question", help="les mots cherchés, entre guillemets")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    if options.command == "search":
        return _search(root, options.question)
    catalog, problems = read_project(root)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{plural(len(problems), 'erreur', 'erreurs')}. Rien n’a été publié.", file=sys.stderr)
        return 1
    if options.command in ("publish", "complete"):
        return _publish(root, catalog, beside=options.command == "publish")
    print("Tout est en ordre.")
    return 0


def read_project(root: Path) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of the project at `root`, and every mistake in its data and pages, sorted by place."""
    catalog, problems = load(root)
    return catalog, sorted([*problems, *check_pages(root, catalog)])


def _search(root: Path, question: str) -> int:
    folder = root / "site" / SEARCH
    if not (folder / "index.json").is_file():
        print("La recherche lit le site construit : lancez d’abord « make site ».", file=sys.stderr)
        return 1
    search = Search(lambda name: built(folder / name))
    units, found = search.ask(question)
    print(plural(len(found), "page", "pages") + (f", {min(len(found), SHOWN)} montrées :" if len(found) > SHOWN else " :" if found else "."))
    for place, one in enumerate(found[:SHOWN], 1):
        card = search.card(one)
        print(f"{place:>2}. {card['title']}\n    {card['kind']} – {card['address']}" + (f" – sans : {', '.join(one.missing)}" if one.missing else ""))
    meant = [unit.word for unit in units if unit.instead]
    if meant:
        print(f"Mots inconnus, cherchés sous une autre forme : {', '.join(meant)}.")
    return 0


def _publish(root: Path, catalog: Catalog, beside: bool) -> int:
    address = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    site = Site(catalog, root / "overrides", within(address), day_of_build())
    if not beside:
        complete(site, root / "site")
        print("Le site construit dans site/ est complété.")
        return 0
    complaints = publish(site, root)
    if complaints:
        print(*complaints, "La construction a échoué : site/ est resté comme il était.", sep="\n", file=sys.stderr)
        return 1
    print("Le site est dans site/. Pour le voir : make see, puis ouvrez http://127.0.0.1:8000/")
    return 0
