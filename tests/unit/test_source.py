"""Files into text values with their lines; what could make a reader explode is refused."""

import os
import time
from pathlib import Path

import pytest
import yaml

from macros import places, source
from macros.problems import Problem
from macros.places import DEEPEST_NESTING
from macros.source import LARGEST_FILE, Document, name_of, parse_yaml, paths, read_page, read_text, read_yaml

ROOT = Path(__file__).parent.parent.parent
ERRORS = sorted((ROOT / "tests/errors").glob("*.yml"))
NESTED = """\
a: 1
b:
  - c: un
    d:
      - 01000
      - "no"
  -
    c: deux
f: {g: [x, y],
  h: z}
i: >-
  un
  deux
j:
"""
LOADERS = [pytest.param(yaml.BaseLoader, id="python")]
if hasattr(yaml, "CBaseLoader"):
    LOADERS.append(pytest.param(yaml.CBaseLoader, id="libyaml"))


@pytest.fixture(params=LOADERS)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type:
    monkeypatch.setattr(places, "BaseLoader", request.param)
    return request.param


def messages(text: str) -> list[str]:
    return list(map(str, parse_yaml(text, "a.yml").problems))


def test_every_value_is_text(loader: type) -> None:
    assert parse_yaml(NESTED, "a.yml").value == {
        "a": "1", "b": [{"c": "un", "d": ["01000", "no"]}, {"c": "deux"}], "f": {"g": ["x", "y"], "h": "z"}, "i": "un deux", "j": ""}


@pytest.mark.parametrize("written", ["01000", "12:30", "no", "yes", "null", "~", "2026-02-30", "1e3", ".inf", "0x1F", "=", "<<"])
def test_nothing_is_guessed(written: str, loader: type) -> None:
    assert parse_yaml(f"a: {written}", "a.yml").value == {"a": written}


@pytest.mark.parametrize(("place", "line"), [
    ((), 1), (("a",), 1), (("b",), 2), (("b", 0), 3), (("b", 0, "c"), 3), (("b", 0, "d"), 4), (("b", 0, "d", 1), 6), (("b", 1, "c"), 8),
    (("f", "g", 1), 9), (("f", "h"), 10), (("i",), 11), (("j",), 14),
    (("b", 0, "zzz"), 3), (("b", 7), 2), (("zzz",), 1), (("b", 0, "d", 9, "x"), 4),
])
def test_line_of_a_place_or_of_what_holds_it(place: source.Place, line: int, loader: type) -> None:
    assert parse_yaml(NESTED, "a.yml").line(place) == line


@pytest.mark.parametrize(("place", "column"), [
    ((), 1), (("a",), 1), (("b", 0), 5), (("b", 0, "c"), 5), (("b", 0, "d"), 5), (("b", 0, "d", 1), 9), (("b", 1, "c"), 5),
    (("f", "g"), 5), (("f", "g", 1), 12), (("f", "h"), 3), (("j",), 1), (("b", 7), 1), (("b", 0, "d", 9, "x"), 5),
])
def test_column_of_a_place_or_of_what_holds_it(place: source.Place, column: int, loader: type) -> None:
    assert parse_yaml(NESTED, "a.yml").column(place) == column


@pytest.mark.parametrize(("text", "column"), [("a:\n  b: 1\n  b: 2", 3), ("a: &x 1", 4), ("a: {b: !x 1}", 8), ("a:\n  \t- b", 3), ("a: [é, %]", 8)])
def test_column_of_what_is_refused(text: str, column: int) -> None:
    assert [problem.column for problem in parse_yaml(text, "a.yml").problems] == [column]


def test_lines_start_where_the_text_starts_in_its_file() -> None:
    assert parse_yaml(NESTED, "a.md", first_line=2).line(("b", 1, "c")) == 9
    assert [str(p) for p in parse_yaml("a: 1\na: 2", "a.md", first_line=2).problems][0].startswith("a.md:3: a : ")


def test_names_of_places() -> None:
    assert [name_of(place) for place in ((), ("a",), ("a", 0), ("a", 1, "b"), (0, "id"))] == ["", "a", "a[1]", "a[2].b", "[1].id"]


def test_duplicate_keys_at_every_depth(loader: type) -> None:
    document = parse_yaml("a: 1\nb:\n  - {c: 1, c: 2}\n  - d:\n      e: 1\n      e:\n        f: [x]\n        f: 3\n      g: 4\na: 5\na: 6\n", "a.yml")
    assert [(p.line, p.field) for p in document.problems] == [
        (3, "b[1].c"), (6, "b[2].d.e"), (8, "b[2].d.e (bis).f"), (10, "a"), (11, "a")]
    assert document.value == {"a": "1", "b": [{"c": "1"}, {"d": {"e": "1", "g": "4"}}]}


def test_a_second_value_is_read_for_its_own_mistakes_only() -> None:
    document = parse_yaml("a: {x: 1}\na: {y: &z 1}\n", "a.yml")
    assert [problem.line for problem in document.problems] == [2, 2]
    assert parse_yaml("a (bis): 1\nb: 2", "a.yml").value == {"a (bis)": "1", "b": "2"}  # a name like any other


def test_a_duplicate_s_message_names_the_first_line() -> None:
    assert messages("x: 0\na: 1\na: 2") == ["a.yml:3: a : ce champ est écrit deux fois. Gardez une seule des deux lignes (la première est ligne 2)."]


@pytest.mark.parametrize(("text", "line", "word"), [
    ("a: &x 1", 1, "ancres"), ("a: 1\nb: *x", 2, "ancres"), ("a: &x [1]", 1, "ancres"), ("a: {<<: *x}", 1, "ancres"),
    ("a: !!str 1", 1, "étiquettes"), ("a: !x [1]", 1, "étiquettes"), ("--- !x\na: 1", 1, "étiquettes"), ("a: ! b", 1, "étiquettes"),
    ("a: 1\n---\nb: 2", 2, "plusieurs documents"), ("a: 1\n...\n---\nb: 2", 3, "plusieurs documents"),
    ("a: " + "[" * 21 + "]" * 21, 1, "niveaux"), ("? [a]\n: b", 1, "nom de champ"), ("? {a: b}\n: c", 1, "nom de champ"),
    ("a: [1", 1, "crochet"), ("a: b: c", 1, "deux-points"), ('a: "b', 1, "guillemet"), ("a: %", 1, "garde pour lui"), ("a:\n - b\n c", 3, "fautive"),
    ("a: \x07", 1, "fautive"), ("é: 1\nb: é\nc: \x07\nd: 1\n", 3, "fautive"), ("a: 1\n b: 2", 2, "fautive"), ('a: "\\q"', 1, "fautive"), ('a: "\\ud800"', 1, "fautive"),
    ("a: 1\n\tb: 2", 2, "tabulation"), ("a:\n  \t- b", 2, "tabulation"),
])
def test_what_is_refused(text: str, line: int, word: str, loader: type) -> None:
    problems = parse_yaml(text, "a.yml").problems
    assert len(problems) == 1
    assert word in problems[0].message
    assert problems[0].line in (line, line + 1)  # a parser may only notice on the next line, and the message says so
    assert word == "fautive" or problems[0].line == line


def test_the_deepest_nesting_that_passes(loader: type) -> None:
    assert messages("[" * DEEPEST_NESTING + "]" * DEEPEST_NESTING) == []


@pytest.mark.parametrize("bomb", [
    "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "[" * 200_000, "{a: " * 200_000, "- " * 200_000, "? " * 200_000,
], ids=["laughs", "brackets", "braces", "dashes", "questions"])
def test_bombs_cost_nothing(bomb: str) -> None:
    start = time.process_time()
    assert len(messages(bomb)) == 1
    assert time.process_time() - start < 2


def test_byte_order_mark_and_line_ends(tmp_path: Path, loader: type) -> None:
    for number, end in enumerate(("\n", "\r\n", "\r")):
        path = tmp_path / f"{number}.yml"
        path.write_bytes(("\ufeff" + NESTED.replace("\n", end)).encode())
        document = read_yaml(path, "a.yml")
        assert (document.value, document.lines, document.problems) == (parse_yaml(NESTED, "a.yml").value, parse_yaml(NESTED, "a.yml").lines, [])


def test_bad_encoding_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes("a: 1\nb: é".encode("latin-1"))
    assert str(read_text(path, "a.yml")).startswith("a.yml:2: le fichier n’est pas en UTF-8.")
    path.write_bytes("a: 1".encode("utf-16"))
    assert "UTF-8" in str(read_text(path, "a.yml"))


def test_the_largest_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"#" * LARGEST_FILE)
    assert read_yaml(path, "a.yml") == Document("a.yml")
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    assert "1 Mio" in read_yaml(path, "a.yml").problems[0].message


def test_paths_are_sorted_and_are_files(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yml", "é.yml"):
        (tmp_path / name).touch()
    (tmp_path / "dossier.yml").mkdir()
    assert [path.name for path in paths(tmp_path, "*.yml")] == ["a.yml", "b.yml", "é.yml"]


@pytest.mark.parametrize(("text", "front", "body", "line"), [
    ("---\ntitle: A\n---\n\nUn.\n", {"title": "A"}, "\nUn.\n", 4),
    ("---  \ntitle: A\n...\nUn.\n", {"title": "A"}, "Un.\n", 4),
    ("Un.\n\n---\ntitle: A\n---\n", {}, "Un.\n\n---\ntitle: A\n---\n", 1),
    ("", {}, "", 1),
    ("---\ntitle: A\n", {}, "---\ntitle: A\n", 1),
    ("---\n---\nUn.", None, "Un.", 3),
    ("----\ntitle: A\n----\n", {}, "----\ntitle: A\n----\n", 1),
])
def test_front_matter(text: str, front: object, body: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    page = read_page(tmp_path / "a.md", "a.md")
    assert (page.front.value, page.body, page.body_line, page.front.problems) == (front, body, line, [])


def test_lines_of_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\nsearch:\n  exclude: true\n---\n", encoding="utf-8")
    assert read_page(tmp_path / "a.md", "a.md").front.line(("search", "exclude")) == 4


@pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="libyaml is not there")
@pytest.mark.parametrize("path", [*paths(ROOT, "data/**/*.yml"), *paths(ROOT, "tests/mini/**/*.yml"), *ERRORS], ids=lambda path: path.name)
def test_both_parsers_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text(encoding="utf-8")[:20_000] if path.parent.name == "geometry" else path.read_text(encoding="utf-8")
    monkeypatch.setattr(places, "BaseLoader", yaml.CBaseLoader)
    fast = parse_yaml(text, path.name)
    monkeypatch.setattr(places, "BaseLoader", yaml.BaseLoader)
    slow = parse_yaml(text, path.name)
    assert (fast.value, fast.lines, fast.columns) == (slow.value, slow.lines, slow.columns)


def test_links_and_pipes_are_there_to_be_refused(tmp_path: Path) -> None:
    (tmp_path / "vrai.yml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "lien.yml").symlink_to("vrai.yml")
    (tmp_path / "dossier.yml").symlink_to(tmp_path)
    (tmp_path / "vide.yml").symlink_to("rien.yml")
    os.mkfifo(tmp_path / "tube.yml")
    refused = [path.name for path in paths(tmp_path, "*.yml") if isinstance(read_text(path, path.name), Problem)]
    assert refused == ["dossier.yml", "lien.yml", "tube.yml", "vide.yml"]
    assert read_yaml(tmp_path / "vrai.yml", "a").value == {"a": "1"}


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    (tmp_path / "a.yml").touch()
    monkeypatch.setattr(Path, "open", refuse)  # root may read anything: its tests could not see it otherwise
    assert "pas le droit" in str(read_text(tmp_path / "a.yml", "a.yml"))


def test_more_values_than_any_list_holds() -> None:
    (problem,) = parse_yaml("- a\n" * (places.MOST_EVENTS + 1), "a.yml").problems
    assert "trop de valeurs" in problem.message
    assert parse_yaml("- a\n" * (places.MOST_EVENTS - 5), "a.yml").problems == []


def test_more_repetitions_than_anyone_reads() -> None:
    assert len(messages("a: 1\n" * 5_000)) == places.MOST_PROBLEMS + 2


@pytest.mark.parametrize("text", ["[", "a: [1\n", "a: [1\n\n\n", '"', "{", "a: {b\n"])
def test_a_fault_at_the_end_is_in_the_file(text: str, loader: type) -> None:
    (problem,) = parse_yaml(text, "a.yml").problems
    assert 1 <= problem.line <= max(1, len(text.splitlines()))


def test_the_body_of_a_page_that_has_none_is_at_its_last_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    assert read_page(tmp_path / "a.md", "a.md").body_line == 3


def test_a_front_matter_that_is_refused_is_not_read_by_a_weaker_reader(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: " + "[" * 3_000 + "]" * 3_000 + "\n---\n", encoding="utf-8")
    assert len(read_page(tmp_path / "a.md", "a.md").front.problems) == 1  # SafeLoader would raise RecursionError
