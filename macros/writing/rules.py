"""The rules of writing: what each looks for in a text of ours, why, and what to do."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from macros.catalog import Catalog
from macros.model.writing import PreferredTerm
from macros.text import THIN, WIDE, count_words, fold

AGREEMENT = "accord"  # the one rule that nothing silences
LONGEST_SENTENCE = 35  # words: our readers are tired, and read on a phone
ACCENTED = str.maketrans({plain: f"[{plain}{accented}]" for plain, accented in {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü"}.items()})
BLANK = f"[ {THIN}{WIDE}]"


@dataclass(frozen=True)
class Finding:
    """What a rule finds in a text: where it starts, the words at fault, what is wrong, what to do."""

    at: int
    passage: str
    message: str
    remedy: str
    refused: bool | None = None  # None: as its rule says


@dataclass(frozen=True)
class Rule:
    """A rule: its name, whether it stops the publication, what it asks and why, in French."""

    name: str
    refused: bool
    asks: str
    why: str
    find: Callable[[str, "Lexicon"], Iterator[Finding]] | None = None  # None: what it looks at is no text


class Lexicon:
    """The words that the rules know: those of the glossary, names of organisations, words to avoid, first names."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of organisations and exact titles: what is written in them is theirs."""
        c = self.catalog
        found = [*(s.name for s in c.structures), *(v.text for s in c.structures for v in s.name_variants), *(case.name for case in c.cases)]
        found += [text for d in c.sources for text in (d.title, d.short_title, *d.publishers)] + [text for r in c.resources for text in (r.title, *r.publishers)]
        found += [text for p in c.partners for text in (p.name, p.expansion or "")] + [text for t in c.legal for text in (t.title, t.short_title)]
        return tuple(found)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Acronyms that are explained, or that are names."""
        told = [text for term in self.catalog.glossary for text in (term.term, *term.synonyms)]
        return frozenset(word for text in (*told, *self.names) for word in ACRONYM.findall(text))

    @cached_property
    def avoided(self) -> tuple[re.Pattern[str], dict[str, PreferredTerm]] | None:
        """What finds the words to avoid, accents and case aside, and what is said of each by its folded words."""
        known = {fold(word): term for term in self.catalog.preferred_terms for word in term.avoid}
        return (re.compile(rf"(?<!\w)(?:{_any_of(known).translate(ACCENTED)})(?!\w)", re.IGNORECASE), known) if known else None

    @cached_property
    def first_names(self) -> re.Pattern[str] | None:
        """What finds a first name and the name that follows it."""
        names = _any_of(name for entry in self.catalog.first_names for name in entry.names)
        return re.compile(rf"\b({names})(?:[- ](?:{names}))* (?:(?:[Dd]e|[Dd]u|d’|[Ll]e|[Ll]a) ?)?[A-ZÀ-Þ][\w’-]+") if names else None


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


ACRONYM = re.compile(r"(?<![\w’'-])(?:[LlDdNnSsJjCcMm]’|[Qq]u’)?([A-ZÉ][A-ZÉ0-9]*[A-ZÉ][A-ZÉ0-9]*s?)(?![\w@/-]|\.\w)")
ROMAN = re.compile(r"[IVXLC]+")
CIVILITY = re.compile(rf"(?<![\w.])(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Mademoiselle|Maître|Docteure?|Dr){BLANK}[A-ZÀ-Þ][\w’-]+")
SENTENCE = re.compile(r"[^.!?…]*(?:[.!?…]+(?=[\s»)]|$)|$|[.!?…])")
LINK = re.compile(r"\[(ici|là|cliquez ici|en savoir plus|lire la suite|plus d’infos?|ce lien|lien|voir|page)\]\(", re.IGNORECASE)
IMAGE = re.compile(r"!\[\s*\]\(")
# What is wrong in French typography and that the site does not mend by itself (see macros/text.typeset), and the remedy.
TYPING = (
    (re.compile(r'"[^"]*"?'), "des guillemets droits entourent ce passage", "Employez « … »."),
    (re.compile(r"[“”„][^“”]*[“”]?"), "ce ne sont pas des guillemets français", "Employez « … »."),
    (re.compile(rf"[a-zà-ÿ)]{BLANK}+[,.](?!\w|\.)"), "il y a une espace de trop devant la virgule ou le point", "Retirez-la."),
    (re.compile(r"[A-Za-zÀ-ÿ]{2,}[?!;](?=\s|$)|[A-Za-zÀ-ÿ]{2,}:(?=\s)"), "il manque une espace devant le signe", "Ajoutez-la : le site en fera une espace insécable."),
    (re.compile(r"[a-zà-ÿ]{2,},(?=[a-zà-ÿ])|[a-zà-ÿ]{3,}\.(?=[A-ZÀ-Þ][a-zà-ÿ])"), "il manque une espace après le signe", "Ajoutez-la."),
    (re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;"), "ce signe est doublé", "Gardez-en un."),
    (re.compile(r"\b(?:etc ?(?:…|\.\.\.))", re.IGNORECASE), "« etc. » ne prend pas de points de suspension", "Écrivez « etc. »."),
    (re.compile(r"\b\d+(?:ère|ière|ème|ième|nd|nde)s?\b"), "cet adjectif numéral s’abrège autrement", "Écrivez 1er, 1re, 2e."),
    (re.compile(r"\d+(?:%|€)"), "il manque une espace devant « % » ou « € »", "Ajoutez-la : le site en fera une espace insécable."),
    (re.compile(r"\b(?:c|s|n|v|m)oeu\w*|\boeu(?:vre|vres|vrer|vrent|f|fs)\b|\bmanoeuvr\w*|\bmain-d'oeuvre\b", re.IGNORECASE), "le « œ » est écrit en deux lettres", "Écrivez « œ »."),
    (re.compile(r"\b(?:Etat|Etats|Ecole|Eglise|Etre|Equipe|Egalite|Education|Economie|Etude|Evaluation|Elu|Elue)\b"), "la capitale a perdu son accent", "Écrivez É, È, À."),
    (re.compile(r"«(?:(?!»).)*$|^(?:(?!«).)*»"), "un guillemet est ouvert et n’est pas fermé, ou l’inverse", "Ajoutez celui qui manque."),
    (re.compile(r"\w{2,}\((?!(?:e|s|ne|le|se|ve|trice|rice|euse|ère)s?\))|\([ ]|[ ]\)"), "l’espace est mal placée autour de la parenthèse", "L’espace est dehors, jamais dedans."),
    (re.compile(r"\w[ ]{2,}\w"), "il y a deux espaces de suite", "Gardez-en une."),
)


def _sentences(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    for found in SENTENCE.finditer(text):
        words = count_words(found[0])
        if words > LONGEST_SENTENCE:
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Finding(start, " ".join(found[0].split()[:6]) + "…", f"cette phrase compte {words} mots", f"Coupez-la : {LONGEST_SENTENCE} mots au plus.")


def _avoided(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    if lexicon.avoided:
        pattern, known = lexicon.avoided
        for found in pattern.finditer(text):
            words, term = found[0], known[fold(found[0])]
            if not any(words in name for name in lexicon.names):
                yield Finding(found.start(), words, f"« {words} » est à éviter", f"Écrivez plutôt : {term.prefer}. {term.why}", term.refused)


def _acronyms(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    for found in ACRONYM.finditer(text):
        word = found[1]
        explained = re.search(rf"\({re.escape(word)}\)|{re.escape(word)}{BLANK}\([^)]", text)
        if word not in lexicon.acronyms and not ROMAN.fullmatch(word) and not re.fullmatch(r"[A-Z]\d+", word) and not explained:
            yield Finding(found.start(1), word, f"le sigle « {word} » n’est pas expliqué", "Ajoutez-le à data/glossary.yml, ou développez-le : « comité social et économique (CSE) ».")


def _typing(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    for pattern, message, remedy in TYPING:
        for found in pattern.finditer(text):
            yield Finding(found.start(), found[0][:60], f"« {found[0][:60]} » : {message}", remedy)


def _persons(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    for pattern in filter(None, (CIVILITY, lexicon.first_names)):
        for found in pattern.finditer(text):
            if not any(found[0] in name for name in lexicon.names):
                yield Finding(found.start(), found[0], f"« {found[0]} » a l’air du nom d’une personne", "Écrivez sa fonction : « la directrice ».")


def _images(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    for found in IMAGE.finditer(text):
        yield Finding(found.start(), found[0], "cette image n’a pas de texte de remplacement", "Entre les crochets, dites ce qu’elle montre.")


def _links(text: str, lexicon: Lexicon) -> Iterator[Finding]:
    for found in LINK.finditer(text):
        yield Finding(found.start(1), found[1], f"le lien « {found[1]} » ne dit pas où il mène", "Écrivez-le pour qu’on le comprenne seul : le titre de la page, par exemple.")


RULES = (
    Rule("phrase-longue", False, f"Une phrase a {LONGEST_SENTENCE} mots au plus.", "On nous lit souvent sur un téléphone, après une journée de travail.", _sentences),
    Rule("mot-a-eviter", False, "Certains mots ont un meilleur équivalent : data/writing/preferred_terms.yml.", "Un mot qui blesse éloigne ; un mot de métier n’est compris que du métier.", _avoided),
    Rule("sigle-inexplique", False, "Un sigle est au glossaire, ou développé dans le texte.", "Beaucoup de personnes ne le connaissent pas.", _acronyms),
    Rule("typographie", True, "La typographie est française : guillemets, espaces, capitales accentuées.", "Le texte se lit sans heurt, et la synthèse vocale le dit bien.", _typing),
    Rule("nom-de-personne", True, "Les personnes sont nommées par leur fonction.", "Elles n’ont pas demandé à être retrouvées par un moteur de recherche.", _persons),
    Rule("texte-alternatif", True, "Une image a un texte de remplacement.", "Qui ne voit pas l’image doit savoir ce qu’elle dit.", _images),
    Rule("lien-vague", True, "L’intitulé d’un lien se comprend seul.", "Un lecteur d’écran, qui dit la page à voix haute, peut lire la liste des liens sans le texte autour.", _links),
    Rule(AGREEMENT, True, "Les personnes qui témoignent ont donné leur accord, et il est encore valable.", "Sans accord, ou après sa fin, on ne montre pas un témoignage."),
)
BY_NAME = {rule.name: rule for rule in RULES}
