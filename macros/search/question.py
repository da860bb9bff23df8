"""A question, read: its words, and the terms of the index that answer each. The twin of question.js."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from macros.search.concepts import Form, longest
from macros.search.french import stem, words
from macros.search.language import STOP

EXACT = 100  # hundredths of a term's weight
BEGUN, KIN = 40, 60  # the last word may be unfinished; an unknown word may be of the same family as a known one
NEAR = {1: 50, 2: 35}  # an unknown word may be misspelt, by so many letters
SHORTEST_BEGUN, SHORTEST_KIN, LONGEST_END = 3, 5, 6  # letters
SHORTEST_NEAR = {1: 4, 2: 7}  # letters that a word must have to be misspelt by so many
MOST_BEGUN, MOST_NEAR = 24, 4  # terms


@dataclass
class Unit:
    """One word of a question. `terms`: what to look for, each with its weight; `instead`: the terms of what it may be a misspelling of."""

    word: str
    terms: dict[str, int] = field(default_factory=dict)
    instead: list[str] = field(default_factory=list)


def read(question: str, vocabulary: Sequence[str], sought: dict[Form, dict[str, int]]) -> list[Unit]:
    """Return the words of a question that say what is sought; all of them when they are little words alone.

    `vocabulary`: the terms of the index, sorted. `sought`: what forms also look for (see concepts).
    """
    asked = words(question)
    telling = [word for word in asked if word not in STOP] or asked
    units = [Unit(word) for word in _joined(telling, vocabulary)]
    stems = [stem(unit.word) for unit in units]
    for place, form in longest(stems, sought):
        for unit in units[place:place + len(form)]:
            unit.terms |= sought[form]
    for unit, term in zip(units, stems, strict=True):
        if _known(term, vocabulary):
            unit.terms[term] = EXACT
        elif not unit.terms:
            _guess(unit, term, vocabulary)
    if units and not question.endswith(" "):
        _begun(units[-1], stems[-1], vocabulary)
    return units


def _joined(asked: list[str], vocabulary: Sequence[str]) -> list[str]:
    """Return the words, two neighbours in one where the texts write them so and do not know one of the two alone."""
    found: list[str] = []
    for word in asked:
        before = found[-1] if found else ""
        apart = _known(stem(before), vocabulary) and _known(stem(word), vocabulary)
        if before and not apart and _known(stem(before + word), vocabulary):
            found[-1] = before + word
        else:
            found.append(word)
    return found


def _known(term: str, vocabulary: Sequence[str]) -> bool:
    place = bisect_left(vocabulary, term)
    return place < len(vocabulary) and vocabulary[place] == term


def _starting(start: str, vocabulary: Sequence[str], most: int) -> list[str]:
    place = bisect_left(vocabulary, start)
    found: list[str] = []
    while place < len(vocabulary) and vocabulary[place].startswith(start) and len(found) < most:
        found.append(vocabulary[place])
        place += 1
    return found


def _begun(unit: Unit, term: str, vocabulary: Sequence[str]) -> None:
    """Let the last word be the beginning of others."""
    for start in (unit.word, term):
        if len(start) >= SHORTEST_BEGUN:
            for found in _starting(start, vocabulary, MOST_BEGUN):
                unit.terms.setdefault(found, BEGUN)


def _guess(unit: Unit, term: str, vocabulary: Sequence[str]) -> None:
    """Look for an unknown word as one of a known family, else as a misspelling."""
    for size in range(len(term) - 1, max(SHORTEST_KIN, len(term) - LONGEST_END) - 1, -1):
        if _known(term[:size], vocabulary):
            unit.terms[term[:size]] = KIN
            break
    for found in _starting(term, vocabulary, MOST_NEAR) if len(term) >= SHORTEST_KIN else ():
        unit.terms[found] = KIN
    if unit.terms:
        return
    for off, weight in NEAR.items():
        if len(term) >= SHORTEST_NEAR[off] and not term.isdigit():
            near = [known for known in vocabulary if abs(len(known) - len(term)) <= off and known[0] != "=" and misspelt(term, known, off)]
            # The first letter is seldom wrong.
            unit.instead = sorted(near, key=lambda known: (known[0] != term[0], known))[:MOST_NEAR]
            unit.terms |= dict.fromkeys(unit.instead, weight)
        if unit.terms:
            return


def misspelt(one: str, other: str, most: int) -> bool:
    """Whether two words differ by at most `most` letters added, missing, changed, or swapped with the next."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, before, row = before, row, [i] + [0] * len(other)
        for j, against in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                row[j] = min(row[j], previous[j - 2] + 1)
        if min(row) > most:
            return False
    return row[-1] <= most
