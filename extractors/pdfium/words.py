"""The words of a page: PDFium's characters, cut at spaces, at turns of direction and where a ruling runs between
letters."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from ctypes import byref, c_double, c_void_p, cast, create_string_buffer
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from extractors.page_content import Ruling, Word
from extractors.pdfium.view import View

# PDFium marks the hyphen of a broken word with these.
_BREAK_MARKS = {0x02: 0x2D, 0xFFFE: 0x2D}
_SPACES = frozenset(
    {
        0x09,
        0x0A,
        0x0B,
        0x0C,
        0x0D,
        0x20,
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200C),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    }
)
# Signs of the Symbol and Wingdings fonts, which lie in the private area.
_PICTURE_LETTERS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0FB: "✗",
    0xF02D: "–",
    0xF0E0: "→",
    0xF076: "❖",
}
# PDFium puts these after every letter where it takes a page of little text for vertical writing.
_LINE_BREAKS = frozenset({0x0A, 0x0D})
# Shares of the letter size: letters of one word lie this near, or overlap by so much, and stand on one line.
_TOUCHING, _OVERLAP, _SAME_LINE = 0.1, 0.3, 0.2
_INVISIBLE = 3
_DIGITS = frozenset(range(0x30, 0x3A))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Figures smaller than this share of their word's letters are the mark of a note.
_RAISED_SIZE = 0.8
# A flag of the font descriptor. Its weight is no guide: some printers state 700 for every font.
_FORCE_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class _Style:
    """How a text object is set. size: points as displayed. unseen: drawn without ink (the text layer of a scan)."""

    size: float
    bold: bool
    unseen: bool


@dataclass(frozen=True, slots=True)
class _Source:
    """A text page being read, how it is displayed, and the codes of its characters."""

    text: pdfium.FPDF_TEXTPAGE
    view: View
    codes: list[int]


@dataclass(frozen=True, slots=True)
class Run:
    """A word with its characters' span in the text page, and whether it is drawn without ink."""

    word: Word
    start: int
    end: int
    unseen: bool


class TextReader:
    """Reads the words of one page after the other; fonts are looked up once per document."""

    def __init__(self) -> None:
        self._bold_fonts: dict[int, bool] = {}

    def runs(self, text: pdfium.FPDF_TEXTPAGE, view: View, rulings: Sequence[Ruling] = ()) -> list[Run]:
        """Gives the page's words in the order of the file."""
        source = _Source(text, view, _codes(text))
        styles: dict[int, _Style] = {}
        found = []
        for start, end in _spans(source.codes):
            run = self._run(source, start, end, styles)
            if run is not None:
                found.append(run)
        found = _rejoined(source, found)
        return _cut_at_rulings(source, found, rulings)

    def _run(self, source: _Source, start: int, end: int, styles: dict[int, _Style]) -> Run | None:
        style = self._style(source.text, start, styles)
        angle = _angle(source.text, start, source.view)
        mark = self._mark_from(source, start, end, styles)
        word = _word(source, start, end, style, angle)
        if word is not None and mark is not None:
            body, tail = word.text[: mark - end], word.text[mark - end :]
            word = replace(word, text=body + tail.translate(_RAISED))
        return None if word is None else Run(word, start, end, style.unseen)

    def _mark_from(self, source: _Source, start: int, end: int, styles: dict[int, _Style]) -> int | None:
        """Gives where the raised figures of a note begin in a word («выполнено¹»), None without."""
        stop = end
        while stop > start and source.codes[stop - 1] not in _DIGITS and end - stop < 2:
            stop -= 1
        first = stop
        while first > start and source.codes[first - 1] in _DIGITS:
            first -= 1
        if first in {stop, start} or stop - first > 2:
            return None
        raised = (
            self._style(source.text, stop - 1, styles).size
            < _RAISED_SIZE * self._style(source.text, start, styles).size
        )
        return first if raised else None

    def _style(self, text: pdfium.FPDF_TEXTPAGE, index: int, styles: dict[int, _Style]) -> _Style:
        handle = pdfium.FPDFText_GetTextObject(text, index)
        key = cast(handle, c_void_p).value or 0
        if key not in styles:
            styles[key] = _Style(_size(text, index), self._is_bold(handle), _is_unseen(handle))
        return styles[key]

    def _is_bold(self, handle: pdfium.FPDF_PAGEOBJECT) -> bool:
        if not handle:
            return False
        font = pdfium.FPDFTextObj_GetFont(handle)
        key = cast(font, c_void_p).value or 0
        if key not in self._bold_fonts:
            self._bold_fonts[key] = _is_bold_font(font) if key else False
        # Fill and stroke together is how printers embolden a font that has no bold face.
        return self._bold_fonts[key] or pdfium.FPDFTextObj_GetTextRenderMode(handle) == 2


def _is_bold_font(font: pdfium.FPDF_FONT) -> bool:
    buffer = create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    name = buffer.value.decode("utf-8", "replace").lower()
    return any(part in name for part in _BOLD_NAMES) or bool(pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD)


def _is_unseen(handle: pdfium.FPDF_PAGEOBJECT) -> bool:
    return bool(handle) and pdfium.FPDFTextObj_GetTextRenderMode(handle) == _INVISIBLE


def _size(text: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    matrix = pdfium.FS_MATRIX()
    scale = 1.0
    if pdfium.FPDFText_GetMatrix(text, index, byref(matrix)):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    return float(pdfium.FPDFText_GetFontSize(text, index)) * scale


def _angle(text: pdfium.FPDF_TEXTPAGE, index: int, view: View) -> int:
    """Gives the word's turn as displayed, in whole quarters counter-clockwise."""
    radians = pdfium.FPDFText_GetCharAngle(text, index)
    if not radians and not view.turns:
        return 0
    # PDFium measures clockwise in the page's own space, which has its y axis upwards.
    quarters = round(-radians / (math.pi / 2)) - view.turns
    return int(quarters % 4) * 90


def _codes(text: pdfium.FPDF_TEXTPAGE) -> list[int]:
    unicode = pdfium.FPDFText_GetUnicode
    return [unicode(text, index) for index in range(pdfium.FPDFText_CountChars(text))]


def _spans(codes: list[int]) -> list[tuple[int, int]]:
    """Gives the spans of characters between spaces; a word ends after the hyphen that breaks it."""
    spans = []
    start = -1
    for index, code in enumerate(codes):
        if code in _SPACES or code == 0:
            if start >= 0:
                spans.append((start, index))
            start = -1
            continue
        if start < 0:
            start = index
        if code in _BREAK_MARKS:
            spans.append((start, index + 1))
            start = -1
    if start >= 0:
        spans.append((start, len(codes)))
    return spans


def _box(source: _Source, index: int) -> tuple[float, float, float, float] | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(source.text, index, byref(box)):
        return None
    return source.view.box(box.left, box.bottom, box.right, box.top)


def _word(source: _Source, start: int, end: int, style: _Style, angle: int) -> Word | None:
    first, last = _box(source, start), _box(source, end - 1)
    if first is None or last is None:
        return None
    letters = "".join(
        chr(_BREAK_MARKS.get(code, code))
        for code in source.codes[start:end]
        if code not in _LINE_BREAKS and code < 0x110000 and not 0xD800 <= code < 0xE000
    )
    letters = unicodedata.normalize("NFC", letters).translate(_PICTURE_LETTERS)
    if not letters:
        return None
    x0, top = min(first[0], last[0]), min(first[1], last[1])
    x1, bottom = max(first[2], last[2]), max(first[3], last[3])
    if angle == 0:
        top, bottom = _sane_height(source, start, style.size, top, bottom)
    return Word(letters, x0, top, x1, bottom, style.size, style.bold, None, angle)


def _sane_height(source: _Source, index: int, size: float, top: float, bottom: float) -> tuple[float, float]:
    """Gives the height from the base line where the font states a useless one; else the font's own."""
    if size <= 0 or 0.7 * size <= bottom - top <= 1.6 * size:
        return top, bottom
    x, y = c_double(), c_double()
    if not pdfium.FPDFText_GetCharOrigin(source.text, index, byref(x), byref(y)):
        return top, bottom
    base = source.view.point(x.value, y.value)[1]
    return base - 0.85 * size, base + 0.22 * size


def _rejoined(source: _Source, runs: list[Run]) -> list[Run]:
    """Gives the words with those put together that PDFium broke though their letters touch on one line."""
    found: list[Run] = []
    for run in runs:
        if found and _goes_on(source, found[-1], run):
            last = found[-1]
            found[-1] = Run(_together(last.word, run.word), last.start, run.end, last.unseen)
        else:
            found.append(run)
    return found


def _goes_on(source: _Source, before: Run, after: Run) -> bool:
    """Tells whether only line breaks that are not in the file part two words that touch."""
    between = source.codes[before.end : after.start]
    if not between or not _LINE_BREAKS.issuperset(between) or before.unseen != after.unseen:
        return False
    left, right = before.word, after.word
    size = max(left.size, right.size)
    gap, step = right.x0 - left.x1, abs(right.bottom - left.bottom)
    if left.angle or right.angle or not -_OVERLAP * size < gap < _TOUCHING * size or step > _SAME_LINE * size:
        return False
    return bool(pdfium.FPDFText_IsGenerated(source.text, before.end) == 1)


def _together(left: Word, right: Word) -> Word:
    return replace(
        left,
        text=unicodedata.normalize("NFC", left.text + right.text),
        top=min(left.top, right.top),
        x1=max(left.x1, right.x1),
        bottom=max(left.bottom, right.bottom),
    )


def _cut_at_rulings(source: _Source, runs: list[Run], rulings: Sequence[Ruling]) -> list[Run]:
    """Gives the words with those cut that stand in two cells at once: a ruling runs between two of their letters."""
    upright = [ruling for ruling in rulings if ruling.bottom - ruling.top > ruling.x1 - ruling.x0]
    if not upright:
        return runs
    found = []
    for run in runs:
        word, middle = run.word, (run.word.top + run.word.bottom) / 2
        crossing = [
            ruling.x0
            for ruling in upright
            if word.x0 + 1 < ruling.x0 and ruling.x1 < word.x1 - 1 and ruling.top <= middle <= ruling.bottom
        ]
        found.extend(_cut(source, run, crossing) if crossing and word.angle == 0 else [run])
    return found


def _cut(source: _Source, run: Run, crossing: list[float]) -> list[Run]:
    starts = [run.start]
    for x in sorted(crossing):
        for index in range(starts[-1] + 1, run.end):
            box = _box(source, index)
            before = _box(source, index - 1)
            if box is not None and before is not None and box[0] > x - 1 and before[2] < x + 1.5:
                starts.append(index)
                break
    style = _Style(run.word.size, run.word.bold, run.unseen)
    found = []
    for start, end in zip(starts, [*starts[1:], run.end], strict=True):
        word = _word(source, start, end, style, run.word.angle)
        if word is not None:
            found.append(Run(word, start, end, run.unseen))
    return found


def main_turn(runs: Sequence[Run]) -> int:
    """Gives the quarter turns clockwise that set most of the page's letters upright."""
    counts: Counter[int] = Counter()
    for run in runs:
        counts[run.word.angle] += len(run.word.text)
    if not counts:
        return 0
    angle, letters = counts.most_common(1)[0]
    return angle // 90 if letters > 0.6 * counts.total() else 0
