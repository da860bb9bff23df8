"""XML holds any text, but for the few characters that it cannot."""

from xml.etree import ElementTree

import pytest

from macros.exports.xml import document
from tests.unit.spoilt import ATTACKS


def made(text: str) -> ElementTree.Element:
    root = ElementTree.Element("a", {"b": text})
    ElementTree.SubElement(root, "c").text = text
    return ElementTree.fromstring(document(root).encode())


@pytest.mark.parametrize("attack", [name for name in ATTACKS if name != "control"])
def test_a_text_comes_back_as_it_went(attack: str) -> None:
    root = made(ATTACKS[attack])
    assert root.attrib == {"b": ATTACKS[attack]} and [child.text for child in root] == [ATTACKS[attack]] and [child.tag for child in root] == ["c"]


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert made("a\x00b\x08c\ufffed\uffffe\ud800f\U0010ffffg").attrib["b"] == "abcdef\U0010ffffg"


def test_a_document_says_its_encoding() -> None:
    assert document(ElementTree.Element("é")) == "<?xml version='1.0' encoding='utf-8'?>\n<é />\n"
