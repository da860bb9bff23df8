"""Whether a legal text may still be trusted as checked: its state, and the day by which to look again."""

from dataclasses import dataclass
from datetime import date

from macros.model import LegalText


@dataclass(frozen=True)
class Validity:
    """The badge of a text on a given day. `late`: the day of review has come."""

    text: LegalText
    late: bool


def validity(text: LegalText, today: date) -> Validity:
    """Return the badge of a text as it stands on `today`; the browser works it out again by its own clock."""
    return Validity(text, today >= text.review_before)
