"""Outside links, against a server of this machine: nothing leaves it."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from macros import links
from macros.catalog import Catalog
from macros.cli import main
from macros.links import CACHE, SAVED, Answer, Memory, Round, doubts, outside
from macros.model import KnownLink

TODAY = date(2026, 11, 21)


class Site(BaseHTTPRequestHandler):
    """Answers as its path says: /200, /301/200 (moved), /get (knows GET only), /slow, /stop (someone types Ctrl-C meanwhile)."""

    asked: list[str]
    together: list[int]
    lock = threading.Lock()

    def do_HEAD(self) -> None:
        with self.lock:
            self.asked.append(f"{self.command} {self.path}")
            self.together[0] += 1
            self.together[1] = max(self.together)
        if self.path == "/stop":
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        time.sleep(0.5 if self.path in ("/slow", "/stop") else 0.01)
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
    seen: dict[str, Answer] = {}
    answers = Round(heard=seen.__setitem__).visit_all([f"{server}/200/{n}" for n in range(12)])
    assert (len(answers), seen, Site.together[1]) == (12, answers, 1)


def test_hosts_side_by_side_are_heard_one_at_a_time(server: str) -> None:
    together, seen = [0, 0], set()

    def heard(address: str, answer: Answer) -> None:
        together[0] += 1
        together[1] = max(together)
        seen.add(address)
        time.sleep(0.02)
        together[0] -= 1

    addresses = {f"{host}/200/{n}" for n in range(3) for host in (server, server.replace("127.0.0.1", "localhost"))}
    Round(heard=heard).visit_all(sorted(addresses))
    assert (seen, together[1]) == (addresses, 1)


def test_a_week_of_memory(tmp_path: Path) -> None:
    def later(days: int) -> Memory:
        return Memory(tmp_path, TODAY + timedelta(days=days))

    memory = later(0)
    assert memory.answers == {}
    memory.save()
    assert not (tmp_path / CACHE).exists()
    memory.keep("https://a.fr/", Answer("moved", 200, "https://b.fr/"))
    memory.keep("https://c.fr/", Answer("silent", 0, "trop lent"))
    memory.save()
    assert later(0).answers == {"https://a.fr/": Answer("moved", 200, "https://b.fr/")}
    memory = later(4)
    memory.keep("https://d.fr/", Answer("ok", 200))
    memory.save()
    assert set(later(6).answers) == {"https://a.fr/", "https://d.fr/"}
    assert set(later(7).answers) == {"https://d.fr/"}
    assert later(-1).answers == {}  # a day to come is a mistake
    for text in ("[", "[]", '{"a": 1}', '{"a": {"state": "ok"}}', '{"a": {"state": "ok", "day": "2026-11-21", "status": 200, "to": ""}, "b": 1}'):
        (tmp_path / CACHE).write_text(text, encoding="utf-8")
        memory = later(0)
        assert memory.answers == {}
        memory.keep("https://a.fr/", Answer("ok", 200))
        memory.save()
        assert set(later(0).answers) == {"https://a.fr/"}


def test_the_memory_writes_as_it_goes(tmp_path: Path) -> None:
    memory = Memory(tmp_path, TODAY)
    for number in range(SAVED + 1):
        assert (tmp_path / CACHE).exists() == (number == SAVED)
        memory.keep(f"https://a.fr/{number}", Answer("ok", 200))
    assert len(json.loads((tmp_path / CACHE).read_text(encoding="utf-8"))) == SAVED
    assert [path.name for path in (tmp_path / CACHE).parent.iterdir()] == ["links.json"]


def test_addresses_of_the_data(catalog: Catalog) -> None:
    found = outside(catalog)
    assert found["https://exemple.fr/tilleuls"] == ["data/structures/les-tilleuls.yml"]
    assert "data/resources.yml (guide-udes-egalite)" in found["https://exemple.fr/egalite"]
    assert "http://exemple.org/egalite" not in found  # an old one, printed in the source
    assert not [place for places in found.values() for place in places if "known_links" in place]
    assert list(found) == sorted(found)


def known(address: str, state: str, until: date | None = None) -> KnownLink:
    return KnownLink.model_construct(address=address, state=state, why="Le site a fermé.", since=TODAY - timedelta(days=30), until=until)


@pytest.mark.parametrize(("expected", "found", "said"), [
    ("dead", "dead", None), ("dead", "silent", None), ("silent", "silent", None), ("dead", None, None),
    ("dead", "ok", "dit qu’elle n’existe plus ; aujourd’hui, elle répond"), ("refused", "dead", "dit qu’elle refuse de répondre à un programme ; aujourd’hui, elle n’existe plus"),
    ("silent", "moved", "dit qu’elle n’a pas répondu ; aujourd’hui, elle a changé d’adresse"),
])
def test_an_exception_that_is_no_longer_true(expected: str, found: str | None, said: str | None) -> None:
    answers = {"https://a.fr/": Answer(found)} if found else {}
    doubt = doubts([known("https://a.fr/", expected)], answers, TODAY)
    assert list(doubt) == (["https://a.fr/"] if said else [])
    assert not said or said in doubt["https://a.fr/"]


def test_an_exception_to_look_at_again() -> None:
    answers, exceptions = {"https://a.fr/": Answer("dead", 404)}, [known("https://a.fr/", "dead", TODAY)]
    assert doubts(exceptions, answers, TODAY) == {}
    assert "de la revoir après le 2026-11-21" in doubts(exceptions, answers, TODAY + timedelta(days=1))["https://a.fr/"]
    assert doubts(exceptions, {}, TODAY + timedelta(days=1)) == {}  # no data has it any more: that is said instead
    assert "aujourd’hui, elle répond" in doubts(exceptions, {"https://a.fr/": Answer("ok", 200)}, TODAY + timedelta(days=1))["https://a.fr/"]


Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(mini: Path, catalog: Catalog, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run `links` on addresses and known exceptions; return its status and what it printed."""
    from macros import cli

    def run(places: dict[str, list[str]], *exceptions: KnownLink) -> tuple[int, str]:
        monkeypatch.setattr(cli, "outside", lambda catalog: places)
        monkeypatch.setattr(cli, "load", lambda root: (replace(catalog, known_links=exceptions), []))
        return main(["--root", str(mini), "links"]), capsys.readouterr().out

    return run


def test_the_command(server: str, command: Command) -> None:
    places = {f"{server}/404": ["data/a.yml"], f"{server}/301/200": ["data/b.yml", "data/c.yml"], f"{server}/200": ["data/d.yml"]}
    status, printed = command(places)
    assert status == 1
    assert printed.splitlines() == [
        f"{server}/404", "    n’existe plus (404)", "    dans data/a.yml",
        f"{server}/301/200", f"    a changé d’adresse : {server}/200", "    dans data/b.yml, data/c.yml", "3 adresses – répond : 1 ; a changé d’adresse : 1 ; n’existe plus : 1."]
    assert len(Site.asked) > 0
    Site.asked.clear()
    assert command(places) == (1, printed)
    assert Site.asked == []


def test_known_exceptions_are_said_with_their_reason(server: str, command: Command) -> None:
    dead, since = f"{server}/404", TODAY - timedelta(days=30)
    assert command({dead: ["data/a.yml"]}, known(dead, "dead")) == (0, f"""{dead}
    n’existe plus (404)
    dans data/a.yml
    exception connue depuis le {since} : Le site a fermé.
1 adresse – n’existe plus : 1 ; 1 exception connue.
""")
    assert command({dead: ["data/a.yml"]}, known(f"{dead}/other", "dead"))[0] == 1


def test_exceptions_to_mend_are_said(server: str, command: Command) -> None:
    alive, late, unused = f"{server}/200", f"{server}/410", f"{server}/500"
    status, printed = command({alive: ["data/a.yml"]}, known(alive, "dead"))
    assert (status, "    data/known_links.yml dit qu’elle n’existe plus ; aujourd’hui, elle répond : corrigez cette exception, ou retirez-la.\n" in printed) == (1, True)
    status, printed = command({late: ["data/a.yml"]}, known(late, "dead", date(2026, 10, 30)))
    assert (status, "demande de la revoir après le 2026-10-30" in printed) == (1, True)
    status, printed = command({alive: ["data/a.yml"]}, known(unused, "refused"))
    assert (status, f"{unused}\n    aucune donnée n’a plus cette adresse : vous pouvez la retirer de data/known_links.yml.\n" in printed) == (0, True)
    assert "HEAD /500" not in Site.asked


def test_what_was_answered_before_ctrl_c_is_kept(server: str, command: Command, mini: Path) -> None:
    paths = ["200", "404", "stop", "204", "410"]
    places = {f"{server}/{path}": ["data/a.yml"] for path in paths}
    assert command(places)[0] == 130
    assert set(Memory(mini, date.today()).answers) == {f"{server}/{path}" for path in ("200", "404", "stop")}
    assert "/410" not in " ".join(Site.asked)  # nothing more is asked
    Site.asked.clear()
    assert command(places)[0] == 1
    assert Site.asked == ["HEAD /204", "HEAD /410", "GET /410"]  # nothing is asked twice
