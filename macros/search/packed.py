"""The index as files: small, in plain JSON, asked for piece by piece. Its reader in the browser is packed.js.

`index.json` is fetched when someone searches: the language's tables, the terms, what leads to them, and the title,
address, kind and themes of each document. The weights lie in shards of consecutive terms: a question fetches those of its terms.
Beside each shard, the words that its terms are written as, for « Vouliez-vous dire ». What a result shows lies in one card a document. Shards and cards are in a folder named after all they hold, so
that a copy kept by a browser is never of another day.
"""

import hashlib
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from macros.search import language
from macros.search.concepts import LOOSER, SAME, Concepts, Form
from macros.search.documents import Document
from macros.search.postings import Postings

# 90 signs that JSON writes as they are; the first 45 end a number, the others go on.
SIGNS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<&')
BASE = len(SIGNS) // 2
# Weights are kept on a scale: each step is 8.5 % above the one before. In thousandths.
STEP, SMALLEST = 1.085, 40
SCALE = tuple(round(SMALLEST * STEP**n) for n in range(len(SIGNS)))
SHARD = 5_000  # signs, about 3 KB compressed


def files(documents: Sequence[Document], concepts: Concepts, postings: Postings, labels: dict[str, list[tuple[str, str]]]) -> dict[str, str]:
    """Return the files of the index, by name. `labels`: id and label of each kind and of each theme."""
    terms = sorted(postings.weights)
    shards = list(_shards(terms, postings))
    pieces = {f"{number}.json": _json(rows) for number, (_, rows) in enumerate(shards)}
    pieces |= {f"f{number}.json": _json(" ".join(postings.forms.get(term, "") for term in part)) for number, (part, _) in enumerate(shards)}
    pieces |= {f"d{number}.json": _json(_card(document)) for number, document in enumerate(documents)}
    version = hashlib.sha256(_json(pieces).encode()).hexdigest()[:10]
    kinds, themes = ([id for id, _ in labels[name]] for name in ("kinds", "themes"))
    first: dict[str, int] = {}
    index = {
        "version": version, "language": _language(), "scale": SCALE, "terms": _front_coded(terms), "sought": _sought(concepts),
        "shards": [part[0] for part, _ in shards], "labels": labels,
        "kinds": [kinds.index(document.kind) for document in documents],
        "themes": [sum(1 << themes.index(theme) for theme in document.themes) for document in documents],
        "titles": [document.title for document in documents], "addresses": [document.address for document in documents],
        "pages": [number - first.setdefault(document.page, number) for number, document in enumerate(documents)],
    }
    return {"index.json": _json(index)} | {f"{version}/{name}": text for name, text in pieces.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _language() -> dict[str, Any]:
    """Return the tables of the analyser: the browser's reads these same ones."""
    return {"elided": language.ELIDED, "joined": language.JOINED, "inclusive": language.INCLUSIVE, "stop": " ".join(sorted(language.STOP)),
            "ends": language.ENDS, "kept": sorted(language.KEPT), "welded": language.WELDED}


def _card(document: Document) -> dict[str, Any]:
    return {"address": document.address, "title": document.title, "facts": document.facts,
            "passages": [(passage.anchor, passage.heading, passage.text) for passage in document.passages]}


def _front_coded(terms: Sequence[str]) -> str:
    """Return sorted terms in one text: each is a capital that says how many letters it shares with the one before, and the rest."""
    found, before = [], ""
    for term in terms:
        shared = min(25, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, term, strict=False))))
        found.append(chr(65 + shared) + term[shared:])
        before = term
    return "".join(found)


def _sought(concepts: Concepts) -> str:
    """Return a line a form: its terms, then what it also looks for, « ~ » before what it only leads to."""
    return "\n".join(" ".join(form) + "\t" + " ".join(("~" if weight == LOOSER else "") + term for term, weight in leads.items())
                     for form, leads in sorted(concepts.sought.items()))


def _shards(terms: Sequence[str], postings: Postings) -> Iterator[tuple[list[str], str]]:
    part: list[str] = []
    rows: list[str] = []
    size = 0
    for term in terms:
        row = _row(postings.weights[term])
        if part and size + len(row) > SHARD:
            yield part, " ".join(rows)
            part, rows, size = [], [], 0
        part.append(term)
        rows.append(row)
        size += len(row) + len(term)
    if part:
        yield part, " ".join(rows)


def _row(weights: Sequence[tuple[int, float]]) -> str:
    """Return the documents of a term: for each, the gap from the one before, then the step of the weight."""
    found, before = "", -1
    for document, weight in weights:
        gap = document - before - 1
        while gap >= BASE:
            found += SIGNS[BASE + gap % BASE]
            gap //= BASE
        step = round(math.log(max(weight * 1000, SMALLEST) / SMALLEST) / math.log(STEP))
        found += SIGNS[gap] + SIGNS[min(step, len(SIGNS) - 1)]
        before = document
    return found


@dataclass
class Opened:
    """An index read from its files, by `fetch` (name → text)."""

    fetch: Callable[[str], str]
    vocabulary: list[str] = field(default_factory=list)
    sought: dict[Form, dict[str, int]] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.index = json.loads(self.fetch("index.json"))
        for coded in _capitals(self.index["terms"]):
            before = self.vocabulary[-1] if self.vocabulary else ""
            self.vocabulary.append(before[:ord(coded[0]) - 65] + coded[1:])
        for line in self.index["sought"].splitlines():
            form, leads = line.split("\t")
            self.sought[tuple(form.split())] = {term.lstrip("~"): LOOSER if term[0] == "~" else SAME for term in leads.split()}
        self.pages = [number - back for number, back in enumerate(self.index["pages"])]
        self._read: dict[str, list[tuple[int, int]]] = {}

    def weights(self, terms: set[str]) -> dict[str, list[tuple[int, int]]]:
        """Return the documents of terms, each with its weight; terms that the index has not are left out."""
        known = set(self.vocabulary)
        for number in sorted({self._shard(term) for term in terms & known if term not in self._read}):
            rows = json.loads(self.fetch(f"{self.index['version']}/{number}.json")).split(" ")
            start = self.vocabulary.index(self.index["shards"][number])
            self._read |= {self.vocabulary[start + place]: self._unpacked(row) for place, row in enumerate(rows)}
        return {term: self._read[term] for term in terms & known}

    def card(self, document: int) -> dict[str, Any]:
        """Return what a result shows."""
        return json.loads(self.fetch(f"{self.index['version']}/d{document}.json"))

    def _shard(self, term: str) -> int:
        return sum(first <= term for first in self.index["shards"]) - 1

    def _unpacked(self, row: str) -> list[tuple[int, int]]:
        found, document, gap, power, signs = [], -1, 0, 1, iter(row)
        for sign in signs:
            value = SIGNS.index(sign)
            if value >= BASE:
                gap, power = gap + (value - BASE) * power, power * BASE
                continue
            document += gap + value * power + 1
            found.append((document, self.index["scale"][SIGNS.index(next(signs))]))
            gap, power = 0, 1
        return found


def _capitals(text: str) -> Iterator[str]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or "A" <= text[place] <= "Z":
            yield text[start:place]
            start = place
