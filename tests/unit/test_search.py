"""The search, without a built site: from HTML to an index, from a question to pages."""

import json
import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from macros.catalog import Catalog
from macros.cli import main
from macros.search import language
from macros.search.answer import Found, answers
from macros.search.concepts import LOOSER, SAME, Concepts, Form, concepts_of, longest
from macros.search.documents import ENTRY_WEIGHT, LISTINGS, Document, documents
from macros.search.french import francais, stem, terms, words
from macros.search.harvest import VOID, Passage, harvest
from macros.search.index import Search, index_of
from macros.search.packed import SCALE, SHARD, SMALLEST, STEP, Opened, files
from macros.search.postings import FIELDS, LENGTH, Postings, postings_of
from macros.search.question import BEGUN, EXACT, KIN, MOST_BEGUN, MOST_NEAR, NEAR, Unit, misspelt, read

TABLE = yaml.safe_load((Path(__file__).parents[1] / "search/analyser.yml").read_text(encoding="utf-8"))
Ask = Callable[[str], list[str]]
PAIRS = [(kind, *pair) for kind in ("meet", "apart") for pair in TABLE[kind]]


# The analyser


@pytest.mark.parametrize("case", TABLE["texts"], ids=lambda case: ascii(case["text"])[:40])
def test_the_analyser_reads(case: dict[str, str]) -> None:
    assert (words(case["text"]), terms(case["text"])) == (case["words"].split(), case["terms"].split())


@pytest.mark.parametrize(("kind", "one", "other"), PAIRS)
def test_words_that_meet_and_words_that_do_not(kind: str, one: str, other: str) -> None:
    assert terms(one) or terms(other)
    assert (terms(one) == terms(other)) is (kind == "meet")


def test_a_very_long_word_is_one_word() -> None:
    assert words("É" * 100_000) == ["e" * 100_000]
    assert terms("salarié·e·s " * 10_000) == ["salari"] * 10_000


def test_every_inclusive_end_goes_with_every_mark() -> None:
    for end in language.INCLUSIVE:
        for written in (*(f"garde{mark}{end}" for mark in "·•‧⋅./-"), *(f"garde·{end}{mark}s" for mark in "·•‧⋅./-"), f"garde·{end}s", f"garde({end})", f"garde({end})s"):
            assert words(f"un {written}, puis") == ["un", "garde", "puis"], written


def test_every_elided_word_and_every_joined_beginning_is_known() -> None:
    assert {word: words(f"{word}’orage") for word in language.ELIDED} == {word: ["orage"] for word in language.ELIDED}
    assert {start: words(f"{start}-pont, {start} pont") for start in language.JOINED} == {start: [f"{start}pont"] * 2 for start in language.JOINED}


def test_reading_words_again_changes_nothing() -> None:
    for case in TABLE["texts"]:
        once = words(case["text"])
        assert words(" , ".join(once).lower()) == [word.lower() for word in once]


def test_the_tables_are_written_as_the_analyser_reads() -> None:
    folded = {*language.ELIDED, *language.JOINED, *language.INCLUSIVE, *language.KEPT}
    assert [word for word in folded if not (word.isascii() and word.isalpha() and word.islower())] == []
    assert [word for word in language.KEPT if stem(word) != word] == []


def test_lunr_s_step_is_the_stem() -> None:
    from lunr.pipeline import Pipeline
    assert Pipeline.registered_functions["francais"] is francais
    assert Pipeline.load(["francais"]).run_string("salariees") == ["salari"]


# Harvest


PAGE = """<!doctype html><html><head><title>Non</title></head><body><nav>Menu</nav><h1>Pas ici</h1>
<article>avant<h1>Le <em>télé</em>travail&nbsp;!</h1><p>Chapô &amp; <b>gr</b>as.</p><p>Suite<br>ligne</p>
<h2 id="un">Premier</h2><p>Texte un.</p><h3>Sous-titre</h3><p>Texte deux.</p>
<h2>Sans ancre</h2><ul><li>a1</li><li>b2</li></ul></article><footer>Pied</footer></body></html>"""


def passages(inner: str) -> list[tuple[str, str, str, bool]]:
    return [(p.anchor, p.heading, p.text, p.entry) for p in harvest(f"<article>{inner}</article>").passages]


def test_a_page_is_its_title_and_its_sections() -> None:
    found = harvest(PAGE)
    assert found.title == "Le télétravail !"
    assert [(p.anchor, p.heading, p.text, p.entry) for p in found.passages] == [
        ("", "", "avant Chapô & gras. Suite ligne", False),
        ("un", "Premier", "Texte un. Sous-titre Texte deux.", False),
        ("", "Sans ancre", "a1 b2", False),
    ]


@pytest.mark.parametrize("opening", [
    *(f'div class="autre {name}"' for name in ("source", "fil", "bulle", "notre", "precaution", "avertissement", "hors-vue", "droit-etat", "droit-alerte")),
    "script", "style", "template", "svg", "noscript", "nav", "form", 'section data-recherche="non"', 'p class="source" id="x"',
])
def test_what_is_left_out(opening: str) -> None:
    tag = opening.split()[0]
    inside = f'caché <i>aussi</i><br><img alt="x"><{tag}>dedans</{tag}><h2 id="y">titre</h2><div data-recherche="entree" id="z"><h2>entrée</h2></div>' if tag not in ("script", "style") else "caché"
    assert passages(f"devant <{opening}>{inside}</{tag}> derrière") == [("", "", "devant derrière", False)]


def test_a_class_that_only_looks_like_one_left_out_is_kept() -> None:
    assert passages('<p class="sources filtre">dit</p><p class="">ceci</p><p data-recherche="oui">cela</p>') == [("", "", "dit ceci cela", False)]


@pytest.mark.parametrize("tag", sorted(VOID))
def test_elements_without_an_end_leave_the_depth_alone(tag: str) -> None:
    assert passages(f'a <nav>x<{tag}>x<{tag}/>x</nav> b<{tag} class="source">c') == [("", "", "a b c", False)]


def test_entries_are_told_apart_from_what_is_around() -> None:
    assert passages("""<p>chapô</p><h2 id="a">Lettre A</h2><p>intro</p>
        <div data-recherche="entree" id="aract"><h2>Aract</h2><p>agence</p><h2>non</h2></div><p>fin de A</p>
        <dl><div data-recherche="entree" aria-labelledby="b"><dt>Bilan <abbr>BS</abbr></dt><dd>social</dd><dt>encore</dt></div></dl><p>fin</p>""") == [
        ("", "", "chapô", False), ("a", "Lettre A", "intro", False), ("aract", "Aract", "agence non", True), ("a", "", "fin de A", False),
        ("b", "Bilan BS", "social encore", True), ("a", "", "fin", False),
    ]


def test_an_entry_in_an_entry() -> None:
    assert passages('<div data-recherche="entree" id="a"><h2>A</h2>un<div data-recherche="entree" id="b"><dt>B</dt>deux</div>trois</div>quatre') == [
        ("a", "A", "un", True), ("b", "B", "deux", True), ("a", "A", "trois", True), ("", "", "quatre", False)]


@pytest.mark.parametrize("html", ["", "   ", "texte", "<p>texte</p>", "<main><h1>Titre</h1></main>", "</article>", "<article></article>", "<article> <p></p> </article>", "<!-- <article>a</article> -->"])
def test_nothing_to_harvest(html: str) -> None:
    assert (harvest(html).title, harvest(html).passages) == ("", [])


@pytest.mark.parametrize(("html", "title", "text"), [
    ("<article><h1>Titre", "Titre", ""),
    ("<article><h1>Titre</h1>texte", "Titre", "texte"),
    ("<article>a<p>b<p>c</article>", "", "a b c"),
    ("</p></article><article>a</article>b", "", "a"),
    ("<article>a &lt;b&gt; &eacute; &zzz; & < 3</article>", "", "a <b> é &zzz; & < 3"),
    ("<ARTICLE>a<BR>b</ARTICLE>c", "", "a b"),
    ("<article>a</article>b<article>c</article>", "", "a c"),
    ("<article>a<!-- b --><![CDATA[ c ]]></article>", "", "a"),
    ("<article><p class>a</p><p class=source>b</p></article>", "", "a"),
])
def test_broken_pages_are_read_as_far_as_they_go(html: str, title: str, text: str) -> None:
    found = harvest(html)
    assert (found.title, " ".join(p.text for p in found.passages)) == (title, text)


def test_no_page_stops_the_harvest() -> None:
    drawn = random.Random(1)
    pieces = ["<article>", "</article>", "<h1>", "</h1>", '<h2 id="a">', "</h2>", "<dt>", "</dt>", "<nav>", "</nav>", "<br>", "</p>", "a", "&", "<", '<div data-recherche="entree" id="e">',
              "</div>", '<p class="source">', "<p>", "\0", "<!--", "-->", "<script>", "</script>"]
    for _ in range(2000):
        found = harvest("<article>" + "".join(drawn.choices(pieces, k=drawn.randint(1, 20))))
        assert all(p.text or p.heading for p in found.passages)


# Documents


def documents_of(catalog: Catalog, *pages: tuple[str, str]) -> dict[str, Document]:
    return {document.address: document for document in documents(catalog, pages)}


def page(title: str, inner: str = "<p>texte</p>") -> str:
    return f"<article><h1>{title}</h1>{inner}</article>"


@pytest.mark.parametrize(("address", "kind", "weight"), [
    ("testimonials/les-tilleuls/", "structure", 1), ("method/essayer/", "methode", 1), ("equality/fiches/01-recruter/", "egalite", 1),
    ("recommendations/axe-1/", "recommandation", 0.9), ("recommendations/concordance/", "recommandation", 0.5),
    ("recommendations/actions-observees/", "recommandation", 0.7), ("resources/droit/", "droit", 1), ("resources/glossaire/", "definition", 0.5),
    ("resources/sources/", "ressource", 0.4), ("resources/desaccords/", "ressource", 0.4), ("resources/barometre/", "ressource", 0.9),
    ("themes/teletravail/", "theme", 0.4), ("about/", "site", 0.5), ("zzz/", "site", 0.5),
])
def test_the_kind_and_the_weight_of_a_page(catalog: Catalog, address: str, kind: str, weight: float) -> None:
    (found,) = documents(catalog, [(address, page("T"))])
    assert (found.page, found.address, found.title, found.kind, found.weight) == (address, address, "T", kind, weight)
    assert kind in {entry.id for entry in catalog.page_kinds}


def test_listings_are_left_out_but_not_their_entries(catalog: Catalog) -> None:
    entry = '<div data-recherche="entree" id="guide-udes-egalite"><h2>Le guide</h2>dit tout</div>'
    assert {"", "search/", "testimonials/", "themes/"} <= LISTINGS
    assert list(documents(catalog, [(address, page("T")) for address in LISTINGS])) == []
    assert list(documents_of(catalog, ("resources/", page("T", entry)), ("", page("T", entry)))) == ["#guide-udes-egalite", "resources/#guide-udes-egalite"]


@pytest.mark.parametrize("address", ["themes/", "themes/nouveau/", "themes/teletravail/"])
def test_a_page_of_themes_may_show_what_no_record_describes(catalog: Catalog, address: str) -> None:
    """A page written by hand, a list on a page: the build must not stop."""
    found = documents_of(catalog, (address, page("T", '<div data-recherche="entree" id="a"><h2>Entrée</h2></div>')))
    assert found[f"{address}#a"].themes == ()


def test_entries_are_results_of_their_own(catalog: Catalog) -> None:
    found = documents_of(catalog, ("resources/glossaire/", page("Glossaire", """<p>Intro</p><h2 id="q">Q</h2><dl><div data-recherche="entree" id="qvct"><dt>QVCT</dt><dd>Le travail vécu.</dd></div>
        <div data-recherche="entree" id="vide"></div><div data-recherche="entree" id="sans-titre"><dd>x</dd></div></dl><p>Fin</p>""")))
    assert list(found) == ["resources/glossaire/", "resources/glossaire/#qvct"]
    whole, entry = found.values()
    assert whole.passages == (Passage("", "", "Intro"), Passage("q", "Q", ""), Passage("q", "", "Fin"))
    assert (entry.page, entry.title, entry.kind, entry.weight) == ("resources/glossaire/", "QVCT", "definition", 0.5 * ENTRY_WEIGHT)
    assert (entry.passages, entry.themes, entry.keywords) == ((Passage("qvct", "", "Le travail vécu."),), ("management",), ("Management et rôles", "qvct"))


def test_a_structure_is_known_by_its_name_place_and_sector(catalog: Catalog) -> None:
    found = documents_of(catalog, ("testimonials/les-tilleuls/", page("Un jour commun")), ("testimonials/minimale/", page("Peu")))
    tilleuls, minimale = found.values()
    assert tilleuls.facts == ("Les Tilleuls", "Formation", "Gard, 2 sites")
    assert tilleuls.themes == ("teletravail", "egalite")
    assert set(tilleuls.keywords) == {"Les Tilleuls", "Formation", "Gard, 2 sites", "Gard", "Occitanie", "Télétravail", "Égalité", "les tilleuls"}
    assert (minimale.facts, minimale.themes) == (("Minimale", "Banque coopérative"), ())


def test_a_page_is_known_by_its_question_its_themes_and_its_address(catalog: Catalog) -> None:
    found = documents_of(catalog, ("method/essayer/", page("Essayer")), ("themes/teletravail/", page("Télétravail")), ("about/", page("À propos")), ("method/nulle-part/", page("T")))
    assert {address: (one.themes, one.keywords, one.facts) for address, one in found.items()} == {
        "about/": ((), ("about",), ()),
        "method/essayer/": (("management", "egalite"), ("Comment essayer sans tout changer ?", "Management et rôles", "Égalité", "essayer"), ()),
        "method/nulle-part/": ((), ("nulle part",), ()),
        "themes/teletravail/": (("teletravail",), ("Comment travailler à distance ?", "Télétravail", "teletravail"), ()),
    }


def test_documents_come_in_the_order_of_addresses_and_pages_without_a_title_not_at_all(catalog: Catalog) -> None:
    given = [("method/essayer/", page("B")), ("about/", page("A")), ("method/minimale/", "<article><p>x</p></article>"), ("zzz/", "")]
    assert [one.address for one in documents(catalog, given)] == ["about/", "method/essayer/"]
    assert list(documents(catalog, [])) == []


# Concepts


def concepts(glossary: Sequence[tuple[str, str | None, list[str]]] = (), synonyms: Sequence[tuple[list[str], list[str]]] = ()) -> Concepts:
    """Return the concepts of terms (term, expansion, synonyms) and of entries (words, towards)."""
    return concepts_of(SimpleNamespace(glossary=[SimpleNamespace(term=term, expansion=expansion, synonyms=others) for term, expansion, others in glossary],
                                       synonyms=[SimpleNamespace(words=found, towards=towards) for found, towards in synonyms]))  # type: ignore[arg-type]


def form(text: str) -> Form:
    return tuple(terms(text))


def test_words_that_say_the_same_lead_to_one_another() -> None:
    found = concepts(synonyms=[(["crèche", "garde d’enfants", "nounous"], [])])
    (concept,) = set(found.emitted.values())
    assert set(found.emitted) == {form("crèches"), form("garde des enfants"), form("nounou")}
    assert concept.startswith("=")
    assert found.sought == {known: {concept: SAME} for known in found.emitted}


def test_words_that_lead_to_others_are_not_found_by_them() -> None:
    found = concepts(synonyms=[(["patronne", "boss"], ["managers", "équipe dirigeante"])])
    concept = found.emitted[form("équipe dirigeante")]
    assert set(found.emitted) == {form("équipe dirigeante")}  # a target of one word is looked for as it is
    assert found.sought == {form("équipe dirigeante"): {concept: SAME}, **dict.fromkeys([form("patronne"), form("boss")], {stem("managers"): LOOSER, concept: LOOSER})}
    assert list(found.within(terms("la patronne de l’équipe"))) == []


def test_a_target_that_says_the_same_as_others_leads_to_them_all() -> None:
    found = concepts(synonyms=[(["stress", "RPS"], []), (["angoisse"], ["stress"])])
    assert found.sought[form("angoisse")] == {found.emitted[form("RPS")]: LOOSER}


def test_what_says_the_same_is_not_weakened_by_leading_there_too() -> None:
    found = concepts(synonyms=[(["stress", "RPS"], []), (["stress"], ["RPS"])])
    assert found.sought[form("stress")] == {found.emitted[form("RPS")]: SAME}


def test_groups_that_share_a_form_are_one() -> None:
    found = concepts(synonyms=[(["a1", "b1"], []), (["c1", "d1"], []), (["e1", "f1"], []), (["b1", "c1"], [])])
    of = {text: found.emitted[form(text)] for text in ("a1", "b1", "c1", "d1", "e1", "f1")}
    assert len({of["a1"], of["b1"], of["c1"], of["d1"]}) == 1
    assert of["e1"] == of["f1"] != of["a1"]


def test_a_term_of_the_glossary_is_its_expansion_and_its_expressions() -> None:
    found = concepts([("QVCT", "Qualité de vie et des conditions de travail", ["QVT", "qualité de vie au travail"])])
    concept = found.emitted[form("QVCT")]
    assert found.emitted == dict.fromkeys([form("QVCT"), form("qualité vie conditions travail"), form("qualité de vie au travail")], concept)
    assert found.sought[form("QVT")] == {concept: LOOSER}  # a synonym of one word has other senses: it only leads there
    assert found.sought[form("QVCT")] == {concept: SAME}


def test_a_term_alone_says_nothing_more_than_itself() -> None:
    assert concepts([("Œuvrer", None, [])]) == Concepts()
    found = concepts([("Œuvrer", None, ["bosser"])])
    assert (found.emitted, found.sought) == ({}, {form("bosser"): {stem("oeuvrer"): LOOSER}})


def test_an_expression_alone_is_found_as_a_whole() -> None:
    found = concepts([("Plafond de verre", None, [])])
    assert found.sought == {form("plafond verre"): {found.emitted[form("plafond verre")]: SAME}}


def test_the_same_word_written_otherwise_is_one_form() -> None:
    assert concepts(synonyms=[(["télé-travail", "Télétravail", "télétravails"], [])]) == Concepts()


def test_a_form_of_little_words_keeps_them() -> None:
    found = concepts([("CE", "Comité d’entreprise", [])])
    assert found.emitted[("ce",)] == found.emitted[form("comité entreprise")]


def test_a_word_that_says_nothing_leads_nowhere() -> None:
    """Editors may write it: the build must not stop."""
    found = concepts([("C", "!", ["?"])], [(["boulot"], ["à", "travail"]), (["x", "?"], [])])
    assert found.sought == {form("boulot"): {"travail": LOOSER}}
    assert concepts([("C", None, ["langage"])]).sought == {}


def test_the_longest_form_is_shown_once_an_occurrence() -> None:
    found = concepts(synonyms=[(["vie", "existence"], []), (["qualité de vie", "bien-être"], []), (["qualité de vie au travail", "QVT"], [])])
    vie, qualite, qvt = (found.emitted[form(text)] for text in ("vie", "qualité de vie", "QVT"))
    assert len({vie, qualite, qvt}) == 3
    assert list(found.within(terms("la qualité de la vie au travail, la qualité de vie, la vie et la QVT, la QVT"))) == [qvt, qualite, vie, qvt, qvt]
    assert list(found.within(terms("la qualité du travail"))) == []
    assert list(found.within([])) == []


@pytest.mark.parametrize(("text", "found"), [
    ("a b c", [(0, ("a", "b"))]), ("b c", [(0, ("b", "c"))]), ("c a b b c", [(1, ("a", "b")), (3, ("b", "c"))]), ("a", []), ("b", [(0, ("b",))]), ("", []),
])
def test_the_longest_form_at_each_place(text: str, found: list[tuple[int, Form]]) -> None:
    assert list(longest(text.split(), {("a", "b"): 1, ("b", "c"): 1, ("b",): 1})) == found


def test_expressions_are_cut_at_eight_terms() -> None:
    long = "un2 deux2 trois2 quatre2 cinq2 six2 sept2 huit2 neuf2 dix2"
    found = concepts(synonyms=[([long, "court"], [])])
    assert list(found.within(terms(f"{long} court"))) == [found.emitted[form("court")]] * 2


def test_the_concepts_of_the_small_project(catalog: Catalog) -> None:
    found = concepts_of(catalog)
    assert found.emitted[form("pilotes")] == found.emitted[form("essais grandeur nature")]
    assert found.sought[form("cheffes")] == {stem("management"): LOOSER}


# Postings


def document(title: str = "", text: str = "", keywords: tuple[str, ...] = (), heading: str = "", weight: float = 1, page: str = "", **given: Any) -> Document:
    return replace(Document(page, page, title, "site", weight, (), (), keywords, (Passage("", heading, text),)), **given)


def weight(idf: float, count: int, length: int, average: float, boost: float) -> float:
    """Return what lunr gives to a term of one field (BM25)."""
    return round(idf * (1.2 + 1) * count / (1.2 * (1 - LENGTH + LENGTH * length / average) + count) * boost, 3)


def test_weights_are_lunr_s() -> None:
    found = postings_of([document(text="crèche parents crèche"), document(text="parents"), document(text="mixité mixité")], Concepts()).weights
    assert list(found) == ["crech", "mixit", "parent"]
    one, two = math.log(1 + 2.5 / 1.5), math.log(1 + 1.5 / 2.5)
    assert found["crech"] == [(0, weight(one, 2, 3, 2, 1))]
    assert found["parent"] == [(0, weight(two, 1, 3, 2, 1)), (1, weight(two, 1, 1, 2, 1))]


def test_the_weights_of_fields_are_added() -> None:
    assert FIELDS == {"title": 3, "keywords": 2, "headings": 2, "text": 1}
    given = [document("crèche", "crèche", ("crèche",), "crèche"), document(), document(), document(), document()]
    idf = math.log(1 + 1.5 / 4.5)  # lunr counts a document once for each field that has the term
    assert postings_of(given, Concepts()).weights == {"crech": [(0, pytest.approx(sum(weight(idf, 1, 1, 0.2, boost) for boost in FIELDS.values())))]}


def test_a_title_weighs_more_than_a_heading_more_than_a_text_and_a_page_as_much_as_its_kind() -> None:
    given = [document(title="crèche"), document(keywords=("crèche",)), document(heading="crèche"), document(text="crèche"), document(text="crèche", weight=0.5), document(text="rien")]
    found = dict(postings_of(given, Concepts()).weights["crech"])
    assert found[1] == pytest.approx(found[2])
    assert found[3] == pytest.approx(2 * found[4], abs=0.002)
    assert found[0] > found[1] > found[3]


def test_little_words_count_everywhere_but_in_texts() -> None:
    found = postings_of([document("pour tous", "avec", ("chez",), "sans")], Concepts()).weights
    assert list(found) == ["chez", "pour", "san", "tou"]
    assert "ce" in postings_of([document(text="le CE")], Concepts()).weights


def test_concepts_are_terms_of_the_texts_that_show_them() -> None:
    known = Concepts(emitted={form("document unique"): "=1", form("DUERP"): "=1"})
    found = postings_of([document(text="le document unique"), document("DUERP"), document(text="un document", heading="unique")], known).weights
    assert [number for number, _ in found["=1"]] == [0, 1]
    assert [number for number, _ in found["document"]] == [0, 2]  # the words of an expression are terms too


def test_expressions_do_not_run_from_one_passage_to_the_next() -> None:
    known = Concepts(emitted={form("document unique"): "=1"})
    given = document(passages=(Passage("", "", "un document"), Passage("", "", "unique")), keywords=("document", "unique"))
    assert "=1" not in postings_of([given], known).weights


def test_a_term_is_written_as_the_texts_write_it_most() -> None:
    given = [document("Créé en 2020", "créées, créé, Créé ; télé-travail"), document("Œuvre", keywords=("Égalité", "égalité")), document(text="été ete, mixité MIXITÉ mixite"), document("Aout", "Août")]
    forms = postings_of(given, Concepts()).forms
    assert {term: forms[term] for term in (stem("cree"), "oeuvr", "egalit", "mixit", "aout")} == {stem("cree"): "créé", "oeuvr": "œuvre", "egalit": "égalité", "mixit": "mixité", "aout": "aout"}


def test_no_documents() -> None:
    assert postings_of([], Concepts()) == Postings()
    assert postings_of([document(), document()], Concepts()).weights == {}


# Packed


LABELS = {"kinds": [("site", "À propos du site"), ("droit", "Droit")], "themes": [("a", "A"), ("b", "B"), ("c", "C")]}


def packed(weights: Mapping[str, Sequence[tuple[int, float]]], listed: Sequence[Document] = (), known: Concepts | None = None, forms: dict[str, str] | None = None) -> dict[str, str]:
    return files(listed, known or Concepts(), Postings({term: list(weights[term]) for term in sorted(weights)}, forms or {}), LABELS)


def opened(made: Mapping[str, str]) -> Opened:
    return Opened(made.__getitem__)


def near(weight: float) -> float:
    """Return what a weight is written as: no lighter and no heavier than the ends of the scale."""
    return min(max(weight, SMALLEST / 1000), SCALE[-1] / 1000)


def test_terms_come_back_in_order() -> None:
    drawn = random.Random(2)
    given = {"".join(drawn.choices("abc1", k=drawn.randint(1, 40))) for _ in range(400)} | {"a" * 60, "a" * 61, "a" * 60 + "b", "=1", "=12", "0", "zz"}
    assert opened(packed(dict.fromkeys(given, [(0, 1.0)]))).vocabulary == sorted(given)


def test_what_forms_lead_to_comes_back() -> None:
    known = Concepts(sought={("a",): {"=1": SAME}, ("a", "b", "c"): {"=1": SAME, "=2": LOOSER, "mot": LOOSER}, ("z1",): {"mot": LOOSER}})
    assert opened(packed({"mot": [(0, 1.0)]}, known=known)).sought == known.sought


def test_weights_come_back_within_a_step() -> None:
    given = {f"t{n}": [(n % 3, near(0.02 * 1.0135**n))] for n in range(600)}
    found = opened(packed(given)).weights(set(given))
    assert max(given["t599"])[1] == near(100)
    for term, ((number, weight),) in given.items():
        ((other, back),) = found[term]
        assert other == number
        assert back / 1000 == pytest.approx(weight, abs=weight * (STEP**0.5 - 1) + 0.0006), weight


def test_the_scale_goes_up_by_one_step_at_a_time() -> None:
    assert all(one < other <= one * STEP + 1 for one, other in zip(SCALE, SCALE[1:], strict=False))
    found = opened(packed({"lourd": [(0, 1e9)], "leger": [(0, 0.0)]})).weights({"lourd", "leger"})
    assert found == {"lourd": [(0, SCALE[-1])], "leger": [(0, SMALLEST)]}


@pytest.mark.parametrize("gap", [1, 2, 44, 45, 46, 47, 89, 90, 91, 2024, 2025, 2026, 2069, 2070, 2071, 4050, 91_124, 91_125, 91_171, 4_100_000])
def test_documents_far_apart(gap: int) -> None:
    numbers = [0, gap, gap + 1, 3 * gap + 1] if gap > 1 else [5, 6, 7]
    back = opened(packed({"mot": [(number, 1.0) for number in numbers]})).weights({"mot"})["mot"]
    assert [number for number, _ in back] == numbers
    first = opened(packed({"mot": [(gap, 1.0)]})).weights({"mot"})["mot"]
    assert [number for number, _ in first] == [gap]


def test_an_index_of_many_pieces_is_fetched_piece_by_piece() -> None:
    drawn = random.Random(3)
    given = {f"mot{n}": [(number, drawn.uniform(0.1, 9)) for number in sorted(drawn.sample(range(5000), 30))] for n in range(900)}
    made, asked = packed(given), list[str]()

    def fetch(name: str) -> str:
        asked.append(name)
        return made[name]

    found = Opened(fetch)
    assert asked == ["index.json"]
    assert [number for number, _ in found.weights({"mot77"})["mot77"]] == [number for number, _ in given["mot77"]]
    assert len(asked) == 2
    assert found.weights({"mot77", "zzz"}).keys() == {"mot77"}
    assert len(asked) == 2  # what was fetched is kept
    every = found.weights(set(given))
    assert every.keys() == given.keys()
    for term, row in given.items():
        assert [number for number, _ in every[term]] == [number for number, _ in row]
        assert all(back / 1000 == pytest.approx(weight, rel=0.0475) for (_, back), (_, weight) in zip(every[term], row, strict=True))
    assert len(found.index["shards"]) > 5
    assert max(len(made[name]) for name in set(asked) - {"index.json"}) < SHARD + 200
    assert len(asked) == len(set(asked)) == len(found.index["shards"]) + 1


def test_a_weight_costs_two_signs_and_no_sign_is_written_as_several() -> None:
    made = packed({"mot": [(number, 0.04 * 1.085**number) for number in range(90)]})
    (shard,) = [text for name, text in made.items() if name.endswith("/0.json")]
    assert len(shard) < 2 * 90 + 60
    assert not {"\\", "<", "&"} & set(shard)


def test_what_is_known_of_documents() -> None:
    listed = [document(page="a/", kind="droit", themes=("a", "c"), title="Été", facts=("x",), passages=(Passage("p", "H", "T"),)), replace(document(page="a/"), address="a/#x"), document(page="b/", themes=("b",))]
    found = opened(packed({"mot": [(0, 1.0)]}, listed))
    assert (found.index["kinds"], found.index["themes"], found.pages) == ([1, 0, 0], [0b101, 0, 0b10], [0, 0, 2])
    assert found.card(0) == {"address": "a/", "title": "Été", "facts": ["x"], "passages": [["p", "H", "T"]]}
    assert [found.card(number)["address"] for number in (1, 2)] == ["a/#x", "b/"]


def test_the_browser_s_analyser_is_given_python_s_tables() -> None:
    assert opened(packed({})).index["language"] == {
        "elided": list(language.ELIDED), "joined": list(language.JOINED), "welded": list(language.WELDED), "inclusive": list(language.INCLUSIVE),
        "stop": " ".join(sorted(language.STOP)), "kept": sorted(language.KEPT), "ends": [[list(rule) for rule in group] for group in language.ENDS]}


def test_an_index_of_nothing() -> None:
    found = opened(packed({}))
    assert (found.vocabulary, found.sought, found.pages, found.weights({"mot"})) == ([], {}, [], {})


def test_the_same_site_gives_the_same_files_and_another_a_folder_of_another_name() -> None:
    listed = [document("Un", page="a/")]
    made = packed({"mot": [(0, 1.0)]}, listed)
    assert made == packed({"mot": [(0, 1.0)]}, listed)
    folders = {min(name.partition("/")[0] for name in other if name != "index.json") for other in (
        made, packed({"mot": [(0, 2.0)]}, listed), packed({"mot": [(0, 1.0)]}, [document("Deux", page="a/")]), packed({"mot": [(0, 1.0)]}, listed, forms={"mot": "mot"}))}
    assert len(folders) == 4
    version = json.loads(made["index.json"])["version"]
    assert all(name.startswith(f"{version}/") for name in made if name != "index.json")


# Question


KNOWN = sorted(["=1", "=2", "2020", "ce", "charg", "charge", "cong", "departement", "egalit", "egalitair", "entrepris", "form", "formateu", "formation", "harcel", "parent", "parental", "parentalit",
                "recrut", "salair", "salari", "salarial", "teletravail", "travail"])
SOUGHT: dict[Form, dict[str, int]] = {
    ("document", "unic"): {"=1": SAME}, ("qualit", "vie", "travail"): {"=2": SAME}, ("qualit", "vie"): {"=1": SAME}, ("boulot",): {"travail": LOOSER, "zzz": LOOSER}, ("recrut",): {"=1": SAME}}


def units(question: str, vocabulary: Sequence[str] = KNOWN) -> list[tuple[str, dict[str, int]]]:
    """Return the words of a question and what each looks for; the last is ended by a space, so never a beginning"""
    return [(unit.word, unit.terms) for unit in read(f"{question} ", vocabulary, SOUGHT)]


def test_a_question_is_its_telling_words() -> None:
    assert units("Quels sont les salaires des salarié·e·s en 2020 ?") == [("salaires", {"salair": EXACT}), ("salarie", {"salari": EXACT}), ("2020", {"2020": EXACT})]


def test_little_words_alone_are_kept() -> None:
    assert units("CE") == [("ce", {"ce": EXACT})]
    assert units("pour tous") == [("pour", {}), ("tous", {})]
    assert units("le CE") == [("CE", {"ce": EXACT})]


@pytest.mark.parametrize("question", ["", " ", "?!", "à y", "😀", "\0", "’’’"])
def test_a_question_without_a_word(question: str) -> None:
    assert read(question, KNOWN, SOUGHT) == []
    assert answers([], {}, []) == []


def test_the_last_word_may_be_unfinished() -> None:
    begun = read("travail parent", KNOWN, SOUGHT)[-1]
    assert begun.terms == {"parent": EXACT, "parental": BEGUN, "parentalit": BEGUN}
    assert units("travail parent")[-1] == ("parent", {"parent": EXACT})  # a space ends the word
    assert read("parent travail", KNOWN, SOUGHT)[0].terms == {"parent": EXACT}
    assert read("parenta", KNOWN, SOUGHT)[0].terms == {"parent": KIN, "parental": KIN, "parentalit": KIN}  # kin already: no less
    assert read("ega", KNOWN, SOUGHT)[0].terms == {"egalit": BEGUN, "egalitair": BEGUN}
    assert read("eg", KNOWN, SOUGHT)[0].terms == {}


def test_a_beginning_may_be_a_word_or_its_term() -> None:
    assert read("sportif", ["sportifx", "sportiv", "sportivx"], {})[0].terms == {"sportiv": EXACT, "sportifx": BEGUN, "sportivx": BEGUN}
    assert read("formation", ["form", "formation", "formationx"], {})[0].terms == {"formation": EXACT, "formationx": BEGUN}
    assert read("chargé", ["charg", "chargx"], {})[0].terms == {"charg": EXACT, "chargx": BEGUN}


def test_a_beginning_of_very_many_words_is_that_of_the_first() -> None:
    many = sorted(f"abc{n:03}" for n in range(100))
    assert list(read("abc", many, {})[0].terms) == many[:MOST_BEGUN]


def test_an_unknown_word_is_looked_for_in_its_family() -> None:
    assert units("télétravailleuses") == [("teletravailleuses", {"teletravail": KIN})]  # an end too many
    assert units("recrutatrices") == [("recrutatrices", {"recrut": KIN})]
    assert units("parenté") == [("parente", {"parent": EXACT})]
    assert units("teletrava") == [("teletrava", {"teletravail": KIN})]  # an end too few
    assert units("parentalx")[0][1] == {"parental": KIN}  # the longest
    assert units("formationabcdefg")[0][1] == {}  # too long an end, and nothing is near
    assert units("egali")[0][1] == {"egalit": KIN, "egalitair": KIN}
    many = sorted(f"abcdo{n}x" for n in range(9))
    assert units("abcdo", many) == [("abcdo", dict.fromkeys(many[:MOST_NEAR], KIN))]


@pytest.mark.parametrize(("written", "meant", "off"), [
    ("salire", ["salair"], 1), ("slaaire", ["salair"], 1), ("xalaire", ["salair"], 1), ("hacrel", ["harcel"], 1), ("travial", ["travail"], 1), ("trvil", [], 0), ("teltravil", ["teletravail"], 2),
    ("entrepirs", ["entrepris"], 2), ("enterprise", ["entrepris"], 1), ("zzzzzzz", [], 0), ("2021", [], 0), ("conj", ["cong"], 1), ("con", [], 0),
])
def test_an_unknown_word_may_be_a_misspelling(written: str, meant: list[str], off: int) -> None:
    (unit,) = read(f"{written} ", KNOWN, SOUGHT)
    assert (unit.instead, unit.terms) == (meant, dict.fromkeys(meant, NEAR.get(off, 0)))


def test_misspellings_keep_the_first_letter_before_all_and_are_few() -> None:
    given = sorted(["bain", "gain", "main", "pain", "pais", "paix", "pari", "=ain"])
    (unit,) = read("pail ", given, {})
    assert unit.instead == ["pain", "pais", "paix"][:MOST_NEAR]
    (unit,) = read("zain ", given, {})
    assert unit.instead == ["bain", "gain", "main", "pain"]
    (unit,) = read("paim ", sorted([*given, "naim"]), {})
    assert unit.instead == ["pain", "pais", "paix", "naim"]


def test_a_known_word_is_never_taken_for_another() -> None:
    assert [unit.instead for unit in read("salaire salarié congé boulot ", ["salair", "salari", "travail"], SOUGHT)] == [[], [], [], []]
    assert units("boulot") == [("boulot", {"travail": LOOSER, "zzz": LOOSER})]  # what it leads to is enough


def test_an_expression_counts_for_each_of_its_words() -> None:
    assert units("le document unique") == [("document", {"=1": SAME}), ("unique", {"=1": SAME})]
    assert units("qualité de vie au travail") == [("qualite", {"=2": SAME}), ("vie", {"=2": SAME}), ("travail", {"=2": SAME, "travail": EXACT})]
    assert units("qualité de la vie salaire")[:2] == [("qualite", {"=1": SAME}), ("vie", {"=1": SAME})]
    assert units("recrutement") == [("recrutement", {"=1": SAME, "recrut": EXACT})]


def test_neighbours_are_joined_when_one_is_not_known_alone() -> None:
    assert units("tele travail") == units("teletravail")
    assert units("tra vail salaire") == [("travail", {"travail": EXACT}), ("salaire", {"salair": EXACT})]
    assert units("con gé") == [("conge", {"cong": EXACT})]
    both = sorted([*KNOWN, "parenttravail"])
    assert units("parent travail", both) == units("parent travail")  # both known: they stay two
    assert units("form ation") == [("formation", {"formation": EXACT})]
    assert units("a b") == []
    assert [word for word, _ in units("an tre prix", ["antr", "antreprix"])] == ["antreprix"]


def test_an_empty_index_answers_nothing() -> None:
    assert [(unit.word, unit.terms, unit.instead) for unit in read("salaire égalité", [], {})] == [("salaire", {}, []), ("egalite", {}, [])]


@pytest.mark.parametrize(("one", "other", "distance"), [
    ("abcd", "abcd", 0), ("abcd", "abcde", 1), ("abcd", "acd", 1), ("abcd", "abxd", 1), ("abcd", "bacd", 1), ("abcd", "abdc", 1), ("abcd", "badc", 2), ("abcd", "cd", 2), ("abcd", "abxy", 2), ("abcd", "bcda", 2),
    ("abcd", "wxyz", 4), ("", "", 0), ("", "a", 1), ("ab", "", 2), ("ab", "ba", 1),
])
def test_how_far_two_words_are(one: str, other: str, distance: int) -> None:
    for most in range(4):
        assert misspelt(one, other, most) is misspelt(other, one, most) is (distance <= most)


# Answer


def ranked(units: Sequence[Mapping[str, int]], weights: Mapping[str, Sequence[tuple[int, int]]], pages: Sequence[int] = range(100)) -> list[Found]:
    return answers([Unit(f"mot{place}", dict(given)) for place, given in enumerate(units)], weights, pages)


def test_a_page_scores_the_sum_of_its_words() -> None:
    assert ranked([{"a": 100}, {"b": 100}], {"a": [(0, 10), (1, 20)], "b": [(0, 5), (1, 1)]}) == [Found(1, 2100, ()), Found(0, 1500, ())]


def test_a_word_counts_as_the_best_of_its_terms() -> None:
    assert ranked([{"a": 100, "b": 60, "c": 90}], {"a": [(0, 10)], "b": [(0, 30), (1, 5)], "c": [(0, 1)]}) == [Found(0, 1800, ()), Found(1, 300, ())]


def test_a_page_falls_with_the_square_of_the_words_that_it_lacks() -> None:
    assert ranked([{"a": 100}, {"b": 100}], {"a": [(0, 40), (1, 39), (2, 41)], "b": [(3, 10)]}) == [Found(2, 1025, ("mot1",)), Found(0, 1000, ("mot1",)), Found(1, 975, ("mot1",)), Found(3, 250, ("mot0",))]
    assert ranked([{"a": 1}, {}, {"zzz": 100}], {"a": [(0, 100)]}) == [Found(0, 100 // 9, ("mot1", "mot2"))]
    assert [one.document for one in ranked([{"a": 100}, {"b": 100}], {"a": [(0, 10), (1, 79), (2, 81)], "b": [(0, 10)]})] == [2, 0, 1]  # four times as much passes


def test_ties_are_in_the_order_of_documents() -> None:
    assert [one.document for one in ranked([{"a": 100, "b": 50}], {"b": [(7, 20)], "a": [(2, 10), (5, 10), (9, 10)]})] == [2, 5, 7, 9]


def test_documents_of_one_page_are_one_answer() -> None:
    pages = [0, 0, 0, 3, 3, 5]
    assert ranked([{"a": 100}, {"b": 100}], {"a": [(0, 1), (1, 10), (2, 5), (3, 9), (5, 2)], "b": [(1, 1), (4, 20)]}, pages) == [
        # Those of a page that lack more words than its best are left out: here 0 and 2, which have one of two.
        Found(1, 1100, ()), Found(4, 500, ("mot0",), (3,)), Found(5, 50, ("mot1",))]


def test_no_page_has_the_words() -> None:
    assert ranked([{"a": 100}, {}], {"b": [(0, 1)]}) == []


def test_scores_stay_whole_however_heavy() -> None:
    (one,) = ranked([{"a": 100}] * 7 + [{}] * 2, {"a": [(0, 28_311)]})
    assert one.score == 28_311 * 100 * 7 * 49 // 81
    assert isinstance(one.score, int)


# The whole way, and the command line


PAGES = [
    ("testimonials/les-tilleuls/", page("Un jour commun", "<p>Ils ont essayé le télétravail.</p>")),
    ("method/essayer/", page("Essayer avant de généraliser", '<h2 id="pilote">Un site pilote</h2><p>Essai sur un site, avec les salarié·e·s.</p>')),
    ("resources/glossaire/", page("Glossaire", '<div data-recherche="entree" id="rps"><dt>RPS</dt><dd>Stress et violences.</dd></div><div data-recherche="entree" id="qvct"><dt>QVCT</dt><dd>Le travail vécu, sans stress.</dd></div>')),
    ("themes/", page("Thèmes", "<p>télétravail</p>")),
    ("search/", page("Rechercher", "<p>télétravail</p>")),
]


@pytest.fixture
def index(catalog: Catalog) -> dict[str, str]:
    return index_of(catalog, PAGES)


@pytest.fixture
def ask(index: dict[str, str]) -> Ask:
    """The function that gives the addresses that answer a question."""
    search = Search(index.__getitem__)
    return lambda question: [search.card(one)["address"] for one in search.ask(question)[1]]


def test_from_pages_to_answers(ask: Ask) -> None:
    assert ask("télétravail") == ask("TELE TRAVAIL") == ["testimonials/les-tilleuls/"]
    assert ask("salariées") == ask("essai grandeur nature") == ["method/essayer/"]  # by a word; by a synonym of « pilote »
    assert ask("risques psychosociaux") == ["resources/glossaire/#rps"]
    assert ask("tilleuls") == ask("gard") == ask("formation") == ["testimonials/les-tilleuls/"]
    assert ask("qualité de vie au travail") == ["resources/glossaire/#qvct"]
    assert ask("patronne") == ["method/essayer/", "resources/glossaire/#qvct"]  # towards their theme, « Management »
    assert ask("zzzz") == ask("chez ") == ask("") == []


def test_what_a_result_shows(index: dict[str, str]) -> None:
    search = Search(index.__getitem__)
    units, (best,) = search.ask("stress")
    assert ([unit.word for unit in units], best.missing, len(best.others)) == (["stress"], (), 1)
    assert search.card(best) == {"address": "resources/glossaire/#rps", "title": "RPS", "kind": "Définition", "facts": [], "passages": [["rps", "", "Stress et violences."]]}


def test_an_index_is_the_same_whatever_the_order_of_pages(catalog: Catalog, index: dict[str, str]) -> None:
    assert index_of(catalog, reversed(PAGES)) == index


@pytest.mark.parametrize("pages", [[], [("a/", "")], [("a/", "<article>sans titre</article>")], [("a/", page("!"))], [("zz/", page("À la", "<h2>Y</h2>"))]])
def test_a_site_with_nothing_to_find(catalog: Catalog, pages: list[tuple[str, str]]) -> None:
    search = Search(index_of(catalog, pages).__getitem__)
    assert search.ask("travail salarié CE")[1] == []


def run(root: Path, question: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["--root", str(root), "search", question])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


@pytest.fixture
def built(tmp_path: Path, index: dict[str, str]) -> Path:
    for name, text in index.items():
        path = tmp_path / "site/search" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_command_asks_for_a_built_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "télétravail", capsys) == (1, "", "La recherche lit le site construit : lancez d’abord « make site ».\n")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "site/search").mkdir(parents=True)  # a site that another engine built
    assert run(tmp_path, "télétravail", capsys)[0] == 1


@pytest.mark.parametrize(("question", "said"), [
    ("télétravail", "1 page :\n 1. Un jour commun\n    Structure – testimonials/les-tilleuls/\n"),
    ("zzzz", "0 page.\n"),
    ("", "0 page.\n"),
    ("essai stress ", "2 pages :\n 1. Essayer avant de généraliser\n    Méthode – method/essayer/ – sans : stress\n 2. RPS\n    Définition – resources/glossaire/#rps – sans : essai\n"),
    ("teletravial ", "1 page :\n 1. Un jour commun\n    Structure – testimonials/les-tilleuls/\nMots inconnus, cherchés sous une autre forme : teletravial.\n"),
])
def test_the_command_answers(built: Path, capsys: pytest.CaptureFixture[str], question: str, said: str) -> None:
    assert run(built, question, capsys) == (0, said, "")


def test_the_command_shows_ten_pages(tmp_path: Path, catalog: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    pages = [(f"about/{n:02}/", page(f"Page {n:02}", "<p>égalité</p>")) for n in range(12)]
    for name, text in index_of(catalog, pages).items():
        (tmp_path / "site/search" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site/search" / name).write_text(text, encoding="utf-8")
    status, said, _ = run(tmp_path, "égalité", capsys)
    assert (status, said.splitlines()[0], said.count(" – about/")) == (0, "12 pages, 10 montrées :", 10)
    assert said.splitlines()[-2:] == ["10. Page 09", "    À propos du site – about/09/"]
