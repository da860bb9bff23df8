"""The words of the field: which words and expressions say the same thing, as terms of the index.

A concept is a term of its own ("=12"), added to a text wherever one of its forms stands, and looked for
when a question has one: so an expression is found as a whole though the index keeps no positions.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from macros.catalog import Catalog
from macros.search.french import stem, terms, words

Form = tuple[str, ...]  # the terms of a word or expression, little words left out
SAME, LOOSER = 90, 60  # hundredths of an exact word's weight: a true equivalent; a word that only leads to another
LONGEST = 8  # terms in an expression


@dataclass
class Concepts:
    """`emitted`: the concept that a form is a sign of. `sought`: what a form of a question also looks for, with its weight."""

    emitted: dict[Form, str] = field(default_factory=dict)
    sought: dict[Form, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def _first(self) -> frozenset[str]:
        return frozenset(form[0] for form in self.emitted)

    def within(self, text: list[str]) -> Iterator[str]:
        """Yield the concepts that a text's terms show, once an occurrence; the longest form at each place."""
        for _, form in longest(text, self.emitted, self._first):
            yield self.emitted[form]


def longest(text: list[str], known: dict[Form, object], first: Container[str] | None = None) -> Iterator[tuple[int, Form]]:
    """Yield the place and the form of each of the `known` ones in `text`: the longest at each place, none over another.

    `first`: the words that known forms begin with, for who asks often.
    """
    place = 0
    while place < len(text):
        if first is not None and text[place] not in first:
            place += 1
            continue
        size = next((n for n in range(min(LONGEST, len(text) - place), 0, -1) if tuple(text[place:place + n]) in known), 0)
        if size:
            yield place, tuple(text[place:place + size])
        place += size or 1


def concepts_of(catalog: Catalog) -> Concepts:
    """Return the concepts of the glossary and of data/search/synonyms.yml.

    A term of the glossary says the same as its expansion and the expressions among its synonyms; a synonym of one
    word (« intégration » for the livret d’accueil) has other senses: it only leads to the term.
    """
    found, groups = Concepts(), _Groups()
    leading: list[tuple[list[Form], list[Form]]] = []
    for term in catalog.glossary:
        own, synonyms = _forms([term.term, *([term.expansion] if term.expansion else [])]), _forms(term.synonyms)
        groups.unite([*own, *(form for form in synonyms if len(form) > 1)])
        leading.append(([form for form in synonyms if len(form) == 1], own))
    for entry in catalog.synonyms:
        forms, targets = _forms(entry.words), _forms(entry.towards)
        groups.unite([] if entry.towards else forms)
        for form in targets:
            groups.add(form)
        leading.append((forms, targets))
    for number, forms in enumerate(groups.all()):
        if len(forms) == 1 and len(forms[0]) == 1:
            continue
        for form in forms:
            found.emitted[form] = f"={number}"
            found.sought.setdefault(form, {})[f"={number}"] = SAME
    for forms, targets in leading:
        for form in forms:
            for target in targets:
                found.sought.setdefault(form, {}).setdefault(found.emitted.get(target, target[0]), LOOSER)
    return found


def _forms(written: Iterable[str]) -> list[Form]:
    """Return the forms of words and expressions; one of little words alone (CE) keeps them."""
    found = dict.fromkeys(tuple((terms(text) or [stem(word) for word in words(text)])[:LONGEST]) for text in written)
    return [form for form in found if form]


class _Groups:
    """Sets of forms that say the same: two that share a form are one."""

    def __init__(self) -> None:
        self.of: dict[Form, list[Form]] = {}

    def add(self, form: Form) -> list[Form]:
        return self.of.setdefault(form, [form])

    def unite(self, forms: list[Form]) -> None:
        whole: list[Form] = []
        for form in forms:
            whole += [other for other in self.add(form) if other not in whole]
        for form in whole:
            self.of[form] = whole

    def all(self) -> list[list[Form]]:
        return sorted({id(group): sorted(group) for group in self.of.values()}.values())
