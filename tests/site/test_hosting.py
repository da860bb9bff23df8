"""The ready files of hosting/: Debian's nginx under nginx.conf, and the same said by _headers and Caddyfile."""

import gzip
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import ROOT, none
from tests.hosted import NGINX, Hosted, command, hosted, lay
from tests.site.hosting_rules import addresses_of, by_caddy, by_netlify, caddy, netlify

HOSTING = ROOT / "hosting"
NOBODY, ANYBODY = "frame-ancestors 'none'", "frame-ancestors *"
SHORT, HOUR, EVER = "public, max-age=300", "public, max-age=3600", "public, max-age=31536000, immutable"
SET = ("content-security-policy", "x-frame-options", "x-content-type-options", "referrer-policy", "permissions-policy", "access-control-allow-origin",
       "cache-control")  # fmt: skip
# One address of each kind: what it is, its type, who may frame it, who may read it, how long it is kept.
KINDS = [
    ("/", "text/html; charset=utf-8", NOBODY, None, SHORT), ("/testimonials/adela/", "text/html; charset=utf-8", NOBODY, None, SHORT),
    ("/integrate/", "text/html; charset=utf-8", NOBODY, None, SHORT), ("/search/", "text/html; charset=utf-8", NOBODY, None, SHORT),
    ("/search/index.json", "application/json", NOBODY, None, SHORT), ("/assets/site.css", "text/css; charset=utf-8", NOBODY, None, HOUR),
    ("/assets/video.js", "application/javascript; charset=utf-8", NOBODY, None, HOUR), ("/assets/favicon.svg", "image/svg+xml; charset=utf-8", NOBODY, None, HOUR),
    ("/assets/partage/accueil.png", "image/png", NOBODY, None, HOUR), ("/feeds/atom.xml", "application/atom+xml; charset=utf-8", NOBODY, "*", SHORT),
    ("/feeds/themes/teletravail/feed.json", "application/feed+json", NOBODY, "*", SHORT), ("/feeds/echeances.ics", "text/calendar; charset=utf-8", NOBODY, "*", SHORT),
    ("/api/v1/structures.json", "application/json", NOBODY, "*", SHORT), ("/api/v1/structures.csv", "text/csv; charset=utf-8", NOBODY, "*", SHORT),
    ("/api/v1/structures.geojson", "application/geo+json", NOBODY, "*", SHORT), ("/api/v1/openapi.json", "application/json", NOBODY, "*", SHORT),
    ("/sitemap.xml", "text/xml; charset=utf-8", NOBODY, None, SHORT), ("/robots.txt", "text/plain; charset=utf-8", NOBODY, None, SHORT),
    ("/.well-known/security.txt", "text/plain; charset=utf-8", NOBODY, None, SHORT), ("/embed/v1/structure/adela/", "text/html; charset=utf-8", ANYBODY, None, SHORT),
    ("/embed/v1.js", "application/javascript; charset=utf-8", ANYBODY, None, SHORT),
]  # fmt: skip


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The built site, behind nginx."""
    with hosted(site, tmp_path_factory.mktemp("nginx")) as server:
        yield server


@pytest.fixture(scope="module")
def everything(site: Path) -> list[str]:
    """The address of every file of the site."""
    return sorted(addresses_of([path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]))


def test_nginx_accepts_the_configuration(site: Path, tmp_path: Path) -> None:
    lay(tmp_path, site)
    done = subprocess.run(command(tmp_path, "-t"), capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "syntax is ok" in done.stderr, done.stderr
    assert not re.search(r"\[(warn|emerg|alert)\]", done.stderr), done.stderr
    assert subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=True).stderr.startswith("nginx version: nginx/")


@pytest.mark.parametrize(("address", "kind", "framed_by", "read_by", "kept"), KINDS, ids=[entry[0] for entry in KINDS])
def test_each_kind_of_address_has_its_headers(nginx: Hosted, address: str, kind: str, framed_by: str, read_by: str | None, kept: str) -> None:
    answer = nginx.ask(address)
    assert answer.status == 200
    policy = (answer["content-security-policy"] or "").split("; ")
    assert policy[-1] == framed_by
    assert answer["x-frame-options"] == (None if framed_by == ANYBODY else "DENY")
    assert (answer["content-type"], answer["access-control-allow-origin"], answer["cache-control"]) == (kind, read_by, kept)
    assert answer["x-content-type-options"] == "nosniff" and answer["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in (answer["permissions-policy"] or "") and answer["server"] == "nginx"


def test_the_policy_lets_through_what_pages_do_and_no_more(nginx: Hosted) -> None:
    policy = dict(part.split(" ", 1) for part in (nginx.ask("/")["content-security-policy"] or "").split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["worker-src"] == policy["form-action"] == "'self'"
    assert policy["frame-src"] == "'self' https://www.youtube-nocookie.com" and policy["img-src"] == "'self' data:"
    assert "unsafe" not in " ".join(policy.values())


def test_pages_hold_no_script_or_style_of_their_own(site: Path) -> None:
    """So that the policy can forbid them all. Data is no script."""
    faults = []
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        written = re.findall(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)[^>]*>|<style|\sstyle=\"|\son\w+=\"|javascript:", html)
        faults += [f"{path.relative_to(site)}: {found}" for found in written]
    none(faults)


def test_the_data_of_the_search_is_kept_for_ever(nginx: Hosted, everything: list[str]) -> None:
    hashed = [address for address in everything if re.match(r"/search/[0-9a-f]+/", address)]
    assert hashed and nginx.ask(hashed[0])["cache-control"] == EVER
    lost = nginx.ask(hashed[0].rsplit("/", 1)[0] + "/rien.json")
    assert lost.status == 404 and lost["cache-control"] is None


@pytest.mark.parametrize("address", ["/page/qui/manque/", "/testimonials/rien/", "/embed/v1/structure/rien/", "/404.html", "/assets/rien.js"])
def test_what_is_missing_says_so_in_french(nginx: Hosted, address: str) -> None:
    answer = nginx.ask(address)
    assert answer.status == 404 and "Cette page n’existe pas" in answer.body.decode()
    assert answer["content-type"] == "text/html; charset=utf-8" and answer["cache-control"] is None
    assert (answer["content-security-policy"] or "").endswith(NOBODY) and answer["x-frame-options"] == "DENY"


@pytest.mark.parametrize("address", ["/api/v1/rien.json", "/feeds/rien.xml"])
def test_other_sites_can_read_that_data_is_missing(nginx: Hosted, address: str) -> None:
    answer = nginx.ask(address, Origin="https://ailleurs.example")
    assert answer.status == 404 and answer["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("address", ["/embed/..%2findex.html", "/embed/%2e%2e/index.html", "/embed/../testimonials/adela/", "//embed/..%2f/about/", "/embed%2f..%2fabout/"])
def test_no_address_gets_round_the_frames_rule(nginx: Hosted, address: str) -> None:
    answer = nginx.ask(address)
    assert answer.status == 200 and "<article" in answer.body.decode()
    assert (answer["content-security-policy"] or "").endswith(NOBODY) and answer["x-frame-options"] == "DENY"


@pytest.mark.parametrize("address", ["/", "/assets/site.css", "/assets/explorer.js", "/search/index.json", "/feeds/atom.xml", "/feeds/feed.json", "/feeds/echeances.ics", "/sitemap.xml"])
def test_texts_are_compressed(nginx: Hosted, site: Path, address: str) -> None:
    plain, packed = nginx.ask(address), nginx.ask(address, Accept_Encoding="gzip")
    assert packed["content-encoding"] == "gzip" and packed["vary"] == "Accept-Encoding" and plain["content-encoding"] is None
    assert gzip.decompress(packed.body) == plain.body == (site / (address.strip("/") or "index.html")).read_bytes()


def test_pictures_are_not_compressed_again(nginx: Hosted) -> None:
    assert nginx.ask("/assets/partage/accueil.png", Accept_Encoding="gzip")["content-encoding"] is None


def test_an_address_without_its_slash_leads_to_the_page(nginx: Hosted) -> None:
    answer = nginx.ask("/about")
    assert (answer.status, answer["location"]) == (301, "/about/")


def test_every_file_is_served_with_each_header_once(nginx: Hosted, everything: list[str]) -> None:
    faults = []
    for address in everything:
        answer = nginx.ask(address)
        count = Counter(name for name, _ in answer.headers)
        faults += [f"{address}: {name} {times} times" for name, times in count.items() if times > 1]
        faults += [f"{address}: {answer.status}"] if answer.status != (404 if address == "/404.html" else 200) else []
        framed = (answer["content-security-policy"] or "").split("; ")[-1]
        faults += [f"{address}: {framed}"] if framed != (ANYBODY if address.startswith("/embed/") else NOBODY) else []
    none(faults)


def test_the_form_has_a_policy_of_its_own_in_its_page(tmp_path: Path) -> None:
    """It is published only if one asks for it."""
    for name in ("admin", "administration"):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "index.html").write_text("<p>Un formulaire</p>", encoding="utf-8")
    (tmp_path / "nginx").mkdir()
    with hosted(tmp_path / "site", tmp_path / "nginx") as server:
        said = _said(server.ask("/admin/").headers)
        assert (server.ask("/administration/")["content-security-policy"] or "").startswith("default-src 'none'")
    assert dict(said)["content-security-policy"] == NOBODY and dict(said)["x-frame-options"] == "DENY"
    for found in (by_netlify(netlify((HOSTING / "_headers").read_text(encoding="utf-8")), "/admin/"), by_caddy(caddy((HOSTING / "Caddyfile").read_text(encoding="utf-8")), "/admin/")):
        assert _said(found) == said


def _said(answer: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in answer if name in SET)


@pytest.mark.parametrize("file", ["_headers", "Caddyfile"])
def test_the_other_files_say_the_same(file: str, nginx: Hosted, everything: list[str]) -> None:
    text = (HOSTING / file).read_text(encoding="utf-8")
    said = (lambda address, rules=netlify(text): by_netlify(rules, address)) if file == "_headers" else lambda address, rules=caddy(text): by_caddy(rules, address)
    addresses = [address for address in everything if address != "/404.html"]  # there, nginx answers that it is missing
    none(f"{address}: {_said(said(address))} instead of {_said(nginx.ask(address).headers)}" for address in addresses
         if _said(said(address)) != _said(nginx.ask(address).headers))


def test_types_that_servers_do_not_know_are_said(nginx: Hosted) -> None:
    lines = caddy((HOSTING / "Caddyfile").read_text(encoding="utf-8"))
    for address in ("/feeds/atom.xml", "/feeds/departments/34/atom.xml", "/feeds/feed.json", "/feeds/echeances.ics"):
        assert dict(by_caddy(lines, address))["content-type"] == nginx.ask(address)["content-type"]
    assert dict(by_caddy(lines, "/api/v1/structures.csv"))["content-type"] == "text/csv; charset=utf-8"


def test_readers_of_these_files_see_a_mistake() -> None:
    doubled = netlify("/*\n  X-Frame-Options: DENY\n/embed/*\n  X-Frame-Options: DENY\n")
    assert by_netlify(doubled, "/embed/v1/map/") == [("x-frame-options", "DENY")] * 2
    assert by_netlify(netlify("/search/:empreinte/:fichier\n  A: b\n"), "/search/index.json") == []
    lines = caddy('exemple.fr {\n@a not path /embed/*\nheader @a {\nX-A "b c"\n-Server\n}\n}\n')
    assert by_caddy(lines, "/about/") == [("x-a", "b c")] and by_caddy(lines, "/embed/v1/") == []


def test_the_note_for_hosts_names_every_file() -> None:
    text = (HOSTING / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in HOSTING.iterdir() if path.name != "README.md" and f"`{path.name}`" not in text] == []
