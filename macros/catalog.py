"""What is known, ready to be asked: read-only queries on the records."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from macros import model
from macros.model import writing
from macros.text import enumeration, fold
from macros.vocabularies import Boundary, Department, Entry, Outline, Region, SizeBand, Theme


@dataclass(frozen=True)
class Catalog:
    """Every record of the site, in the order of its file; structures and terms are sorted by name."""

    structures: tuple[model.Structure, ...]
    sources: tuple[model.Source, ...]
    action_states: tuple[Entry, ...]
    actors: tuple[Entry, ...]
    audiences: tuple[Entry, ...]
    axes: tuple[Entry, ...]
    branches: tuple[Entry, ...]
    departments: tuple[Department, ...]
    efforts: tuple[Entry, ...]
    ess_families: tuple[Entry, ...]
    legal_kinds: tuple[Entry, ...]
    legal_statuses: tuple[Entry, ...]
    observed_states: tuple[Entry, ...]
    page_kinds: tuple[Entry, ...]
    regions: tuple[Region, ...]
    resource_kinds: tuple[Entry, ...]
    roles: tuple[Entry, ...]
    sectors: tuple[Entry, ...]
    size_bands: tuple[SizeBand, ...]
    terms_of_time: tuple[Entry, ...]
    themes: tuple[Theme, ...]
    figures: tuple[model.Figure, ...]
    charts: tuple[model.Chart, ...]
    legal: tuple[model.LegalText, ...]
    scales: tuple[model.Scale, ...]
    sheets: tuple[model.EqualitySheet, ...]
    recommendations: tuple[model.Recommendation, ...]
    body: tuple[model.BodyRecommendation, ...]
    observed: tuple[model.ObservedAction, ...]
    cases: tuple[model.Case, ...]
    resources: tuple[model.Resource, ...]
    partners: tuple[model.Partner, ...]
    glossary: tuple[model.Term, ...]
    synonyms: tuple[model.Synonyms, ...]
    preferred_terms: tuple[writing.PreferredTerm, ...]
    first_names: tuple[writing.FirstNames, ...]
    silences: tuple[writing.Silence, ...]
    embeds: tuple[model.PublishedEmbed, ...]
    known_links: tuple[model.KnownLink, ...]
    disagreements: tuple[model.Disagreement, ...]
    method: tuple[model.MethodPage, ...]
    equality_pages: tuple[model.MethodPage, ...]
    resource_pages: tuple[model.MethodPage, ...]
    outlines: dict[str, Outline] = field(default_factory=dict)
    boundaries: dict[str, Boundary] = field(default_factory=dict)
    # Keys of the records of each shelf as written, faulty records included: what pages may refer to.
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_name = sorted(self.structures, key=lambda s: (fold(s.name), s.slug))
        object.__setattr__(self, "structures", tuple(by_name))
        object.__setattr__(self, "glossary", tuple(sorted(self.glossary, key=lambda t: (fold(t.term), t.id))))

    @cached_property
    def _index(self) -> dict[tuple[str, str], Any]:
        lists = {name: value for name, value in vars(self).items() if isinstance(value, tuple)}
        return {(name, key_of(record)): record for name, records in lists.items() for record in records}

    def record(self, shelf: str, key: str) -> Any:
        """Return the record of a shelf that has this key. Raises KeyError."""
        return self._index[shelf, key]

    def records(self, shelf: str, keys: Iterable[str]) -> tuple[Any, ...]:
        """Return records of a shelf, in the order of their keys. Raises KeyError."""
        return tuple(self._index[shelf, key] for key in keys)

    def label(self, vocabulary: str, id: str) -> str:
        """Return the French label of an entry of a closed list. Raises KeyError."""
        return self._index[vocabulary, id].label

    def structure(self, slug: str) -> model.Structure:
        """Return one structure. Raises KeyError."""
        return self._index["structures", slug]

    def source(self, id: str) -> model.Source:
        """Return one document. Raises KeyError."""
        return self._index["sources", id]

    def size_band(self, structure: model.Structure) -> SizeBand | None:
        """Return the band of a structure's number of employees, or None if the number is unknown."""
        if structure.headcount is None:
            return None
        employees = structure.headcount.employees
        return next((b for b in self.size_bands if b.min <= employees <= (b.max or employees)), None)

    def places(self, structure: model.Structure) -> tuple[str, ...]:
        """Return the ids of the departments, then of the whole regions, where a structure works."""
        location = structure.location
        return (*location.departments, *location.regions) if location else ()

    def citations(self, *values: object) -> tuple[model.Citation, ...]:
        """Return every place of a document that records cite, once each, in order of page."""
        found = {(c.document, c.page or 0, _as_numbered(c.section or "")): c for c in _citations_in(values)}
        return tuple(found[key] for key in sorted(found))

    def by_document(self, citations: Iterable[model.Citation]) -> tuple[tuple[model.Source, str], ...]:
        """Return the documents of citations in order, each with the pages or parts cited: « p. 10 et 11 »."""
        pages: dict[str, dict[int, None]] = {}
        parts: dict[str, dict[str, None]] = {}
        for citation in citations:
            pages.setdefault(citation.document, {}).update({citation.page: None} if citation.page else {})
            parts.setdefault(citation.document, {}).update({citation.section: None} if citation.section else {})
        return tuple((self.source(id), " ; ".join([*([f"p. {enumeration(found)}"] if found else []), *parts[id]]))
                     for id, found in pages.items())

    def documents_cited(self, *values: object) -> tuple[model.Source, ...]:
        """Return the documents that records cite, in the order of data/sources.yml."""
        cited = {citation.document for citation in _citations_in(values)}
        return tuple(source for source in self.sources if source.id in cited)

    def with_testimony(self) -> tuple[model.Structure, ...]:
        """Return the structures that testify."""
        return tuple(s for s in self.structures if s.testimony)

    def with_video(self) -> tuple[model.Structure, ...]:
        """Return the structures that testify on film."""
        return tuple(s for s in self.structures if s.video)


def key_of(record: Any) -> str:
    """Return the key of a record: its slug, its id, its number, what it is about or its address."""
    return str(next(found for name in ("slug", "id", "number", "what", "address") if (found := getattr(record, name, None)) is not None))


def _as_numbered(section: str) -> str:
    """Return what sorts parts as one counts them: « question 4 » before « question 12 »."""
    return re.sub(r"\d+", lambda found: found[0].zfill(6), section)


def _citations_in(value: object) -> Iterable[model.Citation]:
    if isinstance(value, model.Citation):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _citations_in(item)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _citations_in(getattr(value, name))
