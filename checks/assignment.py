"""One best assignment over the whole case: answers to findings, several to several, each extra link at a price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AssignmentSettings:
    """Prices in log-odds.

    floor: log-odds below which a pair is never linked. second_finding: price for an answer to serve one more finding.
    second_answer: price for a finding to take one more answer.
    """

    floor: float = -0.7
    second_finding: float = 2.5
    second_answer: float = 1.0


def assign(odds: Matrix, free: Matrix, settings: AssignmentSettings) -> tuple[tuple[int, int], ...]:
    """Gives the pairs (finding, answer) of the assignment whose log-odds above the floor sum highest.

    Args:
        odds: log-odds of each finding (row) with each answer (column).
        free: 1 where the answer itself says that it serves the finding, so that the pair counts as no extra.
        settings: floor and prices.
    """
    pairs = np.argwhere(odds > settings.floor)
    if not len(pairs):
        return ()
    count, (rows, columns) = len(pairs), odds.shape
    gain = np.array([odds[row, column] - settings.floor for row, column in pairs])
    cost = np.concatenate([-gain, np.full(rows, settings.second_answer), np.full(columns, settings.second_finding)])
    priced = np.array([1.0 - free[row, column] for row, column in pairs])
    # Links beyond the first, of each finding and of each answer, are counted by a slack variable: sum - slack <= 1.
    places, slack = np.arange(count), np.arange(rows + columns)
    entries = np.concatenate([priced, priced, np.full(rows + columns, -1.0)])
    lines = np.concatenate([pairs[:, 0], rows + pairs[:, 1], slack])
    positions = np.concatenate([places, places, count + slack])
    matrix = coo_array((entries, (lines, positions)), shape=(rows + columns, count + rows + columns))
    solution = milp(
        cost,
        constraints=LinearConstraint(matrix.tocsr(), ub=np.ones(rows + columns)),
        integrality=np.concatenate([np.ones(count), np.zeros(rows + columns)]),
        bounds=Bounds(0, np.concatenate([np.ones(count), np.full(rows + columns, np.inf)])),
    )
    chosen = solution.x[:count] > 0.5
    return tuple((int(row), int(column)) for (row, column), taken in zip(pairs, chosen, strict=True) if taken)
