"""The commands of `python -m macros`, in French."""

import argparse
import errno
import os
import sys
from datetime import date
from pathlib import Path

from macros.addresses import SEARCH
from macros.annotations import FORMATS
from macros.arguments import SOON, parser
from macros.catalog import Catalog
from macros.drafts import KINDS, Draft, RefusedError, answered, draft, given, refuse_taken, write
from macros.faces.committed import outdated
from macros.interview.answers import UnreadableError, answers, interview_of, missing, source
from macros.interview.grid import grid
from macros.links import SAID, asked, doubts, outside
from macros.load import judged, load, read_data
from macros.outdated import check_videos
from macros.pages import check_pages
from macros.permanence import check_embeds
from macros.portrait import absent, portrait
from macros.problems import Problem, in_order, refused
from macros.publish import complete, day_of_build, publish
from macros.questions import Interview
from macros.search.index import Search
from macros.shelves import BY_NAME
from macros.site import Site
from macros.source import Value, built, document, read_yaml
from macros.text import plural
from macros.upkeep import reviews
from macros.writing.check import check_writing

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
    read, unreadable = read_data(root)
    catalog, problems = judged(root, read, unreadable)
    problems += [*check_pages(root, catalog), *check_embeds(root, catalog), *check_videos(root, catalog)]
    return catalog, in_order([*problems, *check_writing(root, catalog, read, day_of_build(), {problem.path for problem in problems})])


def _check(root: Path, options: argparse.Namespace) -> int:
    problems = read_project(root)[1]
    if options.format != "texte":
        print(FORMATS[options.format](problems))
        return 1 if refused(problems) else 0
    return 0 if _in_order(problems) else 1


def _in_order(problems: list[Problem], end: str = "") -> bool:
    """Say the mistakes there are, and the advice; return whether nothing must be mended."""
    for problem in problems:
        print(problem, file=sys.stderr)
    mistakes = refused(problems)
    if len(problems) > len(mistakes):
        print(plural(len(problems) - len(mistakes), "conseil", "conseils") + " : ce qui n’empêche rien, et se corrige quand on peut.", file=sys.stderr)
    if mistakes:
        print(plural(len(mistakes), "erreur", "erreurs") + (f" {end}." if end else ". Rien n’a été publié."), file=sys.stderr)
    else:
        print("Tout est en ordre.")
    return not mistakes


def _new(root: Path, options: argparse.Namespace) -> int:
    catalog, kind, key = load(root)[0], options.kind, options.slug
    told = options.answers or options.document
    try:
        refuse_taken(root, catalog, kind, key)
        values, interview = _told(catalog, options) if told else (given(kind, key, day_of_build()), None)
        if not told:
            print("Une réponse vide laisse le champ à remplir plus tard. Ctrl-C arrête tout sans rien écrire.")
            values = Interview(catalog.known, input, print).record(BY_NAME[KINDS[kind]].kind, values)
        written = write(root, draft(root, catalog, kind, values, interview))
    except (RefusedError, UnreadableError) as refusal:
        print(refusal if told else f"\n{refusal}", file=sys.stderr)
        return 1
    print("", *(f"Écrit : {name}" for name in written), sep="\n")
    if interview:
        silent = missing(values, grid(catalog))
        print(*(["Sans réponse dans la grille :", *(f"  {question}" for question in silent)] if silent else ["Toutes les questions ont une réponse."]), sep="\n")
    return 0 if _in_order(read_project(root)[1], "à corriger ou à compléter, puis lancez « make check »") else 1


def _told(catalog: Catalog, options: argparse.Namespace) -> tuple[dict[str, Value], dict[str, Value] | None]:
    """Return the values of a new record that a file tells, and the document that they come from if the file is an interview."""
    today, kind, key = day_of_build(), options.kind, options.slug
    if options.answers:
        return given(kind, key, today) | answered(read_yaml(options.answers, str(options.answers)), kind, key), None
    if kind != "structure":
        raise RefusedError("Seule une structure a une grille d’entretien.")
    read = document(options.document)
    if isinstance(read, Problem):
        raise RefusedError(str(read))
    values, outside = answers(read, grid(catalog), interview_of(key))
    print(*(f"Écrit hors des cases, à reprendre à la main : « {text} »" for text in outside), sep="\n", end="\n" if outside else "")
    name = values.get("name", key)
    return given(kind, key, today) | values, source(interview_of(key), str(name), today)


def _schema(root: Path, options: argparse.Namespace) -> int:
    changed = outdated(root, load(root)[0])
    print(*(f"Écrit : {name}" for name in write(root, Draft(changed=changed))), f"{plural(len(changed), 'fichier', 'fichiers')} mis à jour d’après le modèle.", sep="\n")
    return 0


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
    print(f"{plural(len(found), 'texte, fiche ou accord', 'textes, fiches ou accords')} à revoir avant le {before}.")
    if problems:
        print("Les fichiers qui ont des erreurs ne sont pas comptés : lancez « check ».", file=sys.stderr)
    return 0


def _links(root: Path, options: argparse.Namespace) -> int:
    today, catalog, watched = date.today(), load(root)[0], sys.stderr.isatty()
    places = outside(catalog)
    answers = asked(root, list(places), today, lambda done, all: watched and print(f"\r{done} / {all} ", end="\n" if done == all else "", file=sys.stderr))
    known = {one.address: one for one in catalog.known_links}
    untrue, unused = doubts(known.values(), answers, today), [address for address in known if address not in places]
    counts = {state: [address for address in places if answers[address].state == state] for state in SAID}
    for address in (address for state in ("dead", "moved", "silent", "refused", "ok") for address in counts[state] if state != "ok" or address in untrue):
        print(address, f"    {answers[address]}", f"    dans {', '.join(places[address])}", sep="\n")
        if address in known:
            print(f"    exception connue depuis le {known[address].since} : {known[address].why}")
        if address in untrue:
            print(f"    {untrue[address]}.")
    for address in unused:
        print(address, f"    aucune donnée n’a plus cette adresse : vous pouvez la retirer de {BY_NAME['known_links'].place}.", sep="\n")
    print(plural(len(places), "adresse", "adresses") + " – " + " ; ".join(f"{SAID[state]} : {len(some)}" for state, some in counts.items() if some)
          + (f" ; {plural(len(known), 'exception connue', 'exceptions connues')}" if known else "") + ".")
    return 1 if untrue or any(address not in known for address in counts["dead"]) else 0


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
    if refused(problems):
        _in_order(problems)
        return 1
    address = os.environ.get("SITE_URL", "http://127.0.0.1:8000/")
    site = Site(catalog, root / "overrides", address, day_of_build())
    if options.command == "complete":
        complete(site, root / "site")
        print("Le site construit dans site/ est complété.")
        return 0
    complaints = publish(site, root, lambda step: sys.stderr.isatty() and print(f"… {step}", file=sys.stderr))
    if complaints:
        print(*complaints, "La construction a échoué : site/ est resté comme il était.", sep="\n", file=sys.stderr)
        return 1
    print("Le site est dans site/. Pour le voir : make see, puis ouvrez http://127.0.0.1:8000/")
    return 0


COMMANDS = {"check": _check, "new": _new, "links": _links, "show": _show, "stale": _stale, "publish": _publish, "complete": _publish, "search": _search, "schema": _schema}
