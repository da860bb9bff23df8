"""An interview: its questions in French, its answers in the order of the model, the rest left for later."""

from collections.abc import Iterator

from macros.model import Structure, Term
from macros.questions import Interview

KNOWN = {"sectors": {"banque": "Banque coopérative"}, "sources": {f"guide-{n}": "Guide" for n in range(40)}, "themes": {"egalite": "Égalité", "management": "Management"},
         "glossary": {"qvct": "qvct"}}


def interview(answers: dict[str, list[str]]) -> tuple[Interview, list[str], list[str]]:
    """Return an interview that answers the questions which begin so, in turn, and nothing to the others."""
    asked: list[str] = []
    said: list[str] = []
    waiting: dict[str, Iterator[str]] = {start: iter(given) for start, given in answers.items()}

    def ask(question: str) -> str:
        asked.append(question)
        return next((next(given, "") for start, given in waiting.items() if question.startswith(start)), "")
    return Interview(KNOWN, ask, said.append), asked, said


def test_a_term() -> None:
    one, asked, said = interview({"Mot": ["  Bilan   social "], "Définition": ["Un relevé."], "Synonymes": ["bilan; état, social"], "Thèmes": ["Égalité; management"],
                                  "Source": ["oui"], "Document": ["guide-3"], "Page": ["7"]})
    assert one.record(Term, {"id": "bilan"}) == {
        "id": "bilan", "term": "Bilan social", "definition": "Un relevé.", "synonyms": ["bilan", "état, social"], "themes": ["egalite", "management"],
        "source": {"document": "guide-3", "page": "7"}}
    assert asked[0] == "Mot ou sigle : "
    assert "Développement du sigle (facultatif) : " in asked
    assert "Document (parmi data/sources.yml) : " in asked
    assert "    egalite – Égalité\n    management – Management" in said


def test_a_structure_asks_for_the_story_that_it_announces() -> None:
    one, asked, said = interview({"Y a-t-il": ["oui"], "Point de départ : en": ["oui"], "Texte": ["Un.", "Deux."], "Document": ["guide-1"]})
    found = one.record(Structure, {"slug": "essai", "updated_on": "2026-11-21"})
    assert found["has_testimony"] == "oui"
    assert found["testimony"]["situation"] == [{"text": "Un.", "source": {"document": "guide-1"}}, {"text": "Deux.", "source": {"document": "guide-1"}}]
    assert "— Témoignage —" in said
    assert "Effectif (facultatif) : le remplir maintenant ? (oui ou non) [non] " in asked
    assert "Document (parmi data/sources.yml) [guide-1] : " in asked
    one, asked, said = interview({"Y a-t-il": ["non"]})
    assert "testimony" not in one.record(Structure, {"slug": "essai"})
    assert not [question for question in asked if question.startswith("Témoignage")]


def test_no_more_answers() -> None:
    def ask(question: str) -> str:
        raise EOFError
    assert Interview(KNOWN, ask, print).record(Structure, {"slug": "essai"}) == {"slug": "essai"}
