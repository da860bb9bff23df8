"""The command line, through its real entry point: what it says, what it returns, what it leaves alone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.cli import main

Lay = Callable[[dict[str, Any]], Path]


def spoilt(name: str, root: Path, lay: Lay) -> tuple[Path, list[str]]:
    """Return a project with the mistakes of a scenario and an old site, and the messages expected."""
    scenario = yaml.safe_load((root / f"tests/errors/{name}.yml").read_text(encoding="utf-8"))
    project = lay(scenario["files"])
    (project / "site").mkdir()
    (project / "site/index.html").write_bytes(b"ancien \x00\xff")
    return project, scenario["expected"]


def run(project: Path, command: str, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "macros", "--root", str(project), command], cwd=root, text=True, capture_output=True,
                          env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment, check=False)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*")}


@pytest.mark.parametrize(("command", "scenario"), [("check", "ten-mistakes-in-one-file"), ("publish", "ten-mistakes")])
def test_ten_mistakes(command: str, scenario: str, root: Path, lay: Lay) -> None:
    project, expected = spoilt(scenario, root, lay)
    before = state(project / "site")
    done = run(project, command, root)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [*expected, "10 erreurs. Rien n’a été publié."]
    assert (done.stdout, "Traceback" in done.stderr) == ("", False)
    assert state(project / "site") == before
    assert not list(project.glob(".site-*"))


def test_a_project_in_order(mini: Path, root: Path) -> None:
    done = run(mini, "check", root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Tout est en ordre.\n", "")
    assert not (mini / "site").exists()


def test_messages_come_through_a_terminal_that_knows_no_accent(root: Path, lay: Lay) -> None:
    done = run(spoilt("ten-mistakes", root, lay)[0], "check", root, PYTHONIOENCODING="ascii:backslashreplace", LC_ALL="C")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_one_mistake_is_singular(lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(lay({"data/a.txt": ""})), "check"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "1 erreur. Rien n’a été publié."


def published_by(mini: Path, root: Path, engine: str) -> Path:
    """Return the small project with an engine of its own."""
    (mini / "overrides").symlink_to(root / "overrides")
    (mini / "mkdocs.py").write_text("import pathlib, sys\nfolder = pathlib.Path(sys.argv[-1])\n" + engine, encoding="utf-8")
    return mini


def test_publishing(mini: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(published_by(mini, root, "folder.mkdir()")), "publish"]) == 0
    printed = capsys.readouterr()
    assert (mini / "site/assets/facets.css").is_file()
    assert printed.out.startswith("Le site est dans site/.")
    assert printed.err == ""


def test_a_build_that_fails(mini: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(published_by(mini, root, "print('WARNING -  un lien'); sys.exit(1)")), "publish"]) == 1
    printed = capsys.readouterr().err
    assert "un lien" in printed
    assert "La construction a échoué : site/ est resté comme il était." in printed
    assert not (mini / "site").exists()


def test_the_address_of_the_site_comes_from_the_environment(mini: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from macros import cli
    asked: list[str] = []
    monkeypatch.setattr(cli, "publish", lambda site, project, say: asked.append(site.link("a")) or [])
    monkeypatch.setenv("SITE_URL", "https://exemple.fr/qvct/")
    main(["--root", str(mini), "publish"])
    monkeypatch.delenv("SITE_URL")
    main(["--root", str(mini), "publish"])
    assert asked == ["/qvct/a", "/a"]


@pytest.mark.parametrize("arguments", [["--help"], [], ["zzz"], ["check", "--zzz"], ["check", "--help"], ["check", "--format", "xml"],
                                       ["new", "--help"], ["new", "chose", "a"], ["show", "--help"], ["stale", "--help"], ["links", "--help"]])
def test_the_command_line_speaks_french(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    printed = capsys.readouterr()
    assert stop.value.code == (0 if "--help" in arguments else 2)
    for english in ("usage:", "options:", "show this help", "positional", "error:", "required", "invalid choice", "unrecognized"):
        assert english not in printed.out + printed.err


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    printed = capsys.readouterr().out
    assert "check" in printed
    assert "publish" in printed
    assert "--root" in printed


def test_check_for_other_programs(mini: Path, root: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini), "check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    project, expected = spoilt("ten-mistakes", root, lay)
    assert main(["--root", str(project), "check", "--format", "json"]) == 1
    printed = capsys.readouterr()
    assert (len(json.loads(printed.out)), printed.err) == (10, "")
    assert {(p["path"], p["line"], p["column"]) for p in json.loads(printed.out)} >= {("data/structures/minimale.yml", 12, 5)}
    assert main(["--root", str(project), "check", "--format", "github"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(expected)
    assert all(line.startswith("::error file=") for line in lines)


def test_a_file_that_cannot_be_read_gives_no_traceback(mini: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from macros import cli

    def refused(root: Path) -> None:
        raise PermissionError(13, "Permission denied", "data/a.yml")
    monkeypatch.setattr(cli, "read_data", refused)
    assert main(["--root", str(mini), "check"]) == 1
    assert capsys.readouterr().err == "data/a.yml : vous n’avez pas le droit d’y toucher.\n"

    def stopped(root: Path) -> None:
        raise KeyboardInterrupt
    monkeypatch.setattr(cli, "read_data", stopped)
    assert main(["--root", str(mini), "check"]) == 130
    assert capsys.readouterr().err.strip() == "Interrompu."


def test_a_terminal_that_knows_no_accent(mini: Path, root: Path) -> None:
    done = run(mini, "check", root, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (done.returncode, done.stdout) == (0, "Tout est en ordre.\n")


def test_show(mini: Path, lay: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(mini), "show", "les-tilleuls"]) == 0
    assert capsys.readouterr().out.startswith("Les Tilleuls\n============\n/testimonials/les-tilleuls/\n")
    assert main(["--root", str(mini), "show", "les-tileuls"]) == 1
    assert capsys.readouterr().err == "« les-tileuls » n’est ni une structure ni une fiche. Vouliez-vous dire « les-tilleuls » ?\n"
    assert main(["--root", str(lay({"data/structures/minimale.yml": "slug: minimale\n", "data/equality_sheets/minimale.yml": None})), "show", "minimale"]) == 1
    assert "a des erreurs : lancez « check »" in capsys.readouterr().err


def test_stale(mini: Path, lay: Lay, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TODAY", "2026-11-21")
    assert main(["--root", str(mini), "stale", "--before", "2999-01-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:10] for line in lines[:-1]] == sorted(line[:10] for line in lines[:-1])
    assert lines[-1] == f"{len(lines) - 1} textes, fiches ou accords à revoir avant le 2999-01-01."
    assert main(["--root", str(mini), "stale"]) == 0
    assert capsys.readouterr().out.endswith("à revoir avant le 2027-01-20.\n")
    assert main(["--root", str(mini), "stale", "--before", "demain"]) == 2
    assert "n’est pas une date" in capsys.readouterr().err
    assert main(["--root", str(lay({"data/structures/minimale.yml": "slug: minimale\n"})), "stale"]) == 0
    assert "ne sont pas comptés" in capsys.readouterr().err
    monkeypatch.setenv("SITE_TODAY", "hier")
    assert main(["--root", str(mini), "stale"]) == 2
    assert "SITE_TODAY n’est pas une date" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough(mini: Path, root: Path) -> None:
    command = [sys.executable, "-m", "macros", "--root", str(mini), "show", "les-tilleuls"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as shown:
        shown.stdout.close()
        assert shown.stderr.read() == ""


def test_nothing_is_written_when_the_questions_are_interrupted(mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(question: str) -> str:
        raise KeyboardInterrupt
    before = sorted(mini.rglob("*"))
    monkeypatch.setattr("builtins.input", stopped)
    assert main(["--root", str(mini), "new", "structure", "essai"]) == 130
    assert sorted(mini.rglob("*")) == before
