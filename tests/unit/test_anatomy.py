"""What the fields of the model hold, as their declarations say."""

from datetime import date

from macros.anatomy import Anatomy, fields_of
from macros.model import Citation, EqualitySheet, Structure, Video
from macros.model.structures import Family, Headcount
from macros.shelves import SHELVES


def test_each_kind_of_field() -> None:
    found = fields_of(Structure)
    assert found["name"] == Anatomy("nom", required=True)
    assert found["sector"] == Anatomy("secteur", required=True, vocabulary="sectors")
    assert found["ess_family"] == Anatomy("famille de l’ESS", record=Family)
    assert found["themes"] == Anatomy("thèmes", many=True, vocabulary="themes")
    assert found["has_testimony"] == Anatomy("y a-t-il un témoignage ?", required=True, plain=bool)
    assert found["updated_on"].plain is date
    assert fields_of(Headcount)["associates"] == Anatomy("nombre d’associés et associées", plain=int)
    assert fields_of(Video)["provider"].choices == ("youtube",)
    assert (fields_of(EqualitySheet)["tool"].record is not None, fields_of(EqualitySheet)["actions"].many) == (True, True)
    assert fields_of(Citation)["document"].vocabulary == "sources"


def test_every_field_of_every_shelf_can_be_read() -> None:
    assert all(one.title for shelf in SHELVES for one in fields_of(shelf.kind).values())
