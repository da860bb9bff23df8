"""The calendar of dates: only those of the data, in lines that any program reads."""

import re
from datetime import date, datetime

import pytest
from icalendar import Calendar, Event

from macros.addresses import absolute
from macros.catalog import Catalog
from macros.exports.calendar import calendar, events
from tests.unit.spoilt import ATTACKS, spoilt

URL = absolute("https://exemple.fr/qvct/")


def read(text: str) -> list[Event]:
    """Return the events that icalendar reads, which it does without an error."""
    whole = Calendar.from_ical(text)
    assert [part.errors for part in whole.walk() if part.errors] == []
    assert (whole["VERSION"], whole["CALSCALE"], whole["METHOD"]) == ("2.0", "GREGORIAN", "PUBLISH") and whole["PRODID"]
    return list(whole.walk("VEVENT"))


def dated(catalog: Catalog) -> dict[str, date]:
    return {str(event["SUMMARY"]): event.decoded("DTSTART") for event in read(calendar(catalog, URL))}


def test_only_dates_of_the_data(catalog: Catalog) -> None:
    assert dated(catalog) == {
        "Loi d’essai\u00a0: date du texte": date(2020, 3, 1),
        "À revérifier\u00a0: Loi d’essai": date(2026, 11, 21),
        "À revérifier\u00a0: Texte minimal": date(2027, 5, 1),
        "À revoir\u00a0: fiche «\u202fRecruter sans écarter personne\u202f»": date(2027, 11, 1),
        "À revoir\u00a0: fiche «\u202fFiche minimale\u202f»": date(2027, 11, 1),
    }


def test_every_date_of_the_real_data_is_there_once(real_catalog: Catalog) -> None:
    found = read(calendar(real_catalog, URL))
    expected = [text.dated for text in real_catalog.legal if text.dated] + [record.review_before for record in (*real_catalog.legal, *real_catalog.sheets)]
    assert sorted(event.decoded("DTSTART") for event in found) == sorted(expected)
    assert len({event["UID"] for event in found}) == len(found) == len(list(events(real_catalog)))


def test_events_are_whole_days_with_their_place_and_the_day_they_were_known(catalog: Catalog) -> None:
    for event in read(calendar(catalog, URL)):
        assert type(event.decoded("DTSTART")) is date and "DTEND" not in event and event["TRANSP"] == "TRANSPARENT"
        assert event["URL"].startswith("https://exemple.fr/qvct/") and event["DESCRIPTION"] and event["CATEGORIES"]
        assert isinstance(event.decoded("DTSTAMP"), datetime) and event.decoded("DTSTAMP").tzinfo
    law = read(calendar(catalog, URL))[0]
    assert law.decoded("DTSTAMP").date() == law.decoded("LAST-MODIFIED").date() == date(2026, 3, 1)
    assert law["URL"] == "https://exemple.fr/qvct/resources/droit/#loi-essai"
    assert str(law["DESCRIPTION"]) == "La loi demande de parler de la QVCT une fois par an. État\u00a0: En vigueur, modifié, vérifié le 1er mars 2026."


def test_ids_are_permanent(catalog: Catalog) -> None:
    ids = [event.uid for event in events(catalog)]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[0-9a-f-]{36}", id) for id in ids)
    assert sorted(ids) == sorted(event.uid for event in events(spoilt(catalog, " autre")))


def _lines(text: str) -> list[str]:
    """Return the lines as they are sent, each checked: ended by CR LF, at most 75 octets."""
    assert text.endswith("\r\n") and not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    lines = text.split("\r\n")[:-1]
    assert max(len(line.encode()) for line in lines) <= 75
    return lines


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_texts_stay_texts(attack: str, catalog: Catalog) -> None:
    text = calendar(spoilt(catalog, ATTACKS[attack]), URL)
    assert {line.split(":")[0] for line in _lines(text) if not line.startswith(" ")} == {line.split(":")[0] for line in _lines(calendar(catalog, URL)) if not line.startswith(" ")}
    found = read(text)
    assert len(found) == len(read(calendar(catalog, URL)))
    if attack in ("long", "one word", "emoji", "script", "json"):
        assert all(ATTACKS[attack] in str(event["SUMMARY"]) or "\u202f" in str(event["SUMMARY"]) for event in found)


def test_lines_are_folded_between_characters(catalog: Catalog) -> None:
    lines = _lines(calendar(spoilt(catalog, "é" * 200), URL))
    assert any(line.startswith(" ") and len(line.encode()) >= 74 for line in lines)
    for line in lines:
        line.encode().decode()  # no character is cut in two: it would not be text


def test_the_same_data_gives_the_same_bytes(catalog: Catalog) -> None:
    assert calendar(catalog, URL) == calendar(catalog, URL)
