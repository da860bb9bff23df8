"""The site works under the policy of hosting/nginx.conf, in a real browser; and the policy bites."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.explorer import ADDRESS, Explorer
from tests.browser.visits import Visit, visits
from tests.built import served
from tests.hosted import Hosted, hosted

# Kept where a test can read it: the console tells of it too, and a visit fails for that.
LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(`${event.violatedDirective} ${event.blockedURI}`))"
PAGES = ("", "testimonials/", "testimonials/face-gard/", "method/qvct/", "equality/chiffres/", "equality/fiches/06-parentalite/", "recommendations/", "recommendations/axe-1/",
         "resources/droit/", "resources/glossaire/", "themes/teletravail/", "about/", "integrate/", "search/?q=teletravail", "embed/v1/structures/",
         "embed/v1/map/", "embed/v1/search/", "embed/v1/story/face-gard/", "embed/v1/structures/?mode=sombre&accent=bleu&theme=teletravail")  # fmt: skip


@pytest.fixture(scope="module")
def nginx(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """The built site, behind nginx."""
    with hosted(site, tmp_path_factory.mktemp("nginx")) as server:
        yield server


@pytest.fixture
def call(browser: Browser, nginx: Hosted) -> Iterator[Visit]:
    """The function that opens an address of the site behind nginx: see `visits`."""
    with visits(browser, nginx) as visit:
        yield visit


def _watched(page: Page) -> Page:
    """Return the page, opened again with what it refuses noted."""
    page.add_init_script(LISTEN)
    page.reload(wait_until="load")
    return page


@pytest.mark.parametrize("address", PAGES)
def test_pages_do_nothing_that_is_refused(call: Visit, address: str) -> None:
    page = _watched(call(address))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("refused") == []
    assert page.evaluate("document.styleSheets.length") > 0


def test_the_explorer_sifts(call: Visit) -> None:
    explorer = Explorer(page := _watched(call(ADDRESS)))
    explorer.tick([("theme", "dialogue-social")])
    assert explorer.visible() == explorer.expected([("theme", "dialogue-social")])
    assert page.evaluate("refused") == []


def test_the_search_answers(call: Visit) -> None:
    page = _watched(call("search/"))
    page.locator("#question").fill("télétravail")
    expect(page.locator("[data-results]")).to_have_attribute("data-ready", "télétravail")
    assert page.locator("ol[data-results] > li").count() > 3 and page.evaluate("refused") == []


def test_the_film_may_be_shown(call: Visit) -> None:
    outside: list[str] = []
    page = _watched(call("testimonials/face-gard/", outside))
    page.locator("[data-video-bouton]").click()
    expect(page.locator("[data-video] iframe")).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert outside and outside[0].startswith("https://www.youtube-nocookie.com/embed/")
    assert page.evaluate("refused") == []


def test_the_warnings_of_the_law_show(call: Visit) -> None:
    page = _watched(call("resources/droit/"))
    page.clock.set_fixed_time("2040-01-01T12:00:00Z")
    page.reload()
    expect(page.locator("[data-alerte]").first).to_be_visible()
    assert page.evaluate("refused") == []


def test_the_workshop_shows_its_preview(call: Visit) -> None:
    page = _watched(call("integrate/"))
    page.locator("select[name=piece]").select_option(index=1)
    frame = page.frame_locator("[data-apercu] iframe")
    expect(frame.locator("main")).to_be_visible()
    assert page.evaluate("refused") == []


def test_the_policy_bites(call: Visit) -> None:
    page = _watched(call("about/", outside=[]))
    page.evaluate("""() => {
        const script = document.createElement("script"); script.textContent = "window.taken = true"; document.head.append(script);
        const style = document.createElement("style"); style.textContent = "body { display: none }"; document.head.append(style);
        document.body.append(Object.assign(new Image(), { src: "https://ailleurs.example/image.png" }));
    }""")
    page.wait_for_function("refused.length > 2")
    assert page.evaluate("window.taken") is None and page.locator("h1").is_visible()
    assert {refused.split()[0] for refused in page.evaluate("refused")} == {"script-src-elem", "style-src-elem", "img-src"}


def test_only_what_is_made_for_it_shows_in_a_frame(browser: Browser, nginx: Hosted, tmp_path: Path) -> None:
    """A page of another origin holds a page of ours and one of our embeds: the browser shows only the second."""
    frames = "".join(f'<iframe title="{name}" name="{name}" src="{nginx.address}{address}"></iframe>' for name, address in (("page", "about/"), ("piece", "embed/v1/map/")))
    (tmp_path / "index.html").write_text(f'<!doctype html><html lang="fr"><title>Ailleurs</title>{frames}</html>', encoding="utf-8")
    with served(tmp_path) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(host.address, wait_until="networkidle")
        shown = {frame.name: frame.url for frame in page.frames if frame.name}
        expect(page.frame_locator("[name=piece]").locator("main")).to_be_visible()
    assert shown["piece"] == nginx.address + "embed/v1/map/"
    assert shown["page"].startswith("chrome-error:")


def test_data_can_be_read_from_another_origin_and_pages_cannot(browser: Browser, nginx: Hosted, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<!doctype html><html lang="fr"><title>Ailleurs</title></html>', encoding="utf-8")
    ask = "address => fetch(address).then(answer => answer.status, () => 'refused')"
    with served(tmp_path) as host, browser.new_context() as context:
        page = context.new_page()
        page.goto(host.address)
        answers = {address: page.evaluate(ask, nginx.address + address) for address in ("feeds/feed.json", "feeds/echeances.ics", "api/v1/rien.json", "about/")}
    assert answers == {"feeds/feed.json": 200, "feeds/echeances.ics": 200, "api/v1/rien.json": 404, "about/": "refused"}
