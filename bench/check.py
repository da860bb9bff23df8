"""`python -m bench.check`: what `check` costs, on the real data and on 1,000 structures, against a plain reading of the same YAML.

Every run is a process of its own, code compiled again each time, as under `make`; the two readings take
turns. Exit status 1 if a run is refused, or if `check` takes more time or memory than it may.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bench.build.corpus import Corpus
from bench.build.measure import environment
from bench.build.projects import WITHOUT_CACHE, write_ours

ROOT = Path(__file__).parents[1]
MADE = 1000  # structures
MOST = {"real data": (1.5, 500), f"{MADE} structures": (10, 500)}  # seconds of wall clock, and MB
CHECK = ("-m", "macros", "check")
PLAIN = ("-c", "import pathlib, yaml\nfor path in sorted(pathlib.Path('data').rglob('*.yml')):\n"
               "    yaml.load(path.read_text(encoding='utf-8'), Loader=yaml.CSafeLoader)")
# A process starts with its parent's peak of memory: a small one starts each run, so that the peak is the run's own.
START = """import json, os, sys, time
before = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)]), 0)
print(json.dumps([os.waitstatus_to_exitcode(status), time.perf_counter() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))"""
COLUMNS = ("data", "files", "MB of YAML", "check, wall", "check, processor", "check, peak MB", "yaml.load, processor", "yaml.load, peak MB", "check/yaml.load", "corpus")
PEAK = 2**20 if sys.platform == "darwin" else 2**10  # units of ru_maxrss in a megabyte


@dataclass(frozen=True)
class Run:
    """What one process cost: seconds of wall clock, seconds of processor (user and system), megabytes at its peak."""

    wall: float
    processor: float
    peak: float


def main() -> int:
    """Measure, print the table, return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="empty folder where the projects stay")
    options = parser.parse_args()
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        parser.error(f"{options.keep} is not empty")
    print(f"Python {sys.version.split()[0]}, PyYAML {version('PyYAML')}, pydantic {version('pydantic')}; {os.cpu_count()} processors, {os.getloadavg()[0]:.2f} processes at work before")
    print("Seconds. Wall: median (least); processor: least (median)\n" + " | ".join(COLUMNS))
    with tempfile.TemporaryDirectory() as scratch:
        place = (options.keep or Path(scratch)).resolve()
        copy_real(place / "real")
        write_ours(ROOT, place / "made", Corpus(ROOT).structures(MADE))
        over = [compare(place / folder, name, options.rounds) for folder, name in zip(("real", "made"), MOST, strict=True)]
    print(f"{os.getloadavg()[0]:.2f} processes at work after")
    return int(any(over))


def copy_real(place: Path) -> None:
    """Copy into `place` what `check` reads of the real project, and the code."""
    for folder in ("macros", "overrides", "data", "content"):
        shutil.copytree(ROOT / folder, place / folder, ignore=WITHOUT_CACHE)
    shutil.copy(ROOT / "mkdocs.yml", place)


def compare(project: Path, name: str, rounds: int) -> bool:
    """Run both readings of a project in turn; print one line; return whether `check` takes more than it may."""
    checks, plains = [], []
    for _ in range(rounds):
        checks.append(run(project, CHECK))
        plains.append(run(project, PLAIN))
    walls, ours, plain = [one.wall for one in checks], [one.processor for one in checks], [one.processor for one in plains]
    texts = [path.read_bytes() for path in sorted((project / "data").rglob("*.yml"))]
    peak = max(one.peak for one in checks)
    print(" | ".join([name, str(len(texts)), f"{sum(map(len, texts)) / 1e6:.2f}", f"{median(walls):.2f} ({min(walls):.2f})", spread(ours), f"{peak:.0f}",
                      spread(plain), f"{max(one.peak for one in plains):.0f}", f"{min(ours) / min(plain):.2f}", hashlib.sha256(b"".join(texts)).hexdigest()[:12]]), flush=True)
    seconds, megabytes = MOST[name]
    if over := median(walls) > seconds or peak > megabytes:
        print(f"{name}: more than {seconds} s or {megabytes} MB.")
    return over


def run(project: Path, arguments: tuple[str, ...]) -> Run:
    """Run Python in `project`; stop if it fails."""
    done = subprocess.run([sys.executable, "-S", "-c", START, *arguments], cwd=project, env=environment(project), capture_output=True, text=True, check=True)
    status, wall, processor, peak = json.loads(done.stdout)
    if status:
        sys.exit(f"{done.stderr}\n{project}: status {status}")
    return Run(wall, processor, peak / PEAK)


def spread(times: list[float]) -> str:
    """Return the least time, then the median."""
    return f"{min(times):.2f} ({median(times):.2f})"


if __name__ == "__main__":
    sys.exit(main())
