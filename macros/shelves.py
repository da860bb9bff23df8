"""Which file holds what: for each kind of record, its place under data/, its model, its key."""

from dataclasses import dataclass

from macros import model, vocabularies
from macros.model import writing


@dataclass(frozen=True)
class Shelf:
    """Where the records of one kind are. `pattern` names one list, or a folder of one file a record."""

    name: str
    pattern: str
    kind: type[vocabularies.Record]
    key: str = "id"
    required: bool = False
    once: str = ""  # the field whose value, or values, no two records may share

    @property
    def folder(self) -> str | None:
        """The folder of a kind that has one file a record, else None."""
        return self.pattern.removesuffix("/*.yml") if self.pattern.endswith("/*.yml") else None

    @property
    def place(self) -> str:
        """Where an editor finds the records: their folder, or their one file."""
        return self.folder or self.pattern


def _closed(name: str, kind: type[vocabularies.Record] = vocabularies.Entry) -> Shelf:
    return Shelf(name, f"data/vocabularies/{name}.yml", kind, required=True)


GEOMETRY = "data/geometry/departments.yml"
BOUNDARIES = "data/geometry/boundaries.yml"
CLOSED_LISTS = (
    _closed("action_states"), _closed("actors"), _closed("audiences"), _closed("axes"), _closed("branches"),
    _closed("departments", vocabularies.Department), _closed("efforts"), _closed("ess_families"), _closed("legal_kinds"),
    _closed("legal_statuses"), _closed("observed_states"), _closed("page_kinds"), _closed("regions", vocabularies.Region), _closed("resource_kinds"),
    _closed("roles"), _closed("sectors"), _closed("size_bands", vocabularies.SizeBand), _closed("terms_of_time"),
    _closed("themes", vocabularies.Theme),
)
CLOSED = {shelf.name for shelf in CLOSED_LISTS}
SHELVES = (
    *CLOSED_LISTS,
    Shelf("sources", "data/sources.yml", model.Source, required=True),
    Shelf("structures", "data/structures/*.yml", model.Structure, "slug", once="name"),
    Shelf("figures", "data/figures.yml", model.Figure),
    Shelf("charts", "data/charts.yml", model.Chart),
    Shelf("legal", "data/legal/*.yml", model.LegalText, "slug"),
    Shelf("scales", "data/index_scales.yml", model.Scale),
    Shelf("sheets", "data/equality_sheets/*.yml", model.EqualitySheet, "slug"),
    Shelf("recommendations", "data/recommendations/recap.yml", model.Recommendation),
    Shelf("body", "data/recommendations/body.yml", model.BodyRecommendation, "number"),
    Shelf("observed", "data/recommendations/observed.yml", model.ObservedAction, "what"),
    Shelf("cases", "data/recommendations/cases/*.yml", model.Case, "slug"),
    Shelf("resources", "data/resources.yml", model.Resource),
    Shelf("partners", "data/partners.yml", model.Partner),
    Shelf("glossary", "data/glossary.yml", model.Term),
    Shelf("synonyms", "data/search/synonyms.yml", model.Synonyms, once="words"),
    Shelf("preferred_terms", "data/writing/preferred_terms.yml", writing.PreferredTerm, once="avoid"),
    Shelf("first_names", "data/writing/first_names.yml", writing.FirstNames, once="names"),
    Shelf("silences", "data/writing/silences.yml", writing.Silence),
    Shelf("embeds", "data/embeds.yml", model.PublishedEmbed),
    Shelf("known_links", "data/known_links.yml", model.KnownLink, "address"),
    Shelf("disagreements", "data/disagreements.yml", model.Disagreement),
    Shelf("method", "data/method/*.yml", model.MethodPage, "slug"),
    Shelf("equality_pages", "data/equality_pages/*.yml", model.MethodPage, "slug"),
    Shelf("resource_pages", "data/resource_pages/*.yml", model.MethodPage, "slug"),
)
BY_NAME = {shelf.name: shelf for shelf in SHELVES}
