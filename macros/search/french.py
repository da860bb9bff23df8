"""The French analyser: from a text to the terms of the index. Registered in lunr as « francais », there and here.

Its twin is overrides/assets/search/french.js; tests/search/analyser.yml holds both to the same answers.
"""

import re
import unicodedata
from functools import lru_cache

from lunr.pipeline import Pipeline
from lunr.token import Token

from macros.search.language import ELIDED, ENDS, INCLUSIVE, JOINED, KEPT, STOP, WELDED

NAME = "francais"
SPELT_OUT = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", **dict.fromkeys("’ʼ‘`´′", "'")})
ACCENTS = re.compile("[\u0300-\u036f\u00ad\u200b]")
FLAGS = re.IGNORECASE | re.ASCII


def _one_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


# The same regular expressions, for the same reasons, stand in french.js.
ACRONYM = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}", FLAGS)
THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))", FLAGS)
MARKED = re.compile(rf"(?<=[a-z]{{2}})(?:[·•‧⋅./-](?:{_one_of(INCLUSIVE)}))(?:[·•‧⋅./-]?s)?(?![a-z0-9'])", FLAGS)
BRACKETED = re.compile(rf"(?<=[a-z]{{2}})\((?:{_one_of(INCLUSIVE)})\)s?(?![a-z0-9'])", FLAGS)
ELISION = re.compile(rf"(?<![a-z0-9])(?:{_one_of(ELIDED)})'(?=[a-z0-9])", FLAGS)
APART = re.compile(rf"(?<![a-z0-9-])({_one_of(JOINED)})[ -]+(?=[a-z]{{3}})", FLAGS)
WELD = re.compile(rf"(?<![a-z0-9])(?:{_one_of(WELDED).replace(' ', '[ -]')})(?![a-z0-9])", FLAGS)
WORD = re.compile(r"[a-z0-9]+", FLAGS)
DOUBLED = re.compile(r"([a-z])\1")


def words(text: str) -> list[str]:
    """Return the words of a text in order, in lower case and without accents, little words included.

    « l’égalité des salarié·e·s » gives egalite, des, salarie. A word that is written in capitals and would be
    a little word in lower case (CE: comité d’entreprise) is given in capitals.
    """
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(SPELT_OUT)))
    text = ACRONYM.sub(lambda found: found[0].replace(".", ""), text.translate(SPELT_OUT))
    text = THOUSANDS.sub("", text)
    text = BRACKETED.sub("", MARKED.sub("", text))
    text = APART.sub(r"\1", ELISION.sub("", text).replace("'", ""))
    text = WELD.sub(lambda found: re.sub("[ -]", "", found[0]), text)
    shouted = not re.search("[a-z]", text)
    return [_cased(word, shouted) for word in WORD.findall(text) if len(word) > 1 or word.isdigit()]


def _cased(word: str, shouted: bool) -> str:
    low = word.lower()
    return word if not shouted and low in STOP and word.isupper() else low


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the term of a word: « salariees », « salaries » and « salarie » give "salari"."""
    word = word.lower()
    if len(word) < 4 or word in KEPT or not word.isalpha():
        return word
    word = DOUBLED.sub(r"\1", word)
    for group in ENDS:
        if word in KEPT:
            return word
        for end, replacement, stays in group:
            if word.endswith(end) and len(word) - len(end) >= stays:
                word = word[: len(word) - len(end)] + replacement
                break
    return word


def terms(text: str) -> list[str]:
    """Return the terms of a text, little words left out: what the index holds of it."""
    return [stem(word) for word in words(text) if word not in STOP]


def francais(token: Token, _index: int, _tokens: list[Token]) -> Token:
    """Be a step of lunr's pipeline: a word becomes its term."""
    return token.update(lambda word, _metadata: stem(word))


Pipeline.register_function(francais, NAME)
