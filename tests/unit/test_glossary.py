"""Acronyms in a page: the first use of each explains itself, in text only."""

from macros.glossary import Words
from macros.model import Term


def term(id: str, word: str, expansion: str | None = "développement") -> Term:
    return Term.model_construct(id=id, term=word, expansion=expansion, definition="une définition", synonyms=(), see_also=(), themes=(), source=None)


WORDS = Words([term("qvt", "QVT"), term("qvct", "QVCT"), term("rps", "RPS"), term("mixite", "Mixité", None)])


def explained(html: str) -> tuple[str, list[str]]:
    out, found = WORDS.explain(html, lambda term, elided: f"[{term.id}:{elided}{term.term}]")
    return out, [term.id for term in found]


def test_the_first_use_only() -> None:
    assert explained("<p>La QVT, puis la QVT.</p><p>QVT</p>") == ("<p>La [qvt:QVT], puis la QVT.</p><p>QVT</p>", ["qvt"])


def test_whole_words_only() -> None:
    assert explained("<p>QVCTX, XRPS, l’RPS</p>") == ("<p>QVCTX, XRPS, [rps:l’RPS]</p>", ["rps"])


def test_a_longer_acronym_is_not_cut() -> None:
    assert explained("<p>QVCT et QVT</p>") == ("<p>[qvct:QVCT] et [qvt:QVT]</p>", ["qvct", "qvt"])


def test_titles_links_and_controls_are_left_alone() -> None:
    html = '<h2>QVT</h2><a href="/QVT/">RPS</a><button>QVT</button><dt>QVT</dt><svg><title>QVT</title></svg><p title="QVT">rien</p>'
    assert explained(html) == (html, [])


def test_after_a_nested_untouched_element_text_is_read_again() -> None:
    assert explained("<h2><a>QVT</a> QVT</h2><p>QVT</p>")[0] == "<h2><a>QVT</a> QVT</h2><p>[qvt:QVT]</p>"


def test_words_without_an_expansion_are_not_looked_for() -> None:
    assert explained("<p>Mixité</p>") == ("<p>Mixité</p>", [])


def test_no_glossary_no_change() -> None:
    assert Words([]).explain("<p>QVT</p>", lambda term, elided: "x") == ("<p>QVT</p>", [])
