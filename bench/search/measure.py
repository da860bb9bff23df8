"""Asks every question of every engine, and notes what comes back, what is fetched and how long it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from bench.search.engines import FIRST, PATIENCE, Answer, Engine
from tests.browser.visits import SETTLED
from tests.built import Server, _Handler, served

FRESH = 5  # visitors who each ask their first question: it costs more or less with its words
SENT = 150  # milliseconds after which what an answer has fetched is counted


@dataclass
class Measured:
    """What one engine did. Costs are one number a question."""

    answers: list[Answer] = field(default_factory=list)
    first_bytes: list[int] = field(default_factory=list)
    first_milliseconds: list[float] = field(default_factory=list)
    later_bytes: list[int] = field(default_factory=list)
    all_bytes: int = 0  # for all the questions, in one tab

    def later_milliseconds(self) -> list[float]:
        """Return the times of the questions after the first one of the tab."""
        return [answer.milliseconds for answer in self.answers[1:]]

    def alone(self) -> list[float]:
        """Return the times of the search itself, where the engine gives them."""
        return [answer.alone for answer in self.answers[1:] if answer.alone is not None]

    def places(self, questions: list[dict[str, Any]]) -> list[int | None]:
        """Return, for each question, the place of the first page that answers it, from 0, or None."""
        return [next((i for i, address in enumerate(answer.addresses) if address in question["find"]), None)
                for question, answer in zip(questions, self.answers, strict=True)]

    def found(self, questions: list[dict[str, Any]], among: int = FIRST) -> int:
        """Return how many questions are answered among the first results."""
        return sum(place is not None and place < among for place in self.places(questions))


class _Cached(_Handler):
    """Lets browsers keep what they fetched for ten minutes, as hosts of static sites do."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


def measured(engine: Engine, site: Path, questions: list[str], browser: Browser) -> Measured:
    """Ask the questions one after the other in one tab; before that, some of them in fresh ones."""
    result = Measured()
    with served(site) as server:
        server.RequestHandlerClass = _Cached
        for question in questions[:: max(1, len(questions) // FRESH)][:FRESH]:
            with _tab(browser, engine, server) as page:
                result.first_milliseconds.append(engine.ask(page, server.address, question).milliseconds)
                result.first_bytes.append(_bytes(page, server))
        with _tab(browser, engine, server) as page:
            for question in questions:
                result.answers.append(engine.ask(page, server.address, question))
                result.later_bytes.append(_bytes(page, server))
                server.sent.clear()
        result.all_bytes = sum(result.later_bytes)
        del result.later_bytes[0]
    return result


@contextmanager
def _tab(browser: Browser, engine: Engine, server: Server) -> Iterator[Page]:
    """Open the site in a fresh browser; leave on the server's list only what pages fetch for the search alone."""
    server.sent.clear()
    context = browser.new_context(**SETTLED)
    context.add_init_script(path=Path(__file__).with_name("page.js"))
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    engine.open(page, server.address)
    page.wait_for_timeout(SENT)
    server.sent[:] = [(path, size) for path, size in server.sent if engine.own.search(path)]
    yield page
    context.close()


def _bytes(page: Page, server: Server) -> int:
    page.wait_for_timeout(SENT)
    return sum(size for _, size in server.sent)


def ninety_fifth(values: list[float]) -> float:
    """Return the least value that 95 in 100 do not exceed."""
    return sorted(values)[-(-len(values) * 95 // 100) - 1]


def middle(values: list[float]) -> float | None:
    """Return the median, if there is one."""
    return median(values) if values else None
