"""What is committed: no registry's host, hashes, licences, and the settings on which safety rests."""

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
# Hosts of registries, cut in two so that this file does not name them.
HOSTS = ["pypi" + ".org", "pypi" + ".python.org", "files.python" + "hosted.org", "test.pypi" + ".org", "registry.npm" + "js.org", "registry.yarn" + "pkg.com",
         "npm.pkg." + "github.com", "crates" + ".io", "conda." + "anaconda.org", "deb." + "debian.org", "proxy.go" + "lang.org", "unpkg" + ".com",
         "cdn.js" + "delivr.net", "cdnjs." + "cloudflare.com", "fonts.google" + "apis.com", "fonts." + "gstatic.com"]
LOCKS = ("lock", "site", "test")


@cache
def committed() -> list[Path]:
    """Return the files that are, or are about to be, committed."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lock(name: str) -> dict[str, list[str]]:
    """Return what a lock file pins: « name==version », with its hashes."""
    pins: dict[str, list[str]] = {}
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            requirement, *hashes = line.split("--hash=")
            pins[requirement.strip()] = [digest.strip() for digest in hashes]
    return pins


def test_no_file_names_a_registry() -> None:
    assert len(committed()) > 60
    named = [(path.relative_to(ROOT).as_posix(), host) for path in committed() for host in HOSTS if host.encode() in path.read_bytes()]
    assert named == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_has_its_hashes(name: str) -> None:
    pins = lock(name)
    assert pins
    for requirement, hashes in pins.items():
        assert re.fullmatch(r"[a-z0-9._-]+(\[[a-z,]+\])?==[\w.+!]+( ; .+)?", requirement), requirement
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_says_where_to_fetch(name: str) -> None:
    text = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b|https?://|git\+", text, re.MULTILINE)


def test_the_site_and_its_tests_have_the_same_pins() -> None:
    site, tests = lock("site"), lock("test")
    assert {pin: tests.get(pin) for pin in site} == site


def test_what_the_site_asks_for_is_locked() -> None:
    for name in LOCKS:
        asked = re.findall(r"^([a-z][a-z0-9-]*)(==\S+)?", (ROOT / f"requirements/{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
        pinned = dict(re.match(r"([a-z0-9._-]+)(==[\w.+!]+)", pin).groups() for pin in lock(name))
        assert all(pinned[package] == (version or pinned[package]) for package, version in asked)


@pytest.mark.parametrize("lock", ["package-lock.json", "bench/search/package-lock.json"])
def test_node_packages_are_pinned_by_digest_alone(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert '"resolved"' not in text
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert packages
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    manifest = json.loads((ROOT / lock.replace("package-lock", "package")).read_text(encoding="utf-8"))
    asked = manifest.get("devDependencies", {}) | manifest.get("dependencies", {})
    assert asked and {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked


def test_files_that_the_readme_names_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    places = [place for row in rows for place in re.findall(r"`([^`]+)`", row)]
    assert len(places) > 6
    assert [name for name in (*links, *places) if not (ROOT / name).exists()] == []


def test_licences() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"\((LICEN[CS]E[\w.-]*)\)", text)
    assert len(named) == 2
    code, data = ((ROOT / name).read_text(encoding="utf-8") for name in named)
    assert "MIT License" in code
    assert re.search(r"licence ouverte", data, re.IGNORECASE)
    assert "Licence Ouverte 2.0" in text
    assert "Licence Ouverte 2.0" in (ROOT / "overrides/chrome/footer.html").read_text(encoding="utf-8")


def test_the_pages_engine_runs_in_its_cage() -> None:
    settings: Any = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    (macros,) = [plugin["macros"] for plugin in settings["plugins"] if isinstance(plugin, dict) and "macros" in plugin]
    assert macros == {"module_name": "macros", "on_error_fail": "true", "on_undefined": "strict", "j2_extensions": ["macros.sandbox.Cage"]}
    assert settings["theme"]["font"] == "false"


def test_continuous_integration_runs_the_tests() -> None:
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_nothing_built_or_secret_is_committed() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in committed()]
    assert [name for name in names if re.match(r"(site|node_modules|\.venv|build)/|.*(\.pyc|\.env|\.pem|\.key)$", name)] == []


def test_no_test_file_is_empty() -> None:
    assert [path.name for path in committed() if path.name.startswith("test_") and len(path.read_text(encoding="utf-8").strip()) < 20] == []
