"""The vocabulary of schema.org, as the npm package schema-dts writes it from schema.org's own file, and what it says of a JSON-LD node.

Each type of schema.org is there an interface with its properties and the types that their values may
have; it extends its parents, and a union names its descendants. Types of other vocabularies are left out.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "node_modules/schema-dts/dist/schema.d.ts"
CONTEXT = "https://schema.org"
INTERFACE = re.compile(r"^(?:export )?interface (\w+?)(Base|Leaf) extends ([^{]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
UNION = re.compile(r"^export type (\w+) = ([^;\n]+);$", re.MULTILINE)
PROPERTY = re.compile(r'(/\*\*(?:(?!\*/).)*\*/\s*)?"(\w+)"\?: SchemaValue<([^,]+), "\w+">;', re.DOTALL)
PARENT = re.compile(r"(\w+?)Base\b")
SCALARS = {str: "string", bool: "boolean", int: "number", float: "number"}


class Vocabulary:
    """Types with their parents, members and properties."""

    def __init__(self, text: str) -> None:
        self.parents: dict[str, set[str]] = {}
        self.properties: dict[str, dict[str, set[str]]] = {}
        self.deprecated: set[tuple[str, str]] = set()
        self.types: set[str] = set()
        self.members = {name: set(union.split(" | ")) for name, union in UNION.findall(text)}
        for name, part, above, body in INTERFACE.findall(text):
            self.parents.setdefault(name, set()).update(PARENT.findall(above))
            found = PROPERTY.findall(body)
            self.properties.setdefault(name, {}).update({property: set(range.split(" | ")) for _, property, range in found})
            self.deprecated |= {(name, property) for comment, property, _ in found if "@deprecated" in comment}
            self.types |= {name} if part == "Leaf" else set()

    def lineage(self, type: str) -> Iterator[str]:
        """Yield a type and all types above it."""
        above = self.parents.get(type, set()) - {type}
        yield type
        for parent in sorted(above):
            yield from self.lineage(parent)

    def allows(self, type: str, property: str) -> set[str] | None:
        """Return the types that the values of a property of a type may have, or None if the type has no such property."""
        found = [self.properties[one][property] for one in self.lineage(type) if property in self.properties.get(one, {})]
        return set().union(*found) if found else None

    @cache
    def within(self, type: str) -> frozenset[str]:
        """Return all that a value of a type may be: the types below it, and « string », « number », « boolean »."""
        found = frozenset(member.removesuffix("Leaf") for member in self.members.get(type, ()))
        return found.union({type}, *(self.within(member) for member in found if member != type))

    def faults(self, node: Any, place: str = "") -> Iterator[str]:
        """Yield what is wrong in a node, at every depth: unknown types, properties that are not of their type, values of another kind."""
        if set(node) == {"@id"}:
            return
        type = node.get("@type")
        if type not in self.types:
            yield f"{place}: no type {type!r}"
            return
        for property, value in node.items():
            if not property.startswith("@"):
                yield from self._property(type, property, value, f"{place}/{type}.{property}")

    def _property(self, type: str, property: str, value: Any, place: str) -> Iterator[str]:
        action = property.removesuffix("-input").removesuffix("-output")
        if action != property:  # schema.org/docs/actions.html: what an action takes or gives
            if "Action" not in self.lineage(type) or self.allows(type, action) is None:
                yield f"{place}: not of an action"
            return
        allowed = self.allows(type, property)
        if allowed is None:
            yield f"{place}: not a property of its type"
            return
        if any((one, property) in self.deprecated for one in self.lineage(type)):
            yield f"{place}: deprecated"
        for item in value if isinstance(value, list) else [value]:
            kinds = frozenset[str]().union(*(self.within(one) for one in allowed))
            if isinstance(item, dict):
                yield from self.faults(item, place)
                if "@type" in item and item["@type"] not in kinds:
                    yield f"{place}: {item['@type']} is not one of {sorted(allowed)}"
            elif SCALARS.get(item.__class__) not in kinds:
                yield f"{place}: {item!r} is not one of {sorted(allowed)}"
            elif allowed <= {"URL", "IdReference", "CreativeWork"} and not str(item).startswith(("https://", "http://")):
                yield f"{place}: {item!r} is no URL"


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that npm installed."""
    return Vocabulary(FILE.read_text(encoding="utf-8"))
