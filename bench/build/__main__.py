"""`python -m bench.build`: our build against plain Material and macros, in processor time.

A third project is the plain one with libyaml's loader: shown, not judged. Exit status 1 if ours takes
more than its share of the plain one at the largest size, or if the two sites do not hold the same texts.
"""

import argparse
import hashlib
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from bench.build.corpus import Corpus, to_yaml
from bench.build.measure import OURS, PLAIN, profile, seconds, steps, texts
from bench.build.projects import write_ours, write_plain

ROOT = Path(__file__).parents[2]
ROUNDS = {12: 5, 200: 5, 1000: 3}
SHARE = 0.8  # of the plain build, at the largest size
GROWTH = 1.3  # of a step's time per structure, from a size to the next
STEPS = ("check data", "check pages", "prepare", "mkdocs build", "complete")
COLUMNS = ("N", "ours", "plain", "plain with libyaml", "ours/plain", "ours/plain with libyaml", "corpus")
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "Markdown", "PyYAML", "pydantic")


def main() -> int:
    """Measure, print the tables, return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.build", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(ROUNDS), help="numbers of structures")
    parser.add_argument("--rounds", type=int, help="rounds of each size")
    parser.add_argument("--profile", action="store_true", help="profile ours at the largest size, whatever the figures")
    parser.add_argument("--keep", type=Path, help="empty folder where the projects and the profiles stay")
    options = parser.parse_args()
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        parser.error(f"{options.keep} is not empty")
    with tempfile.TemporaryDirectory() as scratch:
        return run(options, (options.keep or Path(scratch)).resolve())


def run(options: argparse.Namespace, place: Path) -> int:
    """Compare at every size, then look at the growth of our steps."""
    print(f"Python {sys.version.split()[0]}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES))
    print("Processor time in seconds: least (median)\n" + " | ".join(COLUMNS))
    corpus, sizes = Corpus(ROOT), sorted(options.sizes)
    shares = [compare(corpus, place / str(size), size, options.rounds or ROUNDS.get(size, 3)) for size in sizes]
    superlinear = growth(place, sizes)
    if options.profile or superlinear or shares[-1] > SHARE:
        for step, shown in profile(place / str(sizes[-1]) / "ours", place / "profiles").items():
            print(f"\n## Profile of « {step} » at {sizes[-1]}\n{shown}")
    if shares[-1] > SHARE:
        print(f"Ours takes {shares[-1]:.2f} of the plain build at {sizes[-1]} structures: more than {SHARE}.")
    return int(shares[-1] > SHARE)


def compare(corpus: Corpus, place: Path, size: int, rounds: int) -> float:
    """Build the projects in turn; print one line; return the share that ours takes of the plain one."""
    structures = corpus.structures(size)
    write_ours(ROOT, place / "ours", structures)
    write_plain(ROOT, place / "plain", structures, "SafeLoader")
    write_plain(ROOT, place / "libyaml", structures, "CSafeLoader")
    times: dict[str, list[float]] = {"ours": [], "plain": [], "libyaml": []}
    for _ in range(rounds):
        for name, measured in times.items():
            measured.append(seconds(place / name, OURS if name == "ours" else PLAIN))
    same_texts(place, size)
    ours, plain, libyaml = (min(measured) for measured in times.values())
    cells = [str(size), *map(spread, times.values()), f"{ours / plain:.2f}", f"{ours / libyaml:.2f}", digest(structures)]
    print(" | ".join(cells), flush=True)
    return ours / plain


def same_texts(place: Path, size: int) -> None:
    """Stop if the two sites do not hold the same pages and texts: the comparison would be void."""
    ours, plain = texts(place / "ours/site"), texts(place / "plain/site")
    different = sorted(page for page in ours.keys() | plain.keys() if ours.get(page) != plain.get(page))
    if different or len(ours) <= size or not all(ours.values()):
        sys.exit(f"The two sites differ on {len(different)} pages of {len(ours)}: {', '.join(different[:5])}")


def growth(place: Path, sizes: list[int]) -> bool:
    """Print the cost of each step per structure; return whether one grows faster than their number."""
    measured = {size: best(steps(place / str(size) / "ours") for _ in range(3)) for size in sizes}
    found = False
    print("\nSteps of ours, in processor seconds (and milliseconds per structure)")
    for step in ("start", *STEPS):
        costs = {size: 1000 * measured[size][step] / size for size in sizes}
        cells = [step, *(f"{size}: {measured[size][step]:.3f} ({costs[size]:.2f})" for size in sizes)]
        if len(sizes) > 1:
            ratio = costs[sizes[-1]] / (costs[sizes[-2]] or 1)
            cells.append(f"per structure, {sizes[-1]} against {sizes[-2]}: {ratio:.2f}")
            if len(sizes) > 2:
                cells.append(f"one more structure: {marginal(measured, sizes, step):.2f}")
            if step in STEPS and ratio > GROWTH:
                found = True
                cells.append("GROWS FASTER THAN THE STRUCTURES")
        print(" | ".join(cells), flush=True)
    return found


def marginal(measured: dict[int, dict[str, float]], sizes: list[int], step: str) -> float:
    """Return how the cost of one more structure grows: fixed costs, which hide growth, are left out."""
    small, middle, large = sizes[-3:]
    first = (measured[middle][step] - measured[small][step]) / (middle - small)
    return (measured[large][step] - measured[middle][step]) / (large - middle) / first if first > 0 else 1.0


def best(runs: Any) -> dict[str, float]:
    """Return the least time of each step among runs: noise only adds."""
    found: dict[str, float] = {}
    for measured in runs:
        found |= {step: min(value, found.get(step, value)) for step, value in measured.items()}
    return found


def spread(times: list[float]) -> str:
    """Return the least time, then the median."""
    return f"{min(times):.2f} ({median(times):.2f})"


def digest(structures: list[dict[str, Any]]) -> str:
    """Return a short digest of a corpus: same figures mean little without the same corpus."""
    return hashlib.sha256("".join(map(to_yaml, structures)).encode()).hexdigest()[:12]


if __name__ == "__main__":
    sys.exit(main())
