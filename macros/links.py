"""Whether the outside addresses of the data still answer: asked politely, remembered for a week, never by a build.

What is known and explained (data/known_links.yml) is no news; an explanation that is no longer true is.
"""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from http.client import HTTPException
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from macros.catalog import Catalog, key_of
from macros.model import KnownLink
from macros.shelves import BY_NAME, SHELVES
from macros.source import built

CACHE = ".cache/links.json"
KEPT = timedelta(days=7)
PATIENCE = 10  # seconds
HOSTS = 8  # asked at the same time, each one request at a time
HOPS = 5
SAVED = 20  # answers, at most, that a sudden end may lose; Ctrl-C loses none
FOREVER, GONE = (301, 308), (404, 410)
OLD = {"former_address"}  # printed in a source, known not to answer any more
KNOWN = BY_NAME["known_links"]
SAID = {"ok": "répond", "moved": "a changé d’adresse", "dead": "n’existe plus", "refused": "refuse de répondre à un programme", "silent": "n’a pas répondu"}


@dataclass(frozen=True)
class Answer:
    """What became of an address: ok, moved (for good, `to` another), dead, refused (an error of the site), silent."""

    state: str
    status: int = 0
    to: str = ""

    def __str__(self) -> str:
        return SAID[self.state] + (f" ({self.status})" if self.status and self.state != "moved" else "") + (f" : {self.to}" if self.to else "")


class _Still(HTTPRedirectHandler):
    """Follows nothing: each hop is ours to make, politely."""

    def redirect_request(self, *_: Any) -> None:
        return None


OPENER = build_opener(_Still())


def outside(catalog: Catalog) -> dict[str, list[str]]:
    """Return the addresses that the data gives, each with the files and the records where it is."""
    found: dict[str, list[str]] = {}
    for shelf in (shelf for shelf in SHELVES if shelf is not KNOWN):
        for record in getattr(catalog, shelf.name):
            where = f"{shelf.folder}/{key_of(record)}.yml" if shelf.folder else f"{shelf.pattern} ({key_of(record)})"
            for address in _addresses(record):
                places = found.setdefault(address, [])
                places += [where] if where not in places else []
    return dict(sorted(found.items()))


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from [value] if value.startswith(("http://", "https://")) else []
    elif isinstance(value, tuple):
        for one in value:
            yield from _addresses(one)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _addresses(getattr(value, name)) if name not in OLD else []


class Round:
    """One round of visits: a host never has two requests of ours at a time. `heard` takes the answers as they come, one at a time."""

    def __init__(self, patience: float = PATIENCE, heard: Callable[[str, Answer], object] = lambda *_: None) -> None:
        self.patience, self.heard = patience, heard
        self.hosts: dict[str, threading.Lock] = {}
        self.guard, self.hearing, self.stopped = threading.Lock(), threading.Lock(), threading.Event()

    def visit_all(self, addresses: list[str]) -> dict[str, Answer]:
        """Return what becomes of each address; hosts side by side, the addresses of a host one by one."""
        by_host: dict[str, list[str]] = {}
        for address in addresses:
            by_host.setdefault(urlsplit(address).netloc, []).append(address)
        answers: dict[str, Answer] = {}
        with ThreadPoolExecutor(HOSTS) as crew:
            try:
                for some in crew.map(self._visit_host, by_host.values()):
                    answers |= some
            except BaseException:
                self.stopped.set()  # the requests already made are heard out, no other is made
                raise
        return answers

    def _visit_host(self, addresses: list[str]) -> dict[str, Answer]:
        answers = {}
        for address in addresses:
            if not self.stopped.is_set():
                answers[address] = self.visit(address)
                with self.hearing:
                    self.heard(address, answers[address])
        return answers

    def visit(self, address: str) -> Answer:
        """Return what becomes of one address."""
        now, forever = address, True
        for _ in range(HOPS + 1):
            status, to = self._ask(now)
            if not (300 <= status < 400 and to):
                break
            forever, now = forever and status in FOREVER, urljoin(now, to)
            if urlsplit(now).scheme not in ("http", "https"):
                return Answer("refused", status, now)
        if 200 <= status < 300:
            return Answer("moved", status, now) if forever and now != address else Answer("ok", status)
        return Answer("silent", 0, to) if status == 0 else Answer("dead" if status in GONE else "refused", status)

    def _ask(self, address: str) -> tuple[int, str]:
        """Return the status of an address and where it leads, or 0 and why there is none. Some sites know GET only."""
        with self.guard:
            lock = self.hosts.setdefault(urlsplit(address).netloc, threading.Lock())
        with lock:
            status, to = self._request(address, "HEAD")
            return self._request(address, "GET") if status == 0 or status >= 400 else (status, to)

    def _request(self, address: str, method: str) -> tuple[int, str]:
        try:
            request = Request(quote(address, safe="!#$%&'()*+,/:;=?@[]~"), method=method, headers={"User-Agent": "verification-de-liens", "Accept": "*/*"})
            with OPENER.open(request, timeout=self.patience) as answer:
                return answer.status, ""
        except HTTPError as error:
            error.close()
            return error.code, error.headers.get("Location", "")
        except TimeoutError:
            return 0, "trop lent"
        except (OSError, HTTPException, ValueError) as error:
            return 0, "trop lent" if isinstance(getattr(error, "reason", None), TimeoutError) else "site introuvable ou connexion refusée"


class Memory:
    """The answers of the last week, on the disk: written as they come, so that what was asked is not asked again."""

    def __init__(self, root: Path, today: date) -> None:
        self.path, self.today, self.unsaved = root / CACHE, today, 0
        self.answers: dict[str, Answer] = {}
        self.days: dict[str, str] = {}
        try:
            for address, one in (json.loads(built(self.path)) if self.path.is_file() else {}).items():
                if one["state"] in SAID and timedelta() <= today - date.fromisoformat(one["day"]) < KEPT:
                    self.answers[address], self.days[address] = Answer(one["state"], one["status"], one["to"]), one["day"]
        except (ValueError, TypeError, KeyError, AttributeError):
            self.answers, self.days = {}, {}  # written by another version: asked again

    def keep(self, address: str, answer: Answer) -> None:
        """Keep a fresh answer; a silence is not worth keeping."""
        if answer.state != "silent":
            self.answers[address], self.days[address] = answer, self.today.isoformat()
            self.unsaved += 1
        if self.unsaved >= SAVED:
            self.save()

    def save(self) -> None:
        """Write what is not written yet, beside then in place: a file cut short would be lost whole."""
        if self.unsaved:
            kept = {address: {"day": self.days[address]} | asdict(one) for address, one in self.answers.items()}
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside = self.path.with_suffix(".new")
            beside.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
            beside.replace(self.path)
            self.unsaved = 0


def asked(root: Path, addresses: list[str], today: date, progress: Callable[[int, int], object]) -> dict[str, Answer]:
    """Return what becomes of addresses, as remembered or as they answer now; `progress` is told how many of how many have answered."""
    memory = Memory(root, today)
    answers = {address: memory.answers[address] for address in addresses if address in memory.answers}
    waiting = [address for address in addresses if address not in answers]
    done = count(1)

    def heard(address: str, answer: Answer) -> None:
        memory.keep(address, answer)
        progress(next(done), len(waiting))

    try:
        return answers | Round(heard=heard).visit_all(waiting)
    finally:
        memory.save()


def doubts(known: Iterable[KnownLink], answers: Mapping[str, Answer], today: date) -> dict[str, str]:
    """Return what is to be mended among the known exceptions whose address was asked: those that are no longer true, those to look at again."""
    found = {}
    for one in known:
        if (answer := answers.get(one.address)) is None:
            continue
        if answer.state not in (one.state, "silent"):  # a silence proves nothing
            found[one.address] = f"{KNOWN.place} dit qu’elle {SAID[one.state]} ; aujourd’hui, elle {SAID[answer.state]} : corrigez cette exception, ou retirez-la"
        elif one.until and one.until < today:
            found[one.address] = f"{KNOWN.place} demande de la revoir après le {one.until} : vérifiez, puis changez « since » et « until », ou retirez l’exception"
    return found
