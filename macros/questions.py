"""The questions of the model, asked one by one in French; an empty answer leaves its field to be filled later."""

from collections.abc import Callable, Mapping

from macros.anatomy import Anatomy, fields_of
from macros.shelves import BY_NAME
from macros.source import Value
from macros.text import capital, fold
from macros.vocabularies import Record

SHOWN = 30  # entries of a closed list; beyond, its file is named


class Interview:
    """Asks for records. `ask` returns the answer to a question; EOFError means that no other will come."""

    def __init__(self, known: Mapping[str, Mapping[str, str]], ask: Callable[[str], str], say: Callable[[str], object]) -> None:
        self.known, self.say, self.over = known, say, False
        self._read = ask
        self._document = ""  # the last one cited, offered again
        self._listed: set[str] = set()

    def record(self, kind: type[Record], given: dict[str, Value]) -> dict[str, Value]:
        """Return a record: what is given, and the answers for the rest, what has none left out."""
        values = dict(given)
        for name, field in fields_of(kind).items():
            announced = values.get(f"has_{name}")
            if name in values or announced == "non":
                continue
            if field.record:
                answer = self._groups(field, announced == "oui")
            else:
                answer = self._answer(name, field)
            if answer:
                values[name] = answer
        return values

    def _groups(self, field: Anatomy, announced: bool) -> Value:
        """Ask for a group of fields, or for several: the first at once if it is awaited, else if it is wanted."""
        groups: list[Value] = []
        wanted = field.required or announced or self._wanted(f"{capital(field.title)} (facultatif) : le remplir maintenant ?")
        while wanted and not self.over:
            self.say(f"— {capital(field.title)} —")
            groups += [found] if (found := self.record(field.record, {})) else []
            wanted = field.many and self._wanted(f"{capital(field.title)} : en ajouter un autre ?")
        return groups if field.many else groups[0] if groups else ""

    def _wanted(self, question: str) -> bool:
        return fold(self._ask(f"{question} (oui ou non) [non] ")) in ("oui", "o")

    def _answer(self, name: str, field: Anatomy) -> Value:
        offered = self._document if name == "document" else ""
        text = self._ask(capital(field.title) + self._hint(field) + (f" [{offered}]" if offered else "") + " : ") or offered
        if name == "document":
            self._document = text
        if not field.many:
            return self._entry(text, field)
        parts = text.replace(",", ";").split(";") if field.vocabulary else text.split(";")
        return [self._entry(part.strip(), field) for part in parts if part.strip()]

    def _hint(self, field: Anatomy) -> str:
        hints = [] if field.required else ["facultatif"]
        if field.vocabulary:
            entries = self.known.get(field.vocabulary, {})
            if len(entries) <= SHOWN and field.vocabulary not in self._listed:
                self._listed.add(field.vocabulary)
                self.say("\n".join(f"    {id} – {label}" if id != label else f"    {id}" for id, label in entries.items()))
            hints.append(f"parmi {BY_NAME[field.vocabulary].place}" if len(entries) > SHOWN else "l’un de ceux-là")
        hints += [" ou ".join(field.choices)] if field.choices else ["oui ou non"] if field.plain is bool else []
        hints += ["en chiffres"] if field.plain is int else ["année-mois-jour"] if field.plain not in (str, bool) else []
        hints += ["séparés par des points-virgules"] if field.many else []
        return f" ({', '.join(hints)})" if hints else ""

    def _entry(self, text: str, field: Anatomy) -> str:
        """Return the key that an answer means: itself, or that of the entry with this label."""
        entries = self.known.get(field.vocabulary or "", {})
        if text in entries:
            return text
        return next((id for id, label in entries.items() if text and fold(text) in (fold(label), fold(id))), text)

    def _ask(self, question: str) -> str:
        if self.over:
            return ""
        try:
            return " ".join(_decoded(self._read(question)).split())
        except EOFError:
            self.over = True
            return ""


def _decoded(text: str) -> str:
    """Return an answer whose bytes the terminal did not know as UTF-8, decoded as such."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode("utf-8")
