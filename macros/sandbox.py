"""The cage in which pages run: they may call our shortcodes with constants, and nothing else.

Neither mkdocs-macros nor Zensical sandboxes a page, and an object of the engine reached from a page
(`config.theme.get_env()`) gives the machine away. So the cage refuses at three depths: a template
that holds anything but calls of shortcodes does not compile; every attribute, item, operator and
foreign call is refused at run time; filters, tests and globals of Jinja are gone.
`macros.pages` says the same to editors, in French, before any build.
"""

from typing import Any, NoReturn

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError

from macros.calls import refused

# Allowed functions by their id. Kept, so that an id is never given to something else.
_SHORTCODES: dict[int, tuple[Any, str]] = {}


def allow(function: Any, name: str) -> Any:
    """Let pages call `function` as `name`; returns it."""
    _SHORTCODES[id(function)] = (function, name)
    return function


class StrictEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja environment where nothing is reachable but our shortcodes."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if reason := refused(source, {allowed for _, allowed in _SHORTCODES.values()}):
            raise SecurityError(reason)
        return super()._parse(source, name, filename)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only our shortcodes may be called."""
        return id(obj) in _SHORTCODES

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute is safe: data reaches pages through shortcodes."""
        return False

    def getattr(self, obj: Any, attribute: str) -> NoReturn:
        """Refuse `obj.attribute`."""
        raise SecurityError(f"accès refusé à « {attribute} »")

    def getitem(self, obj: Any, argument: Any) -> NoReturn:
        """Refuse `obj[argument]`."""
        raise SecurityError(f"accès refusé à « {argument} »")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> NoReturn:
        """Refuse `left operator right`: "%999999999s" % 1 alone fills the memory."""
        raise SecurityError(f"calcul refusé : « {operator} »")

    def call_unop(self, context: Any, operator: str, arg: Any) -> NoReturn:
        """Refuse `operator arg`."""
        raise SecurityError(f"calcul refusé : « {operator} »")


class Cage(Extension):
    """Entry of `j2_extensions`: both engines build a plain environment, and this swaps its class."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.__class__ = StrictEnvironment
        environment.sandboxed = True
        environment.binop_table, environment.unop_table = {}, {}
        environment.filters.clear()
        environment.tests.clear()
        environment.globals.clear()
