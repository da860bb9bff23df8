"""The same site as a plain project would write it: dictionaries, templates, no checks.

mkdocs-macros loads this module by its default name. Everything is read once, by PyYAML's own loader;
a macro fills a template and returns its HTML to Markdown.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import escape

from macros import addresses, text
from macros.glossary import Words

MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
LISTS = ("action_states", "axes", "departments", "ess_families", "regions", "roles", "sectors", "size_bands", "themes")
UNKNOWN = "non-precise"


def define_env(env):
    """Read the data, register the macros."""
    root = Path(env.project_dir)
    catalog = Catalog(root / "data")
    link = addresses.within(env.conf["site_url"])
    templates = Environment(loader=FileSystemLoader(root), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    templates.filters.update(fr=lambda value: escape(text.typeset(str(value))), number=text.number, decimal=text.decimal,
                             plural=text.plural, day=french_date)
    templates.globals.update(link=link, catalog=catalog, addresses=addresses)
    words = Words(catalog.glossary)

    def fill(name, **values):
        html = templates.get_template(f"fragments/{name}.html").render(**values)
        return "\n".join(line for line in html.splitlines() if line.strip())

    def explained(name, **values):
        html, terms = words.explain(fill(name, **values), lambda term, elided: fill("term", term=term, elided=elided))
        return html + "\n" + fill("bubbles", terms=terms)

    groups = by_value(catalog)
    neighbours = similar(catalog, groups)
    facets = make_facets(catalog, groups)
    env.macro(lambda slug: explained("structure", structure=catalog.by_slug[slug], similar=neighbours[slug]), "structure")
    env.macro(lambda id: fill("theme", theme=catalog.themes_by_id[id], found=catalog.on_theme(id)), "theme")
    env.macro(lambda: fill("themes", entries=[(t, sum(map(len, catalog.on_theme(t["id"]).values()))) for t in catalog.themes]), "themes")
    env.macro(lambda id: explained("axis", entries=[]), "axis")
    env.macro(lambda: fill("explorer", facets=facets, values=catalog.values), "explorer")
    env.macro(lambda: fill("index", facets=facets, groups=groups), "index")
    env.macro(lambda: fill("map", map=make_map(catalog, groups)), "department_map")
    env.macro(lambda: fill("doors", facets={f.name: f for f in facets}), "doors")
    env.macro(lambda *slugs: fill("lessons", structures=[catalog.by_slug[s] for s in slugs]), "lessons")
    env.macro(lambda: fill("welcome"), "welcome")
    env.macro(lambda: fill("figures"), "figures")
    env.macro(lambda: fill("sources"), "sources")


def french_date(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def read(path: Path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)  # what yaml.safe_load does


class Catalog:
    def __init__(self, data: Path):
        for name in LISTS:
            setattr(self, name, read(data / f"vocabularies/{name}.yml"))
        self.sources = read(data / "sources.yml")
        self.sources_by_id = {s["id"]: s for s in self.sources}
        self.themes_by_id = {t["id"]: t for t in self.themes}
        self.glossary = [SimpleNamespace(**{"expansion": None, "themes": ()} | term) for term in read(data / "glossary.yml")]
        self.glossary.sort(key=lambda term: (text.fold(term.term), term.id))
        self.outlines = read(data / "geometry/departments.yml")
        self.labels = {(name, e["id"]): e["label"] for name in LISTS for e in getattr(self, name)}
        self.structures = [read(path) for path in (data / "structures").glob("*.yml")]
        self.structures.sort(key=lambda s: (text.fold(s["name"]), s["slug"]))
        for structure in self.structures:
            structure.setdefault("name_variants", [])
            structure["activity"].setdefault("variants", [])
            for block, field in (("location", "outside_occitanie"), ("headcount", "who_unknown")):
                if block in structure:
                    structure[block][field] = structure[block].get(field) == "oui"
        self.by_slug = {s["slug"]: s for s in self.structures}
        self.values = {s["slug"]: self.facet_values(s) for s in self.structures}

    def label(self, vocabulary, id):
        return self.labels[vocabulary, id]

    def size_band(self, structure):
        employees = structure.get("headcount", {}).get("employees")
        return next((b["id"] for b in self.size_bands if employees and b["min"] <= employees <= b.get("max", employees)), None)

    def facet_values(self, structure):
        location = structure.get("location", {})
        return {
            "theme": structure.get("themes", []),
            "sector": [structure["sector"]],
            "size": [self.size_band(structure) or UNKNOWN],
            "department": [*location.get("departments", []), *location.get("regions", [])] or [UNKNOWN],
            "video": ["1"] if "video" in structure else [],
        }

    def citations(self, *values):
        found = {(c["document"], c.get("page", 0), c.get("section", "")): c for c in citations_in(values)}
        return [found[key] for key in sorted(found)]

    def by_document(self, citations):
        pages, parts = defaultdict(dict), defaultdict(dict)
        for citation in citations:
            pages[citation["document"]].update({citation["page"]: None} if "page" in citation else {})
            parts[citation["document"]].update({citation["section"]: None} if "section" in citation else {})
        return [(self.sources_by_id[id], " ; ".join([*([f"p. {text.enumeration(found)}"] if found else []), *parts[id]]))
                for id, found in pages.items()]

    def on_theme(self, theme):
        return {"structures": [s for s in self.structures if theme in s.get("themes", [])],
                "glossary": [term for term in self.glossary if theme in term.themes]}

    def documents_cited(self, *values):
        cited = {c["document"] for c in citations_in(values)}
        return [s for s in self.sources if s["id"] in cited]

    def with_testimony(self):
        return [s for s in self.structures if "testimony" in s]

    def with_video(self):
        return [s for s in self.structures if "video" in s]


def citations_in(value):
    if isinstance(value, dict):
        if "document" in value:
            yield value
        else:
            for item in value.values():
                yield from citations_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from citations_in(item)


def by_value(catalog):
    """Structures by facet and value."""
    groups = defaultdict(list)
    for structure in catalog.structures:
        for facet, ids in catalog.values[structure["slug"]].items():
            for id in ids:
                groups[facet, id].append(structure)
    return groups


def make_facets(catalog, groups):
    def facet(name, legend, entries):
        choices = [SimpleNamespace(id=id, label=label, count=len(groups[name, id])) for id, label in entries if (name, id) in groups]
        return SimpleNamespace(name=name, legend=legend, choices=choices)

    def entries(vocabulary):
        return [(e["id"], e["label"]) for e in vocabulary]

    places = [(d["id"], f"{d['label']} ({d['id']})") for d in catalog.departments]
    places += [(r["id"], f"{r['label']}, département non précisé") for r in catalog.regions]
    return [
        facet("theme", "Thème", entries(catalog.themes)),
        facet("sector", "Secteur", entries(catalog.sectors)),
        facet("size", "Taille", [*entries(catalog.size_bands), (UNKNOWN, "Effectif non précisé")]),
        facet("department", "Lieu", [*places, (UNKNOWN, "Lieu non précisé")]),
        facet("video", "Format", [("1", "Avec un témoignage en vidéo")]),
    ]


def similar(catalog, groups):
    """For each structure the three most like it, among twelve neighbours in each of its groups."""
    witnesses = {key: [s for s in group if "testimony" in s] for key, group in groups.items()}
    rank = {(key, s["slug"]): place for key, group in witnesses.items() for place, s in enumerate(group)}
    return {s["slug"]: most_like(catalog, witnesses, rank, s) for s in catalog.structures}


def most_like(catalog, witnesses, rank, structure):
    found = {}
    for facet, ids in catalog.values[structure["slug"]].items():
        for id in ids if facet != "video" and ids != [UNKNOWN] else []:
            group, start = witnesses[facet, id], rank.get(((facet, id), structure["slug"]), 0)
            for other in (group[start:start + 12] + group[:12])[:min(12, len(group))]:
                found[other["slug"]] = other
    found.pop(structure["slug"], None)
    scored = [(*compare(catalog, structure, other), other) for other in found.values()]
    scored.sort(key=lambda entry: (-entry[0], entry[2]["slug"]))
    return [SimpleNamespace(structure=other, reasons=reasons) for _, reasons, other in scored[:3]]


def compare(catalog, one, other):
    mine, theirs = catalog.values[one["slug"]], catalog.values[other["slug"]]
    points, reasons = 0, []
    if one["sector"] == other["sector"]:
        points += 3
        reasons.append("même secteur")
    if mine["size"] == theirs["size"] != [UNKNOWN]:
        points += 2
        reasons.append("même taille")
    common = [theme for theme in mine["theme"] if theme in theirs["theme"]]
    if common:
        points += sum(3 if theme in (mine["theme"][0], theirs["theme"][0]) else 2 for theme in common)
        names = ", ".join(catalog.label("themes", theme).lower() for theme in common)
        reasons.append(f"{'mêmes thèmes' if len(common) > 1 else 'même thème'} : {names}")
    if set(mine["department"]) & set(theirs["department"]) - {UNKNOWN}:
        points += 1
        reasons.append("même territoire")
    return points, reasons


def make_map(catalog, groups):
    here = {id: found for (facet, id), found in groups.items() if facet == "department"}
    areas = [area(catalog, d, [d["id"]], here) for d in catalog.departments
             if d["id"] in catalog.outlines and (d["region"] == "occitanie" or d["id"] in here)]
    areas += [area(catalog, r, r["departments"], here, True) for r in catalog.regions if "departments" in r and r["id"] in here]
    drawn = {a.id for a in areas}
    wide = [(r["label"], here[r["id"]]) for r in catalog.regions if r["id"] in here and r["id"] not in drawn]
    boxes = [catalog.outlines[code] for a in areas for code in a.codes]
    left, top = (min(float(b[side]) for b in boxes) - 4 for side in ("left", "top"))
    right, bottom = (max(float(b[side]) for b in boxes) + 4 for side in ("right", "bottom"))
    return SimpleNamespace(areas=areas, region_wide=wide, nowhere=here.get(UNKNOWN, []),
                           frame=f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}")


def area(catalog, place, codes, here, whole_region=False):
    outlines = [catalog.outlines[code] for code in codes]
    x, y = (sum(float(o[axis]) for o in outlines) / len(outlines) for axis in ("x", "y"))
    return SimpleNamespace(id=place["id"], label=place["label"], structures=here.get(place["id"], []), codes=codes,
                           paths=[o["path"] for o in outlines], x=x, y=y, whole_region=whole_region)
