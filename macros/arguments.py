"""What the commands of `python -m macros` are, and what each takes: the words of `--help`, in French."""

import argparse
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from macros.annotations import FORMATS
from macros.drafts import KINDS
from macros.text import capital

SOON = timedelta(days=60)


class FrenchParser(argparse.ArgumentParser):
    """argparse speaks English: its few words are said again in French."""

    WORDS = {"usage: ": "Usage : ", "options:": "Options :", "positional arguments:": "À donner :", "Commandes:": "Commandes :", "show this help message and exit": "affiche cette aide"}

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


def parser() -> FrenchParser:
    """Return what reads the commands and their options."""
    reader = FrenchParser(prog="python -m macros", description="Vérifie et publie le site.")
    reader.add_argument("--root", type=Path, default=Path.cwd(), metavar="DOSSIER", help="dossier du projet (par défaut : le dossier courant)")
    commands = reader.add_subparsers(dest="command", required=True, metavar="commande", title="Commandes")

    def command(name: str, explained: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=explained, description=capital(explained) + ".")

    check = command("check", "vérifie les données et les pages, sans rien publier")
    check.add_argument("--format", choices=tuple(FORMATS), default="texte", metavar="FORME",
                       help="texte (par défaut), github (annotations d’une demande de fusion), gitlab (rapport de qualité) ou json")
    command("publish", "vérifie, puis construit le site dans site/")
    command("complete", "ajoute au site que Zensical a construit dans site/ ce qu’il ne fait pas : recherche, filtres")
    command("search", "répond à une question comme la page de recherche du site construit").add_argument(
        "question", help="les mots cherchés, entre guillemets")
    new = command("new", "pose les questions, écrit le fichier et sa page, puis dit ce qui manque ; n’écrase jamais rien")
    new.add_argument("kind", choices=tuple(KINDS), metavar="sorte", help=" ou ".join(KINDS))
    new.add_argument("slug", help="identifiant : minuscules sans accent, chiffres, traits d’union")
    told = new.add_mutually_exclusive_group()
    told.add_argument("--from", type=Path, dest="document", metavar="FICHIER", help="grille d’entretien remplie (.docx), pour une structure ; rien n’est alors demandé")
    told.add_argument("--answers", type=Path, metavar="FICHIER", help="réponses dans un fichier YAML, avec les noms des champs ; rien n’est alors demandé")
    command("show", "montre ce que le site dit d’une structure ou d’une fiche, avec ses sources et ce que l’on ne sait pas").add_argument(
        "slug", help="identifiant de la structure ou de la fiche")
    command("stale", "liste les textes de droit, les fiches et les accords de témoignage à revoir bientôt").add_argument(
        "--before", metavar="AAAA-MM-JJ", help=f"à revoir avant ce jour (par défaut : dans {SOON.days} jours)")
    command("links", "demande aux adresses extérieures des données si elles répondent encore (réponses gardées 7 jours dans .cache/)")
    command("schema", "écrit de nouveau ce qui découle du modèle : schémas des données, guide des champs, formulaire de la forge")
    return reader
