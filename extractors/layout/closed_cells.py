"""The cells of a grid that rules close on all four sides, found by pdfplumber: certain where other rules are broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Points by which an end may miss the line that it should meet.
_TOLERANCE = 2.5

_Line = tuple[float, float, float]


def closed_cells(flat: Sequence[_Line], upright: Sequence[_Line]) -> list[tuple[float, float, float, float]]:
    """Gives the boxes (x0, top, x1, bottom) that rules close. flat, upright: lines as (where, start, end)."""
    # Broken rules are rare: only they pay for loading the library.
    from pdfplumber.table import edges_to_intersections, intersections_to_cells

    edges: list[dict[str, Any]] = [
        {"orientation": "h", "x0": start, "x1": end, "top": at, "bottom": at} for at, start, end in flat
    ]
    edges += [{"orientation": "v", "x0": at, "x1": at, "top": start, "bottom": end} for at, start, end in upright]
    crossings = edges_to_intersections(edges, x_tolerance=_TOLERANCE, y_tolerance=_TOLERANCE)
    return [
        (float(x0), float(top), float(x1), float(bottom)) for x0, top, x1, bottom in intersections_to_cells(crossings)
    ]
