"""What may no longer be shown as it is: a video whose address is known to be dead."""

from pathlib import Path

from macros.catalog import Catalog
from macros.problems import Problem
from macros.shelves import BY_NAME
from macros.source import read_yaml


def check_videos(root: Path, catalog: Catalog) -> list[Problem]:
    """Return the videos that data/known_links.yml says dead, each at its place in the file of its structure."""
    dead = {known.address: known for known in catalog.known_links if known.state == "dead"}
    found: list[Problem] = []
    for structure in catalog.with_video():
        if known := dead.get(structure.video.address):
            path = f"{BY_NAME['structures'].folder}/{structure.slug}.yml"
            document = read_yaml(root / path, path)
            document.report(("video", "address"), f"la vidéo n’a plus d’adresse qui réponde, d’après {BY_NAME['known_links'].pattern} (constaté le {known.since})",
                            "Retirez le bloc « video » : la page dira « Aucune vidéo connue ».")
            found += document.problems
    return found
