"""What a page says of itself in the words of schema.org (JSON-LD): its place, what it tells of, who publishes it."""

from collections.abc import Callable, Iterator
from typing import Any

from macros import addresses, identity
from macros.catalog import Catalog
from macros.exports.projection import COLLECTIONS
from macros.exports.records import changed, latest, record_at, summary_of
from macros.model import Structure, Term, Video
from macros.text import typeset

Node = dict[str, Any]
Absolute = Callable[[str], str]
# The pages that stand above others, as the site's menu names them.
ABOVE = {
    addresses.HOME: "Accueil", addresses.EXPLORER: "Structures", addresses.THEMES: "Thèmes", addresses.METHOD: "Méthode", addresses.EQUALITY: "Égalité",
    addresses.SHEETS: "Fiches égalité", addresses.RECOMMENDATIONS: "Recommandations", addresses.RESOURCES: "Ressources",
}  # fmt: skip
ARTICLES = {"structures", "method", "equality_pages", "sheets", "cases", "resource_pages"}  # shelves whose records are told at length
PLAYER = "https://www.youtube-nocookie.com/embed/"
FORMATS = {"json": "application/json", "csv": "text/csv"}  # the forms of each list of the open data


def of_page(catalog: Catalog, absolute: Absolute, address: str, title: str) -> Node:
    """Return all that a page says. `address`: from the site's root; `title`: the page's own."""
    return {"@context": "https://schema.org", "@graph": list(_nodes(catalog, absolute, address, title))}


def _nodes(catalog: Catalog, absolute: Absolute, address: str, title: str) -> Iterator[Node]:
    yield breadcrumbs(absolute, address, title)
    shelf, record = record_at(catalog, address) or ("", None)
    if shelf in ARTICLES:
        yield _article(catalog, absolute, address, record)
    if shelf == "structures":
        yield _organization(catalog, absolute(address), record)
        if record.video:
            yield _video(absolute(address), record, record.video)
    if address == addresses.HOME:
        yield _website(absolute)
    if address == addresses.GLOSSARY:
        yield _glossary(catalog, absolute)
    if address == addresses.OPEN_DATA:
        yield _dataset(catalog, absolute)


def breadcrumbs(absolute: Absolute, address: str, title: str) -> Node:
    """Return the way from the home page to a page, itself included."""
    way = [(above, name) for above, name in ABOVE.items() if address.startswith(above) and above != address]
    way = [*sorted(way, key=lambda step: len(step[0])), (address, ABOVE[""] if address == addresses.HOME else typeset(title))]
    return {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": place, "name": name, "item": absolute(step)} for place, (step, name) in enumerate(way, 1)
    ]}  # fmt: skip


def _site(absolute: Absolute) -> Node:
    return {"@type": "WebSite", "@id": absolute("") + "#site", "name": identity.NAME, "url": absolute("")}


def _publisher(absolute: Absolute) -> Node:
    return {"@type": "Organization", "@id": absolute("") + "#redaction", "name": identity.NAME, "url": absolute("")}


def _ours(absolute: Absolute) -> Node:
    """Return what is true of all that we publish."""
    return {"inLanguage": "fr", "isAccessibleForFree": True, "license": identity.LICENCE_ADDRESS, "author": _publisher(absolute),
            "publisher": {"@id": absolute("") + "#redaction"}}  # fmt: skip


def _article(catalog: Catalog, absolute: Absolute, address: str, record: Any) -> Node:
    url, day = absolute(address), changed(record)
    told = getattr(record, "testimony", None)
    article = {
        "@type": "Article", "@id": url + "#article", "headline": typeset(told.lesson if told else getattr(record, "title", None) or record.name),
        "description": summary_of(record), "url": url, "mainEntityOfPage": url, "isPartOf": _site(absolute),
        "keywords": [catalog.label("themes", theme) for theme in record.themes], "citation": list(_cited(catalog, record)), **_ours(absolute),
    }  # fmt: skip
    if day:
        article["dateModified"] = day.isoformat()
    if isinstance(record, Structure):
        article["about"] = {"@id": url + "#structure"}
    return article


def _cited(catalog: Catalog, record: Any) -> Iterator[Node]:
    for source in catalog.documents_cited(record):
        document = {"@type": "CreativeWork", "name": typeset(source.title),
                    "publisher": [{"@type": "Organization", "name": typeset(name)} for name in source.publishers]}
        yield document | ({"url": source.address} if source.address else {})


def _organization(catalog: Catalog, url: str, structure: Structure) -> Node:
    organization: Node = {"@type": "Organization", "@id": url + "#structure", "name": typeset(structure.name),
                          "description": typeset(structure.activity.printed)}  # fmt: skip
    if structure.name_variants:
        organization["alternateName"] = [typeset(variant.text) for variant in structure.name_variants]
    if structure.headcount and not structure.headcount.who_unknown:
        organization["numberOfEmployees"] = {"@type": "QuantitativeValue", "value": structure.headcount.employees}
    if places := catalog.places(structure):
        labels = {entry.id: entry.label for entry in (*catalog.departments, *catalog.regions)}
        organization["areaServed"] = [{"@type": "AdministrativeArea", "name": labels[place]} for place in places]
    return organization


def _video(url: str, structure: Structure, video: Video) -> Node:
    about = structure.main_topic.text if structure.main_topic else summary_of(structure)
    film: Node = {"@type": "VideoObject", "@id": url + "#video", "name": typeset(f"Témoignage vidéo : {structure.name}"), "description": typeset(about),
                  "url": video.address, "embedUrl": PLAYER + video.id, "about": {"@id": url + "#structure"}}  # fmt: skip
    if video.duration:
        minutes, _, seconds = video.duration.partition(":")
        film["duration"] = f"PT{minutes}M{seconds}S"
    return film


def _website(absolute: Absolute) -> Node:
    search = {"@type": "SearchAction", "target": {"@type": "EntryPoint", "urlTemplate": absolute(addresses.SEARCH) + "?q={question}"},
              "query-input": "required name=question"}  # fmt: skip
    return _site(absolute) | _ours(absolute) | {"potentialAction": search}


def _glossary(catalog: Catalog, absolute: Absolute) -> Node:
    url = absolute(addresses.GLOSSARY)
    return {"@type": "DefinedTermSet", "@id": url + "#glossaire", "name": "Le glossaire", "url": url, **_ours(absolute),
            "hasDefinedTerm": [_term(absolute, term) for term in catalog.glossary]}  # fmt: skip


def _term(absolute: Absolute, term: Term) -> Node:
    node: Node = {"@type": "DefinedTerm", "name": typeset(term.term), "description": typeset(term.definition),
                  "url": absolute(addresses.page_of("glossary", term.id))}  # fmt: skip
    others = [typeset(other) for other in (term.expansion, *term.synonyms) if other]
    return node | ({"alternateName": others} if others else {})


def _dataset(catalog: Catalog, absolute: Absolute) -> Node:
    url = absolute(addresses.OPEN_DATA)
    known = latest(record for collection in COLLECTIONS for record in getattr(catalog, collection.shelf))
    whole = {
        "@type": "Dataset", "@id": url + "#donnees", "name": f"Les données du site {identity.NAME}", "url": url, "creator": {"@id": absolute("") + "#redaction"},
        "description": "Ce que le site sait des structures, des fiches égalité, des recommandations, du droit et des sources, en JSON et en CSV.",
        "hasPart": [_list(absolute, collection) for collection in COLLECTIONS], **_ours(absolute),
    }  # fmt: skip
    return whole | ({"dateModified": known.isoformat()} if known else {})


def _list(absolute: Absolute, collection: Any) -> Node:
    return {
        "@type": "Dataset", "name": typeset(collection.title), "description": typeset(collection.description), "license": identity.LICENCE_ADDRESS,
        "creator": {"@id": absolute("") + "#redaction"},
        "distribution": [{"@type": "DataDownload", "encodingFormat": kind, "contentUrl": absolute(f"{addresses.API}{collection.name}.{ending}")}
                         for ending, kind in FORMATS.items()],
    }  # fmt: skip
