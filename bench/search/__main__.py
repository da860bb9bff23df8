"""`python -m bench.search`: our search against Material's, Pagefind and Zensical's, on the same articles.

The table is printed in French, in Markdown. Exit status 1 if an engine that was asked for could not be measured.
"""

import argparse
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Error

from bench.build.corpus import Corpus
from bench.search import report
from bench.search.engines import ENGINES, NoAnswer
from bench.search.measure import Measured, measured
from bench.search.sites import NotBuilt, Sites, pagefind_version
from tests.browser.visits import chromium

ROOT = Path(__file__).parents[2]
QUERIES = ROOT / "tests/search/queries.yml"
Results = dict[str, Measured | str]


def main() -> int:
    """Measure, print, return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--queries", type=Path, default=QUERIES, help="the questions and the pages that answer them")
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    parser.add_argument("--synthetic", type=int, nargs="*", default=[], metavar="N", help="also the costs on made-up sites of N structures")
    parser.add_argument("--only-synthetic", action="store_true", help="leave out the real site")
    parser.add_argument("--misses", action="store_true", help="list the questions that each engine misses")
    parser.add_argument("--project", type=Path, default=ROOT, help="the project whose articles are searched")
    parser.add_argument("--keep", type=Path, help="empty folder where the built sites stay")
    options = parser.parse_args()
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        parser.error(f"{options.keep} is not empty")
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        return run(options, (options.keep or Path(scratch)).resolve(), browser)


def run(options: argparse.Namespace, place: Path, browser: Browser) -> int:
    """Measure on the real site, then on the made-up ones."""
    questions = yaml.safe_load(options.queries.read_text(encoding="utf-8"))
    asked, root = [question["q"] for question in questions], options.project.resolve()
    print(f"{len(asked)} questions. mkdocs-material {version('mkdocs-material')}, zensical {version('zensical')}, "
          f"pagefind {pagefind_version()}, Chromium {browser.version}\n", flush=True)
    everything: list[Results] = []
    if not options.only_synthetic:
        everything.append(compare(Sites(root, place / "real"), options.engines, asked, browser))
        print(report.relevance(everything[0], questions), flush=True)
        if options.misses:
            print(report.misses(everything[0], questions), flush=True)
    if options.synthetic:
        corpus, made = Corpus(root), dict[int, Results]()
        for size in options.synthetic:
            made[size] = compare(Sites(root, place / str(size), corpus.structures(size)), options.engines, asked, browser)
            print(report.costs({size: made[size]}), file=sys.stderr, flush=True)  # a long run shows where it is
        everything.extend(made.values())
        print("\n" + report.costs(made))
    return int(any(isinstance(result, str) for results in everything for result in results.values()))


def compare(sites: Sites, engines: list[str], questions: list[str], browser: Browser) -> Results:
    """Return what each engine did, or why it could not."""
    results: Results = {}
    for id in engines:
        start = time.monotonic()
        try:
            site = sites.site(id)
            print(f"{ENGINES[id].label} : construit en {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
            results[id] = measured(ENGINES[id], site, questions, browser)
        except (NotBuilt, NoAnswer) as why:
            results[id] = str(why)
        except Error as why:  # Chromium's: a page that fell, a script that failed
            results[id] = why.message.splitlines()[0]
    return results


if __name__ == "__main__":
    sys.exit(main())
