"""The open data as published: read by the reference validators, by the page's own examples, and followed link by link."""

import functools
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import frictionless
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.built import SITE_URL, none
from tests.site.markup import Element

API, PAGE = "api/v1/", "resources/donnees/index.html"


@pytest.fixture(scope="module")
def api(site: Path) -> Path:
    """The folder of the open data."""
    return site / API


@pytest.fixture(scope="module")
def files(api: Path) -> dict[str, Any]:
    """What each JSON file holds, by its path in the folder."""
    return {path.relative_to(api).as_posix(): json.loads(path.read_bytes()) for path in sorted(api.rglob("*json"))}


@pytest.fixture(scope="module")
def validators(files: dict[str, Any]) -> dict[str, Draft202012Validator]:
    """The validator of each schema, by its address. A schema that is not of 2020-12 stops here."""
    schemas = {path: schema for path, schema in files.items() if path.startswith("schemas/")}
    for schema in schemas.values():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        Draft202012Validator.check_schema(schema)
    return {schema["$id"]: Draft202012Validator(schema, format_checker=FormatChecker()) for schema in schemas.values()}


def _package(api: Path) -> list[str]:
    report = frictionless.validate(str(api / "datapackage.json"))
    return [f"{message}" for message in [*(error.message for error in report.errors), *(error.message for task in report.tasks for error in task.errors)]]


def test_frictionless_accepts_the_data_package(api: Path) -> None:
    none(_package(api))
    package = json.loads((api / "datapackage.json").read_bytes())
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in api.glob("*.csv")}


@pytest.mark.parametrize(("name", "before", "after"), [
    ("figures.csv", "\r\n", "\r\nun-de-plus;1,5;%;;;;;;;;;;;;\r\n"), ("structures.csv", ";non;", ";peut-être;"), ("sources.csv", "short_title", "titre_court"),
])  # fmt: skip
def test_frictionless_would_see_a_spoilt_table(name: str, before: str, after: str, api: Path, tmp_path: Path) -> None:
    spoilt = Path(shutil.copytree(api, tmp_path / "api"))
    data = (spoilt / name).read_bytes()
    assert before.encode() in data
    (spoilt / name).write_bytes(data.replace(before.encode(), after.encode(), 1))
    package = json.loads((spoilt / "datapackage.json").read_bytes())
    for resource in package["resources"]:  # which would tell any change at once
        del resource["hash"], resource["bytes"]
    (spoilt / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert _package(spoilt)


def test_table_schemas_are_valid_and_written_as_schema_data_gouv_fr_does(files: dict[str, Any]) -> None:
    found = {path: schema for path, schema in files.items() if path.startswith("table-schemas/")}
    assert found
    for path, schema in found.items():
        none(f"{path}: {error.message}" for error in frictionless.Schema.metadata_validate(schema))
        assert {"$schema", "name", "title", "description", "countryCode", "homepage", "path", "resources", "version", "contributors", "fields", "primaryKey"} <= schema.keys()
        for field in schema["fields"]:
            assert {"name", "title", "description", "type", "constraints"} <= field.keys(), f"{path}: {field}"


def test_openapi_is_valid(files: dict[str, Any]) -> None:
    none(error.message for error in OpenAPIV31SpecValidator(files["openapi.json"]).iter_errors())


def test_openapi_examples_are_real_files_that_keep_to_their_schemas(files: dict[str, Any]) -> None:
    described, seen = files["openapi.json"], 0
    for path, operations in described["paths"].items():
        assert list(operations) == ["get"]
        for content in operations["get"]["responses"]["200"]["content"].values():
            for example in content.get("examples", {}).values():
                if "value" in example:
                    Draft202012Validator({"$ref": "#/schema", "schema": content["schema"], "components": described["components"]}).validate(example["value"])
                    assert example["value"] == files[example["value"]["url"].removeprefix(SITE_URL + API)]
                    seen += 1
        (parameter,) = operations["get"].get("parameters", [{"example": ""}])
        assert path.replace("{id}", parameter["example"]).lstrip("/") in files or path.endswith(".csv")
    assert seen == sum("{id}" in path for path in described["paths"])


def test_every_payload_keeps_to_its_schema(files: dict[str, Any], validators: dict[str, Draft202012Validator]) -> None:
    found = {path: payload for path, payload in files.items() if "schema_url" in payload}
    assert files.keys() - found.keys() <= {path for path in files if path.startswith(("schemas/", "table-schemas/")) or path in ("openapi.json", "datapackage.json")}
    none(f"{path}: {'.'.join(map(str, error.absolute_path))}: {error.message}" for path, payload in found.items() for error in validators[payload["schema_url"]].iter_errors(payload))


def test_no_payload_holds_a_field_that_its_schema_does_not_tell(files: dict[str, Any], validators: dict[str, Draft202012Validator]) -> None:
    for path, payload in files.items():
        if "schema_url" in payload:
            schema = validators[payload["schema_url"]].schema
            none(f"{path}: {name}" for name in _untold(payload, schema, schema))


def _untold(value: Any, schema: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    schema = next((part for part in schema.get("anyOf", ()) if part.get("type") != "null"), schema)
    schema = root["$defs"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(value, list):
        yield from (name for item in value for name in _untold(item, schema.get("items", {}), root))
    elif isinstance(value, dict) and "properties" in schema:
        yield from value.keys() - schema["properties"].keys()
        yield from (name for key, inner in schema["properties"].items() if key in value for name in _untold(value[key], inner, root))


def _strings(value: Any) -> Iterator[str]:
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _strings(part)
    if isinstance(value, str):
        yield value


def test_every_link_of_a_payload_leads_somewhere(site: Path, files: dict[str, Any], pages: dict[str, Element]) -> None:
    anchors = {name: {element.attributes["id"] for element in page.walk() if "id" in element.attributes} for name, page in pages.items()}
    links = {link for payload in files.values() for link in _strings(payload) if link.startswith(SITE_URL) and "{" not in link}
    assert len(links) > len(files)
    for link in sorted(links):
        address, anchor = urldefrag(link.removeprefix(SITE_URL))
        name = f"{address}index.html" if address.endswith("/") or not address else address
        if address.rstrip("/") == API.rstrip("/"):
            continue  # the server of the description: the folder itself
        assert (site / name).is_file(), link
        assert not anchor or anchor in anchors[name], link


def test_tables_have_a_mark_and_the_line_ends_of_spreadsheets(api: Path) -> None:
    for path in api.glob("*.csv"):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n") and data.count(b"\n") == data.count(b"\r\n"), path.name


def _examples(pages: dict[str, Element], address: str) -> dict[str, str]:
    """Return the examples of the page by their names, calling the site where it is served."""
    codes = [code for code in pages[PAGE].all("code") if code.attributes.get("role") == "region"]
    found = {code.attributes["aria-label"]: "".join(child for child in code.children if isinstance(child, str)) for code in codes}
    return {name: text.replace(SITE_URL, address) for name, text in found.items()}


def test_the_file_shown_on_the_page_is_the_file(site: Path, pages: dict[str, Element]) -> None:
    shown = _examples(pages, SITE_URL)["Exemple de fichier JSON"]
    """The page writes one field a line; the file is on one line."""
    assert json.loads(shown) == json.loads((site / json.loads(shown)["url"].removeprefix(SITE_URL)).read_text(encoding="utf-8"))
    assert shown.count("\n") > 10


@contextmanager
def _plain_server(site: Path) -> Iterator[str]:
    """Serve the site as it lies, to clients that do not read gzip."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing in the terminal."""


@pytest.mark.parametrize(("name", "command"), [
    ("Exemple en Python", [sys.executable, "-c"]), ("Exemple en JavaScript", ["node", "--input-type=module", "--eval"]), ("Exemple avec curl", ["sh", "-c"]),
])  # fmt: skip
def test_the_examples_of_the_page_work(name: str, command: list[str], site: Path, pages: dict[str, Element], files: dict[str, Any], tmp_path: Path) -> None:
    if "curl" in name and not shutil.which("curl"):
        pytest.skip("curl is not installed here")
    with _plain_server(site) as address:
        example = _examples(pages, address)[name]
        done = subprocess.run([*command, example], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    if "curl" in name:
        assert (tmp_path / "structures.csv").stat().st_size > 0
    else:
        structures = files["structures.json"]
        assert done.stdout.splitlines() == [*(f"{s['name']} – {s['sector']['label']}" for s in structures["data"]), f"Source\u00a0: {structures['attribution']}"]
