"""Made-up structures of the size and shape of the real ones: same seed, same bytes.

Each one is a real structure in which every word is replaced by another word of the same length from
our own texts, and every choice by another entry of its closed list. So lengths, punctuation and
blocks are the real ones, the vocabulary too, and no fact is left. Acronyms of the glossary stay:
pages explain them.
"""

import random
import re
import string
import unicodedata
from collections import defaultdict
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

SEED = 20261121
WORD = re.compile(r"[^\W\d_]{3,}")  # shorter words are articles and elisions: they stay
HOME_REGION, HOME_SHARE = "occitanie", 0.6  # share of the places that are in the region of the real ones
FORMER_REGION = "rhone-alpes"
KINDS = ("Association", "Coopérative", "Fondation", "Mutuelle", "Scop")
VIDEO_CHARACTERS = string.ascii_letters + string.digits
# Fields whose text is ours to scramble; the others are ids, numbers, dates and addresses.
TEXTS = {"text", "what", "with_whom", "lesson", "standfirst", "value", "why", "subject", "note", "label", "printed", "function"}


class Corpus:
    """The real project's data, and the structures made from it."""

    def __init__(self, root: Path) -> None:
        self.real = [_read(path) for path in sorted((root / "data/structures").glob("*.yml"))]
        self.lists = {path.stem: _read(path) for path in sorted((root / "data/vocabularies").glob("*.yml"))}
        self.acronyms = {term["term"] for term in _read(root / "data/glossary.yml") if "expansion" in term}
        self.words: dict[int, list[str]] = defaultdict(list)
        for text in _texts(self.real):
            for word in WORD.findall(text):
                if word.lower() != "education":  # as a source prints it, without its accent: in a sentence, `check` refuses it
                    self.words[len(word)].append(word.lower())

    def structures(self, count: int) -> list[dict[str, Any]]:
        """Return `count` structures; the first ones are the same whatever the count."""
        return [self._made(index, random.Random(SEED + index)) for index in range(count)]

    def _made(self, index: int, dice: random.Random) -> dict[str, Any]:
        made = self._scrambled(deepcopy(self.real[index % len(self.real)]), dice)
        words = (dice.choice(self.words[length]).capitalize() for length in dice.sample(range(5, 10), 2))
        made["name"] = f"{dice.choice(KINDS)} {' '.join(words)} {index + 1}"
        made["slug"] = slug(made["name"])
        made["sector"] = self._entry("sectors", dice)
        if "ess_family" in made:
            made["ess_family"]["id"] = self._entry("ess_families", dice)
        if "headcount" in made:
            made["headcount"]["employees"] = round(3 * 1.007 ** dice.randrange(1000))  # from 3 to 3,180
        if "themes" in made:
            made["themes"] = self._entries("themes", len(made["themes"]), dice)
        if "location" in made:
            self._move(made["location"], dice)
        if "video" in made:
            made["video"]["id"] = "".join(dice.choices(VIDEO_CHARACTERS, k=11))
            made["video"]["address"] = f"https://www.youtube.com/watch?v={made['video']['id']}"
        for action in made.get("testimony", {}).get("actions", []):
            if "state" in action:
                action["state"] = self._entry("action_states", dice)
        return made

    def _scrambled(self, value: Any, dice: random.Random) -> Any:
        if isinstance(value, dict):
            return {k: self._other_words(v, dice) if k in TEXTS else self._scrambled(v, dice) for k, v in value.items()}
        return [self._scrambled(item, dice) for item in value] if isinstance(value, list) else value

    def _other_words(self, text: str, dice: random.Random) -> str:
        def other(found: re.Match[str]) -> str:
            if found[0] in self.acronyms:
                return found[0]
            word = dice.choice(self.words[len(found[0])])
            return word.capitalize() if found[0][0].isupper() else word

        return WORD.sub(other, text)

    def _move(self, location: dict[str, Any], dice: random.Random) -> None:
        home = [d["id"] for d in self.lists["departments"] if d["region"] == HOME_REGION]
        away = [d["id"] for d in self.lists["departments"] if d["region"] != HOME_REGION]
        count = len(location.get("departments", []))
        if count:
            location["departments"] = sorted(dice.sample(home if dice.random() < HOME_SHARE else away, count))
        if "regions" in location:
            location["regions"] = [dice.choice([HOME_REGION, FORMER_REGION])]

    def _entry(self, vocabulary: str, dice: random.Random) -> str:
        return dice.choice(self.lists[vocabulary])["id"]

    def _entries(self, vocabulary: str, count: int, dice: random.Random) -> list[str]:
        return [entry["id"] for entry in dice.sample(self.lists[vocabulary], count)]


def slug(name: str) -> str:
    """Return a name as it is written in an address."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def to_yaml(value: Any) -> str:
    """Return a record as the real files are written: texts folded, citations on one line."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes like the hand that wrote data/."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if len(text) > 60 else None)


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style="document" in value)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in ([item] if key in TEXTS else _texts(item))]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []
