"""What people and machines do to an intake folder: each entry ends in the one state that is right for it."""

from __future__ import annotations

import os
import socket
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from flows import taking
from flows.intake import IntakeMissingError, look, mark
from flows.ledger import FileState, Ledger
from flows.taking import Archive, Intake, take

OLD = time.time() - 3 * 24 * 3600


@pytest.fixture
def intake(tmp_path: Path) -> Path:
    folder = tmp_path / "intake" / "Дело"
    folder.mkdir(parents=True)
    return folder.parent


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open("", tmp_path / "state")
    yield opened
    opened.close()


def taken(intake: Path, ledger: Ledger) -> Intake:
    """Looks and takes in once."""
    return take(intake, look(intake), ledger, Archive(intake.parent / "state" / "archive"))


def states(intake: Path, ledger: Ledger) -> dict[str, FileState]:
    """Gives the state of every current file by its name."""
    return {row.file.removeprefix("Дело/"): row.state for row in ledger.files(intake) if row.current}


@pytest.mark.parametrize(
    "name",
    ["~$чёт.docx", ".~lock.Отчёт.docx#", "Thumbs.db", "desktop.ini", ".DS_Store", "._Отчёт.docx", "~WRD0001.tmp"],
)
def test_litter_is_ignored_and_named(name: str, intake: Path, ledger: Ledger) -> None:
    (intake / "Дело" / name).write_bytes(b"x")
    taken(intake, ledger)
    assert states(intake, ledger) == {name: FileState.IGNORED}


@pytest.mark.parametrize("name", ["Отчёт.pdf.part", "Отчёт.pdf.crdownload", "Отчёт.pdf.partial", "Отчёт.opdownload"])
def test_a_half_loaded_file_waits(name: str, intake: Path, ledger: Ledger) -> None:
    (intake / "Дело" / name).write_bytes(b"%PDF")
    taken(intake, ledger)
    assert states(intake, ledger) == {name: FileState.WAITING}


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("План.docx", "~$План.docx"),
        ("План-25.docx", "~$ан-25.docx"),
        ("Планчик.docx", "~$ланчик.docx"),
        ("О.odt", ".~lock.О.odt#"),
    ],
)
def test_a_file_open_in_a_word_processor_waits(name: str, lock: str, intake: Path, ledger: Ledger) -> None:
    (intake / "Дело" / name).write_bytes(b"text")
    (intake / "Дело" / lock).write_bytes(b"user")
    taken(intake, ledger)
    assert states(intake, ledger)[name] is FileState.WAITING
    (intake / "Дело" / lock).unlink()
    taken(intake, ledger)
    assert states(intake, ledger)[name] is FileState.ACCEPTED


def test_a_lock_left_behind_days_ago_holds_nothing_up(intake: Path, ledger: Ledger) -> None:
    (intake / "Дело" / "План.docx").write_bytes(b"text")
    lock = intake / "Дело" / "~$План.docx"
    lock.write_bytes(b"user")
    os.utime(lock, (OLD, OLD))
    taken(intake, ledger)
    assert states(intake, ledger)["План.docx"] is FileState.ACCEPTED


def test_an_unchanged_file_that_somebody_opens_still_counts(intake: Path, ledger: Ledger) -> None:
    (intake / "Дело" / "План.docx").write_bytes(b"text")
    taken(intake, ledger)
    (intake / "Дело" / "~$План.docx").write_bytes(b"user")
    assert {one.file: one.status for one in taken(intake, ledger).taken}["Дело/План.docx"] == "read"


def test_an_empty_file_is_quarantined_and_its_corrected_copy_taken_at_once(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"")
    taken(intake, ledger)
    assert states(intake, ledger) == {"План.docx": FileState.QUARANTINED}
    path.write_bytes(b"text")
    taken(intake, ledger)
    assert states(intake, ledger) == {"План.docx": FileState.ACCEPTED}


def test_a_link_is_not_followed(intake: Path, ledger: Ledger, tmp_path: Path) -> None:
    secret = tmp_path / "secret.docx"
    secret.write_bytes(b"secret")
    (intake / "Дело" / "План.docx").symlink_to(secret)
    (intake / "Дело" / "nowhere.docx").symlink_to(tmp_path / "nowhere")
    (intake / "folder").symlink_to(tmp_path)
    assert all(one.status == "ignored" for one in taken(intake, ledger).taken)
    assert not list((tmp_path / "state" / "archive").rglob("*"))


def test_a_ring_of_folders_ends(intake: Path, ledger: Ledger) -> None:
    (intake / "Дело" / "сюда").symlink_to(intake)
    assert [one.file for one in taken(intake, ledger).taken] == ["Дело/сюда"]


def test_pipes_sockets_and_devices_are_not_opened(
    intake: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(intake / "Дело" / "pipe.pdf")
    monkeypatch.chdir(intake / "Дело")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.pdf")
        assert {one.status for one in taken(intake, ledger).taken} == {"ignored"}


def test_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    seen = look(intake)
    path.unlink()
    os.mkfifo(path)
    result = take(intake, seen, ledger, Archive(intake.parent / "archive"))
    assert [one.status for one in result.taken] == ["unreadable"]


def test_a_link_put_in_the_place_of_a_file_is_not_followed(intake: Path, ledger: Ledger, tmp_path: Path) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    seen = look(intake)
    path.unlink()
    path.symlink_to(__file__)
    assert [one.status for one in take(intake, seen, ledger, Archive(tmp_path / "archive")).taken] == ["unreadable"]


def test_a_file_that_vanishes_waits(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    seen = look(intake)
    path.unlink()
    take(intake, seen, ledger, Archive(intake.parent / "archive"))
    assert states(intake, ledger) == {"План.docx": FileState.WAITING}


def test_a_file_that_grows_while_copied_waits_and_leaves_no_half_copy(
    intake: Path, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    real = mark

    def grown(looked: Path) -> tuple[int, int, int] | None:
        with path.open("ab") as file:
            file.write(b"more")
        return real(looked)

    archive = Archive(tmp_path / "archive")
    seen = look(intake)
    monkeypatch.setattr(taking, "mark", grown)
    take(intake, seen, ledger, archive)
    assert states(intake, ledger) == {"План.docx": FileState.WAITING}
    assert not [found for found in archive.folder.rglob("*") if found.is_file()]


def test_a_file_still_growing_between_two_looks_waits(intake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    monkeypatch.setattr(time, "sleep", lambda _seconds: path.write_bytes(b"text and more"))
    assert [one.status for one in look(intake, stable_seconds=5)] == ["waiting"]


def test_a_file_from_the_future_is_taken(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    os.utime(path, (time.time() + 10**8, time.time() + 10**8))
    assert [
        one.status
        for one in take(intake, look(intake, stable_seconds=0.01), ledger, Archive(intake.parent / "a")).taken
    ] == ["read"]


def test_the_day_of_arrival_is_the_first_time_the_content_was_seen(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    os.utime(path, (OLD, OLD))
    first = taken(intake, ledger).taken[0].arrived
    path.rename(path.with_name("План (испр).docx"))
    assert first is not None and first == taken(intake, ledger).taken[0].arrived
    assert first.isoformat() > "2025"


def test_names_that_differ_only_in_how_letters_are_composed_are_two_files(intake: Path, ledger: Ledger) -> None:
    forms: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
    for number, form in enumerate(forms):
        (intake / "Дело" / unicodedata.normalize(form, "Отчёт й.docx")).write_bytes(b"text %d" % number)
    assert len({one.file for one in taken(intake, ledger).taken}) == 2
    assert all(unicodedata.is_normalized("NFC", one.file) for one in taken(intake, ledger).taken)
    assert len({row.sha256 for row in ledger.files(intake)}) == 2


def test_a_name_of_255_bytes_is_taken(intake: Path, ledger: Ledger) -> None:
    name = "ө" * 125 + ".docx"
    (intake / "Дело" / name).write_bytes(b"text")
    taken(intake, ledger)
    assert states(intake, ledger) == {name: FileState.ACCEPTED}


def test_a_name_that_is_no_text_is_taken(intake: Path, ledger: Ledger) -> None:
    Path(os.fsdecode(os.fsencode(intake / "Дело") + b"/\xcf\xeb\xe0\xed.docx")).write_bytes(b"text")
    taken(intake, ledger)
    assert list(states(intake, ledger).values()) == [FileState.ACCEPTED]


def test_a_file_that_the_system_keeps_from_us_is_quarantined(
    intake: Path, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (intake / "Дело" / "План.docx").write_bytes(b"text")

    def refuse(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(taking, "_opened", refuse)
    take(intake, look(intake), ledger, Archive(tmp_path / "archive"))
    assert states(intake, ledger) == {"План.docx": FileState.QUARANTINED}


def test_new_content_under_an_old_name_supersedes_and_both_are_kept(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    contents = (b"first", b"second, longer")
    for content in contents:
        path.write_bytes(content)
        result = taken(intake, ledger)
    assert [row.state for row in ledger.files(intake)] == [FileState.SUPERSEDED, FileState.ACCEPTED]
    archive = Archive(intake.parent / "state" / "archive")
    assert {archive.path(row.sha256).read_bytes() for row in ledger.files(intake)} == set(contents)
    assert result.taken[0].path.read_bytes() == contents[1]


def test_what_is_read_is_the_copy_as_it_was_taken(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"as taken")
    one = taken(intake, ledger).taken[0]
    path.write_bytes(b"replaced while it is read")
    assert one.path.read_bytes() == b"as taken"


def test_a_file_taken_away_is_withdrawn_and_its_content_kept(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    sha256 = taken(intake, ledger).taken[0].sha256
    path.unlink()
    assert taken(intake, ledger).withdrawn == ("Дело/План.docx",)
    assert states(intake, ledger) == {"План.docx": FileState.WITHDRAWN}
    assert Archive(intake.parent / "state" / "archive").path(sha256).read_bytes() == b"text"
    path.write_bytes(b"text")
    taken(intake, ledger)
    assert [state for _, state in ledger.history(intake, "Дело/План.docx")] == ["accepted", "withdrawn", "accepted"]


def test_a_missing_intake_is_an_error_and_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(IntakeMissingError):
        look(tmp_path / "share")


def test_a_copy_spoiled_in_the_archive_is_taken_again(intake: Path, ledger: Ledger) -> None:
    path = intake / "Дело" / "План.docx"
    path.write_bytes(b"text")
    copy = taken(intake, ledger).taken[0].path
    copy.write_bytes(b"te")
    assert taken(intake, ledger).taken[0].path.read_bytes() == b"text"
