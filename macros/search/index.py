"""The whole way from a site to its index, and from a question to its answer: what publish and the command line call."""

from collections.abc import Callable, Iterable
from typing import Any

from macros.catalog import Catalog
from macros.search.answer import Found, answers
from macros.search.concepts import concepts_of
from macros.search.documents import documents
from macros.search.packed import Opened, files
from macros.search.postings import postings_of
from macros.search.question import Unit, read


def index_of(catalog: Catalog, pages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the files of the index, by name. `pages`: (address from the site's root, built HTML)."""
    listed = tuple(documents(catalog, pages))
    concepts = concepts_of(catalog)
    labels = {"kinds": [(kind.id, kind.label) for kind in catalog.page_kinds], "themes": [(theme.id, theme.label) for theme in catalog.themes]}
    return files(listed, concepts, postings_of(listed, concepts), labels)


class Search:
    """Answers questions as the search page does, from the files of a published index."""

    def __init__(self, fetch: Callable[[str], str]) -> None:
        self.opened = Opened(fetch)

    def ask(self, question: str) -> tuple[list[Unit], list[Found]]:
        """Return the words of a question as they were read, and the pages that answer, best first."""
        units = read(question, self.opened.vocabulary, self.opened.sought)
        return units, answers(units, self.opened.weights({term for unit in units for term in unit.terms}), self.opened.pages)

    def card(self, found: Found) -> dict[str, Any]:
        """Return what a result shows: address, title, kind, facts, passages."""
        kind = self.opened.index["labels"]["kinds"][self.opened.index["kinds"][found.document]][1]
        return {**self.opened.card(found.document), "kind": kind}
