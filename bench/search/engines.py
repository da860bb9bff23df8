"""Drives each engine in Chromium as a reader does: enter a question, wait for settled results, read their addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TooLong

PATIENCE = 180_000  # milliseconds that an answer is waited for: a large index is long to load
MORE = 5_000  # milliseconds that the rest of a list is waited for
FIRST = 3  # results that count


class NoAnswer(Exception):
    """An engine that cannot be asked, or does not answer in time."""


@dataclass(frozen=True)
class Answer:
    """What an engine shows: addresses in their order, and the milliseconds it took."""

    addresses: list[str]
    milliseconds: float
    alone: float | None = None  # the search itself, where the engine measures it


class Engine:
    """A search in a built site. `own`: addresses that pages fetch for it alone, even when no one searches."""

    id, label, own = "", "", re.compile(r"(?!)")

    def open(self, page: Page, site: str) -> None:
        """Open the home page and let it rest."""
        page.goto(site, wait_until="networkidle")

    def ask(self, page: Page, site: str, question: str) -> Answer:
        """Ask a question in the page in hand."""
        raise NotImplementedError


class Ours(Engine):
    """Our page of results: by its address first, then by the field it has."""

    id, label = "ours", "Le nôtre"

    def ask(self, page: Page, site: str, question: str) -> Answer:
        start = page.evaluate("question => bench.submit(question)", question) if "/search/?" in page.url else False
        if start is False:
            reply = page.goto(f"{site}search/?q={quote(question)}")
            if reply and not reply.ok:
                raise NoAnswer("pas de page /search/")
            start = page.evaluate("performance.timeOrigin")
        try:
            page.wait_for_function("question => question in bench.shown", arg=question, timeout=PATIENCE)
        except TooLong:
            raise NoAnswer(f"pas de réponse à « {question} »") from None
        shown, alone, links = page.evaluate("""question => [bench.shown[question], performance.getEntriesByName("recherche").at(-1)?.duration ?? null,
          [...document.querySelectorAll("ol[data-results] > li > a")].map(link => link.href)]""", question)
        return Answer(addresses(links, site), shown - start, alone)


class Material(Engine):
    """Material's search, in the header of its stock templates."""

    id, label = "material", "Material"
    own = re.compile(r"/search/search_index\.json|/workers/search\.|/lunr/")
    field, root = "document.querySelector('.md-search__input')", "document.querySelector('.md-search-result')"
    status, done = ".md-search-result__meta", "trouvé"
    links = ".md-search-result__item > a.md-search-result__link"

    def ask(self, page: Page, site: str, question: str) -> Answer:
        enter = f"""([question, done]) => {{ const root = {self.root};
          return bench.ask(root, {self.field}, question, () => root.querySelector("{self.status}")?.textContent.includes(done), {PATIENCE}); }}"""
        page.evaluate(enter, ["", ""])  # so that the same results twice are still a change
        milliseconds = page.evaluate(enter, [question, self.done])
        if milliseconds is None:
            raise NoAnswer(f"pas de réponse à « {question} »")
        return Answer(addresses(self.shown(page), site), milliseconds)

    def shown(self, page: Page) -> list[str]:
        """Return the addresses in the list of results."""
        return page.evaluate(f"[...{self.root}.querySelectorAll('{self.links}')].map(link => link.href)")


class Zensical(Material):
    """Zensical's search: a dialog in a shadow tree, whose list grows when it is scrolled."""

    id, label = "zensical", "Zensical"
    own = re.compile(r"/search\.json|/workers/search\.")
    host = "[...document.querySelectorAll('body > div')].find(element => element.shadowRoot?.querySelector('dialog')).shadowRoot"
    field, root = f"{host}.querySelector('input')", f"{host}.querySelector('[role=status]').parentElement"
    status, done, links = "[role=status]", "result", "ol > li > a"

    def ask(self, page: Page, site: str, question: str) -> Answer:
        if not page.locator("dialog[open]").count():
            page.locator(".md-search__button").click()
            page.locator("dialog[open] input").wait_for()
        return super().ask(page, site, question)

    def shown(self, page: Page) -> list[str]:
        """Return the addresses; results are sections, so that three pages may be far down the list."""
        while True:
            links = super().shown(page)
            if len(set(map(_path, links))) >= FIRST or len(links) >= page.evaluate(f"+({self.root}.querySelector('ol a')?.ariaSetSize ?? 0)"):
                return links
            page.evaluate(f"{self.root}.querySelector('ol').lastElementChild.scrollIntoView()")
            try:
                page.wait_for_function(f"{self.root}.querySelectorAll('{self.links}').length > {len(links)}", timeout=MORE)
            except TooLong:
                return links


class Pagefind(Engine):
    """Pagefind, by its API; as in its own interface, five results are shown."""

    id, label = "pagefind", "Pagefind"
    script = """async ({question, site}) => { const start = performance.now();
      const pagefind = await import(`${site}pagefind/pagefind.js`);
      const found = await pagefind.search(question);
      const shown = await Promise.all(found.results.slice(0, 5).map(result => result.data()));
      return [shown.map(result => new URL(result.url, site).href), performance.now() - start]; }"""

    def ask(self, page: Page, site: str, question: str) -> Answer:
        links, milliseconds = page.evaluate(self.script, {"question": question, "site": site})
        return Answer(addresses(links, site), milliseconds)


ENGINES = {engine.id: engine for engine in (Ours(), Material(), Pagefind(), Zensical())}


def addresses(links: Iterable[str], site: str) -> list[str]:
    """Return the pages that links lead to, relative to the site's root, each once."""
    return list(dict.fromkeys(_path(link).removeprefix(urlsplit(site).path) for link in links))


def _path(link: str) -> str:
    return urlsplit(link).path
