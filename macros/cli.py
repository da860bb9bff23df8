"""The commands: `python -m macros check` and `python -m macros publish`, in French."""

import argparse
import os
import sys
from pathlib import Path

from macros.load import load
from macros.pages import check_pages
from macros.problems import Problem
from macros.publish import publish
from macros.site import site_of
from macros.text import plural


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 0, or 1 when something must be mended."""
    parser = argparse.ArgumentParser(prog="python -m macros", description="Vérifie et publie le site.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="dossier du projet (par défaut : le dossier courant)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="commande")
    commands.add_parser("check", help="vérifie les données et les pages, sans rien publier")
    commands.add_parser("publish", help="vérifie, puis construit le site dans site/")
    options = parser.parse_args(arguments)
    root = options.root.resolve()
    problems = problems_of_project(root)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(f"{plural(len(problems), 'erreur', 'erreurs')}. Rien n’a été publié.", file=sys.stderr)
        return 1
    if options.command == "publish":
        return _publish(root)
    print("Tout est en ordre.")
    return 0


def problems_of_project(root: Path) -> list[Problem]:
    """Return every mistake in the data and the pages of the project at `root`, sorted by place."""
    catalog, problems = load(root)
    return sorted([*problems, *check_pages(root, catalog)])


def _publish(root: Path) -> int:
    address = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    complaints = publish(site_of(root, address), root)
    if complaints:
        print(*complaints, "La construction a échoué : site/ est resté comme il était.", sep="\n", file=sys.stderr)
        return 1
    print("Le site est dans site/. Pour le voir : make see, puis ouvrez http://127.0.0.1:8000/")
    return 0
