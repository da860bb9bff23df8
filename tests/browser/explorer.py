"""The explorer as a test sees it: its cards, its boxes, and what a choice must show."""

from playwright.sync_api import Locator, Page

Choice = list[tuple[str, str]]
ADDRESS = "testimonials/"

# The same choices, with and without script: one value, OR within a facet, AND across, nothing left.
CHOICES: list[Choice] = [
    [],
    [("theme", "teletravail")],
    [("theme", "teletravail"), ("theme", "management")],
    [("theme", "communication-interne"), ("size", "100-a-250")],
    [("theme", "communication-interne"), ("theme", "locaux-espaces"), ("size", "50-a-99"), ("size", "11-a-49")],
    [("sector", "formation"), ("video", "1")],
    [("sector", "banque"), ("sector", "mutualite"), ("size", "plus-de-250")],
    [("department", "34")],
    [("department", "34"), ("department", "31"), ("theme", "dialogue-social")],
    [("department", "rhone-alpes")],
    [("department", "non-precise")],
    [("video", "1")],
    [("video", "1"), ("size", "moins-de-11"), ("theme", "organisation-du-travail"), ("sector", "lutte-exclusion")],
    [("sector", "banque"), ("video", "1")],
]


def shown(choice: Choice) -> str:
    """Return a choice as the name of a test."""
    return "+".join(value for _, value in choice) or "nothing"


class Explorer:
    """Reads and handles an open explorer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.total = page.locator("[data-total]")
        self.chips = page.locator("[data-jetons] button")
        self.cards: dict[str, dict[str, list[str]]] = page.locator("[data-cartes] > li").evaluate_all(
            "cards => Object.fromEntries(cards.map(card => [card.querySelector('a').pathname,"
            " Object.fromEntries(Object.entries(card.dataset).map(([name, ids]) => [name, ids.split(' ')]))]))"
        )

    def box(self, name: str, value: str) -> Locator:
        """Return a checkbox."""
        return self.page.locator(f'[data-filtres] input[name="{name}"][value="{value}"]')

    def tick(self, choice: Choice) -> None:
        """Tick boxes, one after the other."""
        for name, value in choice:
            self.box(name, value).check()

    def ticked(self) -> Choice:
        """Return the boxes that are ticked."""
        return [tuple(pair) for pair in self.page.locator("[data-filtres] input:checked").evaluate_all("boxes => boxes.map(b => [b.name, b.value])")]

    def visible(self) -> set[str]:
        """Return the cards that a reader sees, by their address."""
        return set(
            self.page.locator("[data-cartes] > li").evaluate_all(
                "cards => cards.filter(card => card.checkVisibility()).map(card => card.querySelector('a').pathname)"
            )
        )

    def expected(self, choice: Choice, but: str = "") -> set[str]:
        """Return the cards that a choice keeps: OR within a facet, AND across; `but` leaves a facet out."""
        facets = {name for name, _ in choice} - {but}
        return {slug for slug, card in self.cards.items() if all(any((facet, v) in choice for v in card[facet]) for facet in facets)}

    def counts(self) -> list[tuple[str, str, str]]:
        """Return the name, the value and the count written beside each box."""
        return self.page.locator("[data-filtres] label").evaluate_all(
            "labels => labels.map(label => [label.control.name, label.control.value, label.querySelector('[data-compte]').textContent])"
        )
