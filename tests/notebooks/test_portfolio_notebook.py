"""The notebook over portfolio.json runs from top to bottom and draws its pictures."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from data import ROOT
from tests.notebooks.running import run

sys.path.insert(0, str(ROOT.parent / "tests" / "flows" / "outputs"))

from judgements import SAMPLES, sample

from flows.outputs.portfolio import write_portfolio


def test_the_portfolio_notebook_runs_over_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_portfolio([sample(name) for name in SAMPLES], tmp_path)
    monkeypatch.setenv("POSTACCRED_PORTFOLIO", str(tmp_path / "portfolio.json"))
    output, pictures = run("portfolio.ipynb", monkeypatch)
    assert "8 cases, 93 findings" in output
    assert pictures == 3
