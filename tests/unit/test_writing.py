"""The rules of writing: what each finds, what it lets through, where it looks, and how it is silenced."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from macros.anatomy import fields_of
from macros.catalog import Catalog
from macros.cli import read_project
from macros.faces import rulebook
from macros.load import read_data
from macros.model.writing import RuleName
from macros.source import Document, Page
from macros.text import typeset
from macros.writing.check import _passages
from macros.writing.prose import EXACT, of_page
from macros.writing.rules import AGREEMENT, BY_NAME, LONGEST_SENTENCE, RULES, Lexicon
from tests.conftest import ROOT

Lay = Callable[[dict[str, Any]], Path]
LONG = " ".join(["mot"] * (LONGEST_SENTENCE + 1))


@pytest.fixture(scope="module")
def lexicon(real_catalog: Catalog) -> Lexicon:
    return Lexicon(real_catalog)


def passages(rule: str, text: str, lexicon: Lexicon) -> list[str]:
    """Return the words at fault that a rule finds, each where it says it is."""
    found = list(BY_NAME[rule].find(text, lexicon))
    assert all(finding.message and finding.remedy.endswith(".") for finding in found)
    for finding in found:
        assert text[finding.at:].startswith(finding.passage.rstrip("…").split()[0])
    return [finding.passage for finding in found]


FOUND = [
    ("phrase-longue", f"Une phrase courte. {LONG}. Une autre.", ["mot mot mot mot mot mot…"]),
    ("phrase-longue", f"{LONG} ?", ["mot mot mot mot mot mot…"]),
    ("mot-a-eviter", "On parle des handicapés ici.", ["des handicapés"]),
    ("mot-a-eviter", "Cela va IMPACTER le service, et le Burn-out aussi.", ["IMPACTER", "Burn-out"]),
    ("mot-a-eviter", "Les femmes de ménage partent tôt.", ["femmes de ménage"]),
    ("sigle-inexplique", "Le XYZ décide.", ["XYZ"]),
    ("sigle-inexplique", "Le budget de l’ABCD et du QZ2.", ["ABCD", "QZ2"]),
    ("typographie", 'Elle dit "non".', ['"non"']),
    ("typographie", "Elle dit “non”.", ["“non”"]),
    ("typographie", "Un mot , puis un autre .", ["t ,", "e ."]),
    ("typographie", "Pourquoi? Voici: rien; voilà!", ["Pourquoi?", "Voici:", "rien;", "voilà!"]),
    ("typographie", "Un mot,puis un autre.Encore", ["mot,", "autre."]),
    ("typographie", "La fin.. vient.", [".."]),
    ("typographie", "Des horaires, etc...", ["etc..."]),
    ("typographie", "La 1ère et le 2ème.", ["1ère", "2ème"]),
    ("typographie", "Une hausse de 10% pour 20€.", ["10%", "20€"]),
    ("typographie", "Le coeur de l’oeuvre.", ["coeur", "oeuvre"]),
    ("typographie", "Les Etats et l’Ecole.", ["Etats", "Ecole"]),
    ("typographie", "Elle dit « non et s’en va.", ["« non et s’en va."]),
    ("typographie", "Un mot(entre parenthèses).", ["mot("]),
    ("typographie", "Deux  espaces.", ["x  e"]),
    ("nom-de-personne", "Selon Mme Durand, tout va bien.", ["Mme Durand"]),
    ("nom-de-personne", "Le directeur, Jean Dupont, et Marie-Claire Le Goff parlent.", ["Jean Dupont", "Marie-Claire Le Goff"]),
    ("nom-de-personne", "C’est l’avis du docteur Martin et de M. Petit.", ["M. Petit"]),
    ("texte-alternatif", "Voyez ![](carte.png).", ["![]("]),
    ("lien-vague", "Pour lire, [cliquez ici](a.md) ou [Ici](b.md).", ["cliquez ici", "Ici"]),
]
LET = [
    ("phrase-longue", f"{LONG[:-8]}. {LONG[:-8]} ! Fin"),
    ("phrase-longue", "Le taux est de 10.6 et l’adresse https://a.fr/b.c."),
    ("mot-a-eviter", "Les travailleurs handicapés ont des droits. Le procès a eu lieu."),
    ("sigle-inexplique", "La QVCT, le CSE et l’ESS. Le conseil (XYZ) ; XYZ (conseil). Au XXIe siècle, la R12, l’A."),
    ("typographie", "Elle dit « non » : pourquoi ? Il est 12:30, p. 11, art. L.2242-17, 10 %, 1er, 2e, d’un(e), etc."),
    ("typographie", "Voir https://exemple.fr/a?b=c;d et l’heure 9h30 ; il a fait… rien !"),
    ("typographie", "Le cœur, l’œuvre, É, « ouvert et fermé », un poêle. Le coefficient et la coexistence."),
    ("nom-de-personne", "L’Association Thierry Albouy et le lycée. La directrice parle à Marie. Pays de la Loire."),
    ("texte-alternatif", "Voyez ![La carte des structures](carte.png)."),
    ("lien-vague", "Lisez [la page sur le droit](droit.md), ici et là."),
]


@pytest.mark.parametrize(("rule", "text", "expected"), FOUND)
def test_what_a_rule_finds(rule: str, text: str, expected: list[str], lexicon: Lexicon) -> None:
    assert passages(rule, text, lexicon) == expected


@pytest.mark.parametrize(("rule", "text"), LET)
def test_what_a_rule_lets_through(rule: str, text: str, lexicon: Lexicon) -> None:
    assert passages(rule, text, lexicon) == []


def test_each_rule_is_tried_both_ways() -> None:
    of_texts = {rule.name for rule in RULES if rule.find}
    assert {rule for rule, *_ in FOUND} == {rule for rule, _ in LET} == of_texts


def test_the_names_that_silences_may_give_are_those_of_the_rules() -> None:
    assert {*get_args(RuleName), AGREEMENT} == set(BY_NAME)


def test_a_word_to_avoid_says_what_to_write(lexicon: Lexicon) -> None:
    (hurting,) = BY_NAME["mot-a-eviter"].find("les handicapés", lexicon)
    (heavy,) = BY_NAME["mot-a-eviter"].find("cela impacte tout", lexicon)
    assert (hurting.refused, heavy.refused) == (True, False)
    assert "les personnes handicapées" in hurting.remedy


def test_a_rule_without_its_list_finds_nothing(catalog: Catalog) -> None:
    empty = Lexicon(replace(catalog, preferred_terms=(), first_names=()))
    assert passages("mot-a-eviter", "les handicapés", empty) == [] == passages("nom-de-personne", "Jean Dupont", empty)
    assert passages("nom-de-personne", "Mme Durand", empty) == ["Mme Durand"]


# -- where the rules look


def test_what_is_copied_exactly_is_named_as_the_model_does() -> None:
    for kind, names in EXACT.items():
        assert names <= set(fields_of(kind)), kind.__name__


@pytest.mark.parametrize(("path", "field", "read"), [
    ("data/structures/les-tilleuls.yml", "testimony.actions[1].what", True), ("data/structures/les-tilleuls.yml", "testimony.speakers[1].function", True),
    ("data/structures/les-tilleuls.yml", "discrepancies[1].why", True), ("data/structures/les-tilleuls.yml", "name", False),
    ("data/structures/les-tilleuls.yml", "sector", False), ("data/structures/les-tilleuls.yml", "updated_on", False), ("data/structures/les-tilleuls.yml", "links[1].address", False),
    ("data/glossary.yml", "[1].definition", True), ("data/glossary.yml", "[1].term", False), ("data/legal/loi-essai.yml", "details[1].text", True), ("data/legal/loi-essai.yml", "title", False),
    ("data/writing/preferred_terms.yml", "[1].avoid[1]", False), ("data/search/synonyms.yml", "[1].words[1]", False),
])
def test_our_sentences_are_read_and_names_are_not(path: str, field: str, read: bool, mini: Path) -> None:
    found = {passage.field for passage in _passages(mini, read_data(mini)[0]) if passage.path == path}
    assert (field in found) == read, sorted(found)


def test_code_addresses_and_calls_are_not_texts() -> None:
    page = Page("a.md", Document("a.md", value={"title": "Un titre"}), 'Du `code "x"` et {{ lessons("a") }}.\n\n```\n"bloc"\n```\n\n[La page](http://a.fr/"x") <b title="x">gras</b>\n', 4)
    texts = [passage.text for passage in of_page(page)]
    assert not [text for text in texts if '"' in text]
    assert [passage.line for passage in of_page(page)][1:] == [4, 10]


# -- in a project


def test_advice_does_not_stop_the_publication(lay: Lay) -> None:
    found = read_project(lay({"content/index.md": {"replace": "La carte est", "by": "Le XYZ dit que la carte est"}}))[1]
    assert [(p.warning, p.rule) for p in found] == [(True, "sigle-inexplique")]
    assert str(found[0]).startswith("content/index.md:11: conseil : le sigle « XYZ »") and str(found[0]).endswith("(règle : sigle-inexplique)")


def test_a_silence_holds_for_its_file_alone(lay: Lay) -> None:
    found = read_project(lay({"content/search.md": {"replace": "---\n\n", "by": "---\n\nAlice Duval cherche.\n\n"}}))[1]
    assert [(p.path, p.rule, p.warning) for p in found] == [("content/search.md", "nom-de-personne", False)]


def test_a_silence_that_no_longer_serves_is_said(lay: Lay) -> None:
    found = read_project(lay({"content/index.md": {"replace": "Alice Duval", "by": "une dessinatrice"}}))[1]
    assert [(p.path, p.line, p.rule, p.warning) for p in found] == [("data/writing/silences.yml", 1, "exception-inutile", True)]


def test_a_silence_without_a_reason_is_refused(lay: Lay) -> None:
    found = read_project(lay({"data/writing/silences.yml": {"replace": "  why: Elle a dessiné la carte, et sa licence demande de la nommer.\n", "by": ""}}))[1]
    assert [(p.path, p.field) for p in found if not p.rule] == [("data/writing/silences.yml", "[1].why")]


def test_an_agreement_that_is_over_stops_the_publication(mini: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TODAY", "2029-02-01")
    assert read_project(mini)[1] == []
    monkeypatch.setenv("SITE_TODAY", date(2029, 2, 2).isoformat())
    (problem,) = read_project(mini)[1]
    line = (mini / problem.path).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert (problem.path, problem.rule, problem.warning) == ("data/structures/la-fabrique.yml", AGREEMENT, False)
    assert line == "    until: 2029-02-01" and problem.column == 5


def test_a_faulty_file_is_mended_before_its_texts(lay: Lay) -> None:
    found = read_project(lay({"content/index.md": {"replace": "La carte est", "by": "<script></script> Pourquoi? La carte est"}}))[1]
    assert found and not [p for p in found if p.rule]


# -- the lists, and the page that explains


def test_first_names_are_no_words() -> None:
    words = {"rose", "pierre", "marc", "clément", "constance", "aimé", "victoire", "france", "ange", "prudence", "laure", "olive", "violette", "marguerite"}
    listed = [name for entry in yaml.safe_load((ROOT / "data/writing/first_names.yml").read_text(encoding="utf-8")) for name in entry["names"]]
    assert not words & {name.lower() for name in listed}
    assert len(listed) > 200


def test_the_page_of_rules_explains_each() -> None:
    text = rulebook.page()
    assert all(f"| `{rule.name}` |" in text and typeset(rule.why) in text for rule in RULES)
