"""Fragments of pages: our own HTML, from templates under overrides/fragments/."""

import re
from collections.abc import Callable
from functools import cache
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


@cache
def environment(folder: Path) -> Environment:
    """Return the one Jinja environment of our templates: everything escaped, nothing undefined.

    `folder` holds `fragments/` and `assets/`.
    """
    made = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"fr": typeset, "number": text.number, "day": french_date, "plural": text.plural, "enumeration": text.enumeration}
    return made


def fragment(folder: Path, name: str, link: Callable[[str], str], **values: Any) -> str:
    """Return `overrides/fragments/<name>.html` filled with `values`.

    `link` turns an address within the site into an absolute path. Blank lines go: they would end the
    block that holds the fragment.
    """
    html = environment(folder).get_template(f"fragments/{name}.html").render(link=link, **values)
    return re.sub(r"\n\s*\n+", "\n", html).strip()
