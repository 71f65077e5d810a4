"""Every hostile or broken file is told by its own cause, and costs no other file anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extractors.errors import ReadingError
from extractors.reading import read_file
from flows.batch import run_batch
from flows.ledger import FileState, Ledger
from flows.order import Order
from flows.settings import Settings
from tests.documents.small_case import small_case
from tests.faults import broken_files as broken
from tests.faults.broken_files import BOMB, PAGE, SPY, Maker

CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
DRAW = "<</Length 5>>stream\n/F Do\nendstream"

REFUSALS: dict[str, tuple[Maker, str]] = {
    "empty.pdf": (lambda: b"", "damaged"),
    "only zeros.pdf": (lambda: bytes(4096), "damaged"),
    "noise.pdf": (broken.noise, "unknown_format"),
    "head only.pdf": (lambda: b"%PDF-1.7\n", "damaged"),
    "noise behind a head.pdf": (lambda: b"%PDF-1.7\n" + broken.noise(), "damaged"),
    "locked.pdf": (lambda: broken.pdf(password="x"), "encrypted"),
    "half.pdf": (lambda: broken.pdf()[:600], "damaged"),
    "two thousand million pages.pdf": (
        lambda: broken.raw_pdf(CATALOGUE, "<</Type/Pages/Kids[]/Count 2000000000>>"),
        "damaged",
    ),
    "page tree that is itself.pdf": (lambda: broken.raw_pdf(CATALOGUE, "2 0 R"), "damaged"),
    "no pages.pdf": (lambda: broken.raw_pdf("<</Type/Catalog>>"), "damaged"),
    "half.docx": (lambda: broken.docx()[:18000], "damaged"),
    "noise.docx": (broken.noise, "unknown_format"),
    "locked.docx": (
        lambda: broken.OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096),
        "encrypted",
    ),
    "billion laughs.docx": (lambda: _docx(broken.word_part(BOMB, "&l9;")), "refused"),
    "external entity.docx": (lambda: _docx(broken.word_part(SPY, "&spy;")), "refused"),
    "no main part.docx": (lambda: broken.repacked(broken.docx(), word__document_xml=None), "damaged"),
    "broken markup.docx": (lambda: _docx(b"<w:document"), "damaged"),
    "part of 300 MB.docx": (lambda: _docx(broken.word_part("", "a" * (300 << 20))), "refused"),
    "nested 20000 deep.docx": (lambda: _docx(broken.word_part("", "<x>" * 20000 + "</x>" * 20000)), "refused"),
    "billion laughs.xlsx": (lambda: broken.xlsx(BOMB, "&l9;"), "refused"),
    "external entity.xlsx": (lambda: broken.xlsx(SPY, "&spy;"), "refused"),
    "half.xlsx": (lambda: broken.xlsx()[:700], "damaged"),
    "bomb.zip": (lambda: broken.zipped({f"{i}.txt": bytes(30 << 20) for i in range(3)}), "refused"),
    "2500 members.zip": (lambda: broken.zipped({f"{i}.txt": b"" for i in range(2500)}), "refused"),
    "half.zip": (lambda: broken.zipped({"план.docx": broken.docx()})[:3000], "damaged"),
    "60000 pixels square.png": (lambda: broken.png(60_000, 60_000), "refused"),
    "no pixels.png": (lambda: broken.png(100, 100), "damaged"),
    "half.png": (lambda: broken.png(100, 100)[:20], "damaged"),
    "head only.jpg": (lambda: b"\xff\xd8\xff\xe0" + broken.noise(300), "damaged"),
    "head only.tif": (lambda: b"II*\x00" + broken.noise(100), "unknown_format"),
    "head only.gif": (lambda: b"GIF89a" + broken.noise(50), "unknown_format"),
    "program.pdf": (lambda: b"MZ" + broken.noise(), "unknown_format"),
    "noise in an old Word file.doc": (lambda: broken.OLE + broken.noise(), "unknown_format"),
    "control characters.txt": (lambda: b"\x01\x02plan" * 10, "unknown_format"),
}

MEMBERS: dict[str, tuple[Maker, str]] = {
    "leads out.zip": (lambda: broken.zipped({"../../план.docx": broken.docx()}), "refused"),
    "leads to the root.zip": (lambda: broken.zipped({"/etc/план.docx": broken.docx()}), "refused"),
    "leads to a drive.zip": (lambda: broken.zipped({"C:\\план.docx": broken.docx()}), "refused"),
    "zip in zip.zip": (lambda: broken.zipped({"a.zip": broken.zipped({"b.txt": b"x"})}), "refused"),
    "link inside.zip": (lambda: broken.zipped({"план.docx": b"/etc/passwd"}, mode=0o120777), "refused"),
    "locked member.zip": (broken.locked_zip, "encrypted"),
    "tail cut off.pdf": (lambda: broken.pdf()[:-40], "file_cut_short"),
    "page tree in a ring.pdf": (
        lambda: broken.raw_pdf(CATALOGUE, "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        "page_unread",
    ),
}

SOUND: dict[str, tuple[Maker, str]] = {
    "Word file called a PDF.pdf": (broken.docx, "docx"),
    "PDF called a Word file.docx": (broken.pdf, "pdf"),
    "drawing that draws itself.pdf": (
        lambda: broken.raw_pdf(CATALOGUE, ONE_PAGE, PAGE, DRAW, broken.endless_form()),
        "pdf",
    ),
    "length that is itself.pdf": (
        lambda: broken.raw_pdf(CATALOGUE, ONE_PAGE, PAGE, DRAW.replace("5>>", "4 0 R>>"), broken.endless_form()),
        "pdf",
    ),
    "spreadsheet by hand.xlsx": (broken.xlsx, "xlsx"),
}


def _docx(main_part: bytes) -> bytes:
    return broken.repacked(broken.docx(), word__document_xml=main_part)


def _written(folder: Path, name: str, maker: Maker) -> Path:
    path = folder / name
    path.write_bytes(maker())
    return path


@pytest.mark.parametrize("name", REFUSALS)
def test_a_file_that_cannot_be_read_says_why(name: str, tmp_path: Path) -> None:
    maker, code = REFUSALS[name]
    with pytest.raises(ReadingError) as told:
        read_file(_written(tmp_path, name, maker), name)
    assert told.value.code == code
    assert name in str(told.value)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_part_that_cannot_be_read_is_named_as_unread(name: str, tmp_path: Path) -> None:
    maker, code = MEMBERS[name]
    problems = [
        problem for document in read_file(_written(tmp_path, name, maker), name) for problem in document.problems
    ]
    assert code in {problem.code for problem in problems if problem.unread}


@pytest.mark.parametrize("name", SOUND)
def test_a_file_is_what_it_holds_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    maker, media = SOUND[name]
    assert [document.media for document in read_file(_written(tmp_path, name, maker), name)] == [media]


def test_all_of_them_in_one_case_leave_the_case_its_judgement(tmp_path: Path) -> None:
    case = small_case(tmp_path / "intake" / "Дело")
    for name, (maker, _code) in (REFUSALS | MEMBERS).items():
        if "300 MB" not in name:
            _written(case, name, maker)
    (case / "empty.zip").write_bytes(broken.zipped({}))
    settings = Settings(state=tmp_path / "state", stable_seconds=0)
    order = Order(tmp_path / "intake", tmp_path / "output", date(2026, 3, 2))
    batch = run_batch(order, settings, lambda *_: None, engine_wanted=False, read=read_file)

    judgement = batch.written[0].judgement
    assert len(judgement.verdicts) == 3
    assert not batch.complete
    named = {item.file.split("/")[1] for item in judgement.unread}
    assert named >= (set(REFUSALS) | set(MEMBERS) | {"empty.zip"}) - {"part of 300 MB.docx"}
    ledger = Ledger.open("", settings.state)
    states = {row.file.split("/")[1]: row.state for row in ledger.files((tmp_path / "intake").resolve())}
    ledger.close()
    assert all(states[name] is FileState.QUARANTINED for name in REFUSALS if name in states)
    assert all(states[name] is FileState.ACCEPTED for name in ("Заключение.docx", "План.docx", "Отчёт.docx"))
