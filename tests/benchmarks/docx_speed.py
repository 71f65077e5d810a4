"""How fast a Word file of about 100 pages with 1,000 table rows is read: python tests/benchmarks/docx_speed.py"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import docx as python_docx

from extractors.formats import docx

ROWS, COLUMNS, PARAGRAPHS = 1_000, 6, 600
_WORDS = "Рабочие программы дисциплин пересмотрены с участием работодателей, протокол заседания кафедры приложен. "


def written(path: Path) -> Path:
    """Writes the file: ten tables of a hundred rows, prose between them."""
    paper = python_docx.Document()
    for table in range(10):
        for number in range(PARAGRAPHS // 10):
            paper.add_paragraph(f"{table}.{number} " + _WORDS * 4, style="List Number" if number % 5 == 0 else None)
        grid = paper.add_table(0, COLUMNS)
        for row in range(ROWS // 10):
            for cell, text in zip(
                grid.add_row().cells, ("1.2", _WORDS, _WORDS, "до 01.09.2025", "деканат", "+"), strict=True
            ):
                cell.text = f"{text} {row}"
    paper.save(str(path))
    return path


def main() -> None:
    """Prints the CPU seconds of three readings and what was read."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "long.docx")
        for _ in range(3):
            before = time.process_time()
            document = docx.read(path, path.name)
            spent = time.process_time() - before
            rows = sum(len(table.rows) for table in document.tables())
            print(f"{spent:.2f} CPU s  {rows} rows  {document.raw_characters} characters")


if __name__ == "__main__":
    main()
