"""New records: what was answered is what is read, what was there keeps its bytes, nothing is written over."""

import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from macros.cli import main, read_project
from macros.commented import tidy
from macros.drafts import RefusedError, draft, given, refuse_taken, write
from macros.interview import document
from macros.interview.grid import grid
from macros.load import load
from macros.source import LARGEST_DOCUMENT, read_yaml
from tests.unit.test_interview import ALL, TOLD, filled

Lay = Callable[[dict[str, Any]], Path]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("kind", "path"), [("structure", "data/structures/les-tilleuls.yml"), ("structure", "data/structures/minimale.yml"),
                                            ("fiche", "data/equality_sheets/01-recruter.yml")])
def test_a_record_again_under_another_name(kind: str, path: str, mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = tmp_path / "reponses.yml"
    answers.write_text("\n".join(line for line in (mini / path).read_text(encoding="utf-8").splitlines() if not line.startswith(("slug:", "number:", "name:"))) + ("\nnumber: 5\n" if kind == "fiche" else "\nname: Essai\n"), encoding="utf-8")
    before = files(mini)
    assert main(["--root", str(mini), "new", kind, "essai", "--answers", str(answers)]) == 0
    printed = capsys.readouterr()
    made = str(Path(path).with_name("essai.yml"))
    assert printed.err == ""
    assert f"Écrit : {made}" in printed.out
    assert read_project(mini)[1] == []
    assert tidy(read_yaml(mini / made, "").value) == {"slug": "essai"} | tidy(read_yaml(answers, "").value)
    after = files(mini)
    assert {name for name in before if before[name] != after[name]} == {"data/embeds.yml"}
    assert len(set(after) - set(before)) == 2
    assert set(before["data/embeds.yml"].splitlines()) < set(after["data/embeds.yml"].splitlines())


def test_thirteen_structures_on_the_site(root: Path, tmp_path: Path) -> None:
    project = tmp_path / "site"
    for folder in ("data", "content"):
        shutil.copytree(root / folder, project / folder)
    answers = tmp_path / "a.yml"
    answers.write_text("\n".join(line for line in (root / "data/structures/adela.yml").read_text(encoding="utf-8").splitlines() if not line.startswith(("slug:", "name:"))) + "\nname: Bis\n", encoding="utf-8")
    assert main(["--root", str(project), "new", "structure", "bis", "--answers", str(answers)]) == 0
    lines = (project / "data/embeds.yml").read_text(encoding="utf-8").splitlines()
    assert {"- id: structure/bis", "- id: story/bis"} <= set(lines)
    assert main(["--root", str(project), "new", "terme", "bilan-social", "--answers", str(_file(tmp_path, "term: Bilan social\ndefinition: Un relevé.\n"))]) == 0
    before, after = (path.joinpath("data/glossary.yml").read_text(encoding="utf-8") for path in (root, project))
    assert after.replace(after[after.index("- id: bilan-social"):after.index("- id:", after.index("- id: bilan-social") + 1)], "") == before


def _file(folder: Path, text: str) -> Path:
    path = folder / "reponses.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_answers_on_the_standard_input(mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Coopérer\n\nTravailler ensemble : c’est tout.\n"))
    assert main(["--root", str(mini), "new", "terme", "cooperer"]) == 0
    assert "Mot ou sigle : " in capsys.readouterr().out
    text = (mini / "data/glossary.yml").read_text(encoding="utf-8")
    assert "- id: cooperer\n  term: Coopérer\n  definition: \"Travailler ensemble : c’est tout.\"\n  # expansion:" in text
    assert text.startswith("- id: qvct\n")


def test_what_is_missing_is_said(mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["--root", str(mini), "new", "structure", "essai"]) == 1
    printed = capsys.readouterr().err
    assert "data/structures/essai.yml:4: name : ce champ est obligatoire et il manque." in printed
    assert printed.endswith("4 erreurs à corriger ou à compléter, puis lancez « make check ».\n")
    assert "# name:  # nom (à remplir)" in (mini / "data/structures/essai.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "slug", "said"), [
    ("structure", "minimale", "data/structures/minimale.yml existe déjà"), ("terme", "rps", "« rps » est déjà dans data/glossary.yml"),
    ("fiche", "minimale", "existe déjà"), ("ressource", "minimale", "est déjà dans"), ("structure", "../essai", "ne peut pas servir"),
    ("structure", "Été", "ne peut pas servir"), ("terme", "a" * 81, "ne peut pas servir"),
])
def test_nothing_is_written_over(kind: str, slug: str, said: str, mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(mini)
    assert main(["--root", str(mini), "new", kind, slug]) == 1
    assert said in capsys.readouterr().err
    assert files(mini) == before


def test_a_page_that_is_there_stays(lay: Lay) -> None:
    project = lay({"content/testimonials/essai.md": "À moi.\n"})
    with pytest.raises(RefusedError, match="testimonials/essai.md existe déjà"):
        refuse_taken(project, load(project)[0], "structure", "essai")


@pytest.mark.parametrize(("text", "said"), [("a: [", "crochet"), ("- a", "un groupe de champs"), ("id: autre", "d’accord"), ("a: b\na: c", "deux fois")])
def test_answers_that_cannot_be_read(text: str, said: str, mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(mini)
    assert main(["--root", str(mini), "new", "terme", "essai", "--answers", str(_file(tmp_path, text))]) == 1
    assert said in capsys.readouterr().err
    assert main(["--root", str(mini), "new", "terme", "essai", "--answers", str(tmp_path / "absent.yml")]) == 1
    assert capsys.readouterr().err.endswith("absent.yml : ce fichier n’existe pas.\n")
    assert files(mini) == before


def test_what_the_model_does_not_know_is_kept_and_said(mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = _file(tmp_path, "term: Essai\ndefinition: Un essai.\ncouleur: {nom: [bleu, [nuit]], liste: [{a: b}]}\n")
    assert main(["--root", str(mini), "new", "terme", "essai", "--answers", str(answers)]) == 1
    assert "couleur : ce champ n’existe pas" in capsys.readouterr().err


@pytest.mark.parametrize(("old", "added"), [
    ("- id: a\r\n  term: A\r\n  definition: A.\r\n", True), ("# Tête.\n\n# De b.\n- id: b\n  term: B\n  definition: B.", True), ("\ufeff- {id: a, term: A, definition: A.}\n", True),
    ("# Rien.\n", True), ("[{id: a, term: A, definition: A.}]\n", False), ("a: b\n", False), ("- id: [\n", False), ("[]\n", False),
])
def test_the_rest_of_a_list_keeps_its_bytes(old: str, added: bool, lay: Lay) -> None:
    project = lay({"data/glossary.yml": old})
    catalog, values = load(project)[0], given("terme", "aa", date(2026, 1, 1)) | {"term": "AA", "definition": "Un A."}
    if not added:
        with pytest.raises(RefusedError, match="à la main|liste|crochet|fautive"):
            draft(project, catalog, "terme", values)
        return
    write(project, draft(project, catalog, "terme", values))
    new = (project / "data/glossary.yml").read_bytes().decode()
    start = new.index("- id: aa")
    end = next((place for place in (new.find("# De b"), new.find("- id: b")) if place > start), len(new))
    assert (new[:start] + new[end:]).rstrip() == old.rstrip()
    assert ("\r\n" in old) == ("\r\n" in new)
    assert [term.id for term in load(project)[0].glossary if term.id == "aa"] == ["aa"]


def test_a_text_that_yaml_cannot_hold_is_refused(mini: Path) -> None:
    with pytest.raises(RefusedError, match="Rien n’a été écrit"):
        draft(mini, load(mini)[0], "terme", {"id": "essai", "term": "a\x90b", "definition": "\ufffe"})



def test_a_filled_grid_makes_a_structure(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All that comes of an interview: the structure, its page, its embeds, and the interview among the sources."""
    project, grille = tmp_path / "site", tmp_path / "grille.docx"
    for folder in ("data", "content"):
        shutil.copytree(root / folder, project / folder)
    grille.write_bytes(filled(Document(io.BytesIO(document.document(grid(load(root)[0])))), ALL).getvalue())
    before = files(project)
    assert main(["--root", str(project), "new", "structure", "la-ruche", "--from", str(grille)]) == 0
    printed = capsys.readouterr()
    assert "Sans réponse dans la grille :\n  6. Pour une coopérative" in printed.out and printed.err == ""
    after = files(project)
    assert set(after) - set(before) == {"data/structures/la-ruche.yml", "content/testimonials/la-ruche.md"}
    assert {name for name in before if before[name] != after[name]} == {"data/embeds.yml", "data/sources.yml"}
    made = read_yaml(project / "data/structures/la-ruche.yml", "").value
    assert tidy({name: value for name, value in made.items() if name not in ("slug", "updated_on")}) == TOLD
    assert "- id: entretien-la-ruche\n  title: Entretien avec La Ruche\n" in (project / "data/sources.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("given", "said"), [
    (["structure", "a", "--from", "rien.docx"], "rien.docx : ce fichier n’existe pas."),
    (["fiche", "a", "--from", "rien.docx"], "Seule une structure a une grille d’entretien."),
    (["structure", "a", "--from", "CONTRIBUTING.md"], "Ce fichier n’est pas un document Word (.docx). Donnez la grille remplie sous ce format : LibreOffice l’enregistre ainsi ; un PDF ne peut pas servir."),
])
def test_what_is_no_grid_writes_nothing(given: list[str], said: str, mini: Path, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(root)
    before = files(mini)
    assert main(["--root", str(mini), "new", *given]) == 1
    assert capsys.readouterr().err == said + "\n"
    assert files(mini) == before


def test_a_document_too_large_is_refused(mini: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(bytes(LARGEST_DOCUMENT + 1))
    assert main(["--root", str(mini), "new", "structure", "a", "--from", str(tmp_path / "a.docx")]) == 1
    assert "le document dépasse 10 Mio" in capsys.readouterr().err
