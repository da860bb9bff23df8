"""What the site says of one structure or of one sheet, in plain text: its facts with their sources, and what is not known."""

import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from macros import addresses
from macros.anatomy import Anatomy, fields_of
from macros.catalog import Catalog
from macros.model import Citation, Consent
from macros.text import capital, decimal, nearest, typeset

WIDTH = 100
SHOWN = ("structures", "sheets")
# Of no use to a reader of the terminal: told by the head, or by another field.
SILENT = {"slug", "has_testimony"}
ONE_OF = (Consent,)  # groups whose fields exclude one another: the absent one is no lack
LABELS = ("label", "name", "short_title", "title", "term", "text")


def portrait(catalog: Catalog, slug: str) -> str | None:
    """Return what the site says of the structure or the sheet with this slug, or of both; None if no sound record has it."""
    found = ["\n".join(_page(catalog, shelf, record)) for shelf in SHOWN for record in getattr(catalog, shelf) if record.slug == slug]
    return "\n\n".join(found) or None


def _page(catalog: Catalog, shelf: str, record: Any) -> Iterator[str]:
    title = typeset(getattr(record, "name", None) or record.title)
    yield from (title, "=" * len(title), "/" + addresses.page_of(shelf, record.slug), "")
    yield from _fields(catalog, record, "")
    yield from ("", "Ce que l’on ne sait pas", *(f"  {line}" for line in _unknown(record, "") or ["Rien ne manque."]), "", "Sources")
    yield from (f"  {typeset(document.title)}" + (f", {where}" if where else "") for document, where in catalog.by_document(catalog.citations(record)))


def absent(catalog: Catalog, slug: str) -> str:
    """Return why nothing can be said of a slug: its record has mistakes, or there is none."""
    known = {key: shelf for shelf in SHOWN for key in catalog.known.get(shelf, {})}
    if slug in known:
        return f"« {slug} » a des erreurs : lancez « check », qui les dit toutes."
    guess = nearest(slug, list(known))
    return f"« {slug} » n’est ni une structure ni une fiche." + (f" Vouliez-vous dire « {guess} » ?" if guess else "")


def _fields(catalog: Catalog, record: Any, pad: str) -> Iterator[str]:
    source = ""
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if isinstance(value, Citation) and name == "source":
            source = _source(catalog, value)
        elif isinstance(value, Citation):
            yield from _wrapped(f"{capital(field.title)} : {_source(catalog, value)}", pad)
        elif value is not None and value is not False and value != () and name not in SILENT:
            yield from _field(catalog, field, value, pad)
    if source:
        yield f"{pad}[{source}]"


def _field(catalog: Catalog, field: Anatomy, value: Any, pad: str) -> Iterator[str]:
    title = capital(field.title)
    if not field.record:
        said = " ; ".join(_said(catalog, field, one) for one in value) if field.many else _said(catalog, field, value)
        yield from _wrapped(f"{title} : {said}", pad)
        return
    yield f"{pad}{title}"
    for one in value if field.many else (value,):
        lines = list(_paragraph(catalog, one, pad + "  "))
        if field.many:
            lines[0] = f"{pad}- {lines[0].lstrip()}"
        yield from lines


def _paragraph(catalog: Catalog, record: Any, pad: str) -> Iterator[str]:
    """Yield a group of fields; a text with its source is a paragraph."""
    text, source = getattr(record, "text", None), getattr(record, "source", None)
    if text is None:
        yield from _fields(catalog, record, pad)
        return
    ours = " [conseil de notre rédaction]" if getattr(record, "ours", False) else ""
    yield from _wrapped(typeset(text) + ours + (f" [{_source(catalog, source)}]" if source else ""), pad)
    for name, field in fields_of(type(record)).items():
        if name not in ("text", "ours", "source") and (value := getattr(record, name)) not in (None, ()):
            yield from _field(catalog, field, value, pad)


def _said(catalog: Catalog, field: Anatomy, value: Any) -> str:
    if field.vocabulary:
        return typeset(_label(catalog, field.vocabulary, value))
    if isinstance(value, bool):
        return "oui" if value else "non"
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else typeset(str(value)) if "://" not in str(value) else str(value)


def _label(catalog: Catalog, shelf: str, key: str) -> str:
    record = catalog.record(shelf, key)
    if shelf == "figures":
        return f"{decimal(record.value)} {record.unit}, {record.counts} ({record.population}, {record.period})"
    return next((found for name in LABELS if (found := getattr(record, name, None))), key)


def _source(catalog: Catalog, citation: Citation) -> str:
    where = f", p. {citation.page}" if citation.page else f", {citation.section}" if citation.section else ""
    return typeset(catalog.source(citation.document).short_title + where)


def _unknown(record: Any, within: str) -> list[str]:
    """Return the titles of what is not known: optional facts without a value, in the groups that are there too."""
    found: list[str] = []
    if isinstance(record, ONE_OF):
        return found
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if value is None and not isinstance(record, Citation) and field.record is not Citation:
            found.append(within + field.title)
        elif field.record and not field.many and value is not None and field.record is not Citation:
            found += _unknown(value, f"{field.title} : ")
    return found


def _wrapped(text: str, pad: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad, break_long_words=False, break_on_hyphens=False)
