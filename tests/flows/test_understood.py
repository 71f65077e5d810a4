"""With loose files in the intake a change anywhere has everything sorted anew, and only what changed understood anew."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import ROOT
from extractors.kinds.papers import understand
from extractors.reading import read_file
from extractors.records import Document
from flows import understood
from flows.batch import opened, run_batch
from flows.forgetting import forget
from flows.order import Order
from flows.settings import Settings
from flows.understood import Understood
from tests.documents.small_case import conclusion, plan, report, small_case

SAMPLES = ROOT / "samples" / "intake"
CASES = ("Ак-Тилек мектеп-гимназиясы", "АПГС PhD (5 лет)")


def settings(home: Path) -> Settings:
    """Gives the settings of a run that keeps everything under `home`."""
    return Settings(state=home / "state", stable_seconds=0)


def ran(home: Path) -> dict[str, Any]:
    """Runs a batch; gives every result by its case."""
    order = Order(home / "intake", home / "output", date(2026, 3, 2))
    run_batch(order, settings(home), lambda *_: None, engine_wanted=False, read=read_file)
    return {path.parent.name: json.loads(path.read_text("utf-8")) for path in (home / "output").glob("*/result.json")}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Gives a folder with an intake of two cases in folders, a loose one, and a loose plan that belongs to it."""
    for name in ("Дело 1", "Дело 2"):
        small_case(tmp_path / "intake" / name, f"Колледж «{name}»")
    conclusion(tmp_path / "intake" / "Заключение.docx", "Ошский колледж «Булак»")
    plan(tmp_path / "intake" / "План.docx")
    return tmp_path


@pytest.mark.parametrize("case", CASES)
def test_records_come_back_as_they_were_kept(case: str, tmp_path: Path) -> None:
    kept = Understood(tmp_path, "mark")
    for path in sorted((SAMPLES / case).iterdir()):
        (document,) = read_file(path, f"{case}/{path.name}")
        asked = understand(document)
        assert kept.records(document, document.sha256) == asked
        assert kept.records(document, document.sha256) == asked


def test_only_what_changed_is_understood_anew(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def noted(document: Document) -> Any:
        asked.append(document.file)
        return understand(document)

    monkeypatch.setattr(understood, "understand", noted)
    first = ran(home)
    assert len(asked) == 8
    asked.clear()
    report(home / "intake" / "Дело 2" / "Дополнение.docx", [("Фонд пополнен", "выполнено", "Накладная № 18")])
    second = ran(home)
    assert asked == ["Дело 2/Дополнение.docx"]
    assert second["Дело 1"] == first["Дело 1"] and second["Дело 2"] != first["Дело 2"]
    fresh = tmp_path / "fresh"
    shutil.copytree(home / "intake", fresh / "intake")
    assert {name: fields["documents"] for name, fields in ran(fresh).items()} == {
        name: fields["documents"] for name, fields in second.items()
    }


def test_what_another_version_understood_is_swept_and_what_is_forgotten_is_gone(home: Path) -> None:
    old = home / "state" / "understood" / "older" / "ab"
    old.mkdir(parents=True)
    ran(home)
    assert not old.parent.exists()
    kept = len(list((home / "state" / "understood").rglob("*.json")))
    shutil.rmtree(home / "intake" / "Дело 1")
    ran(home)
    with opened(settings(home)) as ledger:
        done = forget("Дело 1", (home / "intake").resolve(), (home / "output").resolve(), settings(home), ledger)
    assert len(list((home / "state" / "understood").rglob("*.json"))) == kept - done.contents


def test_spoiled_records_are_made_anew(tmp_path: Path) -> None:
    (document,) = read_file(plan(tmp_path / "План.docx"), "План.docx")
    kept = Understood(tmp_path / "understood", "mark")
    asked = kept.records(document, document.sha256)
    for path in (tmp_path / "understood").rglob("*.json"):
        path.write_bytes(path.read_bytes()[:50])
    assert kept.records(document, document.sha256) == asked
