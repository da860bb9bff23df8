"""What the fields of the model hold, as their declarations say."""

from dataclasses import replace
from datetime import date

from macros.anatomy import Anatomy, fields_of
from macros.fields import LONGEST_TEXT
from macros.model import Citation, EqualitySheet, Scale, Structure, Video
from macros.model.structures import Family, Headcount
from macros.shelves import SHELVES


def essence(field: Anatomy) -> Anatomy:
    """Return a field without its words and its bounds."""
    return replace(field, form="", rule="", examples=(), question="", help="", least=None, most=None, longest=None, low=None, high=None, pattern=None)


def test_each_kind_of_field() -> None:
    found = {name: essence(field) for name, field in fields_of(Structure).items()}
    assert found["name"] == Anatomy("nom", required=True)
    assert found["sector"] == Anatomy("secteur", required=True, vocabulary="sectors")
    assert found["ess_family"] == Anatomy("famille de l’ESS", record=Family)
    assert found["themes"] == Anatomy("thèmes", many=True, vocabulary="themes")
    assert found["has_testimony"] == Anatomy("y a-t-il un témoignage ?", required=True, plain=bool)
    assert found["updated_on"].plain is date
    assert essence(fields_of(Headcount)["associates"]) == Anatomy("nombre d’associés et associées", plain=int)
    assert fields_of(Video)["provider"].choices == ("youtube",)
    assert (fields_of(EqualitySheet)["tool"].record is not None, fields_of(EqualitySheet)["actions"].many) == (True, True)
    assert fields_of(Citation)["document"].vocabulary == "sources"


def test_bounds_are_the_strictest_said() -> None:
    sheet, structure = fields_of(EqualitySheet), fields_of(Structure)
    assert (sheet["number"].low, sheet["number"].high, sheet["title"].longest) == (1, 12, 80)
    assert (sheet["actions"].least, sheet["actions"].most, sheet["actions"].longest) == (5, 8, None)
    assert (structure["name"].longest, structure["slug"].longest, structure["slug"].form) == (LONGEST_TEXT, 80, "slug")
    assert fields_of(Video)["address"].form == "address"
    assert fields_of(Video)["id"].pattern == r"^[A-Za-z0-9_-]{11}$"
    assert fields_of(Scale)["rows"].rows and not structure["themes"].rows


def test_what_is_said_of_a_field() -> None:
    field = fields_of(Headcount)["employees"]
    assert "chiffres" in field.rule and field.examples == (160,) and field.question.endswith("?")


def test_every_field_of_every_shelf_can_be_read() -> None:
    assert all(one.title for shelf in SHELVES for one in fields_of(shelf.kind).values())
