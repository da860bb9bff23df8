"""A copy of the project, built apart, and a server that shows it: shared by tests/site and tests/browser."""

import functools
import gzip
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).parents[1]
SITE_URL = "http://127.0.0.1:8000/"
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", "site")
ZENSICAL = (str(Path(sys.executable).with_name("zensical")), "build", "--clean")
GZIPPED = ("text/", "application/json", "application/xml", "image/svg", "application/javascript")


def addresses() -> list[str]:
    """Return the address of every page that content/ announces, and one that does not exist."""
    content = ROOT / "content"
    stems = (path.relative_to(content).with_suffix("").as_posix() for path in content.rglob("*.md"))
    return [*sorted(f"{stem.removesuffix('index').strip('/')}/".lstrip("/") for stem in stems), "page/qui/manque/"]


def kinds() -> list[str]:
    """Return the address of one page of each kind: the first, in the order of addresses, that uses each shortcode, and one of plain text."""
    found: dict[str, str] = {}
    for address in addresses()[:-1]:
        page = ROOT / "content" / (f"{address.strip('/')}.md" if address else "index.md")
        page = page if page.is_file() else ROOT / "content" / address / "index.md"
        for name in re.findall(r"{{ (\w+)\(", page.read_text(encoding="utf-8")) or ["plain text"]:
            found.setdefault(name, address)
    return sorted(set(found.values()))


def copy_project(to: Path) -> Path:
    """Copy what git knows or would add, and nothing built; return the folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    for name in names:
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, to / name)
    return to


def run(folder: Path, *command: str, site_url: str = SITE_URL) -> subprocess.CompletedProcess[str]:
    """Run a command in a copied project, whose own packages come first; its two outputs are joined."""
    own = {"PYTHONPATH": str(folder), "SITE_URL": site_url, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        command, cwd=folder, env=os.environ | own, text=True, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


def publish(folder: Path, site_url: str = SITE_URL) -> Path:
    """Copy the project to `folder` and publish it there; return its site/."""
    done = run(copy_project(folder), sys.executable, "-m", "macros", "publish", site_url=site_url)
    assert done.returncode == 0, done.stdout
    return folder / "site"


@functools.cache
def published(temporary: Path) -> Path:
    """Return the site/ of the session: built once, read by every test."""
    return publish(temporary / "projet")


def none(faults: Iterable[str]) -> None:
    """Fail with the list of faults, one a line, unless it is empty."""
    if lines := sorted(set(faults)):
        pytest.fail("\n".join([f"{len(lines)} found:", *lines]), pytrace=False)


@functools.cache
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


class Server(ThreadingHTTPServer):
    """Serves a built site as a host would: compressed, with its own page for what is missing."""

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site, self.sent = site, list[tuple[str, int]]()
        self.address = f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes early is no error."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:  # noqa: N802 (the name is http.server's)
        path = unquote(urlsplit(self.path).path)
        file = self.server.site / f"{path}{'index.html' if path.endswith('/') else ''}".lstrip("/")
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        file = file if file.is_file() else self.server.site / "404.html"
        kind, body = guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        if kind.startswith(GZIPPED):
            body = _compressed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append((self.path, len(body)))

    def log_message(self, *_: object) -> None:
        """Nothing in the terminal."""


@contextmanager
def served(site: Path) -> Iterator[Server]:
    """Serve a built site until the end of the block."""
    with Server(site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
