"""Runs inside one of our projects: the processor time of each step of `python -m macros publish`.

Prints seconds as JSON. With `--profile FOLDER`, each step runs under cProfile instead, and its
numbers go to that folder: shares of time, for cProfile slows small functions most. With `--mkdocs
FOLDER`, MkDocs alone does, in this process: what `--profile` runs last.
"""

import cProfile
import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any


def spent(who: int) -> float:
    """Return the processor time spent so far, in seconds, by this process or by its children."""
    usage = getrusage(who)
    return usage.ru_utime + usage.ru_stime


class Clock:
    """Times steps, or profiles them."""

    def __init__(self, folder: Path | None) -> None:
        self.folder, self.seconds = folder, {"start": spent(RUSAGE_SELF)}

    def run(self, step: str, work: Callable[[], Any]) -> Any:
        """Return what `work` returns."""
        before = spent(RUSAGE_SELF)
        result = profiled(self.folder / f"{step}.prof", work) if self.folder else work()
        self.seconds[step] = spent(RUSAGE_SELF) - before
        return result


def profiled(path: Path, work: Callable[[], Any]) -> Any:
    """Return what `work` returns; write its profile, even if it ends the process."""
    profile = cProfile.Profile()
    try:
        return profile.runcall(work)
    finally:
        profile.dump_stats(path)


def main() -> None:
    """Do what the command does, step by step."""
    mode, folder = (sys.argv[1], Path(sys.argv[2])) if sys.argv[1:] else ("", None)
    if mode == "--mkdocs":
        sys.argv[1:] = ["build", "--strict", "--clean"]
        profiled(folder / "mkdocs build.prof", lambda: runpy.run_module("mkdocs", run_name="__main__"))
        return
    root = Path.cwd()
    from macros.addresses import within
    from macros.load import load
    from macros.pages import check_pages
    from macros.publish import day_of_build, publish
    from macros.site import Site

    clock = Clock(folder)
    catalog, problems = clock.run("check data", lambda: load(root))
    problems += clock.run("check pages", lambda: check_pages(root, catalog))
    if problems:
        sys.exit("\n".join(map(str, problems[:20])))
    site = clock.run("prepare", lambda: Site(catalog, root / "overrides", "http://127.0.0.1:8000/", day_of_build()))
    if folder:
        subprocess.run([sys.executable, __file__, "--mkdocs", folder], check=True)
        return
    if complaints := clock.run("complete", lambda: publish(site, root)):
        sys.exit("\n".join(complaints))
    clock.seconds["mkdocs build"] = spent(RUSAGE_CHILDREN)
    print(json.dumps(clock.seconds))


if __name__ == "__main__":
    main()
