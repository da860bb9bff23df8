"""The theme's own templates that ours lean on have not changed since they were last read."""

import hashlib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import yaml

from tests.built import ROOT, none

UPSTREAM = yaml.safe_load((Path(__file__).parent / "upstream.yml").read_text(encoding="utf-8"))


def test_upstream_templates_are_those_we_know() -> None:
    templates, faults = Path(str(files("material"))) / "templates", []
    for entry in UPSTREAM["files"]:
        file = templates / entry["file"]
        found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "gone"
        if found != entry["sha256"]:
            faults.append(
                f"material/templates/{entry['file']} has changed since {UPSTREAM['version']} (now {version('mkdocs-material')}).\n"
                f"  Look again at: {entry['look_at']}\n  Then write in tests/site/upstream.yml: sha256: {found}"
            )
    none(faults)


def test_every_replaced_partial_is_watched() -> None:
    folder = ROOT / "overrides/partials"
    replaced = {f"partials/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.html")}
    assert len(replaced) <= 3, replaced
    none(f"{name} replaces a partial: add it to tests/site/upstream.yml" for name in replaced - {entry["file"] for entry in UPSTREAM["files"]})
