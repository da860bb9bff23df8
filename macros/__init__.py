"""The package that mkdocs-macros (and Zensical) loads: it registers the shortcodes of the pages."""

from pathlib import Path
from typing import Any


def define_env(env: Any) -> None:
    """Register the shortcodes. MkDocs calls this once a build, Zensical once a page."""
    from macros.publish import day_of_build
    from macros.shortcodes import bound
    from macros.site import ENGINE, site_of

    ENGINE.set(env)
    for name, shortcode in bound(site_of(Path(env.project_dir), env.conf["site_url"], day_of_build())).items():
        env.macro(shortcode, name)
