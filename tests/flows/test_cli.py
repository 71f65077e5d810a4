"""Wrong use ends with one sentence and code 2, a broken set-up with 3; what was left unread with 1."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from flows.cli import main
from flows.outputs import atomic
from tests.documents.small_case import plan, small_case


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Works in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POSTACCRED_LANGUAGE", "en")
    monkeypatch.setenv("POSTACCRED_STABLE_SECONDS", "0")
    return tmp_path


def ended(*words: str) -> int:
    """Gives the exit code of a command line, whether it returns or exits."""
    try:
        return main(words)
    except SystemExit as ended:
        return int(str(ended.code))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "required: run|check|read|serve|status|forget|demo"),
        (("judge",), "invalid choice"),
        (("run", "--output", "out"), "--intake"),
        (("run", "--intake", "nowhere", "--output", "out"), "The folder “nowhere” does not exist."),
        (("run", "--intake", "empty", "--output", "out"), "There are no files in"),
        (
            ("run", "--intake", "empty", "--output", "paper.docx/out"),
            "The output folder “paper.docx/out” cannot be written",
        ),
        (
            ("run", "--intake", "empty", "--output", "out", "--register", "no.xlsx"),
            "The register “no.xlsx” does not exist.",
        ),
        (
            ("run", "--intake", "empty", "--output", "out", "--as-of", "02.03.2026"),
            "is no date; write it as YYYY-MM-DD",
        ),
        (("run", "--intake", "empty", "--output", "out", "--language", "de"), "invalid choice"),
        (("run", "--intake", "empty", "--output", "out", "--workers", "two"), "invalid int value"),
        (("check", "nowhere"), "The folder “nowhere” does not exist."),
        (("check", "empty"), "There are no files in"),
        (("read", "nowhere.pdf"), "The file “nowhere.pdf” does not exist."),
        (("status",), "There is no portfolio in"),
        (("forget", "Дело"), "No case “Дело” is in the ledger"),
        (("serve", "--intake", "nowhere", "--output", "out"), "The folder “nowhere” does not exist."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_told_in_one_sentence(
    words: tuple[str, ...], sentence: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "empty").mkdir()
    plan(elsewhere / "paper.docx")
    assert ended(*words) == 2
    told = capsys.readouterr().err
    assert sentence in told.replace(str(elsewhere) + "/", "")
    assert not list(elsewhere.glob("out/*"))
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (("POSTACCRED_WORKERS", "many"), "Setting “workers”"),
        (("POSTACCRED_WORKERS", "-1"), "Setting “workers”"),
        (("POSTACCRED_MEGABYTES_PER_FILE", "1"), "Setting “megabytes_per_file”"),
        (("POSTACCRED_WORKRES", "2"), "POSTACCRED_WORKRES, which is no setting"),
        (("POSTACCRED_DATABASE", "nonsense"), "The ledger nonsense cannot be used"),
    ],
)
def test_a_wrong_setting_is_a_broken_set_up(
    setting: tuple[str, str],
    sentence: str,
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (elsewhere / "in").mkdir()
    plan(elsewhere / "in" / "План.docx")
    monkeypatch.setenv(*setting)
    assert ended("run", "--intake", "in", "--output", "out") == 3
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [('workers = "many"', "Setting “workers”"), ("wrokers = 2", "Setting “wrokers”"), ("workers = ", "is no TOML")],
)
def test_a_wrong_settings_file_is_a_broken_set_up(
    text: str, sentence: str, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "postaccred.toml").write_text(text, "utf-8")
    assert ended("status") == 3
    assert sentence in capsys.readouterr().err


def test_a_settings_file_that_is_no_text_is_a_broken_set_up(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "postaccred.toml").write_bytes(b"\xff\xfe\x00workers")
    assert ended("status") == 3
    assert "postaccred.toml" in capsys.readouterr().err


def test_a_case_folder_is_checked_in_an_empty_working_folder(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_case(elsewhere / "papers" / "Дело")
    assert ended("check", "papers/Дело", "--as-of", "2026-03-02") == 0
    fields = json.loads((elsewhere / "postaccred-output" / "Дело" / "result.json").read_text("utf-8"))
    assert [finding["report"]["status"] for finding in fields["findings"]] == ["addressed", "planned", "addressed"]
    assert not (elsewhere / "postaccred-state").exists()

    (elsewhere / "papers" / "Дело" / "скан.pdf").write_bytes(b"")
    assert ended("check", "papers/Дело", "--as-of", "2026-03-02") == 1
    assert "скан.pdf" in capsys.readouterr().out


def test_a_file_is_shown_as_the_reader_sees_it(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan(elsewhere / "План.docx")
    assert ended("read", "План.docx", "--json") == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "plan"
    (elsewhere / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    assert ended("read", "broken.pdf") == 2
    assert "broken.pdf" in capsys.readouterr().err


def test_a_disk_that_fills_is_told_without_a_traceback(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    small_case(elsewhere / "papers" / "Дело")
    monkeypatch.setattr(atomic, "_flush", full)
    assert ended("check", "papers/Дело") == 3
    assert "No space left on device" in capsys.readouterr().err
