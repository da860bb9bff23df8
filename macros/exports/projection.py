"""What is public: which records, which of their fields. The one declaration of the open data.

Names are those of data/*.yml. A field that is not written here is not published; what a field is made
of comes from the model (see `shapes`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from macros import addresses, model
from macros.catalog import key_of
from macros.model import equality, law, recommendations, statements, structures
from macros.vocabularies import Record

PUBLIC: dict[type[Record], tuple[str, ...]] = {
    model.Citation: ("document", "page", "section"),
    model.Sourced: ("text", "source"),
    model.Said: ("text", "ours", "source"),
    model.Told: ("structure", "text", "source"),
    statements.Claim: ("value", "source"),
    model.Discrepancy: ("subject", "kept", "others", "why"),
    model.Structure: ("slug", "name", "name_variants", "sector", "activity", "ess_family", "headcount", "location", "main_topic", "themes",
                      "has_testimony", "testimony", "video", "links", "discrepancies", "updated_on"),
    structures.Activity: ("printed", "variants", "source"),
    structures.Family: ("id", "source"),
    model.Headcount: ("employees", "associates", "who_unknown", "variants", "source"),
    structures.HeadcountVariant: ("employees", "source"),
    model.Location: ("label", "departments", "regions", "towns", "sites", "outside_occitanie", "source"),
    model.Testimony: ("lesson", "standfirst", "situation", "actions", "lessons", "obstacles", "next_steps", "speakers", "source"),
    structures.Action: ("what", "with_whom", "state", "source"),
    structures.Speaker: ("function", "roles"),
    model.Video: ("provider", "id", "address", "duration", "checked_on", "source"),
    structures.Link: ("address", "label", "note", "checked_on", "source"),
    model.EqualitySheet: ("slug", "number", "title", "udes_title", "tool", "question", "standfirst", "why", "figures", "law", "actions", "indicators",
                          "pitfalls", "told", "recommendations", "resources", "themes", "updated_on", "review_before"),
    equality.LawPoint: ("text", "legal", "source"),
    equality.SheetAction: ("text", "effort", "sizes", "ours", "source"),
    model.Recommendation: ("id", "number", "axis", "sub_axis", "actors", "text", "actions", "body", "differs", "for_small", "themes", "source"),
    recommendations.RecapAction: ("what", "term", "tools"),
    model.BodyRecommendation: ("number", "section", "text", "recap", "note", "source"),
    model.Resource: ("id", "title", "publishers", "year", "year_note", "kind", "audiences", "purpose", "address", "former_address", "address_note",
                     "checked_on", "themes", "source"),
    model.Term: ("id", "term", "expansion", "definition", "synonyms", "see_also", "themes", "source"),
    law.LegalText: ("slug", "short_title", "title", "kind", "dated", "address", "address_note", "says", "details", "status", "status_note",
                    "replaced_by", "verified_on", "review_before", "discrepancies", "themes"),
    model.Source: ("id", "title", "short_title", "publishers", "kind", "period", "pages", "pages_note", "address", "checked_on"),
    model.Figure: ("id", "value", "unit", "counts", "population", "period", "caution", "themes", "source"),
    model.Disagreement: ("id", "subject", "kept", "others", "why"),
}
# What the model writes as a text or a number, and means otherwise: a number; the key of a record, as it is written.
NUMBERS = {(model.Figure, "value")}
KEYS = {(model.Recommendation, "body"): ("body", "{}"), (model.BodyRecommendation, "recap"): ("recommendations", "r{}")}


@dataclass(frozen=True)
class Collection:
    """Records of one type. `name` and `type` are in addresses; `label` is the field that names a record, `dated` the one that dates it."""

    name: str
    type: str
    shelf: str
    kind: type[Record]
    title: str
    one: str
    description: str
    label: str
    dated: str | None = None
    page: Callable[[Any], str] | None = None  # where a record is on the site, if its shelf does not tell

    def page_of(self, record: Any) -> str:
        """Return the address of a record's page (or of its place on a page), from the site's root."""
        return self.page(record) if self.page else addresses.page_of(self.shelf, key_of(record))


COLLECTIONS = (
    Collection("structures", "structure", "structures", model.Structure, "Les structures", "Une structure",
               "Les employeurs de l’économie sociale et solidaire : identité, effectif, lieu, récit de ce qu’ils ont tenté, vidéo, désaccords des sources.",
               "name", "updated_on"),
    Collection("equality-sheets", "equality-sheet", "sheets", model.EqualitySheet, "Les fiches égalité", "Une fiche égalité",
               "Nos fiches sur l’égalité professionnelle : pourquoi, ce que demande le droit, actions graduées, indicateurs, pièges.",
               "title", "updated_on"),
    Collection("recommendations", "recommendation", "recommendations", model.Recommendation, "Les recommandations du récapitulatif", "Une recommandation du récapitulatif",
               "Les lignes du tableau récapitulatif du rapport de 2015, avec leurs actions, leurs échéances et notre lecture pour un petit employeur.",
               "text", page=lambda record: addresses.recommendation(record.axis, record.id)),
    Collection("body-recommendations", "body-recommendation", "body", model.BodyRecommendation, "Les recommandations du corps du rapport", "Une recommandation du corps du rapport",
               "Les recommandations telles que le corps du rapport de 2015 les numérote, et leur place dans le récapitulatif.",
               "text", page=lambda record: addresses.CONCORDANCE),
    Collection("resources", "resource", "resources", model.Resource, "Les ressources", "Une ressource",
               "Guides, études, outils et textes : éditeurs, année, public, adresse et état du lien.", "title"),
    Collection("glossary", "term", "glossary", model.Term, "Le glossaire", "Un mot du glossaire",
               "Les mots et les sigles du sujet, définis par nous, avec leurs synonymes.", "term"),
    Collection("legal-texts", "legal-text", "legal", model.LegalText, "Les textes de droit", "Un texte de droit",
               "Accords, lois, décrets, directive et projet : ce que dit le texte, son état, la date de sa vérification.", "short_title", "verified_on"),
    Collection("sources", "source", "sources", model.Source, "Les sources", "Une source",
               "Les documents d’où viennent les faits : éditeurs, période, nombre de pages, adresse.", "short_title"),
    Collection("figures", "figure", "figures", model.Figure, "Les chiffres", "Un chiffre",
               "Ce que chaque chiffre compte, chez qui, quand, et la précaution de lecture qu’il demande.",
               "counts", page=lambda record: addresses.page_of("equality_pages", "chiffres")),
    Collection("disagreements", "disagreement", "disagreements", model.Disagreement, "Les désaccords des sources", "Un désaccord des sources",
               "Les points sur lesquels les documents se contredisent : valeur gardée, autres valeurs, raison.", "subject"),
)
BY_SHELF = {collection.shelf: collection for collection in COLLECTIONS}
BY_NAME = {collection.name: collection for collection in COLLECTIONS}
