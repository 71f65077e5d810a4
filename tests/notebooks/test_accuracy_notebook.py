"""The notebook over the accuracy of the judgement runs from top to bottom and draws its pictures."""

from __future__ import annotations

import pytest

from tests.accuracy.variations import VARIATIONS
from tests.notebooks.running import run


def test_the_accuracy_notebook_runs_over_the_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    output, pictures = run("accuracy.ipynb", monkeypatch)
    assert f"8 cases, {len(VARIATIONS)} variations" in output
    assert all(cause in output for cause in ("substance", "link"))
    assert pictures == 4
