"""Our pieces inside a page of another origin: shown whole, with and without the script, and deaf to what a host or a frame may invent."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.browser.checks import AXE, misplaced, violations
from tests.browser.visits import LEFT, SETTLED, watch
from tests.built import Server, none, served

PIECES = ("structure/adela", "story/face-gard", "structures", "map", "sheet/06-parentalite", "axis/axe-3", "figures", "search")
HOST = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Un réseau</title><meta name="viewport" content="width=device-width">{head}</head><body style="margin:0"><main><h1>Chez nous</h1>{frames}</main></body></html>'
HEIGHTS = """() => [...document.querySelectorAll('iframe')].map(frame => [frame.src, frame.getBoundingClientRect().height])"""
CONTENT = "document.body.getBoundingClientRect().height"
CLOSE = 2  # pixels


class Host(ThreadingHTTPServer):
    """A foreign page, served from another port: another origin."""

    body = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Page(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:  # noqa: N802 (the name is http.server's)
        body = self.server.body.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing in the terminal."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    with Host(("127.0.0.1", 0), _Page) as host:
        threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield host
        host.shutdown()


def code(server: Server, piece: str, title: str = "Un contenu", query: str = "", height: int = 400) -> str:
    return f'<p>Avant</p><iframe src="{server.address}embed/v1/{piece}/{query}" title="{title}" width="100%" height="{height}"></iframe>'


def all_pieces(server: Server) -> str:
    return "".join(code(server, piece, f"Contenu {piece}") for piece in PIECES)


def script(server: Server) -> str:
    return f'<script src="{server.address}embed/v1.js" async></script>'


@contextmanager
def opened(browser: Browser, host: Host, width: int = 1280, **options: object) -> Iterator[tuple[Page, list[str], list[str]]]:
    """Open the host's page; give it with the errors that it met and the addresses that it asked for."""
    context: BrowserContext = browser.new_context(**SETTLED | {"viewport": {"width": width, "height": 900}} | options)
    context.set_default_timeout(10_000)
    faults, asked = list[str](), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    watch(page, faults)
    page.goto(host.address, wait_until="networkidle")
    yield page, faults, asked
    context.close()


def frames(page: Page) -> list[Frame]:
    return [frame for frame in page.frames if "/embed/v1/" in frame.url]


def heights(page: Page) -> list[str]:
    """Return the frames whose height is not that of their content."""
    faults = []
    for element in page.query_selector_all("iframe"):
        frame = element.content_frame()
        assert frame
        given, needed = element.bounding_box()["height"], frame.evaluate(CONTENT)
        inner = frame.evaluate("document.documentElement.clientHeight")
        if abs(inner - needed) > CLOSE:
            faults.append(f"{frame.url}: {given} px for {needed} px")
    return faults


def settled(page: Page) -> None:
    """Wait until every frame has the height of its content; then say which have not."""
    for _ in range(40):
        if not heights(page):
            return
        page.wait_for_timeout(50)
    none(heights(page))


def test_eight_pieces_have_their_height_after_every_change(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head=script(server), frames=all_pieces(server))
    with opened(browser, host) as (page, faults, _):
        settled(page)
        for width in (320, 700, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            settled(page)
        for frame in frames(page):
            frame.evaluate("document.documentElement.style.fontSize = '160%'")
        settled(page)
        for frame in frames(page):
            frame.evaluate("document.querySelector('main').append(Object.assign(document.createElement('p'), {textContent: 'mot '.repeat(900)}))")
        settled(page)
        for frame in frames(page):
            frame.evaluate("document.querySelector('main').lastElementChild.remove()")
        settled(page)
        none(faults)


def test_nothing_grows_without_end(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head=script(server), frames=all_pieces(server))
    with opened(browser, host, 500) as (page, _, _asked):
        settled(page)
        before = page.evaluate(HEIGHTS)
        page.wait_for_timeout(600)
        assert page.evaluate(HEIGHTS) == before


@pytest.mark.parametrize("scripted", [True, False])
def test_pieces_are_accessible_private_and_hold_on_a_small_phone(browser: Browser, host: Host, server: Server, scripted: bool) -> None:
    host.body = HOST.format(head=script(server) if scripted else "", frames=all_pieces(server))
    with opened(browser, host, 320) as (page, faults, asked):
        found = violations(page, "host")
        for frame in frames(page):
            assert frame.frame_element().get_attribute("title")
            found += _inside(frame)
            found += [f"{frame.url}: {fault}" for fault in frame.evaluate("document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []")]
            found += [f"{frame.url}: {left}" for left in frame.evaluate(LEFT)]
        found += [f"cookie {cookie['name']}" for cookie in page.context.cookies()]
        found += [f"asks elsewhere: {url}" for url in asked if not url.startswith((server.address, host.address, "data:"))]
        none(found + faults)


def _inside(frame: Frame) -> list[str]:
    frame.evaluate(AXE)
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, "resultTypes": ["violations"]}
    found = frame.evaluate("rules => axe.run(document, rules).then(found => found.violations)", rules)
    return [f"{frame.url}: {rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def test_without_javascript_everything_is_shown(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head=script(server), frames=all_pieces(server))
    shown: list[dict[str, str]] = []
    for on in (True, False):
        with opened(browser, host, java_script_enabled=on) as (page, _, _asked):
            shown.append({frame.url: re.sub(r"\s+", " ", frame.locator("main").inner_text()) for frame in frames(page)})
    with_script, without = shown
    assert without.keys() == with_script.keys() and len(without) == len(PIECES)
    for url, text in without.items():
        assert len(text) > 60 and text[:40] == with_script[url][:40], url


def test_filters_work_inside_without_javascript(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head="", frames=code(server, "structures", height=1200))
    with opened(browser, host, java_script_enabled=False) as (page, _, _asked):
        (frame,) = frames(page)
        every = frame.locator(".carte:visible").count()
        frame.get_by_label("Télétravail").check()
        assert 0 < frame.locator(".carte:visible").count() < every


def test_options_of_the_address(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head="", frames=code(server, "structures", query="?theme=teletravail&department=32&mode=sombre&accent=sarcelle&target=top"))
    with opened(browser, host) as (page, faults, _):
        (frame,) = frames(page)
        expect(frame.locator(".carte:visible")).to_have_count(1)
        assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 31)"
        assert frame.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--couleur-accent').trim()") == "#7cc4c4"
        assert frame.evaluate("document.querySelector('base').target") == "_top"
        none(faults)


def test_values_that_are_no_option_change_nothing(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head="", frames=code(server, "structure/adela", query="?mode=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&accent=javascript:1&target=javascript:alert(1)"))
    with opened(browser, host) as (page, faults, _):
        (frame,) = frames(page)
        assert frame.evaluate("[document.documentElement.dataset.mode, document.documentElement.dataset.accent, document.querySelector('base').target]") == [None, None, "_blank"]
        none(faults)


def test_links_leave_the_host_alone(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head="", frames=code(server, "structure/adela"))
    with opened(browser, host) as (page, _, _asked):
        (frame,) = frames(page)
        with page.context.expect_page() as other:
            frame.locator("h1 a").click()
        # The full address is that of the published site; only its path is ours to check here.
        assert "/testimonials/adela/" in other.value.url or other.value.url.startswith("chrome-error")
        assert page.url == host.address


def test_junk_from_the_host_changes_nothing(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head=script(server), frames=code(server, "structures") + code(server, "search"))
    with opened(browser, host) as (page, faults, _):
        settled(page)
        before = page.evaluate(HEIGHTS)
        texts = [frame.locator("body").inner_text() for frame in frames(page)]
        page.evaluate("""() => { for (const frame of document.querySelectorAll('iframe')) for (const junk of [null, 0, '', 'mesure', {}, [], {qvct: 1},
          {qvct: 'hauteur', hauteur: 9}, {qvct: 'mesure', hauteur: '<script>'}, {qvct: {toString: null}}, '<img src=x onerror=alert(1)>', new ArrayBuffer(8)]) frame.contentWindow.postMessage(junk, '*'); }""")
        # The host itself is no frame of ours, whatever it says.
        page.evaluate("() => { for (const hauteur of [1, 9999, '50', NaN, Infinity]) postMessage({qvct: 'hauteur', hauteur}, '*'); }")
        page.wait_for_timeout(300)
        assert page.evaluate(HEIGHTS) == before
        assert [frame.locator("body").inner_text() for frame in frames(page)] == texts
        none(faults)


def test_a_frame_of_another_origin_has_no_say(browser: Browser, host: Host, server: Server) -> None:
    alien = '<iframe srcdoc="<script>parent.postMessage({qvct: &quot;hauteur&quot;, hauteur: 5000}, &quot;*&quot;)</script>" title="Autre" height="100" id="autre"></iframe>'
    host.body = HOST.format(head=script(server), frames=alien + code(server, "search"))
    with opened(browser, host) as (page, _, _asked):
        page.wait_for_timeout(300)
        assert page.locator("#autre").bounding_box()["height"] < 120


@pytest.mark.parametrize(("said", "least", "most"), [("1e9", 1000, 20_100), ("Infinity", 0, 20_100), ("-50", 0, 2_000), ("0", 0, 2_000), ("'80'", 0, 2_000), ("NaN", 0, 2_000)])
def test_absurd_heights_are_bounded(browser: Browser, host: Host, server: Server, said: str, least: int, most: int) -> None:
    host.body = HOST.format(head=script(server), frames=code(server, "search"))
    with opened(browser, host) as (page, _, _asked):
        settled(page)
        (frame,) = frames(page)
        frame.evaluate(f"parent.postMessage({{qvct: 'hauteur', hauteur: {said}}}, '*')")
        page.wait_for_timeout(200)
        assert least <= page.locator("iframe").bounding_box()["height"] <= most


def test_the_script_may_come_late_or_the_frame_may(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head="", frames=code(server, "figures"))
    with opened(browser, host) as (page, faults, _):
        page.add_script_tag(url=f"{server.address}embed/v1.js")
        settled(page)
        page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", code(server, "structure/l-envol"))
        expect(page.frame_locator("iframe >> nth=1").locator("h1")).to_be_visible()
        settled(page)
        none(faults)


def test_border_and_padding_of_the_host_are_counted(browser: Browser, host: Host, server: Server) -> None:
    host.body = HOST.format(head=script(server) + "<style>iframe { border: 7px solid; box-sizing: border-box }</style>", frames=code(server, "figures"))
    with opened(browser, host) as (page, _, _asked):
        settled(page)


@pytest.mark.parametrize(("piece", "requests", "limit"), [("structure/adela", 3, 15_000), ("structures", 5, 30_000)])
def test_weight(browser: Browser, site: Path, piece: str, requests: int, limit: int) -> None:
    with served(site) as server, browser.new_context() as context:
        context.new_page().goto(f"{server.address}embed/v1/{piece}/", wait_until="networkidle")
        sent = list(server.sent)
    print(len(sent), sum(size for _, size in sent))
    assert len(sent) <= requests and sum(size for _, size in sent) <= limit, sent


def test_the_workshop_makes_code_that_works(browser: Browser, server: Server, host: Host) -> None:
    with browser.new_context(**SETTLED, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{server.address}integrate/?page=equality/fiches/06-parentalite/")
        expect(page.get_by_label("Que voulez-vous montrer")).to_have_value(re.compile("/embed/v1/sheet/06-parentalite/$"))
        page.get_by_label("Que voulez-vous montrer").select_option(label="Les structures et ce qu’elles ont appris")
        page.get_by_label("Thème").select_option("teletravail")
        page.get_by_label("Sombre").check()
        page.get_by_label("Titre du cadre").fill('Nos "voisins" & <amis>')
        page.get_by_label("Titre du cadre").press("Tab")
        page.get_by_role("button", name="Copier le code").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-copie]")).to_have_text("Le code est copié.")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("<iframe") and "v1.js" in copied
    # The published address is not that of this test's server: the path is what counts.
    host.body = HOST.format(head="", frames=re.sub(r"http://127\.0\.0\.1:8000/", server.address, copied))
    with opened(browser, host) as (shown, faults, _):
        (frame,) = frames(shown)
        assert frame.frame_element().get_attribute("title") == 'Nos "voisins" & <amis>'
        expect(frame.locator(".carte:visible")).to_have_count(2)
        settled(shown)
        none(faults)


def test_pages_announce_an_oembed_answer_that_shows_them(browser: Browser, server: Server) -> None:
    with browser.new_context(**SETTLED) as context:
        page = context.new_page()
        for address, kind in (("testimonials/adela/", "rich"), ("method/qvct/", "link")):
            page.goto(server.address + address)
            link = page.locator("link[type='application/json+oembed']").get_attribute("href") or ""
            answer = page.request.get(re.sub(r"http://127\.0\.0\.1:8000/", server.address, link)).json()
            assert answer["type"] == kind and answer["title"] and (kind == "link" or "<iframe" in answer["html"])


def test_embeds_hold_in_every_scheme(browser: Browser, server: Server) -> None:
    with browser.new_context(**SETTLED) as context:
        page, faults = context.new_page(), []
        for piece in PIECES:
            for query in ("", *(f"?accent={accent}&mode={mode}" for accent in ("sarcelle", "bleu", "vert", "prune") for mode in ("clair", "sombre"))):
                page.set_viewport_size({"width": 320, "height": 900})
                page.goto(f"{server.address}embed/v1/{piece}/{query}")
                faults += violations(page, f"{piece} {query}") + misplaced(page)
        none(faults)
