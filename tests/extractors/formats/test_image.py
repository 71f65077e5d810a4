"""Pictures as institutions send them: photos, scans of several pages, screenshots, and files that are none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.errors import DamagedError, RefusedError, UnknownFormatError
from extractors.formats import image
from extractors.records import Document, Table, TextSource
from extractors.wording import sentence
from tests.documents import sheets

SHORT = sheets.PROSE[:2]


def saved(path: Path, *pictures: np.ndarray, **options: object) -> Path:  # type: ignore[type-arg]
    first, *others = (Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1])) for picture in pictures)
    first.save(path, **options, **({"save_all": True, "append_images": others} if others else {}))
    return path


def small(lines: tuple[str, ...] = SHORT) -> np.ndarray:  # type: ignore[type-arg]
    return sheets.prose(lines, height=100)


def read(path: Path) -> Document:
    return image.read(path, f"дело/{path.name}")


@pytest.mark.parametrize("suffix", ["jpg", "png", "bmp", "webp"])
def test_common_formats_are_read_alike(tmp_path: Path, suffix: str) -> None:
    document = read(saved(tmp_path / f"скан.{suffix}", small(), dpi=(200, 200)))
    assert " ".join(SHORT) in document.text().replace("\n", " ")
    assert (document.media, document.text_source, document.file) == ("image", TextSource.OCR, f"дело/скан.{suffix}")


def test_every_page_of_a_tiff_is_read_in_order(tmp_path: Path) -> None:
    path = saved(tmp_path / "скан.tiff", small(), small(sheets.PROSE[5:]), dpi=(200, 200))
    document = read(path)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.text().index("Эксперттик") < document.text().index("Рекомендация")
    assert [page.width for page in document.pages] == pytest.approx([380, 380], abs=1)


def test_a_photo_is_read_the_way_up_that_the_camera_noted(tmp_path: Path) -> None:
    lying = np.ascontiguousarray(np.rot90(small(), 1))
    exif = Image.Exif()
    exif[0x0112] = 6
    document = read(saved(tmp_path / "фото.jpg", lying, exif=exif, quality=95))
    assert "критерий" in document.text()


def test_a_table_in_a_picture_is_a_table_of_the_document(tmp_path: Path) -> None:
    document = read(saved(tmp_path / "план.png", sheets.table(), dpi=(200, 200)))
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [cell.text if cell else None for cell in table.rows[2]] == list(sheets.TABLE[2])


def test_a_transparent_screenshot_is_read_on_white(tmp_path: Path) -> None:
    picture = small()
    shade = Image.fromarray(255 - picture.min(axis=2))
    ink = Image.new("RGBA", shade.size, (0, 0, 0, 0))
    ink.putalpha(shade)
    ink.save(tmp_path / "снимок.png", dpi=(200, 200))
    assert "критерий" in read(tmp_path / "снимок.png").text()


def test_a_picture_without_text_is_told_to_hold_none_and_is_not_unread(tmp_path: Path) -> None:
    slope = np.linspace(40, 200, 400).astype(np.uint8)
    document = read(saved(tmp_path / "кабинет.jpg", np.dstack([np.tile(slope, (300, 1))] * 3)))
    assert [(problem.code, problem.unread) for problem in document.problems] == [("page_without_text", False)]
    assert "кабинет.jpg" in sentence(document.problems[0].reason, "ky")


def test_a_picture_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image, "MOST_PIXELS", 1000)
    with pytest.raises(RefusedError):
        read(saved(tmp_path / "бомба.png", small()))


def test_a_cut_off_picture_is_damaged(tmp_path: Path) -> None:
    whole = saved(tmp_path / "целый.jpg", small()).read_bytes()
    (tmp_path / "обрезан.jpg").write_bytes(whole[: len(whole) // 3])
    with pytest.raises(DamagedError):
        read(tmp_path / "обрезан.jpg")


def test_what_is_no_picture_is_of_unknown_format(tmp_path: Path) -> None:
    (tmp_path / "письмо.jpg").write_text("бул сүрөт эмес", "utf-8")
    with pytest.raises(UnknownFormatError):
        read(tmp_path / "письмо.jpg")


def test_a_resolution_that_no_scanner_would_give_is_not_believed(tmp_path: Path) -> None:
    document = read(saved(tmp_path / "чат.jpg", small(), dpi=(1, 1)))
    assert max(document.pages[0].width, document.pages[0].height) == pytest.approx(841.89, abs=1)
