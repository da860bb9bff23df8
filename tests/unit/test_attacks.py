"""Each attack of tests/attacks/*.yml, laid over a small valid project, is refused with these messages, or is harmless.

An attack is a set of `files` (as in tests/errors), of `links` (the place, and where it leads) or of `pipes`. Those that are
`harmless` are shown as the text that they say, with no element, attribute or address that a page may not hold.
"""

import os
import shutil
import subprocess
import sys
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.cli import read_project
from macros.load import load
from tests.conftest import MINI, _write
from tests.unit.test_fuzz import leaves_whole
from tests.unit.test_pages import dangers, published

ROOT = Path(__file__).parents[2]
ATTACKS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "tests/attacks").glob("*.yml"))}
REFUSED = {name: attack for name, attack in ATTACKS.items() if "refused" in attack}
HARMLESS = {name: attack for name, attack in ATTACKS.items() if "harmless" in attack}
ENGLISH = ("Input should", "Field required", "Extra inputs", "Value error", "expected", "Error", "Traceback", "invalid")
MEMORY, SECONDS = 600 * 1024 * 1024, 20  # limits, not measures: bytes of the process, seconds of processor an attack


def refusals(project: Path) -> list[str]:
    """Return what is said of a project; what the rules of writing say of the words of an attack is not at stake here."""
    return [said for problem in read_project(project)[1] if "(règle : " not in (said := str(problem))]


def arrange(project: Path, attack: dict[str, Any]) -> Path:
    """Lay the files, the links and the pipes of an attack over a project; return it."""
    for path, content in attack.get("files", {}).items():
        _write(project / path, content)
    for path, target in attack.get("links", {}).items():
        (project / path).symlink_to(target)
    for path in attack.get("pipes", []):
        os.mkfifo(project / path)
    return project


@pytest.mark.parametrize("attack", REFUSED.values(), ids=REFUSED)
def test_the_attack_is_refused(attack: dict[str, Any], mini: Path) -> None:
    assert refusals(arrange(mini, attack)) == attack["refused"]


@pytest.mark.parametrize("attack", REFUSED.values(), ids=REFUSED)
def test_what_is_said_of_it_is_french_and_short(attack: dict[str, Any]) -> None:
    assert 0 < len(attack["refused"]) <= 20
    for said in attack["refused"]:
        assert not [english for english in ENGLISH if english in said]
        assert len(said) < 700


@pytest.mark.parametrize("attack", HARMLESS.values(), ids=HARMLESS)
def test_the_attack_is_harmless(attack: dict[str, Any], mini: Path) -> None:
    assert refusals(arrange(mini, attack)) == []
    ((place, text),) = attack["files"].items()
    if place.startswith("content/"):
        html = published(text)
        assert dangers(html) == []
    else:
        html = "".join(leaves_whole(load(mini)[0]).values())
    assert attack["harmless"] in unescape(html)


def test_there_are_many() -> None:
    assert len(REFUSED) > 120 and len(HARMLESS) > 10
    assert ATTACKS.keys() == REFUSED.keys() | HARMLESS.keys()


BOUNDED = [name for name in REFUSED if name.startswith(("costly-", "pipe-", "link-to-", "data-nesting", "data-many", "data-long-line", "data-ten", "jinja-parentheses", "jinja-braces"))]
# `check` on one project after another, in one process whose memory and time are bounded.
CHECK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from macros.cli import main
for project in sys.argv[1:]:
    print("status", main(["--root", project, "check"]), file=sys.stderr, flush=True)
"""


def test_all_fit_in_little_memory_and_time(tmp_path: Path) -> None:
    projects = [str(arrange(shutil.copytree(MINI, tmp_path / name), ATTACKS[name])) for name in BOUNDED]
    command = [sys.executable, "-c", CHECK.format(memory=MEMORY, seconds=SECONDS * len(BOUNDED)), *projects]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20 * SECONDS * len(BOUNDED), check=False)
    told = [line for line in done.stderr.splitlines() if "(règle : " not in line]
    assert done.returncode == 0, told[-5:]
    said = iter(told)
    for name in BOUNDED:
        assert list(takewhile(lambda line: line != "status 1", said))[:-1] == ATTACKS[name]["refused"], name
    assert list(said) == []


def test_the_limits_bite() -> None:
    """Without the bounds, what is above would die: the limits are there."""
    greedy = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); bytearray({MEMORY})"
    assert subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False).returncode != 0
