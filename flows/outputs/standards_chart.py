"""A chart of stacked bars, one bar a row of a small table of numbers on the same sheet."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

from flows.outputs.styles import CHART, INK, RULE

_ROW_POINTS = 17.0
_CM_PER_POINT = 2.54 / 72


def add_chart(
    sheet: Any,
    *,
    first: int,
    last: int,
    anchor: str,
    names: int = 2,
    values: tuple[int, int] = (4, 6),
    width: float = 15.6,
    colours: tuple[str, ...] = CHART,
) -> int:
    """Adds the chart of the rows `first` (heads) to `last` at `anchor`; gives how many rows high it stands.

    names: column of the bars' names; values: first and last column of the numbers; width: in centimetres; colours: of
    the series.
    """
    bars = last - first
    rows = max(11, min(bars + 4, 26))
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    chart.add_data(
        Reference(sheet, min_col=values[0], max_col=values[1], min_row=first, max_row=last), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=names, min_row=first + 1, max_row=last))
    for series, colour in zip(chart.series, colours, strict=False):
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        series.graphicalProperties.line = LineProperties(solidFill="FFFFFF", w=6350)
    _axes(chart)
    chart.legend.position = "b"
    chart.legend.txPr = _type()
    chart.width, chart.height = width, rows * _ROW_POINTS * _CM_PER_POINT
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    sheet.add_chart(chart, anchor)
    return rows


def _axes(chart: BarChart) -> None:
    chart.x_axis.scaling.orientation = "maxMin"  # the first row on top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format, chart.y_axis.majorUnit = "0", None
    chart.y_axis.crosses = "max"  # counts below, though the bars start at the top
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    chart.x_axis.txPr, chart.y_axis.txPr = _type(), _type()
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.layout = Layout(manualLayout=ManualLayout(x=0.18, y=0.02, w=0.78, h=0.8, xMode="edge", yMode="edge"))


def _type(size: int = 900) -> RichText:
    look = CharacterProperties(sz=size, latin=None, solidFill=INK)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])
