"""The preview gets the files that publishing adds."""

from pathlib import Path

from macros.preview import on_post_build


def test_the_preview_is_completed(root: Path, mini: Path, tmp_path: Path) -> None:
    (mini / "overrides").symlink_to(root / "overrides")
    folder = tmp_path / "preview"
    on_post_build({"config_file_path": str(mini / "mkdocs.yml"), "site_url": "https://exemple.fr/", "site_dir": str(folder)})
    assert (folder / "assets/facets.css").is_file()
