"""What is to be looked at again, and by which day: legal texts, sheets, agreements of those who testify."""

from dataclasses import dataclass
from datetime import date

from macros.catalog import Catalog
from macros.shelves import BY_NAME

AGREEMENT = "accord de témoignage"
KINDS = {"legal": "texte de droit", "sheets": "fiche"}


@dataclass(frozen=True, order=True)
class Review:
    """A record to look at again before a day."""

    day: date
    path: str
    kind: str
    title: str


def reviews(catalog: Catalog, before: date) -> list[Review]:
    """Return what is to be reviewed before a day, the most urgent first."""
    found = [Review(record.review_before, f"{BY_NAME[shelf].folder}/{record.slug}.yml", kind, getattr(record, "short_title", record.title))
             for shelf, kind in KINDS.items() for record in getattr(catalog, shelf)]
    found += [Review(until, f"{BY_NAME['structures'].folder}/{structure.slug}.yml", AGREEMENT, structure.name)
              for structure in catalog.structures if structure.testimony and structure.testimony.consent and (until := structure.testimony.consent.until)]
    return sorted(review for review in found if review.day < before)
