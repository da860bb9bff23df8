"""The words of the field in the text of a page: the first use of each acronym explains itself."""

import re
from collections.abc import Callable, Iterable

from macros.model import Term
from macros.text import fold

# Elements whose text is left alone: titles, links, controls, drawings, and what defines words itself.
UNTOUCHED = frozenset("a button h1 h2 h3 h4 summary svg script style dt th caption figcaption label legend select title abbr".split())
VOID = frozenset("br hr img input link meta path rect circle".split())
TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>[^>]*)>|(?P<text>[^<]+)")


class Words:
    """The acronyms of a glossary, ready to be found. Only terms with an expansion are looked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.known = {term.term: term for term in terms if term.expansion and re.fullmatch(r"[A-ZÉ][\wÉé-]*[A-Zé]", term.term)}
        self._pattern = re.compile(
            # What is elided before the word goes with it: a line must not break between « l’ » and « UDES ».
            r"(\b(?:[LlDdNnSs]|[Qq]u)’)?\b(" + "|".join(sorted(map(re.escape, self.known), key=lambda t: (-len(t), t))) + r")\b") if self.known else None

    def explain(self, html: str, button: Callable[[Term, str], str]) -> tuple[str, list[Term]]:
        """Return `html` with the first use of each acronym replaced by `button(term, elided)`, and those terms.

        `html` is one of our fragments: well-formed, attributes without « > ».
        """
        if self._pattern is None:
            return html, []
        found: dict[str, Term] = {}

        def replace(match: re.Match[str]) -> str:
            term = self.known[match[2]]
            if term.id in found:
                return match[0]
            found[term.id] = term
            return button(term, match[1] or "")

        out: list[str] = []
        shut: list[str] = []  # untouched elements that are open
        for token in TOKEN.finditer(html):
            name = token["name"]
            if name is None:
                out.append(token[0] if shut else self._pattern.sub(replace, token[0]))
                continue
            out.append(token[0])
            if name in UNTOUCHED and not token["rest"].endswith("/") and name not in VOID:
                shut.pop() if token["close"] else shut.append(name)
        return "".join(out), sorted(found.values(), key=lambda term: fold(term.term))
