"""Bar charts: figures to lengths. The drawing is overrides/fragments/chart.html."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.model import Chart, Figure

LONGEST = 300.0  # units of the drawing, for the largest value


@dataclass(frozen=True)
class Bar:
    """A bar: what it stands for, its figure, and where it starts and ends from the axis (units)."""

    label: str
    figure: Figure
    start: float
    length: float


@dataclass(frozen=True)
class Drawing:
    """A chart with its bars; `axis` is where zero stands (units from the left)."""

    chart: Chart
    bars: tuple[Bar, ...]
    axis: float


def drawing(catalog: Catalog, chart: Chart) -> Drawing:
    """Return a chart ready to draw: zero is always shown, negative values go to the left of it."""
    figures = catalog.records("figures", chart.bars)
    values = [float(figure.value) for figure in figures]
    span = max(0.0, *values) - min(0.0, *values) or 1.0
    scale = LONGEST / span
    axis = -min(0.0, *values) * scale
    bars = tuple(Bar(label, figure, axis + min(0.0, value) * scale, abs(value) * scale)
                 for label, figure, value in zip(chart.labels, figures, values, strict=True))
    return Drawing(chart, bars, axis)
