"""Mistakes for other programs: GitHub's escapes, GitLab's report, and JSON that says all that the text says."""

import json
from dataclasses import replace
from pathlib import Path

import yaml

from macros.annotations import FORMATS, as_json, github, gitlab
from macros.problems import Problem

SHOWN = Problem("data/a,b:c.yml", 3, "actions[2].what", "100 % est\r\nfaux : ici", "Corrigez, puis relisez.", 5)

ADVICE = replace(SHOWN, rule="sigle-inexplique", warning=True)


def test_github_escapes() -> None:
    assert github([SHOWN]) == ("::error file=data/a%2Cb%3Ac.yml,line=3,col=5,title=actions[2].what"
                               "::100 %25 est%0D%0Afaux : ici. Corrigez, puis relisez.")


def test_a_mistake_of_a_whole_file_has_a_title_and_a_column() -> None:
    assert github([Problem("a.yml", 1, "", "le fichier est vide")]) == "::error file=a.yml,line=1,col=1,title=Erreur::le fichier est vide."
    assert github([]) == ""


def test_json() -> None:
    assert json.loads(as_json([SHOWN])) == [{"path": "data/a,b:c.yml", "line": 3, "column": 5, "field": "actions[2].what",
                                             "message": "100 % est\r\nfaux : ici", "remedy": "Corrigez, puis relisez.",
                                             "rule": None, "warning": False}]
    assert as_json([]) == "[]"


def test_gitlab_s_report_says_what_its_documentation_asks() -> None:
    (found,) = json.loads(gitlab([SHOWN]))
    assert found.pop("fingerprint").isalnum()
    assert found == {"description": "actions[2].what : 100 % est\r\nfaux : ici. Corrigez, puis relisez.", "check_name": "actions[].what",
                     "severity": "blocker", "location": {"path": "data/a,b:c.yml", "lines": {"begin": 3}}}
    assert json.loads(gitlab([Problem("a.yml", 1, "", "le fichier est vide")]))[0]["check_name"] == "fichier"
    assert gitlab([]) == "[]"


def test_a_fingerprint_follows_its_mistake_and_no_other() -> None:
    """GitLab compares the reports of two branches by fingerprints: lines added above change none, and twice the same mistake is two."""
    def prints(*problems: Problem) -> list[str]:
        return [one["fingerprint"] for one in json.loads(gitlab(problems))]

    moved = replace(SHOWN, line=30, column=1, field="actions[3].what")
    assert prints(SHOWN) == prints(moved)
    assert len(set(prints(SHOWN, moved, replace(SHOWN, path="b.yml"), replace(SHOWN, message="autre"), replace(SHOWN, field="nom")))) == 5
    assert prints(SHOWN, moved) == prints(SHOWN, moved)


def test_every_format_says_every_message() -> None:
    for name, written in FORMATS.items():
        text = written([SHOWN, Problem("a.yml", 1, "", "le fichier est vide")])
        assert "Corrigez, puis relisez." in text and "le fichier est vide." in text.replace('"le fichier est vide"', "le fichier est vide."), name


def test_advice_is_no_error() -> None:
    assert github([ADVICE]).startswith("::warning file=data/a%2Cb%3Ac.yml,line=3,col=5,title=sigle-inexplique::100 %25 est")
    assert (json.loads(gitlab([ADVICE]))[0]["severity"], json.loads(gitlab([ADVICE]))[0]["check_name"]) == ("minor", "sigle-inexplique")
    assert (json.loads(as_json([ADVICE]))[0]["rule"], json.loads(as_json([ADVICE]))[0]["warning"]) == ("sigle-inexplique", True)


def test_gitlab_is_given_the_report_that_the_pipeline_writes() -> None:
    """Written after the check, whose own words stay in the log; the check alone decides."""
    job = yaml.safe_load((Path(__file__).parent.parent.parent / ".gitlab-ci.yml").read_text(encoding="utf-8"))["check"]
    report = job["artifacts"]["reports"]["codequality"]
    assert job["after_script"] == [f"{job['script'][-1]} --format gitlab > {report}"]
    assert job["script"][-1].endswith("macros check")
