"""The weights of the index: which term weighs how much in which document, as lunr's builder gives them (BM25)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lunr.builder import Builder

from macros.search.concepts import Concepts
from macros.search.documents import Document
from macros.search.french import francais, stem, words
from macros.search.language import STOP

# What is said in a title says what a page is about; then its name, place and sector; then its headings.
FIELDS = {"title": 3, "keywords": 2, "headings": 2, "text": 1}
# How much the length of a field counts, from 0 to 1: less than lunr's 0.75, for our pages are long when they are rich.
LENGTH = 0.4

WRITTEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")  # a word, with the hyphens that join its parts


@dataclass
class Postings:
    """`weights`: for each term, the documents that have it (by number, in order) and how much it weighs there.

    lunr adds the fields' weights when each word of a question is looked for in all of them, as ours are:
    so they are added here, once. `forms`: the word that each term is read as most often in the texts.
    """

    weights: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)


def builder_of(documents: Sequence[Document], concepts: Concepts) -> Builder:
    """Return lunr's builder, fed with the documents, numbered from 0."""
    builder = Builder()
    builder.b(LENGTH)
    builder.pipeline.add(francais)
    for name, boost in FIELDS.items():
        builder.field(name, boost)
    for number, document in enumerate(documents):
        texts = {"title": [document.title], "keywords": document.keywords, "headings": [p.heading for p in document.passages],
                 "text": [p.text for p in document.passages]}
        fields = {name: _words(parts, concepts, every=name != "text") for name, parts in texts.items()}
        builder.add({"id": number, **fields}, {"boost": document.weight})
    return builder


def postings_of(documents: Sequence[Document], concepts: Concepts) -> Postings:
    """Return the weights of all documents, as lunr's builder gives them."""
    found = Postings()
    if not documents:
        return found
    builder = builder_of(documents, concepts)
    builder.build()
    names = {entry["_index"]: term for term, entry in builder.inverted_index.items()}
    sums: dict[str, dict[int, float]] = {}
    for reference, vector in builder.field_vectors.items():
        document = int(reference.partition("/")[2])
        flat = vector.elements
        for index, weight in zip(flat[::2], flat[1::2], strict=True):
            of_term = sums.setdefault(names[index], {})
            of_term[document] = of_term.get(document, 0) + weight
    found.weights = {term: sorted(sums[term].items()) for term in sorted(sums)}
    found.forms = _forms(documents)
    return found


def _forms(documents: Sequence[Document]) -> dict[str, str]:
    """Return, for each term, the word with its accents that the texts have most often; the first in order if several do."""
    counts: dict[str, Counter[str]] = {}
    for document in documents:
        texts = [document.title, *document.keywords, *(text for p in document.passages for text in (p.heading, p.text))]
        for word, count in Counter(WRITTEN.findall(" ".join(texts).lower())).items():
            counts.setdefault(_term(word), Counter())[word] += count
    return {term: min(found.items(), key=lambda one: (-one[1], one[0]))[0] for term, found in counts.items()}


@lru_cache(maxsize=65536)
def _term(word: str) -> str:
    """Return the term of a written word; nothing if it is read as several."""
    read = words(word)
    return stem(read[0]) if len(read) == 1 else ""


def _words(parts: Sequence[str], concepts: Concepts, every: bool) -> list[str]:
    """Return the words of a field, and its concepts. Little words count in titles alone: a question may be made of them."""
    found: list[str] = []
    for part in parts:
        read = words(part)
        telling = [word for word in read if word not in STOP]
        found += read if every else telling
        found += concepts.within([stem(word) for word in telling])
    return found
