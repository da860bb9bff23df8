"""A record as an editor would write it by hand: YAML in the order of the model, and what is not known yet as comments that say what is awaited."""

import json
import re
import textwrap
from collections.abc import Iterator

import yaml

from macros.anatomy import Anatomy, fields_of
from macros.model import Citation
from macros.shelves import BY_NAME
from macros.source import Value, parse_yaml
from macros.vocabularies import Record

WIDTH = 100
ANY = Anatomy()


def tidy(value: Value) -> Value:
    """Return a value as the model will read it: no useless blank; what is empty is left out."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [found for item in value if (found := tidy(item))]
    return {key: found for key, item in value.items() if (found := tidy(item))}


def record(kind: type[Record], values: dict[str, Value], pad: str = "") -> Iterator[str]:
    """Yield the lines of a record: its values (tidy), and a comment for each field without one."""
    for name, field in fields_of(kind).items():
        yield from _field(name, values[name], field, pad) if name in values else _asked(name, field, pad)
    yield from _strange(kind, values, pad)


def item(kind: type[Record] | None, values: dict[str, Value], pad: str = "") -> Iterator[str]:
    """Yield the lines of a record in a list: « - » before its first value, comments at its end."""
    fields = fields_of(kind) if kind else {}
    inside = pad + "  "
    lines = [line for name, field in fields.items() if name in values for line in _field(name, values[name], field, inside)]
    lines += [*_strange(kind, values, inside)]
    lines += [line for name, field in fields.items() if name not in values for line in _asked(name, field, inside)]
    yield f"{pad}- {lines[0][len(inside):]}"
    yield from lines[1:]


def scalar(text: str, plain: type = str) -> str:
    """Return a text as YAML writes it, quoted only if it would be read otherwise, here or by another reader."""
    if re.search(r"[\[\]{},]|^[\s?-]|\s#", text):
        return json.dumps(text, ensure_ascii=False)
    read = parse_yaml(f"a: {text}", "")
    try:
        kept = plain is not str or isinstance(yaml.safe_load(text), str)
    except (yaml.YAMLError, ValueError):
        kept = False
    return text if kept and not read.problems and read.value == {"a": text} else json.dumps(text, ensure_ascii=False)


def _strange(kind: type[Record] | None, values: dict[str, Value], pad: str) -> Iterator[str]:
    """Yield what the model does not know: the check will say so, nothing is lost."""
    for name in values:
        if not kind or name not in kind.model_fields:
            yield from _field(name, values[name], ANY, pad)


def _field(name: str, value: Value, field: Anatomy, pad: str) -> Iterator[str]:
    key = f"{pad}{scalar(name)}:"
    short = f"{key} {_flow(value, field)}"
    if isinstance(value, str):
        # A text that must be quoted reads better in a block too, where nothing is to be escaped.
        if len(short) <= WIDTH or not value.isprintable():
            yield short
        else:
            yield f"{key} >-"
            yield from textwrap.wrap(value, WIDTH, initial_indent=pad + "  ", subsequent_indent=pad + "  ", break_long_words=False, break_on_hyphens=False)
    elif isinstance(value, dict):
        if field.record is Citation and len(short) <= WIDTH:
            yield short
            return
        yield key
        yield from record(field.record, value, pad + "  ") if field.record else _strange(None, value, pad + "  ")
    elif all(isinstance(one, str) for one in value) and len(short) <= WIDTH:
        yield short
    else:
        yield key
        for one in value:
            yield from item(field.record, one, pad + "  ") if isinstance(one, dict) else [f"{pad}  - {_flow(one, field)}"]


def _flow(value: Value, field: Anatomy) -> str:
    if isinstance(value, str):
        return scalar(value, field.plain)
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one, field) for one in value) + "]"
    inner = fields_of(field.record) if field.record else {}
    return "{" + ", ".join(f"{scalar(name)}: {_flow(one, inner.get(name, ANY))}" for name, one in value.items()) + "}"


def _asked(name: str, field: Anatomy, pad: str) -> Iterator[str]:
    """Yield the comments that stand for a field, one « # » deeper for what is optional within."""
    note = f"{field.title} ({', '.join(_expected(field))})"
    if field.record is Citation:
        yield f"{pad}# {name}: {{document: , page: }}  # {note}"
        return
    yield f"{pad}# {name}:{' []' if field.many and not field.record else ''}  # {note}"
    if field.record:
        inside = [line[2:] if one.required else line for inner, one in fields_of(field.record).items() for line in _asked(inner, one, "")]
        for number, line in enumerate(inside):
            yield f"{pad}#   {('- ' if number == 0 else '  ') if field.many else ''}{line}"


def _expected(field: Anatomy) -> Iterator[str]:
    yield "à remplir" if field.required else "facultatif"
    if field.vocabulary:
        yield f"parmi {BY_NAME[field.vocabulary].place}"
    if field.choices:
        yield " ou ".join(field.choices)
    if field.plain is bool:
        yield "oui ou non"
    elif field.plain is int:
        yield "un nombre"
    elif field.plain is not str:
        yield "année-mois-jour"
