"""French text: typography, accents, plurals and the nearest known word."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

THIN = "\u202f"  # narrow no-break space: before ; ! ? and inside « »
WIDE = "\u00a0"  # no-break space: before :

# Something that a browser could read as a tag, a comment or an entity.
MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
# C0 controls but tab and line feed, C1 controls, and the marks that reorder text.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
PASTED = re.compile("[\u00ad\u200b\u200e\u200f\u2060]")  # what a word processor leaves: soft hyphens, blanks of no width, marks of direction


@lru_cache(maxsize=8192)
def typeset(text: str) -> str:
    """Return `text` with French spaces and apostrophes.

    Source of the rules: Imprimerie nationale, « Lexique des règles typographiques ».
    Addresses and times are left alone: a mark needs a blank before it, or a closing guillemet.
    """
    text = text.replace("'", "’").replace("...", "…")
    text = re.sub(r"«[ \u00a0\u202f]*", "«" + THIN, text)
    text = re.sub(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]*»", THIN + "»", text)
    text = re.sub(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]+([;!?])", THIN + r"\1", text)
    text = re.sub(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]+:", WIDE + ":", text)
    text = re.sub(r"(?<=\d)[ \u00a0\u202f]+(?=%|€|\d{3}\b)", THIN, text)
    return re.sub(r"\b(p\.|n°|art\.)[ \u00a0\u202f]+(?=\d)", r"\1" + WIDE, text)


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, œ and æ spelt out: « Éœ » gives "eoe"."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def capital(text: str) -> str:
    """Return a text with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def number(value: int) -> str:
    """Return a whole number as it is written in French: 1700 gives « 1 700 » (narrow space)."""
    return f"{value:,}".replace(",", THIN)


def decimal(value: str) -> str:
    """Return a number written with a point as it is written in French: "-19.4" gives « −19,4 »."""
    return value.replace(".", ",").replace("-", "−")


def plural(count: int, one: str, many: str) -> str:
    """Return the count and its noun: 0 and 1 take the singular in French."""
    return f"{number(count)} {one if count < 2 else many}"


def enumeration(items: Iterable[object]) -> str:
    """Return items as one says them: 10, 11 and 18 give « 10, 11 et 18 »."""
    *first, last = map(str, items)
    return f"{', '.join(first)} et {last}" if first else last


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """Return the entry of `known` that `word` was probably meant to be, or None."""
    folded = {fold(k): k for k in known}
    found = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def summary(text: str, longest: int = 200) -> str:
    """Return the first sentences of a text that fit in `longest` characters, the first one at least."""
    first, *others = re.split(r"(?<=[.?!]) ", text)
    for sentence in others:
        if len(first) + len(sentence) >= longest:
            break
        first += " " + sentence
    return first


def count_words(text: str) -> int:
    """Return the number of words of `text`, as a reader would count them."""
    return len(re.findall(r"[\w’'-]*\w", text))
