"""The Nu checker finds nothing in any page but what the theme makes, listed by name in nu_accepted.yml."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.built import ROOT, none

JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
ACCEPTED = yaml.safe_load((Path(__file__).parent / "nu_accepted.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def messages(site: Path) -> list[dict[str, str]]:
    """What the checker says of all pages, in one run."""
    command = [shutil.which("java") or "java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run([*command, *map(str, sorted(site.rglob("*.html")))], capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)["messages"]


def _accepted(message: dict[str, str], entry: dict[str, str]) -> bool:
    return message["message"] == entry["message"] and entry["element"] in message.get("extract", "")


def test_pages_are_valid(site: Path, messages: list[dict[str, str]]) -> None:
    root = site.as_uri().replace("file://", "file:")
    unknown = [m for m in messages if not any(_accepted(m, entry) for entry in ACCEPTED)]
    none(f"{m.get('url', '').removeprefix(root)}:{m.get('lastLine', '')}: {m['type']}: {m['message']}\n    {' '.join(m.get('extract', '').split())}" for m in unknown)


def test_what_is_accepted_still_occurs(messages: list[dict[str, str]]) -> None:
    none(f"no longer said, take it off the list: {entry}" for entry in ACCEPTED if not any(_accepted(m, entry) for m in messages))
