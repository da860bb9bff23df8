"""Door one, the proposal: workflows that can harm nothing, templates, and a guide that shows true extracts and true messages."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.cli import read_project
from macros.text import typeset

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.y*ml"))
GITLAB = ROOT / ".gitlab-ci.yml"
TEMPLATES = {".github/pull_request_template.md": ".gitlab/merge_request_templates/Default.md"} | {
    path.relative_to(ROOT).as_posix(): f".gitlab/merge_request_templates/{path.name}" for path in sorted((ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md"))}
FORMS = [path for path in sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
ISSUES = [*(path.relative_to(ROOT).as_posix() for path in FORMS), *(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / ".gitlab/issue_templates").glob("*.md")))]
GUIDE = ROOT / "CONTRIBUTING.md"
CODE = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


def read(text: str) -> Any:
    """Return a YAML document whose values are all texts: « on » is a word here, and « false » too."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def faults(text: str) -> list[str]:
    """Return what a workflow has that code from a stranger could turn against us."""
    workflow = read(text)
    found = [f"runs on {event}" for event in workflow["on"] if event != "pull_request"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = re.findall(r"^\s*(?:- )?uses: *(.*)$", text, re.MULTILINE)
    found += [f"not pinned: {action}" for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)]
    found += ["an action hides"] * (len(used) != sum("uses" in step for step in steps))
    found += [f"an expression in a command: {step['run']}" for step in steps if "${{" in step.get("run", "")]
    found += ["a checkout leaves its key"] * any(
        step.get("with", {}).get("persist-credentials") != "false" for step in steps if step.get("uses", "").startswith("actions/checkout@"))
    found += ["rights"] * any(job.get("permissions", {}) != {} for job in (workflow | {"permissions": {}}, *workflow["jobs"].values()))
    found += ["more than reading"] * (workflow.get("permissions") != {"contents": "read"})
    found += ["a secret"] * bool(re.search(r"\bsecrets\b|github\.token|GITHUB_TOKEN", text))
    found += [f"no end: {name}" for name, job in workflow["jobs"].items() if not job.get("timeout-minutes", "").isdigit()]
    return found + ["runs pile up"] * (workflow.get("concurrency", {}).get("cancel-in-progress") != "true")


def run(tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([Path(sys.executable).parent / tool, *arguments], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_gives_nothing_to_a_stranger(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("written", "instead", "fault"), [
    ("  pull_request:\n", "  pull_request_target:\n", "runs on pull_request_target"),
    ("contents: read", "contents: write", "more than reading"),
    ("    runs-on:", "    permissions: {contents: write}\n    runs-on:", "rights"),
    (" # v7.0.1", "", "not pinned: "),
    (r"@[0-9a-f]{40} # v7\.0\.1", "@v7 # v7.0.1", "not pinned: "),
    ("      - uses: (.*)", r'      - "uses": \1', "an action hides"),
    ("persist-credentials: false", "persist-credentials: true", "a checkout leaves its key"),
    ("run: make site", "run: make site ${{ github.event.pull_request.title }}", "an expression in a command: "),
    ("run: make site", "run: make site ${{ github.head_ref }}", "an expression in a command: "),
    ("run: make site", "env: {KEY: '${{ secrets.KEY }}'}\n        run: make site", "a secret"),
    (r"    timeout-minutes: 10\n", "", "no end: check"),
    ("cancel-in-progress: true", "cancel-in-progress: false", "runs pile up"),
])
def test_each_of_these_faults_would_be_seen(written: str, instead: str, fault: str) -> None:
    text = (ROOT / ".github/workflows/verifier.yml").read_text(encoding="utf-8")
    spoilt = re.sub(written, instead, text, count=1)
    assert spoilt != text
    assert any(found.startswith(fault) for found in faults(spoilt))


def test_the_same_action_is_the_same_everywhere() -> None:
    pins = {pin for path in WORKFLOWS for pin in re.findall(r"uses: (\S+ # \S+)", path.read_text(encoding="utf-8"))}
    assert len(pins) == len({pin.partition("@")[0] for pin in pins}) > 0


def test_both_forges_run_the_same_checks() -> None:
    github, gitlab = (read(path.read_text(encoding="utf-8")) for path in (ROOT / ".github/workflows/verifier.yml", GITLAB))
    commands = {name: [step["run"] for step in job["steps"] if "run" in step] for name, job in github["jobs"].items()}
    assert list(commands) == ["check", "build", "test"]
    for name, ran in commands.items():
        assert gitlab[name]["script"] == [command.removesuffix(" --format github") for command in ran if "apt-get" not in command]
    assert ".venv/bin/python -m macros check --format github" in commands["check"]
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    (kept,) = [step["with"] for step in github["jobs"]["build"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert kept["path"] == "site/" and gitlab["build"]["artifacts"]["paths"] == ["site/"]
    for job in github["jobs"].values():  # what the check says in the guide is what the forge shows
        assert job["name"] in GUIDE.read_text(encoding="utf-8")


def test_gitlab_runs_proposals_only_on_a_known_image() -> None:
    pipeline = read(GITLAB.read_text(encoding="utf-8"))
    assert pipeline["workflow"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    jobs = [pipeline[name] for name in ("check", "build", "test")]
    assert all(job["timeout"] for job in jobs)
    images = [pipeline["default"]["image"], *(job["image"] for job in jobs if "image" in job)]
    assert all(re.fullmatch(r"[\w./-]+:\d[\w.-]+(@sha256:[0-9a-f]{64})?", image) for image in images)


@pytest.mark.parametrize(("schema", "path"), [*(("vendor.github-workflows", path) for path in WORKFLOWS), ("vendor.gitlab-ci", GITLAB),
                                             *(("vendor.github-issue-forms", path) for path in FORMS), ("vendor.github-issue-config", ROOT / ".github/ISSUE_TEMPLATE/config.yml")])
def test_forges_understand_these_files(schema: str, path: Path) -> None:
    done = run("check-jsonschema", "--builtin-schema", schema, path)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    options = ("--offline", "--no-config", "--no-ignores", "--strict-collection", "--persona", "pedantic", "--quiet")
    done = run("zizmor", *options, *WORKFLOWS)
    assert done.returncode == 0, done.stdout
    spoilt = tmp_path / ".github/workflows/spoilt.yml"
    spoilt.parent.mkdir(parents=True)
    spoilt.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("  pull_request:", "  pull_request_target:"), encoding="utf-8")
    assert run("zizmor", *options, spoilt).returncode > 10  # 11 to 14: how grave the worst finding is


def test_owners_are_roles_of_files_that_exist() -> None:
    rows = [line.split() for line in (ROOT / ".github/CODEOWNERS.exemple").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert [place for place, *_ in rows if place != "*" and not (ROOT / place.lstrip("/")).exists()] == []
    assert all(owners and all(re.fullmatch(r"@A-REMPLACER/[a-z-]+", owner) for owner in owners) for _, *owners in rows)
    assert rows[0][0] == "*"  # the last row that fits wins


@pytest.mark.parametrize(("github", "gitlab"), TEMPLATES.items())
def test_each_kind_of_change_has_its_checklist_on_both_forges(github: str, gitlab: str) -> None:
    text = (ROOT / github).read_text(encoding="utf-8")
    assert (ROOT / gitlab).read_text(encoding="utf-8") == text
    assert len(re.findall(r"^- \[ \] .+\.$", text, re.MULTILINE)) >= 5
    named = [place for place in re.findall(r"`([\w./-]+/[\w./*-]*)`", text) if "…" not in place and "*" not in place]
    assert [place for place in named if not (ROOT / place).exists()] == []


def texts(value: Any) -> Iterator[str]:
    """Yield the texts of a form that a reader reads."""
    if isinstance(value, str):
        yield value
    for name, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if name not in ("id", "type", "placeholder"):
            yield from texts(one)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", *TEMPLATES, *ISSUES])
def test_french_typography(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    text = "\n".join(texts(yaml.safe_load(text))) if name.endswith(".yml") else text
    prose = re.sub(r"`[^`\n]*`|\]\([^)\n]*\)", "x", CODE.sub("", text))
    assert typeset(prose) == prose


def test_each_kind_of_report_has_its_form_on_both_forges() -> None:
    assert {Path(name).stem for name in ISSUES} == {"erreur", "structure"} and len(ISSUES) == 4


def test_the_guide_leads_to_what_exists_and_names_no_address() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    headings = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert {link for link in links if link.startswith("#")} == {f"#{heading}" for heading in headings}
    assert [link for link in links if not link.startswith("#") and not (ROOT / link).exists()] == []
    assert re.findall(r"https?://[^\s>)/]+", text) == ["http://127.0.0.1:8000"] * 3
    assert "](CONTRIBUTING.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_guide_shows_true_extracts() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for first, place in (("slug: adela", "data/structures/adela.yml"), ("- id: femmes-cadres", "data/figures.yml")):
        (extract,) = [code for code in CODE.findall(text) if code.startswith(first)]
        data = (ROOT / place).read_text(encoding="utf-8").splitlines()
        assert [line for line in extract.splitlines() if re.sub(r"\s+# .*", "", line) not in data] == []


def test_the_guide_shows_true_messages_and_its_steps_end_well(tmp_path: Path) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for folder in ("data", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (page, embeds), source = re.findall(r"^   ```\w*\n(.*?)^   ```", text, re.DOTALL | re.MULTILINE), re.search(r"```yaml\n(- id: entretien-.*?)```", text, re.DOTALL)[1]
    adela, ours = tmp_path / "data/structures/adela.yml", tmp_path / "data/structures/ma-structure.yml"
    true = adela.read_text(encoding="utf-8")
    ours.write_text(true.replace("slug: adela", "slug: ma-structure").replace("name: ADELA", "name: Ma structure").replace(
        "{document: brochure, page: 11}", "{document: entretien-ma-structure, section: question 3}"), encoding="utf-8")
    for name, added in (("embeds", re.sub("^   ", "", embeds, flags=re.MULTILINE)), ("sources", source)):
        with (tmp_path / f"data/{name}.yml").open("a", encoding="utf-8") as listed:
            listed.write(added)
    adela.write_text(true.replace("sector: aide-a-la-personne", "sector: aide-a-la-persone").replace("employees: 160", "employees: environ 160"), encoding="utf-8")
    shown = [code.strip() for code in CODE.findall(text) if re.match(r"\w+/\S+:\d+: ", code)]
    assert sorted(map(str, read_project(tmp_path)[1])) == sorted(shown)
    adela.write_text(true, encoding="utf-8")
    (tmp_path / "content/testimonials/ma-structure.md").write_text(re.sub("^   ", "", page, flags=re.MULTILINE), encoding="utf-8")
    assert read_project(tmp_path)[1] == []
