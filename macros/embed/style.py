"""The one style of embeds: the site's own rules for its pieces, in light or dark, with a choice of accents."""

import re

# Parts of assets/site.css that embeds have no use for.
LEFT_OUT = ("Banner", "Search", "Foot", "Integrate")
# The accents that a host may choose: in light, in dark, each with its tint. Contrast is checked by tests/unit/test_embed.py.
ACCENTS = {
    "terracotta": (("#a8401f", "#f6e7df"), ("#f0986f", "#33241f")),
    "sarcelle": (("#1d5f63", "#e0eeee"), ("#7cc4c4", "#1b2f31")),
    "bleu": (("#2b5597", "#e4ebf6"), ("#93b8f0", "#1f2838")),
    "vert": (("#37622c", "#e6efe2"), ("#97cc88", "#212f1e")),
    "prune": (("#7a3a72", "#f3e6f1"), ("#d9a1d1", "#31222f")),
}


def sections(style: str) -> dict[str, str]:
    """Return the parts of a style sheet by the title that stands above each; what comes before the first under ""."""
    parts = re.split(r"(?m)^/\* ---- (.+?) ---- \*/$", style)
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


def schemes(colours: str) -> tuple[str, str]:
    """Return the declarations of the light colours, and those of the dark ones. Raises ValueError if either is not there."""
    found = re.search(r":root \{(?P<light>[^}]*)\}\s*@media \(prefers-color-scheme: dark\) \{\s*:root \{(?P<dark>[^}]*)\}", colours)
    if not found:
        raise ValueError("couleurs.css has no light and dark blocks")
    return found["light"].strip(), found["dark"].strip()
