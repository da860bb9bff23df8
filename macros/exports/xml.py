"""XML written by the standard library, without the few characters that XML 1.0 cannot hold."""

import re
from xml.etree import ElementTree

# All but what the Char production of XML 1.0 allows: controls, halves of pairs, U+FFFE, U+FFFF.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(root: ElementTree.Element) -> str:
    """Return a whole document, indented, in UTF-8."""
    for element in root.iter():
        if element.text:
            element.text = FORBIDDEN.sub("", element.text)
        for name, value in element.attrib.items():
            element.set(name, FORBIDDEN.sub("", value))
    ElementTree.indent(root, " ")
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True).decode("utf-8") + "\n"
