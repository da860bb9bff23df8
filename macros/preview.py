"""MkDocs hook: gives the preview the files that `publish` writes after a build.

Nothing depends on it: Zensical ignores hooks, and the published site is made by `macros.publish`.
"""

from pathlib import Path
from typing import Any

from macros.publish import complete
from macros.site import site_of


def on_post_build(config: Any) -> None:
    """Complete the built site in MkDocs' own folder."""
    root = Path(config["config_file_path"]).parent
    complete(site_of(root, config["site_url"]), Path(config["site_dir"]))
