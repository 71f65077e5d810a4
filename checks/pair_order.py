"""Whether answers keep the order of the findings, forwards or backwards, and how far each pair lies from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.records import Anchor, Finding

Matrix = NDArray[np.float64]
_SURE = 0.7


def order_features(findings: Sequence[Finding], anchors: Sequence[Anchor], odds: Matrix) -> Matrix:
    """Gives how well each pair keeps the order that the surest links show: agreement, and distance."""
    shape = odds.shape
    chance = 1 / (1 + np.exp(-odds))
    best = chance.argmax(axis=0)
    sure = [column for column in range(shape[1]) if chance[best[column], column] >= _SURE]
    result = np.zeros((*shape, 2))
    at = np.array([anchor.order for anchor in anchors], dtype=float)
    places = np.array([finding.order for finding in findings], dtype=float)
    if len(sure) < 4:
        return result
    known = [(at[column], places[best[column]], column) for column in sure]
    trust, forwards = _concordance([(one, two) for one, two, _ in known])
    if trust <= 0:
        return result
    for column in range(shape[1]):
        others = sorted((one, two if forwards else -two) for one, two, which in known if which != column)
        expected = np.interp(at[column], [one for one, _ in others], np.maximum.accumulate([two for _, two in others]))
        distance = np.abs((places if forwards else -places) - expected)
        result[:, column, 0] = trust * np.exp(-distance / 1.5)
        result[:, column, 1] = trust * np.minimum(distance / 5, 1)
    return result


def _concordance(known: Sequence[tuple[float, float]]) -> tuple[float, bool]:
    """Gives the trust in order (0..1) and whether it runs forwards."""
    signs = [
        np.sign((one[0] - two[0]) * (one[1] - two[1])) for place, one in enumerate(known) for two in known[place + 1 :]
    ]
    decided = [sign for sign in signs if sign]
    if len(decided) < 3:
        return 0.0, True
    share = float(np.mean(decided))
    return max((abs(share) - 0.3) / 0.7, 0.0), share > 0
