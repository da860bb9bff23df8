"""The contrast of every pair of colours in use, light and dark (WCAG 2.2: 4.5 for text, 3 for marks)."""

import re
from pathlib import Path

import pytest

ASSETS = Path(__file__).parent.parent.parent / "overrides/assets"
STYLE = (ASSETS / "couleurs.css").read_text(encoding="utf-8")
TEXT = [
    *[(ink, paper) for ink in ("encre", "encre-douce", "accent") for paper in ("papier", "surface", "accent-teinte")],
    ("egalite", "papier"), ("egalite", "surface"), ("sur-accent", "accent"),
    *[("carte-texte", f"carte-{number}") for number in (1, 2, 3)],
]
MARKS = [("bord", "papier"), ("bord", "surface"), ("accent", "papier"), ("accent", "surface"), ("accent", "accent-teinte"), ("sur-accent", "accent")]
DECORATIVE = {"ligne"}  # lines that separate what space separates already


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--couleur-([a-z0-9-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK = (colours(block) for block in STYLE.split("@media (prefers-color-scheme: dark)"))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[start:start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")])
@pytest.mark.parametrize(("pair", "least"), [*[(pair, 4.5) for pair in TEXT], *[(pair, 3) for pair in MARKS]], ids=lambda value: "-on-".join(value) if isinstance(value, tuple) else str(value))
def test_contrast(theme: dict[str, str], pair: tuple[str, str], least: float) -> None:
    assert contrast(theme[pair[0]], theme[pair[1]]) >= least


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1


def test_both_themes_have_the_same_roles() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(LIGHT) == len(re.findall(r"--couleur-", STYLE)) / 2


def test_every_colour_is_measured() -> None:
    assert LIGHT.keys() == {name for pair in (*TEXT, *MARKS) for name in pair} | DECORATIVE


def test_the_style_sheet_uses_roles_that_exist() -> None:
    used = set(re.findall(r"var\(--couleur-([a-z0-9-]+)", (ASSETS / "site.css").read_text(encoding="utf-8")))
    assert used <= LIGHT.keys()
