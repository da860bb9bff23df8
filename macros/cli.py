"""The commands of `python -m macros`, in French."""

import argparse
import errno
import os
import sys
from datetime import date
from itertools import count
from pathlib import Path

from macros.addresses import SEARCH
from macros.annotations import FORMATS
from macros.arguments import SOON, parser
from macros.catalog import Catalog
from macros.drafts import KINDS, RefusedError, answered, draft, given, refuse_taken, write
from macros.links import SAID, Round, outside, remember, remembered
from macros.load import load
from macros.pages import check_pages
from macros.permanence import check_embeds
from macros.portrait import absent, portrait
from macros.problems import Problem
from macros.publish import complete, day_of_build, publish
from macros.questions import Interview
from macros.search.index import Search
from macros.shelves import BY_NAME
from macros.site import Site
from macros.source import built, read_yaml
from macros.text import plural
from macros.upkeep import reviews

SHOWN = 10  # results
REASONS = {errno.ENOENT: "ce fichier n’existe pas", errno.EACCES: "vous n’avez pas le droit d’y toucher", errno.ENOSPC: "il n’y a plus de place sur le disque",
           errno.EISDIR: "c’est un dossier, un fichier est attendu", errno.EROFS: "on ne peut rien écrire sur ce disque"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit status: 0, or 1 when something must be mended. What goes wrong is said in French, without a traceback."""
    sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may know no accent; that of errors already does so
    options = parser().parse_args(arguments)
    root = options.root.resolve()
    try:
        day_of_build()
    except ValueError:
        print("SITE_TODAY n’est pas une date : écrivez année-mois-jour (par exemple 2026-11-21).", file=sys.stderr)
        return 2
    try:
        status = COMMANDS[options.command](root, options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        sys.stdout = None  # the reader, « head » or « less », has seen enough
        return 0
    except KeyboardInterrupt:
        print("\nInterrompu.", file=sys.stderr)
        return 130
    except UnicodeError:
        print("Un texte donné n’est pas en UTF-8 : enregistrez-le de nouveau en choisissant cet encodage.", file=sys.stderr)
        return 1
    except OSError as error:
        reason = REASONS.get(error.errno or 0, "le système le refuse")
        print(f"{error.filename or 'Un fichier'} : {reason}.", file=sys.stderr)
        return 1


def read_project(root: Path) -> tuple[Catalog, list[Problem]]:
    """Return the catalog of the project at `root`, and every mistake in its data and pages, sorted by place."""
    catalog, problems = load(root)
    return catalog, sorted([*problems, *check_pages(root, catalog), *check_embeds(root, catalog)])


def _check(root: Path, options: argparse.Namespace) -> int:
    problems = read_project(root)[1]
    if options.format != "texte":
        print(FORMATS[options.format](problems))
        return 1 if problems else 0
    return 0 if _in_order(problems) else 1


def _in_order(problems: list[Problem], end: str = "") -> bool:
    """Say the mistakes there are; return whether there is none."""
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(plural(len(problems), "erreur", "erreurs") + (f" {end}." if end else ". Rien n’a été publié."), file=sys.stderr)
    else:
        print("Tout est en ordre.")
    return not problems


def _new(root: Path, options: argparse.Namespace) -> int:
    catalog, kind, key = load(root)[0], options.kind, options.slug
    try:
        refuse_taken(root, catalog, kind, key)
        values = given(kind, key, day_of_build())
        if options.answers:
            read = read_yaml(options.answers, str(options.answers))
            values |= answered(read, kind, key)
        else:
            print("Une réponse vide laisse le champ à remplir plus tard. Ctrl-C arrête tout sans rien écrire.")
            values = Interview(catalog.known, input, print).record(BY_NAME[KINDS[kind]].kind, values)
        written = write(root, draft(root, catalog, kind, values))
    except RefusedError as refusal:
        print(f"\n{refusal}" if not options.answers else refusal, file=sys.stderr)
        return 1
    print("", *(f"Écrit : {name}" for name in written), sep="\n")
    return 0 if _in_order(read_project(root)[1], "à corriger ou à compléter, puis relancez « check »") else 1


def _show(root: Path, options: argparse.Namespace) -> int:
    catalog = load(root)[0]
    said = portrait(catalog, options.slug)
    print(said or absent(catalog, options.slug), file=sys.stdout if said else sys.stderr)
    return 0 if said else 1


def _stale(root: Path, options: argparse.Namespace) -> int:
    today = day_of_build()
    try:
        before = date.fromisoformat(options.before) if options.before else today + SOON
    except ValueError:
        print(f"« {options.before} » n’est pas une date : écrivez année-mois-jour, par exemple {today}.", file=sys.stderr)
        return 2
    catalog, problems = load(root)
    found = reviews(catalog, before)
    for one in found:
        print(f"{one.day}  {one.kind} : {one.title} ({one.path})" + (" – le jour est passé" if one.day <= today else ""))
    print(f"{plural(len(found), 'texte ou fiche', 'textes ou fiches')} à revoir avant le {before}.")
    if problems:
        print("Les fichiers qui ont des erreurs ne sont pas comptés : lancez « check ».", file=sys.stderr)
    return 0


def _links(root: Path, options: argparse.Namespace) -> int:
    today, places = date.today(), outside(load(root)[0])
    answers = {address: one for address, one in remembered(root, today).items() if address in places}
    asked = [address for address in places if address not in answers]
    done = count(1)
    watched = sys.stderr.isatty()
    fresh = Round(progress=lambda: watched and print(f"\r{next(done)} / {len(asked)} ", end="", file=sys.stderr)).visit_all(asked)
    print(end="\n" if watched and asked else "", file=sys.stderr)
    remember(root, answers, fresh, today)
    answers |= fresh
    counts = {state: [address for address in places if answers[address].state == state] for state in SAID}
    for address in (address for state in ("dead", "moved", "silent", "refused") for address in counts[state]):
        print(address, f"    {answers[address]}", f"    dans {', '.join(places[address])}", sep="\n")
    print(plural(len(places), "adresse", "adresses") + " – " + " ; ".join(f"{SAID[state]} : {len(some)}" for state, some in counts.items() if some) + ".")
    return 1 if counts["dead"] else 0


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
    if problems:
        _in_order(problems)
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


COMMANDS = {"check": _check, "new": _new, "links": _links, "show": _show, "stale": _stale, "publish": _publish, "complete": _publish, "search": _search}
