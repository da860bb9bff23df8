"""A build that is killed, at whatever moment, leaves the site that was there or the new one, whole; and the next build works.

An engine of our own stands in for MkDocs, so that many builds fit in a minute: `python -m bench.kill` does the same with MkDocs.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tests.built import ROOT

# `python -m mkdocs` looks first in the project's own folder. Writes its pages one after another, as MkDocs does; EDITION says which.
ENGINE = """
import pathlib, sys, time
folder = pathlib.Path(sys.argv[sys.argv.index("--site-dir") + 1])
edition = pathlib.Path("EDITION").read_text()
for number in range(60):
    page = folder / f"{number}/index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(f"<title>{number}</title><article><h1>{number}</h1><p>{edition}</p></article>")
    time.sleep(0.05 if edition == "lent" else 0.002)
print("INFO    -  Building")
"""
KILLS = 10
Snapshot = dict[str, str]


class Project:
    """A project whose builds can be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = shutil.copytree(ROOT / "tests/mini", folder)
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        (folder / "mkdocs.py").write_text(ENGINE, encoding="utf-8")

    def start(self, edition: str) -> subprocess.Popen[str]:
        """Start a build, in a group of processes of its own."""
        (self.folder / "EDITION").write_text(edition)
        own = {"PYTHONPATH": str(ROOT), "SITE_TODAY": "2026-11-21", "SITE_URL": "https://exemple.fr/", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "macros", "--root", str(self.folder), "publish"]
        return subprocess.Popen(command, cwd=self.folder, env=os.environ | own, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)

    def build(self, edition: str) -> Snapshot:
        """Build to the end; return what is published."""
        done = self.start(edition)
        said, _ = done.communicate()
        assert done.returncode == 0, said
        return self.published()

    def published(self) -> Snapshot:
        """Return the digest of each file of site/."""
        site = self.folder / "site"
        return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which site/ is that of the edition « un »."""
    return Project(tmp_path_factory.mktemp("projet") / "projet")


@pytest.fixture(scope="module")
def editions(project: Project) -> tuple[dict[str, Snapshot], float]:
    """What each edition publishes, and how long a build takes."""
    whole = {"deux": project.build("deux")}
    started = time.monotonic()
    whole["un"] = project.build("un")
    return whole, time.monotonic() - started


def _kill(project: Project, edition: str, moment: float, group: bool) -> bool:
    """Start a build and kill it after `moment` seconds, with what it has started or alone; return whether it was still at work."""
    building = project.start(edition)
    time.sleep(moment)
    at_work = building.poll() is None
    if at_work:
        os.killpg(building.pid, signal.SIGKILL) if group else building.kill()
    building.wait()
    building.stdout.close()
    return at_work


def test_the_editions_differ(editions: tuple[dict[str, Snapshot], float]) -> None:
    whole, _ = editions
    assert whole["un"] != whole["deux"]
    assert {"0/index.html", "59/index.html", "api/v1/index.json", "search/index.json"} <= whole["un"].keys() & whole["deux"].keys()


@pytest.mark.parametrize("group", [True, False], ids=["with its engine", "alone"])
def test_a_killed_build_leaves_a_whole_site(group: bool, project: Project, editions: tuple[dict[str, Snapshot], float]) -> None:
    whole, lasts = editions
    killed = 0
    for number in range(KILLS):
        # Towards an edition that is not there: with what the last one left, or goes on writing.
        edition = "deux" if project.published() == whole["un"] else "un"
        killed += _kill(project, edition, lasts * (number + 0.5) / KILLS, group)
        assert project.published() in whole.values(), number
    assert killed >= KILLS // 3
    assert project.build("un") == whole["un"]
    assert not list(project.folder.glob(".site*"))


def test_an_engine_left_alone_does_not_spoil_the_next_build(project: Project, editions: tuple[dict[str, Snapshot], float]) -> None:
    """The command alone is killed while its engine writes; the next build starts at once, and ends before or after it."""
    whole, _ = editions
    building = project.start("lent")
    while not list(project.folder.glob(".site-new*/3")):
        time.sleep(0.005)
    building.kill()
    building.wait()
    building.stdout.close()
    assert project.build("un") == whole["un"]
    time.sleep(3)  # the engine left alone writes for three seconds in all
    assert project.published() == whole["un"]
