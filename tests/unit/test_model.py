"""What records hold together: pages of documents, videos, limits of texts, and that nothing changes once made."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from macros import model, vocabularies
from macros.catalog import Catalog
from macros.model import Citation, PageFront, Structure, Video

CONTEXT = {"vocabularies": {"sources": {"guide": "Guide", "carnet": "Carnet"}}, "pages": {"guide": 20, "carnet": None}}
RECORDS = [kind for module in (model, vocabularies) for kind in vars(module).values()
           if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_record_is_closed_and_frozen(record: type[BaseModel]) -> None:
    assert (record.model_config["frozen"], record.model_config["extra"]) == (True, "forbid")
    assert record.__doc__
    assert all(field.title for field in record.model_fields.values())


def test_a_record_cannot_change(catalog: Catalog) -> None:
    with pytest.raises(ValidationError):
        catalog.structures[0].name = "Autre"


@pytest.mark.parametrize(("citation", "right"), [
    ({"document": "guide"}, True), ({"document": "guide", "page": "1"}, True), ({"document": "guide", "page": "20"}, True),
    ({"document": "guide", "page": "21"}, False), ({"document": "guide", "page": "0"}, False), ({"document": "carnet", "page": "999"}, True),
    ({"document": "autre"}, False), ({"page": "1"}, False),
])
def test_pages_of_documents(citation: dict[str, str], right: bool) -> None:
    assert accepted(Citation, citation) is right


@pytest.mark.parametrize(("address", "right"), [
    ("https://www.youtube.com/watch?v=aBcDeFgHi_1", True), ("https://youtu.be/aBcDeFgHi_1", True), ("https://youtube.com/watch?t=3&v=aBcDeFgHi_1", True),
    ("https://www.youtube.com/watch?v=aBcDeFgHi_2", False), ("https://www.youtube.com/@chaine", False), ("https://exemple.fr/watch?v=aBcDeFgHi_1", False),
    ("https://youtube.com.exemple.fr/watch?v=aBcDeFgHi_1", False), ("https://www.youtube.com@exemple.fr/watch?v=aBcDeFgHi_1", False),
    ("https://www.youtube.com/watch", False), ("javascript:youtu.be/aBcDeFgHi_1", False), ("https://www.youtube.com/", False),
])
def test_addresses_of_videos(address: str, right: bool) -> None:
    assert accepted(Video, {"provider": "youtube", "id": "aBcDeFgHi_1", "address": address, "source": {"document": "guide"}}) is right


@pytest.mark.parametrize(("id", "right"), [("aBcDeFgHi_1", True), ("-_________-", True), ("aBcDeFgHi_", False), ("aBcDeFgHi_12", False), ("aBcDeFgH\"i1", False)])
def test_ids_of_videos(id: str, right: bool) -> None:
    assert accepted(Video, {"provider": "youtube", "id": id, "address": f"https://youtu.be/{id}", "source": {"document": "guide"}}) is right


@pytest.mark.parametrize(("duration", "right"), [("3:07", True), ("12:00", True), ("3:7", False), ("3 min", False), ("123:00", False)])
def test_durations_of_videos(duration: str, right: bool) -> None:
    video = {"provider": "youtube", "id": "aBcDeFgHi_1", "address": "https://youtu.be/aBcDeFgHi_1", "source": {"document": "guide"}}
    assert accepted(Video, video | {"duration": duration}) is right


@pytest.mark.parametrize(("record", "field", "most"), [(model.Testimony, "lesson", 140), (model.Testimony, "standfirst", 400), (PageFront, "title", 80), (PageFront, "description", 200)])
def test_limits_of_texts(record: type[BaseModel], field: str, most: int) -> None:
    assert "too_long" not in complaints(record, {field: "x" * most}, field)
    assert "too_long" in complaints(record, {field: "x" * (most + 1)}, field)


def complaints(record: type[BaseModel], value: Any, field: str) -> str:
    with pytest.raises(ValidationError) as error:
        record.model_validate(value | {"zzz": "x"}, context=CONTEXT)
    return " ".join(mistake["type"] for mistake in error.value.errors() if mistake["loc"][0] == field)


def accepted(record: type[BaseModel], value: Any) -> bool:
    try:
        record.model_validate(value, context=CONTEXT)
    except ValidationError:
        return False
    return True


def test_defaults_are_absence(catalog: Catalog) -> None:
    minimal = catalog.structure("minimale")
    absent = {name for name in Structure.model_fields if getattr(minimal, name) in (None, ())}
    assert absent == {"name_variants", "ess_family", "headcount", "location", "main_topic", "themes", "testimony", "video", "links", "discrepancies"}
