"""What hosting/_headers and hosting/Caddyfile say of an address, read as their servers read them."""

import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatchcase

Rules = list[tuple[str, dict[str, str]]]


def netlify(text: str) -> Rules:
    """Return the rules of a _headers file: a path, then its headers. What is no path, header or comment is refused."""
    rules: Rules = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        elif header := re.fullmatch(r"  ([A-Z][A-Za-z-]*): (\S.*)", line):
            assert header[1].lower() not in rules[-1][1], line
            rules[-1][1][header[1].lower()] = header[2]
        else:
            assert not line or line.startswith("#"), line
    return rules


def by_netlify(rules: Rules, address: str) -> list[tuple[str, str]]:
    """Return the headers of an address, each as many times as a rule gives it."""
    return [header for path, headers in rules if re.fullmatch(_pattern(path), address) for header in headers.items()]


def _pattern(path: str) -> str:
    """Return a path as a pattern: « * » at the end is anything, « :name » one part of the address."""
    assert re.fullmatch(r"/(?:[\w.-]+/|:\w+/)*(?:\*|[\w.-]+|:\w+)?", path), path
    return "".join(".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(part) for part in re.split(r"(:\w+|\*)", path))


def caddy(text: str) -> list[list[str]]:
    """Return the directives of a site in a Caddyfile, those of a block opened out: the directive's words first."""
    lines, blocks = [], []  # type: ignore[var-annotated]
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if words and words[-1] == "{":
            blocks.append(words[:-1])
        elif words == ["}"]:
            blocks.pop()
        elif words:
            lines.append([*(word for block in blocks[1:] for word in block), *words])
    assert not blocks
    return lines


def by_caddy(lines: list[list[str]], address: str) -> list[tuple[str, str]]:
    """Return the headers that a Caddyfile sets for an address that is there."""
    found = []
    for words in lines:
        if words[0] == "header":
            *matcher, name, value = words[1:] if not words[-1].startswith("-") else (*words[1:], "")
            if all(_caught(lines, one, address) for one in matcher) and not name.startswith("-"):
                found.append((name.lower(), value))
    return found


def _caught(lines: list[list[str]], matcher: str, address: str) -> bool:
    conditions = [words[1:] for words in lines if words[0] == matcher]
    assert conditions, f"no matcher {matcher}"
    return all(_condition(words, address) for words in conditions)


def _condition(words: list[str], address: str) -> bool:
    kind, *values = words
    if kind == "not":
        return not _condition(values, address)
    if kind == "path_regexp":
        return any(re.search(value, address) for value in values)
    assert kind == "path", kind
    return any(fnmatchcase(address, value) for value in values)


def addresses_of(files: list[str]) -> Iterator[str]:
    """Yield the address of each file of a site."""
    yield from (f"/{name.removesuffix('index.html') if name == 'index.html' or name.endswith('/index.html') else name}" for name in files)
