"""Bars have lengths in proportion, from a zero that is always shown."""

from types import SimpleNamespace
from typing import Any

import pytest

from macros.barchart import LONGEST, drawing
from macros.model import Chart


def drawn(*values: str) -> Any:
    figures = {str(i): SimpleNamespace(value=value) for i, value in enumerate(values)}
    catalog = SimpleNamespace(records=lambda shelf, keys: [figures[key] for key in keys])
    chart = Chart.model_construct(id="c", title="t", bars=tuple(figures), labels=tuple(figures), caution=None)
    return drawing(catalog, chart)


def test_lengths_are_in_proportion() -> None:
    bars = drawn("10", "20").bars
    assert [bar.length for bar in bars] == [LONGEST / 2, LONGEST]
    assert [bar.start for bar in bars] == [0, 0]


def test_negative_values_go_left_of_zero() -> None:
    found = drawn("-10", "30")
    assert found.axis == LONGEST / 4
    assert [(bar.start, bar.length) for bar in found.bars] == [(0, LONGEST / 4), (LONGEST / 4, LONGEST * 3 / 4)]


def test_all_zero_does_not_divide_by_zero() -> None:
    assert [bar.length for bar in drawn("0", "0").bars] == [0, 0]


def test_as_many_labels_as_bars() -> None:
    catalog = SimpleNamespace(records=lambda shelf, keys: [SimpleNamespace(value="1"), SimpleNamespace(value="2")])
    chart = Chart.model_construct(id="c", title="t", bars=("a", "b"), labels=("a",), caution=None)
    with pytest.raises(ValueError, match="zip"):
        drawing(catalog, chart)
