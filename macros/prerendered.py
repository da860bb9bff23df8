"""HTML that a shortcode has made, kept out of Markdown's way.

Letting Markdown read a fragment again costs half of a build and can damage it. A shortcode returns
a placeholder; once Markdown is done, this extension puts the fragment in its place. Works on both
engines, which both run Python-Markdown.
"""

import hashlib
import re
import secrets

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

# New in each process: a page cannot write the placeholder of a fragment, to have it where it would break its HTML.
_KEY = secrets.token_bytes(32)
# Fragments by digest. Never emptied during a build: two pages may hold the same fragment.
_FRAGMENTS: dict[str, str] = {}
PLACEHOLDER = '<div data-fragment="{}"></div>'
_PLACEHOLDER = re.compile(r'<div data-fragment="([0-9a-f]{32})"></div>')


def keep(html: str) -> str:
    """Keep a fragment; return the block to write in its place, alone between blank lines."""
    digest = hashlib.blake2b(html.encode(), key=_KEY, digest_size=16).hexdigest()
    _FRAGMENTS[digest] = html
    return "\n\n" + PLACEHOLDER.format(digest) + "\n\n"


def restored(text: str) -> str:
    """Return `text` with each placeholder replaced by its fragment; an unknown one vanishes."""
    return _PLACEHOLDER.sub(lambda found: _FRAGMENTS.get(found[1], ""), text)


class _Restore(Postprocessor):
    def run(self, text: str) -> str:
        return restored(text)


class Prerendered(Extension):
    """Markdown extension; its postprocessor runs after the one that restores raw HTML (priority 30)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register the postprocessor."""
        md.postprocessors.register(_Restore(md), "prerendered", 5)


def makeExtension(**options: object) -> Prerendered:  # noqa: N802 (the name is Python-Markdown's)
    """Return the extension, as `markdown_extensions: [macros.prerendered]` asks for."""
    return Prerendered(**options)
