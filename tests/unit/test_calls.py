"""What a text asks of the pages' engine: simple calls, and everything else by name."""

import pytest
from jinja2 import Environment

from macros.calls import Call, Forbidden, calls, refused


@pytest.mark.parametrize(("text", "found"), [
    ("Rien.", []),
    ("", []),
    ("{{ explorer() }}", [Call("explorer", (), 1)]),
    ('Un.\n\n{{ structure("adela") }}\n{{ lessons("a", \'b\') }}', [Call("structure", ("adela",), 3), Call("lessons", ("a", "b"), 4)]),
    ("{{-f(1)-}}{{ f(true) }}", [Call("f", (1,), 1), Call("f", (True,), 1)]),
    ('{{ f("un }} deux") }}', [Call("f", ("un }} deux",), 1)]),
    ('{{\n f(\n "a"\n ) }}', [Call("f", ("a",), 2)]),
])
def test_calls_with_their_constants_and_lines(text: str, found: list[Call]) -> None:
    assert list(calls(text)) == found


@pytest.mark.parametrize("expression", [
    "a", "1", "'a'", "a.b", "a.b()", "a['b']()", "a()()", "a()|upper", "a(b)", "a(b())", "a(b=1)", "a(*b)", "a(**b)", "a([1])", "a({})",
    "a(-b)", "a('b' ~ 'c')", "a(1 + 1)", "a() if b else c", "not a()", "a() is none", "a() ~ b()", "[a()]", "(a(), b())", "a(b)('c')",
])
def test_any_other_expression_is_forbidden(expression: str) -> None:
    (found,) = calls("Un.\n{{ " + expression + " }}")
    assert isinstance(found, Forbidden)
    assert (found.line, "simple appel" in found.what) == (2, True)


@pytest.mark.parametrize("instruction", [
    "set a = 1", "include 'a'", "import 'a' as b", "from 'a' import b", "extends 'a'", "macro a() %}{% endmacro", "if true %}{% endif",
    "for a in [] %}{% endfor", "block a %}{% endblock", "filter upper %}{% endfilter", "with a = 1 %}{% endwith", "call a() %}{% endcall",
    "autoescape false %}{% endautoescape", "set a %}{% endset",
])
def test_instructions_are_forbidden(instruction: str) -> None:
    assert list(calls("Un.\n\n{% " + instruction + " %}")) == [Forbidden("une instruction « {% … %} »", 3)]


@pytest.mark.parametrize("text", ["{{ a(", "{{ a() }", "{% if", "{{ }}", "{% nothing %}", "{# a", "{{ a b }}", "{% raw %} a", '{{ a(" }}'])
def test_unreadable_text_is_forbidden_not_raised(text: str) -> None:
    (found,) = calls(text)
    assert isinstance(found, Forbidden)
    assert "ne comprend pas" in found.what


@pytest.mark.parametrize(("text", "reason"), [
    ("{{ f('a') }}", None),
    ("{{ g('a') }}", "ligne 1 : « g » n’est pas un raccourci du site"),
    ("\n{{ f }}", "ligne 2 : une expression"),
    ("{{ f() }}{% set a = 1 %}", "ligne 1 : une instruction"),
])
def test_a_template_is_refused_for_its_first_fault(text: str, reason: str | None) -> None:
    found = refused(text, {"f"})
    assert found == reason if reason is None else found is not None and found.startswith(reason)


@pytest.mark.parametrize("text", [
    "{{ " + "(" * 50_000, "{{ f(" + "[" * 500 + "]" * 500 + ") }}", "{{ " + "not " * 5_000 + "a }}", "{{ " + "{ " * 5_000, "{{ a" + ".b" * 5_000 + " }}", "{{ " + "- " * 5_000 + "1 }}",
    "{{ f(" + "9" * 5_000 + ") }}", "{{ f(1e" + "9" * 5_000 + ") }}", "{{ f(0x" + "f" * 5_000 + ") }}", "{{ a" + "|b" * 5_000 + " }}", "{{ a" + " if b else c" * 5_000 + " }}",
], ids=lambda text: text[:12])
def test_what_would_fill_python_s_stack_is_forbidden_where_it_is(text: str) -> None:
    found = list(calls("Un.\n\n" + text))
    assert found == [Forbidden("une expression trop longue pour être un simple appel", 3)]


@pytest.mark.parametrize("block", ["{% if a %}", "{% for a in b %}", "{% filter upper %}", "{% raw %}"])
def test_blocks_within_blocks_are_forbidden(block: str) -> None:
    assert all(isinstance(found, Forbidden) for found in calls(block * 5_000))
    assert list(calls(block * 5_000))


def test_a_call_of_many_texts_passes() -> None:
    assert list(calls("{{ f(" + ", ".join(["'a'"] * 15) + ") }}")) == [Call("f", ("a",) * 15, 1)]
