"""Fragments of pages: our own HTML, from templates under overrides/fragments/."""

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from macros import text

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


def french_date(day: Any) -> str:
    """Return a date as one says it: « 1er mars 2026 »."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def typeset(value: Any) -> Markup:
    """Return a text with French spaces, escaped."""
    return escape(text.typeset(str(value)))


class Fragments:
    """The templates of one site. `folder` holds `fragments/` and `assets/`.

    What every template may use (the catalog, the way addresses are written) is given once, as `shared`.
    """

    def __init__(self, folder: Path, **shared: Any) -> None:
        self._environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
                                        trim_blocks=True, lstrip_blocks=True)
        self._environment.filters |= {"fr": typeset, "number": text.number, "day": french_date, "decimal": text.decimal,
                                      "plural": text.plural}
        self._environment.globals |= shared

    def text(self, template: str, **values: Any) -> str:
        """Return a template of the folder, filled: everything escaped, nothing undefined."""
        return self._environment.get_template(template).render(**values)

    def html(self, name: str, **values: Any) -> str:
        """Return `fragments/<name>.html`, filled, without blank lines: they would end the block that holds it."""
        return re.sub(r"\n\s*\n+", "\n", self.text(f"fragments/{name}.html", **values)).strip()
