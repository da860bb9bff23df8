"""Markdown extension: French spaces and apostrophes in the text of pages, on both engines."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX

from macros.text import typeset

VERBATIM = {"code", "pre", "kbd"}


class _Typeset(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and element.tag not in VERBATIM:
                element.text = self._typeset(element.text)
            if element.tail:
                element.tail = self._typeset(element.tail)

    @staticmethod
    def _typeset(text: str) -> str:
        # Python-Markdown marks what it has put aside (code, raw HTML) with STX: left as it is.
        return text if STX in text else typeset(text)


class Typography(Extension):
    """Registers the treatment after all others (priority 0): ids of headings stay as Markdown makes them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the tree processor."""
        md.treeprocessors.register(_Typeset(md), "typography", 0)


def makeExtension(**options: object) -> Typography:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension, as `markdown_extensions: [macros.typography]` asks for."""
    return Typography(**options)
