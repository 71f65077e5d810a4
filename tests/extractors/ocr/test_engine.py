"""The engine says what it lacks before any work begins."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data import ROOT
from extractors.errors import SetupError
from extractors.ocr import engine, ready


def test_the_language_data_shipped_with_the_project_are_complete_and_load() -> None:
    ready()


def test_missing_language_data_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rus.traineddata").write_bytes((ROOT / "tessdata" / "rus.traineddata").read_bytes())
    monkeypatch.setattr(engine, "TESSDATA", tmp_path)
    with pytest.raises(SetupError, match="kir, eng"):
        ready()


def test_broken_language_data_are_a_fault_of_the_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in engine.ALL:
        (tmp_path / f"{name}.traineddata").write_bytes(b"not language data")
    monkeypatch.setattr(engine, "TESSDATA", tmp_path)
    monkeypatch.setattr(engine, "_apis", type(engine._apis)())
    with pytest.raises(SetupError, match="do not load"):
        ready()


def test_the_engine_runs_on_one_thread() -> None:
    assert os.environ["OMP_THREAD_LIMIT"] == "1"


def test_the_licence_of_the_language_data_goes_with_them() -> None:
    assert "Apache License" in (ROOT / "tessdata" / "LICENSE").read_text("utf-8")
    assert "tessdata_fast" in (ROOT / "tessdata" / "NOTICE").read_text("utf-8")
