"""Writes what was measured, in French, as Markdown."""

from typing import Any

from bench.search.engines import ENGINES, FIRST
from bench.search.measure import Measured, middle, ninety_fifth

COSTS = ("octets, 1re réponse", "octets, question suivante", "octets, toutes les questions", "1re réponse (ms)",
         "médiane (ms)", "p95 (ms)", "calcul seul, médiane (ms)", "calcul seul, p95 (ms)")
Question = dict[str, Any]


def relevance(results: dict[str, Measured | str], questions: list[Question]) -> str:
    """Return the table of what each engine finds and costs on the real site."""
    rows = []
    for id, result in results.items():
        if isinstance(result, Measured):
            found = [result.found(questions, 1), result.found(questions), sum(not answer.addresses for answer in result.answers)]
            rows.append([ENGINES[id].label, *map(str, found), *_costs(result)])
    return _table(("Moteur", "en tête", "dans les trois", "sans résultat", *COSTS), rows) + _absent(results)


def costs(results: dict[int, dict[str, Measured | str]]) -> str:
    """Return the table of what each engine costs on made-up sites, by number of structures."""
    rows = [[_number(size), ENGINES[id].label, *_costs(result)]
            for size, by_engine in results.items() for id, result in by_engine.items() if isinstance(result, Measured)]
    notes = "".join(_absent(by_engine, f"{_number(size)} structures, ") for size, by_engine in results.items())
    return _table(("Structures", "Moteur", *COSTS), rows) + notes


def misses(results: dict[str, Measured | str], questions: list[Question]) -> str:
    """Return, for each engine, the questions it does not answer and what it shows instead."""
    parts = []
    for id, result in results.items():
        if isinstance(result, Measured):
            missed = [(question, answer, place) for question, answer, place in zip(questions, result.answers, result.places(questions), strict=True)
                      if place is None or place >= FIRST]
            lines = [f"- « {question['q']} » ({_rank(place, answer.addresses)}) : {', '.join(answer.addresses[:FIRST]) or 'rien'}"
                     for question, answer, place in missed]
            parts.append("\n".join([f"\n### {ENGINES[id].label} : {len(missed)} questions sans réponse dans les trois premiers", "", *lines]))
    return "\n".join(parts)


def _rank(place: int | None, shown: list[str]) -> str:
    return f"{place + 1}e" if place is not None else f"pas parmi les pages montrées : {len(shown)}" if shown else "sans résultat"


def _costs(result: Measured) -> list[str]:
    times, alone = result.later_milliseconds(), result.alone()
    return [_number(middle(result.first_bytes)), _number(middle(result.later_bytes)), _number(result.all_bytes), _number(middle(result.first_milliseconds), 1),
            _number(middle(times), 1), _number(ninety_fifth(times) if times else None, 1),
            _number(middle(alone), 1), _number(ninety_fifth(alone) if alone else None, 1)]


def _absent(results: dict[str, Measured | str], where: str = "") -> str:
    return "".join(f"\n{where}{ENGINES[id].label} : non mesuré, {why}" for id, why in results.items() if isinstance(why, str))


def _table(heads: tuple[str, ...], rows: list[list[str]]) -> str:
    ruler = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, ruler, *rows)) + "\n"


def _number(value: float | None, decimals: int = 0) -> str:
    """Return a number as French writes it: no-break spaces, decimal comma."""
    return "–" if value is None else f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",")
