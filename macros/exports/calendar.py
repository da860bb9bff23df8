"""Dates of the law, and days by which texts and sheets are to be looked at again: iCalendar (RFC 5545)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from macros import addresses, identity
from macros.catalog import Catalog
from macros.exports.records import moment, permanent_id
from macros.render import french_date
from macros.text import UNSEEN, typeset

ADDRESS = "feeds/echeances.ics"
TYPE = "text/calendar"
WIDEST = 75  # octets in a line, its end left out (RFC 5545, 3.1)


@dataclass(frozen=True)
class Event:
    """A whole day. `known_on`: the day on which the record that says so was last changed or checked."""

    uid: str
    day: date
    title: str
    about: str
    kind: str
    address: str
    known_on: date


def calendar(catalog: Catalog, absolute: Callable[[str], str]) -> str:
    """Return the calendar of all dates that the data gives, in the order of days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", _line("PRODID", f"-//{identity.NAME}//Échéances//FR"), "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    named = f"Échéances – {identity.NAME}"
    # NAME and REFRESH-INTERVAL are RFC 7986's; the X- ones are what older programs read.
    lines += [_line("NAME", named), _line("X-WR-CALNAME", named), "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"]
    for event in sorted(events(catalog), key=lambda event: (event.day, event.title, event.uid)):
        lines += _event(event, absolute)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def events(catalog: Catalog) -> Iterator[Event]:
    """Yield what the data dates: nothing is worked out, no date is read out of a sentence."""
    for text in catalog.legal:
        address, status = addresses.page_of("legal", text.slug), catalog.label("legal_statuses", text.status)
        state = f"État : {status}, vérifié le {french_date(text.verified_on)}."
        if text.dated:
            yield Event(_uid("legal", text.slug, "dated"), text.dated, f"{text.short_title} : date du texte", f"{text.says} {state}", "Date d’un texte",
                        address, text.verified_on)
        yield Event(_uid("legal", text.slug, "review"), text.review_before, f"À revérifier : {text.short_title}",
                    f"À partir de ce jour, l’état que nous donnons de ce texte n’est plus garanti. {state}", "Date de revue", address, text.verified_on)
    for sheet in catalog.sheets:
        yield Event(_uid("sheets", sheet.slug, "review"), sheet.review_before, f"À revoir : fiche « {sheet.title} »",
                    f"Cette fiche égalité a été mise à jour le {french_date(sheet.updated_on)}. Elle est à revoir avant ce jour.", "Date de revue",
                    addresses.page_of("sheets", sheet.slug), sheet.updated_on)


def _uid(*parts: str) -> str:
    return str(permanent_id(*parts))


def _event(event: Event, absolute: Callable[[str], str]) -> list[str]:
    known = f"{moment(event.known_on):%Y%m%dT%H%M%SZ}"
    return ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{known}", f"LAST-MODIFIED:{known}", f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}", "TRANSP:TRANSPARENT",
            "CLASS:PUBLIC", _line("SUMMARY", typeset(event.title)), _line("DESCRIPTION", typeset(event.about)), _line("CATEGORIES", event.kind),
            f"URL:{absolute(event.address)}", "END:VEVENT"]  # fmt: skip


def _line(name: str, text: str) -> str:
    """Return a line whose value is a text, escaped (RFC 5545, 3.3.11), without the controls that it may not hold."""
    escaped = UNSEEN.sub("", text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return f"{name}:{escaped}"


def _folded(line: str) -> str:
    """Return a line cut in pieces of at most WIDEST octets, never within a character; those that follow begin with a space."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > WIDEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += octets
    return "\r\n".join(pieces)
