"""DOCX: the text as the reader of the printed page sees it, read straight from the parts of the package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from extractors.errors import DamagedError
from extractors.formats.docx_blocks import BlockReader
from extractors.formats.docx_insets import Insets
from extractors.formats.docx_names import MC, R, W
from extractors.formats.docx_numbering import Numbering
from extractors.formats.docx_styles import Styles
from extractors.formats.docx_text import TextReader
from extractors.formats.fingerprint import sha256
from extractors.formats.office_package import OfficePackage, Relationship
from extractors.records import Document, Paragraph, Problem, Table

_USUAL_MAIN = "word/document.xml"


def read(path: Path, file: str) -> Document:
    """Gives the document of a DOCX file.

    A footnote or endnote is a paragraph of kind FOOTNOTE right after the paragraph (in a cell: among the paragraphs of
    the cell) that marks it, with that paragraph's place and the mark as its number; the mark stands raised in the text.
    The place of everything inside a nested table is the cell of the outer table.

    Raises: DamagedError, EncryptedError, RefusedError.
    """
    with OfficePackage(path, file) as package:
        main = package.main_part(_USUAL_MAIN)
        root = package.xml(main)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise DamagedError(file, cause=f"{main}?")
        return _read_parts(package, main, body, path, file)


def _read_parts(package: OfficePackage, main: str, body: etree._Element, path: Path, file: str) -> Document:
    links = package.relationships(main)
    styles = Styles(_linked(package, links, "styles"))
    left_out, marks = Counter[str](), dict[str, int]()
    notes = {
        (story, note.get(W + "id", "")): note
        for story in ("footnote", "endnote")
        if (root := _linked(package, links, f"{story}s")) is not None
        for note in root.iterfind(W + story)
    }
    numbering = Numbering(_linked(package, links, "numbering"), styles)
    insets = Insets(package, links, body, file)
    text = TextReader(styles, links, left_out, marks)
    reader = BlockReader(
        file, styles=styles, numbering=numbering, text=text, notes=notes, left_out=left_out, insets=insets
    )
    blocks = reader.body(body)
    if (comments := _linked(package, links, "comments")) is not None:
        left_out["comments_left_out"] = len(comments)
    problems = [
        Problem(code, values=(("file", file), ("count", str(count))))
        for code, count in sorted(left_out.items())
        if count
    ]
    return Document(
        file=file,
        sha256=sha256(path),
        media="docx",
        blocks=tuple(blocks),
        running=tuple(_running(package, links, body, styles, file)),
        problems=(*problems, *insets.problems()),
        raw_characters=raw_characters(package),
        sections=reader.sections.found(),
    )


def _linked(package: OfficePackage, links: dict[str, Relationship], kind: str) -> etree._Element | None:
    return next((package.xml(link.target) for link in links.values() if link.kind == kind and not link.external), None)


def _running(
    package: OfficePackage, links: dict[str, Relationship], body: etree._Element, styles: Styles, file: str
) -> Iterator[str]:
    """Gives the texts of the heads and feet that the sections name, each once."""
    told: set[str] = set()
    for reference in body.iter(W + "headerReference", W + "footerReference"):
        link = links.get(reference.get(R + "id", ""))
        root = package.xml(link.target) if link is not None else None
        if link is None or root is None:
            continue
        text = TextReader(styles, package.relationships(link.target), Counter(), {})
        numbering = Numbering(_linked(package, links, "numbering"), styles)
        reader = BlockReader(file, styles=styles, numbering=numbering, text=text, notes={}, left_out=Counter())
        for block in reader.body(root):
            for line in _lines(block):
                if line and line not in told:
                    told.add(line)
                    yield line


def _lines(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        for row in block.rows:
            yield " | ".join(cell.text for cell in row if cell is not None and cell.text)


_TEXT_PARTS = ("word/document", "word/footnotes", "word/endnotes", "word/header", "word/footer")


def raw_characters(package: OfficePackage) -> int:
    """Counts the characters without white space of every w:t in the parts that print."""
    return sum(len("".join(piece.split())) for line in _raw_lines(package) for piece in line)


def raw_lines(path: Path, file: str) -> tuple[tuple[str, ...], ...]:
    """Gives every w:t of the parts that print, by paragraph; what tracked changes took away is not given, nor the
    second wording of a drawing.

    Raises: DamagedError, EncryptedError, RefusedError.
    """
    with OfficePackage(path, file) as package:
        return tuple(_raw_lines(package))


def _raw_lines(package: OfficePackage) -> Iterator[tuple[str, ...]]:
    for name in package.names():
        root = package.xml(name) if name.endswith(".xml") and name.startswith(_TEXT_PARTS) else None
        lines: dict[etree._Element | None, list[str]] = {}
        for text in root.iter(W + "t") if root is not None else ():
            if text.text and _prints(text):
                lines.setdefault(next(text.iterancestors(W + "p"), None), []).append(text.text)
        yield from map(tuple, lines.values())


def _prints(text: etree._Element) -> bool:
    """Tells whether a text is neither the second wording of a drawing nor in a deleted row or a place moved from."""
    for element in text.iterancestors(MC + "Fallback", W + "moveFrom", W + "tr"):
        if element.tag != W + "tr" or element.find(f"{W}trPr/{W}del") is not None:
            return False
    return True
