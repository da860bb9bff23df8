"""Processor time of commands, and what they spend it on."""

import html
import io
import json
import os
import pstats
import re
import subprocess
import sys
from pathlib import Path

OURS = ("-m", "macros", "publish")
PLAIN = ("-m", "mkdocs", "build")
STEPS = Path(__file__).with_name("steps.py")
PROFILE_LINES = 30
# Files whose functions tell where time goes; Jinja and the parsers below them only repeat it.
OF_INTEREST = r"/macros/|search/plugin|mkdocs_macros/plugin|mkdocs/(commands|structure)/|markdown/core|jinja2/environment"


def seconds(project: Path, arguments: tuple[str, ...]) -> float:
    """Run Python in `project`; return user and system time, its children's included."""
    with (project / "build.log").open("wb") as log:
        child = subprocess.Popen([sys.executable, *arguments], cwd=project, env=environment(project), stdout=log, stderr=log)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit((project / "build.log").read_text(encoding="utf-8") + f"\n{project}: status {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def steps(project: Path) -> dict[str, float]:
    """Return the processor time of each step of our command."""
    done = subprocess.run([sys.executable, STEPS], cwd=project, env=environment(project), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stderr}\n{project}: status {done.returncode}")
    return json.loads(done.stdout.splitlines()[-1])


def profile(project: Path, folder: Path) -> dict[str, str]:
    """Return, for each step, the functions in which most time is spent (cumulated, then own)."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, STEPS, "--profile", folder], cwd=project, env=environment(project), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {path.stem: _top(path) for path in sorted(folder.glob("*.prof"))}


def _top(path: Path) -> str:
    shown = io.StringIO()
    stats = pstats.Stats(str(path), stream=shown)
    stats.sort_stats("cumulative").print_stats(OF_INTEREST, PROFILE_LINES)
    stats.sort_stats("tottime").print_stats(PROFILE_LINES // 2)
    return re.sub(r"/\S*/(site-packages|lib/python[\d.]+)/", "", shown.getvalue())


def environment(project: Path) -> dict[str, str]:
    """Return the environment in which both commands run: that of the Makefile, and one hash seed."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": str(project), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1"}


def texts(site: Path) -> dict[str, str]:
    """Return the text of the article of each page of a built site, by address, spaces left out; embeds are no pages of it."""
    found = {}
    for path in sorted(path for path in site.rglob("index.html") if path.relative_to(site).parts[0] != "embed"):
        article = re.search(r"<article\b.*?</article>", path.read_text(encoding="utf-8"), re.DOTALL)
        plain = html.unescape(re.sub(r"<[^>]+>", " ", article[0])) if article else ""
        found[path.relative_to(site).as_posix()] = "".join(plain.split())
    return found
