"""What a built page says to someone who searches: its title, its sections, its entries. Navigation and repeats left out."""

import re
from dataclasses import dataclass, field
from html import unescape

# In a fragment, data-recherche="non" leaves an element out; data-recherche="entree" makes it a result of its own, by its id.
MARK, OUT, ENTRY = "data-recherche", "non", "entree"
# Sources, ways back and explanations of acronyms stand on every page: they would be found everywhere.
OUT_CLASSES = frozenset({"source", "fil", "bulle", "notre", "precaution", "avertissement", "hors-vue", "droit-etat", "droit-alerte"})
OUT_ELEMENTS = frozenset({"script", "style", "template", "svg", "noscript", "nav", "form"})
# The events of an HTML text: what is never read, a tag, text. Several times faster than html.parser, which reads any HTML.
EVENT = re.compile(r"""<!--.*?-->|<![^>]*>|<(?P<raw>script|style)\b[^>]*>.*?</(?P=raw)>|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^>"'])*)>|(?P<text>[^<]+|<)""",
                   re.DOTALL | re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "path", "circle"})
INLINE = frozenset({"a", "abbr", "b", "button", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"})


@dataclass
class Passage:
    """A part of a page: `anchor` is empty before the first heading."""

    anchor: str = ""
    heading: str = ""
    text: str = ""
    entry: bool = False


@dataclass
class Harvest:
    """What was read of a page, in order."""

    title: str = ""
    passages: list[Passage] = field(default_factory=list)


def harvest(html: str) -> Harvest:
    """Return what the <article> of a built page says; nothing if it has none."""
    reader = _Reader()
    reader.read(html)
    for passage in reader.found.passages:
        passage.heading, passage.text = " ".join(passage.heading.split()), " ".join(passage.text.split())
    found = Harvest(" ".join(reader.found.title.split()))
    found.passages = [passage for passage in reader.found.passages if passage.text or passage.heading]
    return found


class _Reader:
    """Reads the events of well-formed HTML: the Nu checker sees to that."""

    def __init__(self) -> None:
        self.found = Harvest(passages=[Passage()])
        self.open: list[str] = []  # the elements around, the article first; empty: outside it
        self.out = 0  # how deep the element that is left out stands; 0: none
        self.entries: list[int] = []  # how deep the entries around stand
        self.after: list[Passage] = []  # the passages that go on after these entries
        self.writing = "text"  # where text goes: title, heading or text

    def read(self, html: str) -> None:
        """Read a page."""
        for event in EVENT.finditer(html):
            if event["text"]:
                self._text(unescape(event["text"]) if "&" in event["text"] else event["text"])
            elif event["tag"] and event["end"]:
                self._end(event["tag"].lower())
            elif event["tag"]:
                self._start(event["tag"].lower(), event["rest"])

    def _start(self, tag: str, rest: str) -> None:
        if not self.open and tag != "article":
            return
        if tag in VOID:
            self._text(" ")
            return
        self.open.append(tag)
        if self.out:
            return
        given = {name.lower(): unescape(one or other or bare) for name, one, other, bare in ATTRIBUTE.findall(rest)} if "=" in rest else {}
        if tag in OUT_ELEMENTS or given.get(MARK) == OUT or OUT_CLASSES & set((given.get("class") or "").split()):
            self.out = len(self.open)
        elif given.get(MARK) == ENTRY:
            self.entries.append(len(self.open))
            self.after.append(self.found.passages[-1])
            self.found.passages.append(Passage(given.get("id") or given.get("aria-labelledby") or "", entry=True))
        elif tag == "h1":
            self.writing = "title"
        elif tag == "h2" and not self.entries:
            self.found.passages.append(Passage(given.get("id") or ""))
            self.writing = "heading"
        elif tag in ("h2", "dt") and self.entries and not self.found.passages[-1].heading:
            self.writing = "heading"
        if tag not in INLINE:
            self._text(" ")

    def _end(self, tag: str) -> None:
        if tag in VOID or not self.open:
            return
        depth = len(self.open)
        self.open.pop()
        if self.out:
            self.out = 0 if self.out == depth else self.out
            return
        if tag in ("h1", "h2", "dt"):
            self.writing = "text"
        if self.entries and self.entries[-1] == depth:
            self.entries.pop()
            # What follows an entry belongs to the part of the page around it.
            around = self.after.pop()
            self.found.passages.append(Passage(around.anchor, around.heading if around.entry else "", entry=around.entry))
        if tag not in INLINE:
            self._text(" ")

    def _text(self, data: str) -> None:
        if self.out or not self.open:
            return
        if self.writing == "title":
            self.found.title += data
        elif self.writing == "heading":
            self.found.passages[-1].heading += data
        else:
            self.found.passages[-1].text += data
