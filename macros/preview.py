"""MkDocs hook: gives the preview the files that `publish` writes after a build.

Nothing depends on it: Zensical ignores hooks, and the published site is made by `macros.publish`.
"""

from pathlib import Path
from typing import Any

from macros.publish import complete, day_of_build
from macros.site import site_of


_COMMANDS: list[str] = []  # the last is the one that runs


def on_startup(command: str, dirty: bool) -> None:
    """Note what MkDocs was asked for: build, serve…"""
    _COMMANDS.append(command)


def on_post_build(config: Any) -> None:
    """Complete the previewed site in MkDocs' own folder: a build is completed by who asked for it."""
    if _COMMANDS[-1:] != ["serve"]:
        return
    root = Path(config["config_file_path"]).parent
    complete(site_of(root, config["site_url"], day_of_build()), Path(config["site_dir"]))
