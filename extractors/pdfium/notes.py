"""What lies over a page's text and belongs to it: values of form fields, typed notes, addresses behind links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from ctypes import POINTER, byref, c_ushort, cast, create_string_buffer

import pypdfium2.raw as pdfium

from extractors.page_content import Word
from extractors.pdfium.view import View

_Box = tuple[float, float, float, float]

# Letter sizes of a field when its height says nothing.
_SIZE, _SMALLEST, _LARGEST = 10.0, 5.0, 12.0
_LETTER_WIDTH = 0.52
_CHECKED, _UNCHECKED = "☑", "☐"


def words_over(
    document: pdfium.FPDF_DOCUMENT,
    form: pdfium.FPDF_FORMHANDLE | None,
    page: pdfium.FPDF_PAGE,
    view: View,
    words: Sequence[Word],
) -> list[Word]:
    """Gives the words that notes, form fields and links add to a page's own. form: the document's form, None without
    one.
    """
    found: list[Word] = []
    for annotation in _annotations(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind == pdfium.FPDF_ANNOT_WIDGET and form is not None:
            found.extend(_laid_out(_field(form, annotation), _box(annotation, view)))
        elif kind == pdfium.FPDF_ANNOT_FREETEXT:
            found.extend(_laid_out(_string(annotation, b"Contents"), _box(annotation, view)))
        elif kind == pdfium.FPDF_ANNOT_LINK:
            found.extend(_address(document, annotation, view, words))
    return found


def _annotations(page: pdfium.FPDF_PAGE) -> Iterator[pdfium.FPDF_ANNOTATION]:
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            try:
                if not pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN:
                    yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _box(annotation: pdfium.FPDF_ANNOTATION, view: View) -> _Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, byref(box))
    return view.box(box.left, box.bottom, box.right, box.top)


def _utf16(read: Callable[[object, int], int]) -> str:
    """Gives a string that PDFium writes as UTF-16 into a buffer of the length that it asks for."""
    length = read(None, 0)
    if length <= 2:
        return ""
    buffer = create_string_buffer(length)
    read(cast(buffer, POINTER(c_ushort)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")


def _string(annotation: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    return _utf16(lambda buffer, length: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length))


def _field(form: pdfium.FPDF_FORMHANDLE, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """Gives what a form field shows: its text, the option chosen, a ticked or an empty box."""
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in {pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON}:
        return _CHECKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else _UNCHECKED
    if kind in {pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}:
        count = max(pdfium.FPDFAnnot_GetOptionCount(form, annotation), 0)
        picked = [index for index in range(count) if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, index)]
        chosen = [_option(form, annotation, index) for index in picked]
        if chosen:
            return ", ".join(chosen)
    if kind in {pdfium.FPDF_FORMFIELD_PUSHBUTTON, pdfium.FPDF_FORMFIELD_SIGNATURE, pdfium.FPDF_FORMFIELD_UNKNOWN}:
        return ""
    return _utf16(lambda buffer, length: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length))


def _option(form: pdfium.FPDF_FORMHANDLE, annotation: pdfium.FPDF_ANNOTATION, index: int) -> str:
    return _utf16(lambda buffer, length: pdfium.FPDFAnnot_GetOptionLabel(form, annotation, index, buffer, length))


def _laid_out(text: str, box: _Box) -> list[Word]:
    """Gives a text's words set line by line inside a box."""
    lines = [line.split() for line in re.split(r"[\r\n]+", text) if line.strip()]
    if not lines:
        return []
    height = max(box[3] - box[1], 1.0)
    size = min(max(0.7 * height / len(lines), _SMALLEST), _LARGEST)
    wrapped = [piece for line in lines for piece in _wrapped(line, (box[2] - box[0]) / (_LETTER_WIDTH * size))]
    step = min(height / len(wrapped), 1.3 * size)
    words = []
    for row, line in enumerate(wrapped):
        x, top = box[0] + 1, box[1] + row * step
        for word in line:
            width = _LETTER_WIDTH * size * len(word)
            words.append(Word(word, x, top, min(x + width, box[2]), top + min(step, size), size))
            x = min(x + width + 0.3 * size, box[2] - 0.1)
    return words


def _wrapped(words: Sequence[str], letters: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    used = 0
    for word in words:
        if lines[-1] and used + len(word) > letters:
            lines.append([])
            used = 0
        lines[-1].append(word)
        used += len(word) + 1
    return lines


def _address(
    document: pdfium.FPDF_DOCUMENT, annotation: pdfium.FPDF_ANNOTATION, view: View, words: Sequence[Word]
) -> list[Word]:
    """Gives the address behind a link after the last word that it covers, nothing when the words show it."""
    uri = _uri(document, annotation)
    if not uri.lower().startswith(("http", "mailto:", "ftp")):
        return []
    x0, top, x1, bottom = _box(annotation, view)
    covered = [
        w for w in words if x0 - 1 <= (w.x0 + w.x1) / 2 <= x1 + 1 and top - 1 <= (w.top + w.bottom) / 2 <= bottom + 1
    ]
    if not covered or _bare(uri) in _bare("".join(word.text for word in words)):
        return []
    last = max(covered, key=lambda word: (round(word.bottom), word.x1))
    return [
        Word(
            f"({uri})",
            last.x1 + 0.2 * max(last.size, 6.0),
            last.top,
            last.x1 + 0.4 * max(last.size, 6.0),
            last.bottom,
            last.size,
        )
    ]


def _uri(document: pdfium.FPDF_DOCUMENT, annotation: pdfium.FPDF_ANNOTATION) -> str:
    link = pdfium.FPDFAnnot_GetLink(annotation)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = create_string_buffer(max(length, 1))
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _bare(text: str) -> str:
    """Gives an address for comparison."""
    return re.sub(r"^(?:https?://|mailto:|ftp://)?(?:www\.)?|[\s/]+$", "", text.lower().replace(" ", ""))
