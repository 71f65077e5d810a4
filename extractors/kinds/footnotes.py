"""Footnotes and their marks in a text: which papers a note names for the sentence that it hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.records import Document, Paragraph, ParagraphKind

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"\[\^?(\d{1,3}|\*{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?<=[\w.,;:)»])(\*{1,3})")
_BEHIND_STOP = re.compile(r"([.!?…]+)((?:\[\^?(?:\d{1,3}|\*{1,3})\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*{1,3})+)(?=\s|$)")
_OWN = re.compile(r"^\s*\[?\^?([\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\]?[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Footnotes:
    """The notes of a paper by their number."""

    notes: Mapping[str, str]

    def named_in(self, text: str) -> tuple[str, ...]:
        """Gives the notes whose marks stand in a text, in reading order."""
        numbers = (next(group for group in match.groups() if group) for match in _MARK.finditer(text))
        return tuple(
            self.notes[number] for number in (raw.translate(_RAISED) for raw in numbers) if number in self.notes
        )

    def tucked(self, text: str) -> str:
        """Gives a text whose marks stand before the full stop, so that each stays with its sentence."""
        return _BEHIND_STOP.sub(r"\2\1", text)

    def without_marks(self, text: str) -> str:
        """Gives a text without the marks of known notes."""
        return _MARK.sub(
            lambda match: (
                ""
                if next(group for group in match.groups() if group).translate(_RAISED) in self.notes
                else match.group()
            ),
            text,
        ).strip()


def footnotes(document: Document) -> Footnotes:
    """Gives the footnotes and endnotes of a document, those in table cells too, by their number or sign."""
    notes: dict[str, str] = {}
    for paragraph in _notes(document):
        own = _OWN.match(paragraph.text)
        number = paragraph.number.strip(" .)[]^") if paragraph.number else own.group(1) if own else str(len(notes) + 1)
        notes[number.translate(_RAISED)] = (
            paragraph.text[own.end() :] if own and not paragraph.number else paragraph.text
        )
    return Footnotes(notes)


def _notes(document: Document) -> Iterator[Paragraph]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            paragraphs: tuple[Paragraph, ...] = (block,)
        else:
            paragraphs = tuple(
                paragraph for row in block.rows for cell in row if cell is not None for paragraph in cell.paragraphs
            )
        yield from (paragraph for paragraph in paragraphs if paragraph.kind is ParagraphKind.FOOTNOTE)
