"""What is known, ready to be asked: read-only queries on the records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from macros.model import Citation, Source, Structure
from macros.text import fold
from macros.vocabularies import Department, Entry, Region, SizeBand, Theme


@dataclass(frozen=True)
class Catalog:
    """Every record of the site. Structures are sorted by name, closed lists keep the order of their file."""

    structures: tuple[Structure, ...]
    sources: tuple[Source, ...]
    action_states: tuple[Entry, ...]
    departments: tuple[Department, ...]
    ess_families: tuple[Entry, ...]
    regions: tuple[Region, ...]
    roles: tuple[Entry, ...]
    sectors: tuple[Entry, ...]
    size_bands: tuple[SizeBand, ...]
    themes: tuple[Theme, ...]
    outlines: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ordered = sorted(self.structures, key=lambda s: (fold(s.name), s.slug))
        object.__setattr__(self, "structures", tuple(ordered))

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        lists = ("action_states", "departments", "ess_families", "regions", "roles", "sectors", "size_bands", "themes")
        return {(name, entry.id): entry.label for name in lists for entry in getattr(self, name)}

    @cached_property
    def _by_slug(self) -> dict[str, Structure]:
        return {s.slug: s for s in self.structures}

    @cached_property
    def _sources_by_id(self) -> dict[str, Source]:
        return {s.id: s for s in self.sources}

    def label(self, vocabulary: str, id: str) -> str:
        """Return the French label of an entry of a closed list. Raises KeyError."""
        return self._labels[vocabulary, id]

    def structure(self, slug: str) -> Structure:
        """Return one structure. Raises KeyError."""
        return self._by_slug[slug]

    def source(self, id: str) -> Source:
        """Return one document. Raises KeyError."""
        return self._sources_by_id[id]

    def size_band(self, structure: Structure) -> SizeBand | None:
        """Return the band of a structure's number of employees, or None if the number is unknown."""
        if structure.headcount is None:
            return None
        employees = structure.headcount.employees
        return next((b for b in self.size_bands if b.min <= employees <= (b.max or employees)), None)

    def places(self, structure: Structure) -> tuple[str, ...]:
        """Return the ids of the departments, then of the whole regions, where a structure works."""
        location = structure.location
        return (*location.departments, *location.regions) if location else ()

    def place_label(self, place: str) -> str:
        """Return the name of a department or of a region."""
        return self._labels.get(("departments", place)) or self._labels["regions", place]

    def citations(self, *values: object) -> tuple[Citation, ...]:
        """Return every document and page that records cite, once each, in order of page."""
        found = {(c.document, c.page or 0): c for c in _citations_in(values)}
        return tuple(found[key] for key in sorted(found))

    def by_document(self, citations: Iterable[Citation]) -> tuple[tuple[Source, tuple[int, ...]], ...]:
        """Return the documents of citations in order, each with the pages cited, sorted."""
        pages: dict[str, set[int]] = {}
        for citation in citations:
            pages.setdefault(citation.document, set()).update([citation.page] if citation.page else [])
        return tuple((self.source(id), tuple(sorted(found))) for id, found in pages.items())

    def documents_cited(self, *values: object) -> tuple[Source, ...]:
        """Return the documents that records cite, in the order of data/sources.yml."""
        cited = {citation.document for citation in _citations_in(values)}
        return tuple(source for source in self.sources if source.id in cited)

    def with_testimony(self) -> tuple[Structure, ...]:
        """Return the structures that testify."""
        return tuple(s for s in self.structures if s.testimony)

    def with_video(self) -> tuple[Structure, ...]:
        """Return the structures that testify on film."""
        return tuple(s for s in self.structures if s.video)


def _citations_in(value: object) -> Iterable[Citation]:
    if isinstance(value, Citation):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _citations_in(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _citations_in(getattr(value, name))
