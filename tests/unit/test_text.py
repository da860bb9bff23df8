"""French text: typography, folding, plurals."""

import pytest

from macros.text import count_words, enumeration, fold, nearest, number, plural, summary, typeset


@pytest.mark.parametrize(("written", "printed"), [
    ("l'égalité", "l’égalité"),
    ("Quoi ?", "Quoi\u202f?"),
    ("« oui »", "«\u202foui\u202f»"),
    ("Source : p. 11", "Source\u00a0: p.\u00a011"),
    ("60 %", "60\u202f%"),
    ("1 700 personnes", "1\u202f700 personnes"),
    ("https://exemple.fr/?q=1", "https://exemple.fr/?q=1"),
    ("à 12:30", "à 12:30"),
    ("Attendez...", "Attendez…"),
    ("n° 3, art. 4 ; fin", "n°\u00a03, art.\u00a04\u202f; fin"),
])
def test_typography(written: str, printed: str) -> None:
    assert typeset(written) == printed
    assert typeset(printed) == printed


def test_folding() -> None:
    assert fold("Éœuvre À l’ŒUVRE") == "eoeuvre a l’oeuvre"
    assert fold("Æthusa Çà") == "aethusa ca"


def test_numbers_and_plurals() -> None:
    assert number(1700) == "1\u202f700"
    assert [plural(n, "vidéo", "vidéos") for n in (0, 1, 2)] == ["0 vidéo", "1 vidéo", "2 vidéos"]
    assert [enumeration(items) for items in ([10], [10, 11], [10, 11, 18])] == ["10", "10 et 11", "10, 11 et 18"]


def test_nearest() -> None:
    assert nearest("teletravaille", ["télétravail", "management"]) == "télétravail"
    assert nearest("zzz", ["télétravail"]) is None


def test_words_as_a_reader_counts_them() -> None:
    assert count_words("L’équipe d’appui, c’est-à-dire 8 personnes.") == 5


@pytest.mark.parametrize(("text", "longest", "first"), [
    ("Un. Deux. Trois.", 200, "Un. Deux. Trois."),
    ("Un. Deux. Trois.", 10, "Un. Deux."),
    ("Un. Deux. Trois.", 9, "Un. Deux."),
    ("Un. Deux. Trois.", 8, "Un."),
    ("Une phrase bien trop longue ! Deux.", 10, "Une phrase bien trop longue !"),
    ("Sans point", 5, "Sans point"),
])
def test_the_first_sentences(text: str, longest: int, first: str) -> None:
    assert summary(text, longest) == first
