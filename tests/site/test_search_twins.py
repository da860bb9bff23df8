"""The search of the built site: Python's and the browser's read and answer alike, weigh as lunr does, find what is sought, and stay small.

The browser's is run by Node: tests/search/twin.mjs.
"""

import gzip
import json
import math
import random
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import mkdocs
import pytest
import yaml
from lunr.index import Index
from lunr.pipeline import Pipeline

from macros.catalog import Catalog
from macros.search.answer import answers
from macros.search.concepts import Concepts, concepts_of
from macros.search.documents import Document, documents
from macros.search.french import francais, stem, terms, words
from macros.search.index import Search, index_of
from macros.search.language import STOP
from macros.search.packed import SCALE, SMALLEST, STEP, files
from macros.search.postings import Postings, builder_of, postings_of
from macros.search.question import EXACT, Unit
from tests.built import ROOT, none
from tests.site.markup import Element

Twin = Callable[..., dict[str, Any]]
Found = tuple[int, int, list[str], list[int]]

GIVEN: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text(encoding="utf-8"))
LUNR = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"
FIRST, WITHIN = 42, 3  # the questions that came first; results that one looks at
MOST_BYTES = 90_000  # compressed: what a browser would fetch to search the whole site, results aside


@pytest.fixture(scope="module")
def twin(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Twin:
    """The function that asks the published search, run by Node."""
    modules = tmp_path_factory.mktemp("twin")
    shutil.copytree(site / "assets/search", modules, dirs_exist_ok=True)
    (modules / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def asked(**given: Any) -> dict[str, Any]:
        given = {"modules": str(modules), "index": str(site / "search")} | given
        done = subprocess.run(["node", str(ROOT / "tests/search/twin.mjs")], input=json.dumps(given), capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return asked


@pytest.fixture(scope="module")
def search(site: Path) -> Search:
    return Search(lambda name: (site / "search" / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def html(site: Path) -> list[tuple[str, str]]:
    """The address and the HTML of each page."""
    return [(path.relative_to(site).as_posix().removesuffix("index.html"), path.read_text(encoding="utf-8")) for path in site.rglob("index.html")]


@pytest.fixture(scope="module")
def known(real_catalog: Catalog, html: list[tuple[str, str]]) -> tuple[tuple[Document, ...], Concepts]:
    """What the index is made of."""
    return tuple(documents(real_catalog, html)), concepts_of(real_catalog)


def test_the_published_index_is_that_of_the_pages(site: Path, real_catalog: Catalog, html: list[tuple[str, str]]) -> None:
    made = index_of(real_catalog, html)
    assert made.keys() == {path.relative_to(site / "search").as_posix() for path in (site / "search").rglob("*.json")}
    none(name for name, text in made.items() if (site / "search" / name).read_text(encoding="utf-8") != text)


# Words


def differing(texts: Sequence[str], read: list[dict[str, list[str]]]) -> list[str]:
    """Return, for each text that the twins read otherwise, how each does."""
    found = []
    for text, other in zip(texts, read, strict=True):
        own = {"words": words(text), "stems": [stem(word) for word in words(text)], "terms": terms(text)}
        if own != other:
            found.append(f"{ascii(text[:60])}: {own} there, {other} in the browser" if len(text) < 200 else f"{text[:60]}…")
    return found


def test_the_table_is_read_alike(twin: Twin) -> None:
    table = yaml.safe_load((ROOT / "tests/search/analyser.yml").read_text(encoding="utf-8"))
    texts = [case["text"] for case in table["texts"]] + [text for kind in ("meet", "apart") for pair in table[kind] for text in pair]
    read = twin(texts=texts)["texts"]
    none(differing(texts, read))
    none(f"{case['text']}: {found}" for case, found in zip(table["texts"], read, strict=False) if (found["words"], found["terms"]) != (case["words"].split(), case["terms"].split()))


def bare(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def test_all_that_the_site_says_is_read_alike(twin: Twin, pages: dict[str, Element]) -> None:
    articles = [article.text for tree in pages.values() for article in tree.all("article")]
    once = dict.fromkeys(word for text in articles for word in text.split())
    texts = list(dict.fromkeys(form for word in once for form in (word, word.lower(), word.upper(), bare(word), unicodedata.normalize("NFD", word))))
    assert len(articles) > 50
    assert len(texts) > 20_000
    none(differing([*articles, *texts], twin(texts=[*articles, *texts])["texts"]))


def test_every_character_is_read_alike(twin: Twin) -> None:
    """Those of Unicode 3.2, which every Python and every browser take apart in the same way; of letters of other scripts, those that are made of ours."""
    old = unicodedata.ucd_3_2_0
    signs = [sign for sign in map(chr, range(0x110000)) if old.category(sign) not in ("Cn", "Cs", "Co") and (old.category(sign) != "Lo" or any(part.isascii() for part in old.normalize("NFKD", sign)))]
    assert len(signs) > 5000
    texts = [f"l{sign}eau ab{sign}cd salarié{sign}e{sign}s {sign}E 1{sign}700 mi{sign}temps {sign}" for sign in signs]
    none(differing(texts, twin(texts=texts)["texts"]))


def test_pieces_of_words_put_together_are_read_alike(twin: Twin, search: Search) -> None:
    drawn = random.Random(7)
    tables = search.opened.index["language"]
    pieces = [*tables["elided"], *tables["joined"], *tables["inclusive"], *tables["welded"], *tables["stop"].split(), *tables["kept"], *(end for group in tables["ends"] for end, _, _ in group),
              "salarié", "directeur", "É", "œ", "1", "12", "700", "a", "s", "x", "CE", "dépa", "ll", "ß", "\u0301", "😀", "\0"]
    between = ["", "", "", "'", "’", "-", " ", "\u00a0", "\u202f", ".", "·", "(", ")", "/", "•", ",", " - ", "\n", "\u00ad"]
    texts = ["".join(piece for _ in range(drawn.randint(1, 9)) for piece in (drawn.choice(pieces), drawn.choice(between))) for _ in range(6000)]
    texts = [drawn.choice([text, text, text.upper(), text.title()]) for text in texts]
    none(differing(texts, twin(texts=texts)["texts"]))


# Questions


def mutated(question: str, drawn: random.Random) -> str:
    """Return a question as a hurried reader may write it."""
    for _ in range(drawn.randint(1, 2)):
        place = drawn.randrange(len(question) + 1)
        letter = drawn.choice("aeéinrst-’. ")
        question = drawn.choice([
            question[:place] + letter + question[place:], question[:place] + question[place + 1:], question[:place] + letter + question[place + 1:],
            question[:place] + question[place + 1:place + 2] + question[place:place + 1] + question[place + 2:],
            question[:place], bare(question), question.upper(), question.replace("s ", "·e·s ", 1), question.replace(" ", "", 1), question + " ", question.replace("é", "e\u0301"), question.replace("’", "'"),
        ])
    return question


@pytest.fixture(scope="module")
def questions() -> list[str]:
    """The given questions, the same with mistakes, and what they do not reach: no word, very many words with the same beginning, unknown numbers…"""
    drawn = random.Random(20_261_121)
    given = [entry["q"] for entry in GIVEN]
    return [*given, *(mutated(drawn.choice(given), drawn) for _ in range(200)), "", " ", "?", "de la", "CE", "zzzzzz", "travail", "con", "par", "pro", "2099", "z100", "z19", " ".join(given)]


@pytest.fixture(scope="module")
def answered(twin: Twin, questions: list[str]) -> list[dict[str, Any]]:
    """What the browser answers."""
    return twin(questions=questions)["questions"]


def told(search: Search, question: str) -> tuple[list[tuple[str, dict[str, int], list[str]]], list[Found]]:
    """Return what Python answers: the units and the pages."""
    units, found = search.ask(question)
    return [(unit.word, unit.terms, unit.instead) for unit in units], [(one.document, one.score, list(one.missing), list(one.others)) for one in found]


def test_questions_are_read_and_answered_alike(search: Search, questions: list[str], answered: list[dict[str, Any]]) -> None:
    faults = []
    for question, other in zip(questions, answered, strict=True):
        units, found = told(search, question)
        read = [(word, dict(given), instead) for word, given, instead in other["units"]]
        pages = [tuple(one) for one in other["found"]]
        if (units, found, len(units)) != (read, pages, other["words"]):
            faults.append(f"{question!r}: {units} {found[:5]} there, {read} {pages[:5]} in the browser")
    none(faults)
    assert sum(len(other["found"]) for other in answered) > 20 * len(questions)


def test_an_index_of_thousands_of_documents_is_answered_alike(twin: Twin, tmp_path: Path) -> None:
    listed = [Document(f"p{number}/", f"p{number}/", "", "site", 1, (), (), (), ()) for number in range(6000)]
    rows = {"loin": [0, 2025, 4050, 5999], "pres": [0, 44, 45, 89, 90, 134, 135, 225], "seul": [2024], "dernier": [5999], "milieu": [2025, 4095, 4096]}
    postings = Postings({stem(word): [(number, 1 + number / 1000) for number in numbers] for word, numbers in rows.items()})
    made = files(listed, Concepts(), postings, {"kinds": [("site", "Site")], "themes": []})
    for name, text in made.items():
        if "/d" not in name:  # no card is shown
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    asked = [f"{word} " for word in rows]
    for (word, numbers), other in zip(rows.items(), twin(index=str(tmp_path), questions=asked)["questions"], strict=True):
        assert [tuple(one) for one in other["found"]] == told(Search(made.__getitem__), f"{word} ")[1]
        assert sorted(one[0] for one in other["found"]) == numbers


def test_what_may_have_been_meant_is_a_word_of_the_site(search: Search, questions: list[str], answered: list[dict[str, Any]]) -> None:
    faults, count = [], 0
    for question, other in zip(questions, answered, strict=True):
        guessed = [unit for unit in search.ask(question)[0] if unit.instead]
        count += len(guessed)
        assert [word for word, _ in other["meant"]] == [unit.word for unit in guessed]
        faults += [f"{question!r}: {unit.word}, {meant}" for unit, (_, meant) in zip(guessed, other["meant"], strict=True) if "".join(map(stem, words(meant))) != unit.instead[0]]
    none(faults)
    assert count > 20


def test_results_show_their_cards_and_the_words_found(search: Search, twin: Twin) -> None:
    asked = [(entry["q"], [number for one in search.ask(entry["q"])[1][:WITHIN] for number in (one.document, *one.others[:2])]) for entry in GIVEN]
    faults, marked = [], 0
    for (question, numbers), cards in zip(asked, twin(shown=asked)["shown"], strict=True):
        for number, card in zip(numbers, cards, strict=True):
            own, shown = search.opened.card(number), card["part"]
            if (card["address"], card["title"], card["facts"]) != (own["address"], own["title"], own["facts"]):
                faults.append(f"{question}: {card['address']} is not {own['address']}")
            for text, marks in ((card["title"], card["titleMarks"]), (shown["text"], shown["marks"])):
                places = [place for mark in marks for place in (mark["start"], mark["end"])]
                marked += len(marks)
                if places != sorted(places) or any(not words(text[mark["start"]:mark["end"]]) for mark in marks) or max(places, default=0) > len(text):
                    faults.append(f"{question}: {card['address']}: {marks} in « {text} »")
            if len(shown["text"]) > 250 or (shown["anchor"] and shown["anchor"] not in [anchor for anchor, _, _ in own["passages"]]):
                faults.append(f"{question}: {card['address']}: {shown}")
    none(faults)
    assert marked > 2 * len(GIVEN)


# Relevance and weight


def place_of(search: Search, entry: dict[str, Any]) -> int:
    """Return the place of the first page that answers a question, from 1; 0 if none does."""
    pages = [search.card(one)["address"].partition("#")[0] for one in search.ask(entry["q"])[1]]
    assert len(pages) == len(set(pages)), f"{entry['q']}: a page is there twice"
    assert pages, f"{entry['q']}: nothing was found"
    return next((place for place, page in enumerate(pages, 1) if page in entry["find"]), 0)


def test_the_first_questions_find_their_answers(search: Search) -> None:
    places = {entry["q"]: place_of(search, entry) for entry in GIVEN[:FIRST]}
    none(f"{question}: {place}" for question, place in places.items() if not 0 < place <= WITHIN)
    assert sum(place == 1 for place in places.values()) >= 36, {question: place for question, place in places.items() if place != 1}


def test_nearly_all_questions_find_their_answers(search: Search) -> None:
    others = GIVEN[FIRST:]
    places = {entry["q"]: place_of(search, entry) for entry in others}
    far = {question: place for question, place in places.items() if not 0 < place <= WITHIN}
    assert len(others) >= 78
    assert len(far) <= 0.05 * len(others), far


def test_what_questions_should_find_exists(site: Path) -> None:
    none(f"{entry['q']}: {page}" for entry in GIVEN for page in entry["find"] if not (site / page / "index.html").is_file())


def test_the_whole_search_is_small(site: Path) -> None:
    version = json.loads((site / "search/index.json").read_text(encoding="utf-8"))["version"]
    shards = [path for path in (site / "search" / version).iterdir() if not path.name.startswith("d")]
    code = list((site / "assets/search").glob("*.js"))
    assert len(shards) > 2
    assert {path.stem for path in code} >= {"page", "worker", "french", "question", "answer", "packed"}
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in (site / "search/index.json", *shards, *code)}
    assert sum(sizes.values()) <= MOST_BYTES, sizes


# lunr


@pytest.fixture(scope="module")
def lunr(known: tuple[tuple[Document, ...], Concepts]) -> Index:
    """lunr's own index of the site."""
    builder = builder_of(*known)
    builder.search_pipeline.add(francais)
    return builder.build()


@pytest.fixture(scope="module")
def plain(lunr: Index) -> list[list[str]]:
    """Lists of words that the index has, no two of one term: those of the given questions, and some of its own alone."""
    asked = [list({stem(word): word for word in words(entry["q"]) if word not in STOP and stem(word) in lunr.inverted_index}.values()) for entry in GIVEN]
    own = random.Random(9).sample([term for term in lunr.inverted_index if term.isalpha() and stem(term) == term], 80)
    return [found for found in [*asked, *([word] for found in asked for word in found), *([term] for term in own)] if found]


def scores(lunr: Index, asked: list[str]) -> dict[int, float]:
    """Return lunr's score of each document, best first, for words looked for in all fields. It divides by the length of the question's vector: this is undone."""
    found = lunr.query(callback=lambda query: [query.term(word) for word in asked])
    return {int(one["ref"]): one["score"] * math.sqrt(len(asked)) for one in found}


def test_unquantised_weights_answer_as_lunr_does(lunr: Index, plain: list[list[str]], known: tuple[tuple[Document, ...], Concepts]) -> None:
    """lunr rounds its weights to thousandths: so ours are whole numbers of them."""
    listed, concepts = known
    weights = {term: [(number, round(weight * 1000)) for number, weight in row] for term, row in postings_of(listed, concepts).weights.items()}
    for asked in plain:
        theirs = scores(lunr, asked)
        ours = answers([Unit(word, {stem(word): EXACT}) for word in asked], weights, range(len(listed)))
        size = len(asked)
        has = {one.document: size - len(one.missing) for one in ours}
        expected = {number: round(score * 1000) * EXACT * has[number] ** 2 // size**2 for number, score in theirs.items()}
        assert [(one.document, one.score) for one in ours] == sorted(expected.items(), key=lambda one: (-one[1], one[0])), asked
        whole = [round(theirs[one.document], 6) for one in ours if not one.missing]
        assert whole == sorted(whole, reverse=True), asked
    assert sum(len(asked) > 2 for asked in plain) > 40


def test_published_weights_answer_as_lunr_does_up_to_a_step(lunr: Index, plain: list[list[str]], search: Search) -> None:
    """A weight off the scale is written as the nearest end of it."""
    lightest, heaviest = SMALLEST / 1000, SCALE[-1] / 1000
    for asked in plain:
        each = [{number: min(max(score, lightest), heaviest) for number, score in scores(lunr, [word]).items()} for word in asked]
        published = search.opened.weights({stem(word) for word in asked})
        ours = {number: sum(dict(row).get(number, 0) for row in published.values()) / 1000 for row in published.values() for number, _ in row}
        theirs = {number: sum(found.get(number, 0) for found in each) for found in each for number in found}
        assert ours.keys() == theirs.keys()
        half = STEP**0.5 - 1
        none(f"{asked}: {number}: {ours[number]}, {theirs[number]}" for number in ours if abs(ours[number] - theirs[number]) > theirs[number] * half + 0.0006 * len(asked))
        lowest = math.inf
        for number in sorted(ours, key=lambda number: (-ours[number], number)):
            assert theirs[number] <= lowest * STEP + 0.002 * len(asked), (asked, number)
            lowest = min(lowest, theirs[number])


def test_few_weights_are_off_the_scale(known: tuple[tuple[Document, ...], Concepts]) -> None:
    weights = [weight * 1000 for row in postings_of(*known).weights.values() for _, weight in row]
    assert sum(weight > SCALE[-1] for weight in weights) <= len(weights) / 1000
    assert sum(weight < SMALLEST for weight in weights) <= len(weights) / 100


def test_lunr_js_makes_the_same_terms(twin: Twin, search: Search) -> None:
    pipeline = Pipeline.load(["francais"])
    texts = [*search.opened.vocabulary, *(entry["q"] for entry in GIVEN), "le CE", "Départements créés"]
    answer = twin(texts=texts, lunr=str(LUNR))
    assert answer["lunr"] == "2.3.9"
    none(f"{text}: {found}" for text, found in zip(texts, answer["tokens"], strict=True) if found != [term for word in words(text) for term in pipeline.run_string(word)])
    assert sum(map(len, answer["tokens"])) > 2000


def test_lunr_js_answers_from_the_index_that_lunr_py_wrote(twin: Twin, lunr: Index, plain: list[list[str]]) -> None:
    written = lunr.serialize()
    assert written["pipeline"] == ["francais"]
    for asked, found in zip(plain, twin(lunr=str(LUNR), serialised=written, words=plain)["orders"], strict=True):
        theirs = lunr.query(callback=lambda query: [query.term(word) for word in asked])  # noqa: B023 (called at once)
        assert [number for number, _ in found] == [int(one["ref"]) for one in theirs], asked
        assert [score for _, score in found] == pytest.approx([one["score"] for one in theirs]), asked
