"""Slips of the pen that make a YAML text unreadable: what was probably meant, seen in the line itself.

The parsers say it in English, each in its words; the line says it as well, and the same with both.
"""

import re

KEY = r"^[ \t]*(?:- +)*[\w-]+"
# What a line shows, what it is, what to do. The first that fits is said.
SLIPS = (
    (re.compile(KEY + r":(?![ \t]|//)\S"), "il manque une espace après les deux-points", "Écrivez « champ: valeur », avec une espace."),
    (re.compile(KEY + r": +(?![\"'\[{>|]).*?:(?:[ \t]|$)"), "la valeur contient deux-points", "Mettez la valeur entière entre guillemets droits."),
    (re.compile(KEY + r": +(?P<quote>[\"'])(?:(?!(?P=quote)).)*$"), "un guillemet est ouvert et n’est pas fermé", "Fermez-le, sur la même ligne."),
    (re.compile(KEY + r": +(?P<closed>[\"'])(?:(?!(?P=closed)).)*(?P=closed) *[^\s#,]"), "il y a du texte après le guillemet fermant", "Mettez toute la valeur entre les guillemets ; dedans, employez « … »."),
    (re.compile(KEY + r": +[@`%]"), "la valeur commence par un signe que YAML garde pour lui", "Mettez-la entre guillemets droits."),
    (re.compile(KEY + r": +\[[^\]]*$"), "un crochet est ouvert et n’est pas fermé", "Fermez-le par « ] »."),
    (re.compile(KEY + r": +\{[^}]*$"), "une accolade est ouverte et n’est pas fermée", "Fermez-la par « } »."),
    (re.compile(r"^[ \t]*-[^\s-]"), "il manque une espace après le tiret", "Écrivez « - valeur », avec une espace."),
)
UNCLEAR = "l’écriture YAML est fautive ici ou à la ligne précédente", "Vérifiez les deux-points, les guillemets et l’alignement."
LONGEST_LINE = 2_000  # characters that are worth a guess


def probably(lines: list[str], place: int) -> tuple[int, str, str]:
    """Return what is wrong where a YAML parser stopped: how many lines above `place` (from 0), the message, the remedy."""
    above = next((count for count in range(1, place + 1) if lines[place - count].strip()), 0)
    for back in dict.fromkeys((0, above)):
        line = lines[place - back] if place - back < len(lines) else ""
        for pattern, message, remedy in SLIPS:
            if len(line) <= LONGEST_LINE and pattern.search(line):
                return back, message, remedy
    return 0, *UNCLEAR
