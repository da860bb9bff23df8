"""The site in hand: read once, read again when its data changes, kept while its data is wrong."""

import logging
import os
from contextvars import copy_context
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from macros.problems import ContentError
from macros.site import ENGINE, describe, site_of

URL = "https://exemple.fr/qvct/"
DAY = date(2026, 11, 21)


def spoil(mini: Path, text: str, step: int) -> None:
    """Write a data file; `step` stands for the time that passes."""
    path = mini / "data/structures/minimale.yml"
    path.write_text(text, encoding="utf-8")
    os.utime(path, (step, step))


def test_the_data_is_read_once(mini: Path) -> None:
    assert site_of(mini, URL, DAY) is site_of(mini, URL, DAY)


def test_each_address_has_its_site(mini: Path) -> None:
    assert site_of(mini, URL, DAY).link("a/") == "/qvct/a/"
    assert site_of(mini, "http://127.0.0.1:8000/", DAY).link("a/") == "/a/"


def test_data_that_changes_is_read_again(mini: Path) -> None:
    text = (mini / "data/structures/minimale.yml").read_text(encoding="utf-8")
    before = site_of(mini, URL, DAY)
    spoil(mini, text.replace("name: Minimale", "name: Autre"), 1)
    assert before.catalog.structure("minimale").name == "Minimale"
    assert site_of(mini, URL, DAY).catalog.structure("minimale").name == "Autre"
    (mini / "data/structures/minimale.yml").unlink()
    assert len(site_of(mini, URL, DAY).catalog.structures) == 2


def test_a_mistake_keeps_the_last_good_site_and_is_told_once(mini: Path, caplog: pytest.LogCaptureFixture) -> None:
    good = site_of(mini, URL, DAY)
    spoil(mini, "slug: minimale\n", 1)
    with caplog.at_level(logging.WARNING, "mkdocs.qvct"):
        assert site_of(mini, URL, DAY) is good
        told = len(caplog.messages)
        assert site_of(mini, URL, DAY) is good
    assert told == len(caplog.messages) > 0
    assert caplog.messages[0].startswith("data/structures/minimale.yml:1: ")


def test_a_mistake_mended_is_forgotten(mini: Path) -> None:
    text = (mini / "data/structures/minimale.yml").read_text(encoding="utf-8")
    good = site_of(mini, URL, DAY)
    spoil(mini, "slug: minimale\n", 1)
    site_of(mini, URL, DAY)
    spoil(mini, text, 2)
    assert site_of(mini, URL, DAY) is not good
    assert len(site_of(mini, URL, DAY).catalog.structures) == 3


def test_a_mistake_from_the_start_stops(mini: Path) -> None:
    spoil(mini, "slug: minimale\n", 1)
    with pytest.raises(ContentError) as error:
        site_of(mini, URL, DAY)
    assert error.value.problems


def described(text: str, **front: str) -> dict[str, str]:
    """Return a page's front matter once a shortcode has described it."""
    def run() -> dict[str, str]:
        ENGINE.set(SimpleNamespace(page=SimpleNamespace(meta=dict(front))))
        describe(text)
        return ENGINE.get().page.meta

    return copy_context().run(run)


def test_a_page_is_described_unless_it_does_so_itself() -> None:
    assert described("Un essai. Un autre.") == {"description": "Un essai. Un autre."}
    assert described("Un essai.", description="La mienne.") == {"description": "La mienne."}


def test_outside_an_engine_nothing_is_described() -> None:
    copy_context().run(describe, "Un essai.")


def test_a_description_cannot_leave_its_attribute() -> None:
    """Material writes it as it is: <meta name="description" content="…">."""
    assert '"' not in described('0;url=https://exemple.fr" http-equiv="refresh')["description"]
