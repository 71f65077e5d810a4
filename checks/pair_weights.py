"""How much each sign of belonging weighs, in log-odds; the fitted values stand in data/weights/links.toml."""

from __future__ import annotations

import tomllib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data import ROOT

FEATURES = (
    "bias",
    "words",
    "letters",
    "said",
    "named",
    "over_findings",
    "over_answers",
    "about",
    "about_over_findings",
    "about_over_answers",
    "bridge",
    "bridge_over_findings",
    "bridge_over_answers",
    "numbered",
    "numbered_against",
    "cited",
    "cited_against",
    "criterion",
    "criterion_against",
    "standard",
    "standard_against",
    "restated",
    "restated_over_findings",
    "restated_against",
    "ordinal",
    "order",
    "order_against",
    "section",
    "prose",
    "prose_evidence",
    "prose_figures",
    "prose_short",
    "other_programme",
    "several",
    "context",
    "beside",
)


@cache
def weights() -> NDArray[np.float64]:
    """Gives the weights in the order of FEATURES.

    Raises: KeyError when the file lacks one.
    """
    table = tomllib.loads((ROOT / "weights" / "links.toml").read_text("utf-8"))["weights"]
    return np.array([float(table[name]) for name in FEATURES])
