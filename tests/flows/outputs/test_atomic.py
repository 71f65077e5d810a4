"""A file is whole at every moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.outputs.atomic import replace_text, replace_with


def test_a_failed_writing_leaves_the_old_file_and_no_trace(tmp_path: Path) -> None:
    path = replace_text(tmp_path / "new" / "a.json", "эски")

    def fail(target: Path) -> None:
        target.write_text("жарым", "utf-8")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        replace_with(path, fail)
    assert path.read_text("utf-8") == "эски"
    assert [item.name for item in path.parent.iterdir()] == ["a.json"]


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for text in ("биринчи", "экинчи"):
        replace_text(path, text)
    assert path.read_text("utf-8") == "экинчи"
