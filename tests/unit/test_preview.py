"""The preview gets the files that publishing adds."""

from pathlib import Path

import pytest

from macros.preview import on_post_build, on_startup


@pytest.mark.parametrize(("command", "completed"), [("serve", True), ("build", False)])
def test_the_preview_alone_is_completed(command: str, completed: bool, root: Path, mini: Path, tmp_path: Path) -> None:
    (mini / "overrides").symlink_to(root / "overrides")
    folder = tmp_path / "preview"
    on_startup(command=command, dirty=False)
    on_post_build({"config_file_path": str(mini / "mkdocs.yml"), "site_url": "https://exemple.fr/", "site_dir": str(folder)})
    assert (folder / "assets/facets.css").is_file() is completed
