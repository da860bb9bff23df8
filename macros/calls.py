"""What a page may ask of Jinja: a shortcode, called with constants. Nothing else is let through."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes


JINJA = Environment()  # reads only: nothing is ever rendered by it
# A call has a name, two parentheses, a few texts. Beyond, Jinja would nest its nodes until Python's stack is full.
LONG = "une expression trop longue pour être un simple appel"
MOST_TOKENS = 40
LONGEST_NUMBER = 12  # digits: Python refuses to convert thousands of them
# Jinja's tokens that open something that no page needs.
INSTRUCTIONS = {
    "block_begin": "une instruction « {% … %} »",
    "comment_begin": "un commentaire « {# … #} »", "linecomment_begin": "un commentaire",
    "raw_begin": "une instruction « {% raw %} »",
}


@dataclass(frozen=True)
class Call:
    """A shortcode called by a page: its name, its constants, its line in the text (from 1)."""

    name: str
    args: tuple[str | int | bool, ...]
    line: int


@dataclass(frozen=True)
class Forbidden:
    """Anything else that Jinja would run: what it is, and its line in the text (from 1)."""

    what: str
    line: int


def calls(text: str) -> Iterator[Call | Forbidden]:
    """Yield what Jinja would run in `text`, in order. Never raises: unreadable text is Forbidden.

    Comments, raw blocks and instructions are looked for among the tokens: a comment that vanishes
    can glue a tag together. What is too long to be a call is found there too, before it is parsed.
    """
    opened: list[Call | Forbidden] = []
    try:
        opened += dict.fromkeys(_among_tokens(text))
        if not any(found.what == LONG for found in opened):
            tree = JINJA.parse(text)
            opened = opened or list(_in_tree(tree))
        yield from opened
    except RecursionError:  # of blocks within blocks, which are found by then
        yield from opened
    except TemplateSyntaxError as error:
        yield Forbidden("une accolade mal fermée ou une écriture que Jinja ne comprend pas", error.lineno)


def _among_tokens(text: str) -> Iterator[Forbidden]:
    count = 0
    for line, kind, written in JINJA.lex(text):
        count = 0 if kind == "variable_begin" else count + (kind != "whitespace")
        if kind in INSTRUCTIONS:
            yield Forbidden(INSTRUCTIONS[kind], line)
        elif count == MOST_TOKENS or kind in ("integer", "float") and len(written) > LONGEST_NUMBER:
            yield Forbidden(LONG, line)


def _in_tree(tree: nodes.Template) -> Iterator[Call | Forbidden]:
    for node in tree.body:
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                yield _call(part)


def _call(node: nodes.Expr) -> Call | Forbidden:
    plain = (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and not node.kwargs
             and node.dyn_args is None and node.dyn_kwargs is None
             and all(isinstance(arg, nodes.Const) for arg in node.args))
    if not plain:
        return Forbidden("une expression qui n’est pas un simple appel, comme {{ structure(\"adela\") }}", node.lineno)
    return Call(node.node.name, tuple(arg.value for arg in node.args), node.lineno)


def refused(text: str, known: Collection[str]) -> str | None:
    """Return why a template must not run, or None if it only calls shortcodes of `known`."""
    for found in calls(text):
        if isinstance(found, Forbidden):
            return f"ligne {found.line} : {found.what}"
        if found.name not in known:
            return f"ligne {found.line} : « {found.name} » n’est pas un raccourci du site"
    return None
