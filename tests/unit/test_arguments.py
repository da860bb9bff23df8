"""What `--help` says: French, each command explained."""

import argparse

import pytest

from macros.arguments import parser
from macros.cli import COMMANDS

ENGLISH = ("usage:", "options", "positional", "show this", "optional", "default:", "error:", "invalid")


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, by its name."""
    (found,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


def test_every_command_is_read_and_run() -> None:
    assert set(commands()) == set(COMMANDS)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_french(name: str) -> None:
    said = (commands()[name] if name else parser()).format_help()
    assert said.startswith("Usage : python -m macros") and "affiche cette aide" in said
    assert not [english for english in ENGLISH if english in said]


@pytest.mark.parametrize("given", [["nothing"], [], ["check", "--format", "xml"], ["new", "chose", "a"], ["show"]])
def test_what_is_not_understood_is_said_in_french(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(given)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert "Cette commande n’est pas comprise" in said and not [english for english in ENGLISH if english in said]
