"""The built site behind Debian's nginx, under hosting/nginx.conf: shared by tests/site and tests/browser."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.built import ROOT

CONFIGURATION = ROOT / "hosting/nginx.conf"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or "nginx"
# What stands around the file of a site: on Debian, /etc/nginx/nginx.conf.
AROUND = """
pid nginx.pid;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    default_type application/octet-stream;
    access_log off;
    {temporary}
    include site.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
PATIENCE = 10  # seconds that the server may take to answer


@dataclass(frozen=True)
class Answer:
    """What a server said: its status, its headers in order, names in lower case, its body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        """Return the one value of a header, or None."""
        found = [value for key, value in self.headers if key == name]
        assert len(found) < 2, f"{name} is there {len(found)} times: {found}"
        return found[0] if found else None


@dataclass(frozen=True)
class Hosted:
    """The site, served. `address` ends with a slash."""

    port: int
    folder: Path

    @property
    def address(self) -> str:
        """The address of the site's root."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, **headers: str) -> Answer:
        """Return the answer to a request for a path, sent as it is written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, [(name.lower(), value) for name, value in answer.getheaders()], answer.read())
        finally:
            connection.close()


def adapted(port: int, site: Path) -> str:
    """Return hosting/nginx.conf with what a host adapts: the port, the name, the folder."""
    changes = {"listen": f"127.0.0.1:{port}", "server_name": "localhost", "root": str(site)}
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines()
    for place, line in enumerate(lines):
        if "# À ADAPTER" in line:
            directive = line.split()[0]
            lines[place] = f"{directive} {changes.pop(directive)};"
    assert not changes, f"nothing to adapt for {changes}"
    return "\n".join(lines)


def lay(folder: Path, site: Path) -> int:
    """Lay nginx's own files in a folder; return the port, free a moment ago."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    temporary = " ".join(f"{name}_temp_path {name};" for name in TEMPORARY)
    (folder / "nginx.conf").write_text(AROUND.format(temporary=temporary), encoding="utf-8")
    (folder / "site.conf").write_text(adapted(port, site), encoding="utf-8")
    shutil.copyfile("/etc/nginx/mime.types", folder / "mime.types")
    return port


def command(folder: Path, *more: str) -> list[str]:
    """Return the command that runs nginx on the files of a folder, in one process that stays a child of ours."""
    return [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr", "-g", "daemon off; master_process off;", *more]


@contextmanager
def hosted(site: Path, folder: Path) -> Iterator[Hosted]:
    """Serve a built site with nginx until the end of the block; its files go to `folder`."""
    port = lay(folder, site)
    with (folder / "erreurs.txt").open("w", encoding="utf-8") as errors, subprocess.Popen(command(folder), stderr=errors) as process:
        try:
            _wait(port, process, folder / "erreurs.txt")
            yield Hosted(port, folder)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(port: int, process: subprocess.Popen[bytes], errors: Path) -> None:
    for _ in range(PATIENCE * 20):
        assert process.poll() is None, errors.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nginx does not answer: {errors.read_text(encoding='utf-8')}")
