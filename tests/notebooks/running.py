"""Runs a notebook from top to bottom, as a reader of it would."""

from __future__ import annotations

import json

import nbformat
import pytest
from nbclient import NotebookClient

from data import ROOT

FOLDER = ROOT.parent / "notebooks"


def run(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """Runs a notebook of this project.

    Returns:
        All that its cells put out, as JSON, and how many pictures are among it.
    """
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = nbformat.read(FOLDER / name, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return json.dumps(outputs), sum("image/png" in output.get("data", {}) for output in outputs)
