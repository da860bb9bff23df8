"""Outside links, against a server of this machine: nothing leaves it."""

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from macros import links
from macros.catalog import Catalog
from macros.cli import main
from macros.links import CACHE, Answer, Round, outside, remember, remembered

TODAY = date(2026, 11, 21)


class Site(BaseHTTPRequestHandler):
    """Answers as its path says: /200, /301/200 (moved), /get (knows GET only), /slow."""

    asked: list[str]
    together: list[int]
    lock = threading.Lock()

    def do_HEAD(self) -> None:
        with self.lock:
            self.asked.append(f"{self.command} {self.path}")
            self.together[0] += 1
            self.together[1] = max(self.together)
        time.sleep(0.5 if self.path == "/slow" else 0.01)
        code, _, rest = self.path.strip("/").partition("/")
        self.send_response((200 if self.command == "GET" else 405) if code == "get" else int(code) if code.isdecimal() else 200)
        if rest:
            self.send_header("Location", rest if ":" in rest else f"/{rest}")
        self.send_header("Content-Length", "0")
        with self.lock:
            self.together[0] -= 1
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Site, "asked", [], raising=False)
    monkeypatch.setattr(Site, "together", [0, 0], raising=False)
    monkeypatch.setattr(links, "OPENER", build_opener(links._Still(), ProxyHandler({})))  # straight to this machine
    monkeypatch.setattr(ThreadingHTTPServer, "daemon_threads", False)  # all is over when the test is
    monkeypatch.setattr(ThreadingHTTPServer, "handle_error", lambda *_: None)  # a visitor who does not wait
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("path", "state", "status", "to"), [
    ("/200", "ok", 200, ""), ("/301/200", "moved", 200, "/200"), ("/308/301/204", "moved", 204, "/204"), ("/302/200", "ok", 200, ""), ("/301/302/200", "ok", 200, ""),
    ("/404", "dead", 404, ""), ("/410", "dead", 410, ""), ("/301/404", "dead", 404, ""), ("/403", "refused", 403, ""), ("/500", "refused", 500, ""),
    ("/get", "ok", 200, ""), ("/304", "refused", 304, ""), ("/200?é à", "ok", 200, ""),
])
def test_answers(path: str, state: str, status: int, to: str, server: str) -> None:
    assert Round().visit(server + path) == Answer(state, status, server + to if to else "")


def test_a_link_leaves_the_web_or_turns_in_circles(server: str) -> None:
    assert Round().visit(f"{server}/301/file:///etc/passwd").state == "refused"
    assert Round().visit(server + "/301" * 9 + "/200").state == "refused"


def test_head_comes_first_then_get(server: str) -> None:
    Round().visit(f"{server}/get")
    assert Site.asked == ["HEAD /get", "GET /get"]


def test_nobody_or_too_slow(server: str) -> None:
    assert Round(patience=0.1).visit(f"{server}/slow") == Answer("silent", 0, "trop lent")
    assert Round(patience=1).visit("http://127.0.0.1:1/").state == "silent"
    assert Round(patience=1).visit("http://é..é/").state == "silent"


def test_one_request_a_host_at_a_time(server: str) -> None:
    seen: list[int] = []
    answers = Round(progress=lambda: seen.append(1)).visit_all([f"{server}/200/{n}" for n in range(12)])
    assert (len(answers), len(seen), Site.together[1]) == (12, 12, 1)


def test_a_week_of_memory(tmp_path: Path) -> None:
    first = {"https://a.fr/": Answer("moved", 200, "https://b.fr/"), "https://c.fr/": Answer("silent", 0, "trop lent")}
    assert remembered(tmp_path, TODAY) == {}
    remember(tmp_path, {}, first, TODAY)
    kept = {"https://a.fr/": first["https://a.fr/"]}
    assert remembered(tmp_path, TODAY) == kept
    remember(tmp_path, kept, {"https://d.fr/": Answer("ok", 200)}, TODAY + timedelta(days=4))
    assert set(remembered(tmp_path, TODAY + timedelta(days=6))) == {"https://a.fr/", "https://d.fr/"}
    assert set(remembered(tmp_path, TODAY + timedelta(days=7))) == {"https://d.fr/"}
    for text in ("[", "[]", '{"a": 1}', '{"a": {"state": "ok"}}'):
        (tmp_path / CACHE).write_text(text, encoding="utf-8")
        assert remembered(tmp_path, TODAY) == {}
        remember(tmp_path, {}, first, TODAY)


def test_addresses_of_the_data(catalog: Catalog) -> None:
    found = outside(catalog)
    assert found["https://exemple.fr/tilleuls"] == ["data/structures/les-tilleuls.yml"]
    assert "data/resources.yml (guide-udes-egalite)" in found["https://exemple.fr/egalite"]
    assert "http://exemple.org/egalite" not in found  # an old one, printed in the source
    assert list(found) == sorted(found)


def test_the_command(server: str, mini: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from macros import cli
    monkeypatch.setattr(cli, "outside", lambda catalog: {f"{server}/404": ["data/a.yml"], f"{server}/301/200": ["data/b.yml", "data/c.yml"], f"{server}/200": ["data/d.yml"]})
    assert main(["--root", str(mini), "links"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        f"{server}/404", "    n’existe plus (404)", "    dans data/a.yml",
        f"{server}/301/200", f"    a changé d’adresse : {server}/200", "    dans data/b.yml, data/c.yml", "3 adresses – répond : 1 ; a changé d’adresse : 1 ; n’existe plus : 1."]
    assert len(Site.asked) > 0
    Site.asked.clear()
    assert main(["--root", str(mini), "links"]) == 1
    assert (Site.asked, capsys.readouterr().out) == ([], printed.out)
