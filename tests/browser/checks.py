"""What any page can be asked, as it stands: what axe says of it, how its layout holds, where its focus is."""

from pathlib import Path

from playwright.sync_api import Page

from tests.built import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LAYOUT = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")
ALL = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}

# What has the focus: its HTML, whether it is on the screen, and whether a ring of 2 px or more shows on it.
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return {
    html: e.outerHTML.slice(0, 120), body: e === document.body,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && e.checkVisibility({opacityProperty: true, visibilityProperty: true}),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def violations(page: Page, seen: str, rules: object = ALL) -> list[str]:
    """Return what axe says of a page, for people; dark and light differ by colours alone, hence `COLOURS` for the second."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [
        f"{seen}: {rule['id']} ({rule['impact']}): {rule['help']}\n    {' '.join(map(str, node['target']))}\n    {node['html'][:300]}\n    {node['failureSummary']}"
        for rule in page.evaluate("rules => axe.run(rules).then(found => found.violations)", rules)
        for node in rule["nodes"]
    ]


def misplaced(page: Page) -> list[str]:
    """Return what sticks out, is cut or scrolls sideways."""
    return [f"{page.viewport_size['width'] if page.viewport_size else ''} px: {fault}" for fault in page.evaluate(LAYOUT)]
