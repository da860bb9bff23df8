"""Whether the outside addresses of the data still answer: asked politely, remembered for a week, never by a build."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from macros.catalog import Catalog, key_of
from macros.shelves import SHELVES
from macros.source import built

CACHE = ".cache/links.json"
KEPT = timedelta(days=7)
PATIENCE = 10  # seconds
HOSTS = 8  # asked at the same time, each one request at a time
HOPS = 5
FOREVER, GONE = (301, 308), (404, 410)
OLD = {"former_address"}  # printed in a source, known not to answer any more
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
    for shelf in SHELVES:
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
    """One round of visits: a host never has two requests of ours at a time."""

    def __init__(self, patience: float = PATIENCE, progress: Callable[[], object] = lambda: None) -> None:
        self.patience, self.progress = patience, progress
        self.hosts: dict[str, threading.Lock] = {}
        self.guard, self.stopped = threading.Lock(), threading.Event()

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
            except KeyboardInterrupt:
                self.stopped.set()
                raise
        return answers

    def _visit_host(self, addresses: list[str]) -> dict[str, Answer]:
        answers = {}
        for address in addresses:
            if not self.stopped.is_set():
                answers[address] = self.visit(address)
                self.progress()
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


def remembered(root: Path, today: date) -> dict[str, Answer]:
    """Return the answers of the last week."""
    try:
        kept = json.loads(built(root / CACHE)) if (root / CACHE).is_file() else {}
        return {address: Answer(one["state"], one["status"], one["to"]) for address, one in kept.items()
                if one["state"] in SAID and timedelta() <= today - date.fromisoformat(one["day"]) < KEPT}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}  # written by another version, or cut short: asked again


def remember(root: Path, answers: dict[str, Answer], fresh: dict[str, Answer], today: date) -> None:
    """Keep fresh answers beside those of the last week, with their day; a silence is not worth keeping."""
    try:
        days = {address: one["day"] for address, one in json.loads(built(root / CACHE)).items()} if answers else {}
    except (ValueError, OSError):
        days = {}
    kept = {address: {"day": days.get(address, today.isoformat())} | asdict(one) for address, one in answers.items()}
    kept |= {address: {"day": today.isoformat()} | asdict(one) for address, one in fresh.items() if one.state != "silent"}
    (root / CACHE).parent.mkdir(parents=True, exist_ok=True)
    (root / CACHE).write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
