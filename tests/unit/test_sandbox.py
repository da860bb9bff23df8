"""Attacks on the cage of pages: each works in a plain environment, and none does in ours."""

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateAssertionError, UndefinedError
from jinja2.sandbox import SecurityError

from macros.sandbox import StrictEnvironment, allow

OS = ".__globals__['__builtins__']['__import__']('os').mkdir(TRAP)"
ESCAPE = "{{ lipsum" + OS + " }}"
# Each makes a folder at TRAP, by running what a page must never reach.
ATTACKS = {
    "lipsum": "{{ lipsum.__globals__['os'].mkdir(TRAP) }}",
    "lipsum by items": "{{ lipsum['__globals__']['os']['mkdir'](TRAP) }}",
    "cycler": "{{ cycler.__init__" + OS + " }}",
    "joiner": "{{ joiner.__init__" + OS + " }}",
    "namespace": "{{ namespace.__init__" + OS + " }}",
    "undefined": "{{ nothing.__class__.__init__" + OS + " }}",
    "self": "{{ self.__init__" + OS + " }}",
    "engine": "{{ config.theme.get_env().from_string(INNER).render() }}",
    "engine by items": "{{ config['theme']['get_env']().from_string(INNER).render() }}",
    "attr filter": "{{ ((lipsum|attr('__globals__')|attr('get'))('os')|attr('mkdir'))(TRAP) }}",
    "map filter": "{{ ([lipsum]|map(attribute='__globals__')|first)['os'].mkdir(TRAP) }}",
    "subclasses": "{% for c in ''.__class__.__mro__[1].__subclasses__() if c.__name__ == '_wrap_close' %}{{ c.__init__.__globals__['mkdir'](TRAP) }}{% endfor %}",
    "set": "{% set x = lipsum" + OS + " %}",
    "with": "{% with x = lipsum" + OS + " %}{% endwith %}",
    "if": "{% if lipsum" + OS + " %}{% endif %}",
    "macro": "{% macro m() %}" + ESCAPE + "{% endmacro %}{{ m() }}",
    "call": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}" + ESCAPE + "{% endcall %}",
    "filter block": "{% filter upper %}" + ESCAPE + "{% endfilter %}",
    "block": "{% block b %}" + ESCAPE + "{% endblock %}",
    "include": "{% include 'trap' %}",
    "import": "{% import 'trap' as t %}",
    "from": "{% from 'trap' import m %}{{ m }}",
    "extends": "{% extends 'trap' %}",
    "shortcode's globals": "{{ structure.func" + OS + " }}",
    "registered macros": "{{ macros.structure.func" + OS + " }}",
    "argument": "{{ structure(lipsum" + OS + ") }}",
    "named argument": "{{ structure(slug=lipsum" + OS + ") }}",
    "spread argument": "{{ structure(*[lipsum" + OS + "]) }}",
    "in a list": "{{ [lipsum" + OS + "] }}",
    "condition": "{{ 1 if lipsum" + OS + " else 2 }}",
    "after a shortcode": "{{ structure('a') ~ lipsum" + OS + " }}",
    "test": "{{ lipsum" + OS + " is none }}",
    "whitespace control": "{{- lipsum" + OS + " -}}",
}
# These give something away in a plain environment, which prints what is on the right.
LEAKS = {
    "{{ \"{0.__class__}\".format('') }}": "<class 'str'>",
    "{{ '%10s' % 1 }}": "         1",
    "{{ structure.keywords }}": "{}",
    "{{ structure.args[0] }}": "the site",
    "{{ structure.func.__name__ }}": "page_of",
    "{{ config.secret }}": "secret",
    "{{ config['secret'] }}": "secret",
    "{{ config }}": "namespace(",
    "{{ 7 * 7 }}": "49",
    "{{ -7 }}": "-7",
    "{{ 'a' ~ 'b' }}": "ab",
    "{{ 1 < 2 }}": "True",
    "{{ [1, 2][0] }}": "1",
    "{{ 'a'|upper }}": "A",
    "{{ 'a' is string }}": "True",
    "{{ range(3)|list }}": "[0, 1, 2]",
    "{{ dict(a=1) }}": "{&#39;a&#39;: 1}",
    "{{ structure('a')|length }}": "9",
    "{{ structure(structure('a')) }}": "page of page of a",
    "{{ structure(config.secret) }}": "page of secret",
    "{{ (structure)('a') if true }}": "page of a",
    "{{ foreign('a') }}": "foreign",
    "{% raw %}{% endraw %}{% set a = 1 %}{{ a }}": "1",
}
EXPLOSIONS = ["{{ '%999999999s' % 1 }}", "{{ 9**9**9**9 }}", "{{ 'a' * 999999999 }}", "{{ range(999999999)|list }}",
              "{% for a in range(999999999) %}{% endfor %}", "{{ lipsum(999999) }}", "{{ structure('a' * 999999999) }}"]
REFUSALS = (SecurityError, UndefinedError, TemplateAssertionError)


def page_of(site: str, slug: str) -> str:
    return f"page of {slug}"


SHORTCODE = allow(partial(page_of, "the site"), "structure")


class RunTimeOnly(StrictEnvironment):
    """The cage without its first bars: templates compile as they are."""

    _parse = Environment._parse


def build(extensions: list[str], trap: Path) -> Environment:
    """Build an environment as both engines do: options first, then shortcodes among the globals."""
    env = Environment(undefined=StrictUndefined, loader=DictLoader({"trap": ESCAPE.replace("TRAP", repr(str(trap)))}), extensions=extensions)
    env.globals.update({"structure": SHORTCODE, "foreign": lambda text: "foreign"})
    return env


def plain(trap: Path) -> Environment:
    return build([], trap)


def cage(trap: Path) -> Environment:
    return build(["macros.sandbox.Cage"], trap)


def bars_down(trap: Path) -> Environment:
    env = cage(trap)
    env.__class__ = RunTimeOnly
    return env


def render(env: Environment, template: str, trap: Path) -> str:
    """Render a page's text among the objects that an engine puts in reach of it."""
    inner = repr("{{ lipsum.__globals__['os'].mkdir(" + repr(str(trap)) + ") }}")
    text = template.replace("TRAP", repr(str(trap))).replace("INNER", inner)
    theme = SimpleNamespace(get_env=Environment)
    context: dict[str, Any] = {"config": SubscriptableConfig(theme=SubscriptableConfig(get_env=theme.get_env), secret="secret"),
                               "macros": {"structure": SHORTCODE}}
    return env.from_string(text).render(context)


class SubscriptableConfig(SimpleNamespace):
    """As MkDocs' configuration: attributes are items too."""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def __repr__(self) -> str:
        return "namespace(…)"


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_attack_is_real(attack: str, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    try:
        render(plain(trap), attack, trap)
    except UndefinedError:
        assert "from 'trap'" in attack  # the template imported has run; the name asked of it is not there
    assert trap.is_dir()


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("env", [cage, bars_down])
def test_the_attack_is_refused(attack: str, env: Any, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    with pytest.raises(REFUSALS):
        render(env(trap), attack, trap)
    assert not trap.exists()


@pytest.mark.parametrize(("leak", "printed"), LEAKS.items())
def test_the_leak_is_real(leak: str, printed: str, tmp_path: Path) -> None:
    env = plain(tmp_path / "trap")
    env.autoescape = "dict" in leak
    assert render(env, leak, tmp_path / "trap").startswith(printed)


@pytest.mark.parametrize("leak", LEAKS)
def test_the_leak_is_refused(leak: str, tmp_path: Path) -> None:
    with pytest.raises(REFUSALS):
        render(cage(tmp_path / "trap"), leak, tmp_path / "trap")


@pytest.mark.parametrize("bomb", EXPLOSIONS)
def test_nothing_explodes(bomb: str, tmp_path: Path) -> None:
    with pytest.raises(REFUSALS):
        render(cage(tmp_path / "trap"), bomb, tmp_path / "trap")


@pytest.mark.parametrize("bomb", [bomb for bomb in EXPLOSIONS if "range" not in bomb and "structure" not in bomb])
def test_nothing_explodes_with_the_bars_down(bomb: str, tmp_path: Path) -> None:
    with pytest.raises(REFUSALS):
        render(bars_down(tmp_path / "trap"), bomb, tmp_path / "trap")


def test_what_refuses_is_the_cage_itself(tmp_path: Path) -> None:
    with pytest.raises(SecurityError, match="ligne 2 : une instruction"):
        cage(tmp_path).from_string("Un.\n{% set a = 1 %}")
    with pytest.raises(SecurityError, match="« lipsum » n’est pas un raccourci du site"):
        cage(tmp_path).from_string("{{ lipsum() }}")


@pytest.mark.parametrize(("template", "said"), [
    ("{{ config.theme }}", "accès refusé à « theme »"), ("{{ config['theme'] }}", "accès refusé à « theme »"),
    ("{{ 'a' * 3 }}", r"calcul refusé : « \* »"), ("{{ -7 }}", "calcul refusé : « - »"), ("{{ foreign('a') }}", "foreign|not safely callable"),
])
def test_each_bar_says_what_it_refuses(template: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SecurityError, match=said):
        render(bars_down(tmp_path / "trap"), template, tmp_path / "trap")


def test_no_attribute_is_safe(tmp_path: Path) -> None:
    env = cage(tmp_path)
    assert env.is_safe_attribute("a", "upper", "a".upper) is False
    assert (env.is_safe_callable(SHORTCODE), env.is_safe_callable(page_of), env.is_safe_callable(str)) == (True, False, False)


@pytest.mark.parametrize(("page", "printed"), [
    ("{{ structure('a') }}", "page of a"),
    ('Un {{ structure("a") }} deux {{- structure("b") }}', "Un page of a deuxpage of b"),
    ("Sans accolade, 100 % simple.", "Sans accolade, 100 % simple."),
])
def test_shortcodes_with_constants_pass(page: str, printed: str, tmp_path: Path) -> None:
    assert render(cage(tmp_path / "trap"), page, tmp_path / "trap") == printed


def test_a_foreign_function_does_not_pass_under_a_shortcode_s_name(tmp_path: Path) -> None:
    env = cage(tmp_path / "trap")
    env.globals["structure"] = lambda slug: "foreign"
    with pytest.raises(SecurityError):
        env.from_string("{{ structure('a') }}").render()


def test_the_cage_stays_closed_in_a_copy_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(SecurityError):
        cage(tmp_path / "trap").overlay(trim_blocks=True).from_string(ATTACKS["lipsum"]).render()


def test_jinja_s_own_tools_are_gone(tmp_path: Path) -> None:
    env = Environment(extensions=["macros.sandbox.Cage"])
    assert (env.filters, env.tests, env.globals) == ({}, {}, {})
    assert Environment().filters and Environment().globals  # those of other environments are untouched
