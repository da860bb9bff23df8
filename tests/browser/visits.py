"""How a test opens a page: in a Chromium kept off the network, and never past an error."""

import functools
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.built import Server, none

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
SETTLED = {"locale": "fr-FR", "reduced_motion": "reduce"}  # without motion, a page is at rest at once
PATIENCE = 5_000  # milliseconds that an element is waited for
SEARCH = re.compile(r"/assets/javascripts/|/assets/search/|/search/[^?]*\.json|lunr")
LEFT = """async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(base => base.name),
  ...await caches.keys(), ...(await navigator.serviceWorker.getRegistrations()).map(worker => worker.scope)].map(name => `stored ${name}`)"""
WIPE = """async () => { localStorage.clear(); sessionStorage.clear(); for (const base of await indexedDB.databases()) indexedDB.deleteDatabase(base.name);
  for (const name of await caches.keys()) await caches.delete(name); for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister(); }"""
Visit = Callable[..., Page]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium, without a window."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


def watch(page: Page, faults: list[str]) -> None:
    """Have a page's errors noted: those of its scripts, and all that the console shows as such."""
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    # The one page that is missing on purpose says so in the console.
    page.on("console", lambda said: said.type == "error" and said.location["url"] != page.url and faults.append(f"{page.url}: {said.text} ({said.location['url']})"))


@functools.cache
def _context(browser: Browser, options: frozenset[tuple[str, object]]) -> BrowserContext:
    """Return the context of the session that has these options: that pages leave nothing in it is what test_every_page.py checks."""
    context = browser.new_context(**SETTLED | dict(options))
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def visits(browser: Browser, server: Server) -> Iterator[Visit]:
    """Give the function that opens an address of the site in a fresh tab, with options of Playwright's.

    No page may meet an error or ask for anything outside: `outside=[]` collects such requests (which
    find no host) instead of failing. `at`: the time that the page takes it to be.
    """
    opened: list[Page] = []
    faults: list[str] = []

    def visit(address: str = "", outside: list[str] | None = None, width: int = 1280, height: int = 900, at: datetime | None = None, **options: object) -> Page:
        # A context has one clock: each time has its own.
        context = _context(browser, frozenset(options.items())) if at is None else browser.new_context(**SETTLED | options)
        page = context.new_page()
        opened.append(page)
        page.set_viewport_size({"width": width, "height": height})
        asked = faults if outside is None else outside
        page.on("request", lambda request: request.url.startswith((server.address, "data:", "blob:")) or asked.append(request.url))
        watch(page, faults if outside is None else [])
        if at:
            page.clock.set_fixed_time(at)
        page.goto(server.address + address)
        return page

    yield visit
    for page in opened:
        page.close()
    none(faults)


class Tour:
    """One tab that goes from page to page, on wide and narrow screens, in light and dark: much faster than fresh ones."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.server, self.faults, self.asked = server, list[str](), list[str]()
        self.context = browser.new_context(**SETTLED)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.context.on("request", lambda request: self.asked.append(request.url))
        watch(self.page, self.faults)

    def go(self, address: str) -> Page:
        """Open an address, as on a first visit."""
        self.faults.clear()
        self.asked.clear()
        self.look(1280)
        self.page.goto(self.server.address + address)
        return self.page

    def look(self, width: int, scheme: str = "light", media: str = "screen") -> None:
        """Show the page in hand another way."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme, media=media)

    def outside(self) -> list[str]:
        """Return what was asked of others."""
        return [url for url in self.asked if not url.startswith((self.server.address, "data:", "blob:"))]

    def searched(self) -> list[str]:
        """Return what was asked of the search: its scripts, its index; and of Material's, which must be gone."""
        return [url for url in self.asked if SEARCH.search(url)]

    def forget(self) -> list[str]:
        """Wipe out all that pages have left in the browser, and return it."""
        left = [f"cookie {cookie['name']}" for cookie in self.context.cookies()] + self.page.evaluate(LEFT)
        if left:
            self.context.clear_cookies()
            self.page.evaluate(WIPE)
        return left
