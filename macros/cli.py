"""The commands of `python -m macros`, in French."""

import argparse
import errno
import os
import sys
from pathlib import Path
from typing import NoReturn

from macros.addresses import SEARCH
from macros.annotations import FORMATS
from macros.catalog import Catalog
from macros.load import load
from macros.pages import check_pages
from macros.permanence import check_embeds
from macros.problems import Problem
from macros.publish import complete, day_of_build, publish
from macros.search.index import Search
from macros.site import Site
from macros.source import built
from macros.text import plural


SHOWN = 10  # results
REASONS = {errno.ENOENT: "ce fichier n’existe pas", errno.EACCES: "vous n’avez pas le droit d’y toucher", errno.ENOSPC: "il n’y a plus de place sur le disque",
           errno.EISDIR: "c’est un dossier, un fichier est attendu", errno.EROFS: "on ne peut rien écrire sur ce disque"}


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
    """Run one command; return the exit status: 0, or 1 when something must be mended. What goes wrong is said in French, without a traceback."""
    sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may know no accent; that of errors already does so
    options = _parser().parse_args(arguments)
    root = options.root.resolve()
    try:
        return COMMANDS[options.command](root, options)
    except KeyboardInterrupt:
        print("\nInterrompu.", file=sys.stderr)
        return 130
    except OSError as error:
        reason = REASONS.get(error.errno or 0, "le système le refuse")
        print(f"{error.filename or 'Un fichier'} : {reason}.", file=sys.stderr)
        return 1


def _parser() -> FrenchParser:
    parser = FrenchParser(prog="python -m macros", description="Vérifie et publie le site.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="dossier du projet (par défaut : le dossier courant)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="commande", title="Commandes")

    def command(name: str, explained: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=explained, description=explained[0].upper() + explained[1:] + ".")

    check = command("check", "vérifie les données et les pages, sans rien publier")
    check.add_argument("--format", choices=tuple(FORMATS), default="texte", metavar="FORME",
                       help="texte (par défaut), github (annotations d’une demande de fusion) ou json")
    command("publish", "vérifie, puis construit le site dans site/")
    command("complete", "ajoute au site que Zensical a construit dans site/ ce qu’il ne fait pas : recherche, filtres")
    command("search", "répond à une question comme la page de recherche du site construit").add_argument(
        "question", help="les mots cherchés, entre guillemets")
    return parser


def read_project(root: Path) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of the project at `root`, and every mistake in its data and pages, sorted by place."""
    catalog, problems = load(root)
    return catalog, sorted([*problems, *check_pages(root, catalog), *check_embeds(root, catalog)])


def _check(root: Path, options: argparse.Namespace) -> int:
    problems = read_project(root)[1]
    if options.format != "texte":
        print(FORMATS[options.format](problems))
        return 1 if problems else 0
    if not _in_order(problems):
        return 1
    print("Tout est en ordre.")
    return 0


def _in_order(problems: list[Problem]) -> bool:
    """Say the mistakes there are; return whether there is none."""
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{plural(len(problems), 'erreur', 'erreurs')}. Rien n’a été publié.", file=sys.stderr)
    return not problems


def _search(root: Path, options: argparse.Namespace) -> int:
    folder = root / "site" / SEARCH
    if not (folder / "index.json").is_file():
        print("La recherche lit le site construit : lancez d’abord « make site ».", file=sys.stderr)
        return 1
    search = Search(lambda name: built(folder / name))
    units, found = search.ask(options.question)
    print(plural(len(found), "page", "pages") + (f", {min(len(found), SHOWN)} montrées :" if len(found) > SHOWN else " :" if found else "."))
    for place, one in enumerate(found[:SHOWN], 1):
        card = search.card(one)
        print(f"{place:>2}. {card['title']}\n    {card['kind']} – {card['address']}" + (f" – sans : {', '.join(one.missing)}" if one.missing else ""))
    meant = [unit.word for unit in units if unit.instead]
    if meant:
        print(f"Mots inconnus, cherchés sous une autre forme : {', '.join(meant)}.")
    return 0


def _publish(root: Path, options: argparse.Namespace) -> int:
    catalog, problems = read_project(root)
    if not _in_order(problems):
        return 1
    address = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    site = Site(catalog, root / "overrides", address, day_of_build())
    if options.command == "complete":
        complete(site, root / "site")
        print("Le site construit dans site/ est complété.")
        return 0
    complaints = publish(site, root)
    if complaints:
        print(*complaints, "La construction a échoué : site/ est resté comme il était.", sep="\n", file=sys.stderr)
        return 1
    print("Le site est dans site/. Pour le voir : make see, puis ouvrez http://127.0.0.1:8000/")
    return 0


COMMANDS = {"check": _check, "publish": _publish, "complete": _publish, "search": _search}
