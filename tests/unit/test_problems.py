"""A problem as an editor reads it, and the order of several."""

from macros.problems import ContentError, Problem


def test_a_problem_in_words() -> None:
    assert str(Problem("a.yml", 3, "nom", "le texte est vide", "Écrivez-le.")) == "a.yml:3: nom : le texte est vide. Écrivez-le."
    assert str(Problem("a.yml", 3, "", "le texte est vide")) == "a.yml:3: le texte est vide."


def test_problems_are_sorted_by_place() -> None:
    problems = [Problem("b.yml", 1, "", "x"), Problem("a.yml", 10, "", "x"), Problem("a.yml", 9, "b", "x"), Problem("a.yml", 9, "a", "x")]
    error = ContentError(problems)
    assert [(p.path, p.line, p.field) for p in error.problems] == [("a.yml", 9, "a"), ("a.yml", 9, "b"), ("a.yml", 10, ""), ("b.yml", 1, "")]
    assert str(error).splitlines()[0] == "a.yml:9: a : x."


def test_the_column_changes_neither_the_text_nor_the_order() -> None:
    assert str(Problem("a.yml", 3, "nom", "x", "Y.", 7)) == "a.yml:3: nom : x. Y."
    assert Problem("a.yml", 3, "nom", "x", "Y.", 7) == Problem("a.yml", 3, "nom", "x", "Y.")
