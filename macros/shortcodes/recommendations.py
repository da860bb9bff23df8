"""The recommendations of the 2015 report, and the cases that it studied."""

from macros.relations import beside
from macros.site import Site, describe


def recommendations(site: Site) -> str:
    """The eighteen recommendations in one table, the axes, the cases."""
    return site.fill("recommendations")


def axis(site: Site, id: str) -> str:
    """The recommendations of one axis, in full."""
    describe(f"{site.catalog.label('axes', id)} : les recommandations de cet axe, leurs actions, leurs échéances et ce qu’un petit employeur peut en tirer.")
    return site.explained("axis", entries=[r for r in site.catalog.recommendations if r.axis == id])


def concordance(site: Site) -> str:
    """The recommendations of the report's body beside those of its recap."""
    return site.fill("concordance")


def observed(site: Site) -> str:
    """The actions seen in the field in 2015, branch by branch."""
    groups: dict[str, list] = {}
    for action in site.catalog.observed:
        groups.setdefault(action.group, []).append(action)
    return site.explained("observed", groups=groups)


def case(site: Site, slug: str) -> str:
    """One studied case."""
    record = site.catalog.record("cases", slug)
    describe(record.standfirst)
    return site.explained("case", case=record, record=record, badges=(), sheets=(), also=beside(site.catalog, "cases", record))


SHORTCODES = {"recommendations": recommendations, "axis": axis, "concordance": concordance, "observed": observed, "case": case}
