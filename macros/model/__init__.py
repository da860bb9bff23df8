"""The data, declared once: what a record holds, and what each field must be.

Everything else derives from here: messages for editors, their schema, the documentation of fields.
One module a room; kinds of values are in macros/fields.py, entries of closed lists in
macros/vocabularies.py.
"""

from macros.model.statements import Citation, Disagreement, Discrepancy, Said, Sourced, Told
from macros.model.equality import Chart, EqualitySheet, Figure
from macros.model.front import PageFront
from macros.model.law import LegalText, Scale
from macros.model.library import Partner, PublishedEmbed, Resource, Source, Synonyms, Term
from macros.model.links import KnownLink
from macros.model.method import MethodPage
from macros.model.recommendations import BodyRecommendation, Case, ObservedAction, Recommendation
from macros.model.structures import Consent, Headcount, Location, Structure, Testimony, Video

__all__ = ["BodyRecommendation", "Case", "Chart", "Citation", "Consent", "Disagreement", "Discrepancy", "EqualitySheet", "Figure", "Headcount",
           "KnownLink", "LegalText", "Location", "MethodPage", "ObservedAction", "PageFront", "Partner", "PublishedEmbed", "Recommendation", "Resource", "Said",
           "Scale", "Source", "Sourced", "Structure", "Synonyms", "Term", "Testimony", "Told", "Video"]
