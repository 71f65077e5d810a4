"""The notebook over portfolio.json runs from top to bottom and draws its pictures."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from data import ROOT

sys.path.insert(0, str(ROOT.parent / "tests" / "flows" / "outputs"))

from judgements import SAMPLES, sample  # noqa: E402

from flows.outputs.portfolio import write_portfolio  # noqa: E402


def test_the_portfolio_notebook_runs_over_the_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_portfolio([sample(name) for name in SAMPLES], tmp_path)
    monkeypatch.setenv("POSTACCRED_PORTFOLIO", str(tmp_path / "portfolio.json"))
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(ROOT.parent / "notebooks" / "portfolio.ipynb", as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT.parent / "notebooks")}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert "8 cases, 93 findings" in json.dumps(outputs)
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 3
