"""Kills real builds at moments spread over their length, and looks at what is served after each: the site before or the new one, whole.

A build is that of the whole site, by MkDocs, in a copy of the project. Every other kill spares the engine, which goes on alone.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from tests.built import copy_project

EDITED = "content/about/index.md"  # a line of it says which edition is published


def main() -> int:
    """Kill, print a line a kill, return the exit status: 1 if a site was spoilt or a later build failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="number of builds to kill")
    parser.add_argument("--seed", type=int, default=1, help="of the moments drawn")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        return run(copy_project(Path(scratch) / "projet"), options.kills, random.Random(options.seed))


def run(project: Path, kills: int, moments: random.Random) -> int:
    """Publish two editions, then kill builds of the one that is not there."""
    text = (project / EDITED).read_text(encoding="utf-8")
    whole = {"deux": build(project, text, "deux")}
    started = time.monotonic()
    whole["un"] = build(project, text, "un")
    lasts, spoilt = time.monotonic() - started, 0
    print(f"A build lasts {lasts:.1f} s and publishes {len(whole['un'])} files.\nkill | at (s) | of | left in place | next build")
    for number in range(kills):
        there = next(edition for edition, files in whole.items() if files == published(project))
        edition, group, moment = "deux" if there == "un" else "un", number % 2 == 0, moments.uniform(0, lasts)
        said = kill(project, text, edition, moment, group)
        left = next((name for name, files in whole.items() if files == published(project)), "SPOILT")
        after = build(project, text, there) == whole[there]
        spoilt += left == "SPOILT" or not after
        print(f"{number + 1} | {moment:.2f} | {said} | {'the site before' if left == there else 'the new site' if left == edition else left} | "
              f"{'whole' if after else 'SPOILT'}", flush=True)
    print(f"{kills} kills, {spoilt} sites spoilt.")
    return 1 if spoilt else 0


def start(project: Path, text: str, edition: str) -> subprocess.Popen[bytes]:
    """Start a build of an edition, in a group of processes of its own."""
    (project / EDITED).write_text(f"{text}\nÉdition : {edition}.\n", encoding="utf-8")
    own = {"PYTHONPATH": str(project), "SITE_TODAY": "2026-11-21", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen([sys.executable, "-m", "macros", "publish"], cwd=project, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            start_new_session=True)


def build(project: Path, text: str, edition: str) -> dict[str, str]:
    """Publish an edition to the end; return what is there. Nothing is, if the build fails."""
    status = start(project, text, edition).wait()
    return published(project) if status == 0 else {}


def kill(project: Path, text: str, edition: str, moment: float, group: bool) -> str:
    """Start a build and kill it after some seconds; return what was killed."""
    building = start(project, text, edition)
    time.sleep(moment)
    if building.poll() is not None:
        return "nothing: it had ended"
    os.killpg(building.pid, signal.SIGKILL) if group else building.kill()
    building.wait()
    return "command and engine" if group else "command alone"


def published(project: Path) -> dict[str, str]:
    """Return the digest of each file of site/."""
    site = project / "site"
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


if __name__ == "__main__":
    if shutil.which("git") is None:
        sys.exit("git is needed: it says which files are the project's.")
    sys.exit(main())
