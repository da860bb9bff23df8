"""French text: typography, folding, plurals."""

import pytest

from macros.text import count_words, enumeration, fold, nearest, number, plural, typeset


@pytest.mark.parametrize(("written", "printed"), [
    ("l'égalité", "l’égalité"),
    ("Quoi ?", "Quoi\u202f?"),
    ("« oui »", "«\u202foui\u202f»"),
    ("Source : p. 11", "Source\u00a0: p.\u00a011"),
    ("60 %", "60\u202f%"),
    ("1 700 personnes", "1\u202f700 personnes"),
    ("https://exemple.fr/?q=1", "https://exemple.fr/?q=1"),
    ("à 12:30", "à 12:30"),
])
def test_typography(written: str, printed: str) -> None:
    assert typeset(written) == printed
    assert typeset(printed) == printed


def test_folding() -> None:
    assert fold("Éœuvre À l’ŒUVRE") == "eoeuvre a l’oeuvre"


def test_numbers_and_plurals() -> None:
    assert number(1700) == "1\u202f700"
    assert [plural(n, "vidéo", "vidéos") for n in (0, 1, 2)] == ["0 vidéo", "1 vidéo", "2 vidéos"]
    assert [enumeration(items) for items in ([10], [10, 11], [10, 11, 18])] == ["10", "10 et 11", "10, 11 et 18"]


def test_nearest() -> None:
    assert nearest("teletravaille", ["télétravail", "management"]) == "télétravail"
    assert nearest("zzz", ["télétravail"]) is None


def test_words_as_a_reader_counts_them() -> None:
    assert count_words("L’équipe d’appui, c’est-à-dire 8 personnes.") == 5
