"""Mistakes for other programs: GitHub's escapes, and JSON that says all that the text says."""

import json

from macros.annotations import as_json, github
from macros.problems import Problem

SHOWN = Problem("data/a,b:c.yml", 3, "actions[2].what", "100 % est\r\nfaux : ici", "Corrigez, puis relisez.", 5)


def test_github_escapes() -> None:
    assert github([SHOWN]) == ("::error file=data/a%2Cb%3Ac.yml,line=3,col=5,title=actions[2].what"
                               "::100 %25 est%0D%0Afaux : ici. Corrigez, puis relisez.")


def test_a_mistake_of_a_whole_file_has_a_title_and_a_column() -> None:
    assert github([Problem("a.yml", 1, "", "le fichier est vide")]) == "::error file=a.yml,line=1,col=1,title=Erreur::le fichier est vide."
    assert github([]) == ""


def test_json() -> None:
    assert json.loads(as_json([SHOWN])) == [{"path": "data/a,b:c.yml", "line": 3, "column": 5, "field": "actions[2].what",
                                             "message": "100 % est\r\nfaux : ici", "remedy": "Corrigez, puis relisez."}]
    assert as_json([]) == "[]"
