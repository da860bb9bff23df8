"""From a question that was read to the pages that answer it, best first. The twin of answer.js.

Whole numbers alone, so that both give the same order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.search.question import Unit

Weights = Mapping[str, Sequence[tuple[int, int]]]  # term → documents that have it, each with its weight


@dataclass(frozen=True)
class Found:
    """A page that answers: the best of its documents, its score, the words of the question that it has not, its other documents that lack no more."""

    document: int
    score: int
    missing: tuple[str, ...]
    others: tuple[int, ...] = ()


def answers(units: Sequence[Unit], weights: Weights, pages: Sequence[int]) -> list[Found]:
    """Return the pages that have the words, those that lack some below those that have all.

    `pages`: the number of the page that each document is on. A document's weight for a word is that of the best
    of the word's terms; its score adds them up, as lunr does for one term a word, and falls with the square of the
    share of words that it has: without one word of two, a page must weigh four times as much to come first. Never
    to let it pass hid the page on a subject behind those that hold all the words by chance (docs/decisions/11).
    """
    scores: dict[int, list[int]] = {}
    for place, unit in enumerate(units):
        for term, share in unit.terms.items():
            for document, weight in weights.get(term, ()):
                row = scores.setdefault(document, [0] * len(units))
                row[place] = max(row[place], weight * share)
    found = [_found(document, row, units) for document, row in scores.items()]
    found.sort(key=lambda one: (-one.score, one.document))
    best: dict[int, Found] = {}
    for one in found:
        page = pages[one.document]
        first = best.setdefault(page, one)
        if first is not one and len(one.missing) <= len(first.missing):
            best[page] = Found(first.document, first.score, first.missing, (*first.others, one.document))
    return list(best.values())


def _found(document: int, row: Sequence[int], units: Sequence[Unit]) -> Found:
    missing = tuple(unit.word for unit, score in zip(units, row, strict=True) if not score)
    has = len(units) - len(missing)
    return Found(document, sum(row) * has * has // (len(units) * len(units)), missing)
