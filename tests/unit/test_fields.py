"""The kinds of values: what passes, what does not, what is tidied."""

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.fields import LONGEST_TEXT, Address, Boolean, Day, OneOf, Slug, Text, Whole


def read(kind: Any, value: Any) -> Any:
    return TypeAdapter(kind).validate_python(value, context={"vocabularies": {"themes": {"teletravail": "Télétravail", "egalite": "Égalité"}}})


@pytest.mark.parametrize(("kind", "written", "value"), [
    (Text, "  un \n  deux ", "un deux"),
    (Text, "1 < 2 & 3 > 2, R&D ; l’été", "1 < 2 & 3 > 2, R&D ; l’été"),
    (Text, "x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
    (Text, "{ un } % }", "{ un } % }"),
    (Whole, "0", 0), (Whole, "1700", 1700), (Whole, "10000000", 10_000_000),
    (Day, "2024-02-29", date(2024, 2, 29)),
    (Boolean, "oui", True), (Boolean, "non", False),
    (Address, "https://exemple.fr", "https://exemple.fr"), (Address, "http://a.b-c.org/é?x=1&y=2#z", "http://a.b-c.org/é?x=1&y=2#z"),
    (Slug, "a-2-b", "a-2-b"),
    (Annotated[str, OneOf("themes")], "egalite", "egalite"),
])
def test_what_passes(kind: Any, written: str, value: Any) -> None:
    assert read(kind, written) == value


@pytest.mark.parametrize(("kind", "written"), [
    (Text, ""), (Text, " \u00a0\n"), (Text, "<b>"), (Text, "</b"), (Text, "<!--"), (Text, "<?x"), (Text, "&amp;"), (Text, "&#60;"), (Text, "&#x3c;"),
    (Text, "{{"), (Text, "{%"), (Text, "{#"), (Text, "a\x00"), (Text, "a\x1b[0m"), (Text, "a\u202eb"), (Text, "a\u2066b"), (Text, "a\ufeff"), (Text, "a\x85b"),
    (Text, "x" * (LONGEST_TEXT + 1)),
    (Whole, ""), (Whole, "01000"), (Whole, "+1"), (Whole, "-1"), (Whole, "1 000"), (Whole, "1\u202f000"), (Whole, "1.0"), (Whole, "1_000"), (Whole, "٣"),
    (Whole, "10000001"), (Whole, "1\n"), (Whole, "9" * 5000),
    (Day, "2023-02-29"), (Day, "2026-13-01"), (Day, "0000-01-01"), (Day, "26-01-01"), (Day, "2026-1-1"), (Day, "01/02/2026"), (Day, "2026-01-01T00:00"),
    (Day, "٢٠٢٦-١١-٢١"), (Day, "2026-01-01\n"),
    (Boolean, "true"), (Boolean, "Oui"), (Boolean, "1"), (Boolean, ""),
    (Address, "javascript:alert(1)"), (Address, "JaVaScript:alert(1)//exemple.fr"), (Address, "data:text/html,x"), (Address, "ftp://exemple.fr"),
    (Address, "//exemple.fr"), (Address, "exemple.fr"), (Address, "https://"), (Address, "https:///a"), (Address, "https://exemple"),
    (Address, "https://exemple.fr/ a"), (Address, "https://exemple.fr/\"x"), (Address, "https://exemple.fr/'x"), (Address, "https://exemple.fr/<x"),
    (Address, "https://exemple.fr\\@autre.fr"), (Address, "http://["), (Address, "https://exem\u2100ple.fr"), (Address, ""), (Address, "https://exemple.fr/\n"),
    (Slug, "A"), (Slug, "é"), (Slug, "a_b"), (Slug, "-a"), (Slug, "a--b"), (Slug, "a/b"), (Slug, ".."), (Slug, ""), (Slug, "a" * 81),
    (Annotated[str, OneOf("themes")], "Egalite"), (Annotated[str, OneOf("themes")], ""),
])
def test_what_does_not(kind: Any, written: str) -> None:
    with pytest.raises(ValidationError) as error:
        read(kind, written)
    assert "value_error" not in [mistake["type"] for mistake in error.value.errors()]  # each refusal is one of ours, or one of pydantic's kinds


@pytest.mark.parametrize(("written", "remedy"), [
    ("télétravail", "Vouliez-vous dire « teletravail » ?"),
    ("Égalité", "Vouliez-vous dire « egalite » ?"),
    ("zzz", "Valeurs possibles : teletravail, egalite."),
])
def test_a_value_outside_a_list_gets_a_suggestion(written: str, remedy: str) -> None:
    with pytest.raises(ValidationError) as error:
        read(Annotated[str, OneOf("themes")], written)
    assert error.value.errors()[0]["ctx"]["remedy"] == remedy
