"""A legal text's badge changes on its day of review, at build."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.load import load
from macros.prerendered import restored
from macros.shortcodes import bound
from macros.site import Site
from macros.validity import validity

ROOT = Path(__file__).resolve().parents[2]
CATALOG, _ = load(ROOT)
TEXT = CATALOG.record("legal", "index-egalite-loi")
DAY = timedelta(days=1)


@pytest.mark.parametrize(("today", "late"), [(TEXT.review_before - DAY, False), (TEXT.review_before, True), (TEXT.review_before + DAY, True)])
def test_late_from_the_day_of_review(today: date, late: bool) -> None:
    assert validity(TEXT, today).late is late


@pytest.mark.parametrize(("today", "shown"), [(TEXT.review_before - DAY, False), (TEXT.review_before, True)])
def test_the_warning_is_on_the_page_from_that_day(today: date, shown: bool) -> None:
    site = Site(CATALOG, ROOT / "overrides", "https://exemple.fr/", today)
    html = restored(bound(site)["law"]())
    section = html[html.index(f'id="{TEXT.slug}"'):].split("</section>")[0]
    assert ("data-alerte>" in section) is shown
    assert ("data-alerte hidden>" in section) is not shown
    assert f'data-revoir="{TEXT.review_before.isoformat()}"' in section
