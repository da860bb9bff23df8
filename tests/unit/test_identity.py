"""Who publishes and under what licence: said once in Python, as the site's own files say it."""

import re
from pathlib import Path

from macros import identity


def read(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def test_the_name_is_that_of_the_site(root: Path) -> None:
    assert re.findall(r"(?m)^site_name: (.+)$", read(root, "mkdocs.yml")) == [identity.NAME]


def test_the_licence_is_that_of_texts_and_data(root: Path) -> None:
    text = read(root, "LICENCE-DONNEES.md")
    assert re.findall(r"\*\*(.+?)\*\* d’Etalab : <(.+?)>", text) == [(identity.LICENCE, identity.LICENCE_ADDRESS)]
    assert f"(« {identity.NAME} »)" in text  # the source that others must name


def test_pages_and_embeds_name_the_same_licence(root: Path) -> None:
    assert f"Textes et données : {identity.LICENCE}." in read(root, "mkdocs.yml")
    assert f"[{identity.LICENCE}](LICENCE-DONNEES.md)" in read(root, "README.md")
