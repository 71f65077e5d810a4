"""Documents read once are not read again: kept as JSON by content hash and reader version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from extractors.reading import READER_VERSION
from extractors.records import Cell, Document, Paragraph, Place, Table
from flows.isolation import documents_adapter
from flows.outputs.atomic import replace_file


def _path(folder: Path, sha256: str) -> Path:
    return folder / READER_VERSION / sha256[:2] / f"{sha256}.json"


def is_kept(folder: Path, sha256: str) -> bool:
    """Tells whether a content was read by these readers, without opening what was read."""
    return _path(folder, sha256).exists()


def kept(folder: Path, sha256: str, file: str) -> tuple[Document, ...] | None:
    """Gives the documents read earlier from this content, with their places renamed to `file`; None when it was never
    read.

    A kept reading that no longer parses counts as never read: the file is simply read again.
    """
    path = _path(folder, sha256)
    if not path.exists():
        return None
    try:
        documents = documents_adapter().validate_json(path.read_bytes())
    except ValidationError:
        return None
    return tuple(
        _renamed(document, documents[0].file.split("/")[0] if len(documents) > 1 else document.file, file)
        for document in documents
    )


def keep(folder: Path, sha256: str, documents: tuple[Document, ...]) -> None:
    """Keeps a reading; replaced atomically, so that a killed run leaves either none or all of it."""
    replace_file(_path(folder, sha256), documents_adapter().dump_json(documents))


def _renamed(document: Document, old: str, new: str) -> Document:
    """Gives the document with every place moved from the old file name to the new one (the same content under another
    name).
    """
    if document.file == old and old == new:
        return document
    name = new + document.file[len(old) :] if document.file.startswith(old) else new

    def place(value: Place) -> Place:
        return replace(value, file=name)

    def paragraph(value: Paragraph) -> Paragraph:
        return replace(value, place=place(value.place))

    def cell(value: Cell | None) -> Cell | None:
        if value is None:
            return None
        return replace(
            value,
            place=place(value.place),
            paragraphs=tuple(map(paragraph, value.paragraphs)),
            tables=tuple(map(table, value.tables)),
        )

    def table(value: Table) -> Table:
        return replace(value, place=place(value.place), rows=tuple(tuple(map(cell, row)) for row in value.rows))

    blocks = tuple(table(block) if isinstance(block, Table) else paragraph(block) for block in document.blocks)
    return replace(document, file=name, blocks=blocks)
