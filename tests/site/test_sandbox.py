"""A page that attacks the machine that builds it: both engines refuse it, and nothing has run."""

from pathlib import Path

import pytest

from tests.built import MKDOCS, ZENSICAL, copy_project, run

RUN = 'lipsum.__globals__.os.system("touch PWNED")'
FRONT = "---\ntitle: {}\n---\n\n# Une page\n\n{}\n"
ATTACKS = {
    "globals": FRONT.format("Attaque", "{{ %s }}" % RUN),
    "cycler": FRONT.format("Attaque", '{{ cycler.__init__.__globals__.os.system("touch PWNED") }}'),
    "theme environment": FRONT.format("Attaque", "{{ config.theme.get_env().from_string('{{ %s }}').render() }}" % RUN),
    "subclasses": FRONT.format("Attaque", '{{ "".__class__.__mro__[1].__subclasses__() }}'),
    "statement": FRONT.format("Attaque", "{%% if %s %%}x{%% endif %%}" % RUN),
    "escaped title": FRONT.format(r'"\x7b\x7b lipsum.__globals__.os.system(\x22touch PWNED\x22) \x7d\x7d"', "Du texte."),
}
ENGINES = {"mkdocs": MKDOCS, "zensical": ZENSICAL}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which pages are written."""
    return copy_project(tmp_path_factory.mktemp("attaque"))


def _build(project: Path, engine: str, page: str) -> tuple[int, bool, str]:
    """Build with one more page; return the exit status, whether the attack has run, and the outputs."""
    attack = project / "content/testimonials/attaque.md"
    attack.write_text(page, encoding="utf-8")
    done = run(project, *ENGINES[engine])
    attack.unlink()
    marks = list(project.rglob("PWNED"))
    for mark in marks:
        mark.unlink()
    return done.returncode, bool(marks), done.stdout


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ATTACKS)
def test_attack_stops_the_build(project: Path, engine: str, name: str) -> None:
    status, ran, output = _build(project, engine, ATTACKS[name])
    assert not ran and status != 0 and "SecurityError" in output, output


@pytest.mark.parametrize("engine", ENGINES)
def test_the_cage_is_what_stops_it(tmp_path: Path, engine: str) -> None:
    """Without the cage the attack works: the tests above would see it."""
    project = copy_project(tmp_path)
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert "      j2_extensions: [macros.sandbox.Cage]\n" in config
    (project / "mkdocs.yml").write_text(config.replace("      j2_extensions: [macros.sandbox.Cage]\n", ""), encoding="utf-8")
    assert _build(project, engine, ATTACKS["globals"])[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_harmless_page_builds(project: Path, engine: str) -> None:
    status, _, output = _build(project, engine, FRONT.format("Une page de plus", "Du texte."))
    assert status == 0, output
