"""Records whose every text ends with an attack, past all validation: what leaves the site must hold it without breaking."""

from unittest.mock import patch

from macros.catalog import Catalog
from tests.unit import test_fragments

ATTACKS = {
    "script": "<script>alert(1)</script>", "quotes": "\"'`’«»\\", "emoji": "👩‍🏫🏳️‍🌈 é\u0301", "cdata": "]]> <![CDATA[ --> <!--", "entities": "&amp; &#x3c; &nbsp;",
    "lines": "une\nligne; une, autre\ttabulée", "json": '\\u003c"}],{"a":', "calendar": "\nEND:VEVENT\nBEGIN:VEVENT;a,b:c", "long": "é" * 5000, "one word": "x" * 5000,
    "control": "\x00\x08\x1b\x9f\ufffe",
}  # fmt: skip


def spoilt(catalog: Catalog, attack: str) -> Catalog:
    """Return a catalog whose texts all end with an attack; keys, numbers and days are left."""
    with patch.object(test_fragments, "HOSTILE", attack):
        lists = {name: test_fragments.hostile(getattr(catalog, name)) for name in Catalog.__dataclass_fields__ if name not in ("outlines", "known")}
    return Catalog(outlines=catalog.outlines, **lists)
