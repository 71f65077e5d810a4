"""The text of one Word paragraph as the printed page shows it: runs, fields, changes, symbols, notes, boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extractors.formats.docx_names import DGM, MC, OFFICE, VAL, VML, WP, A, M, R, W, count_letters, is_on, number, value
from extractors.formats.docx_styles import StyleFacts, Styles, style_of, switch
from extractors.formats.docx_symbols import is_picture_font, signs
from extractors.formats.office_package import Relationship

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MADE_OF_DIGITS = re.compile(r"[\d,]+")
_ADDRESS = re.compile(r"^\s*(?:https?://|www\.)|^\s*\S+\.[a-zа-я]{2,}(?:/\S*)?\s*$|@", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or an endnote marked in the text. story: "footnote" or "endnote"; mark: as printed ("¹", "*")."""

    story: str
    note_id: str
    mark: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the text. link: id of its relationship. width, height: points as printed, 0 where not said."""

    link: str
    width: float
    height: float


@dataclass(slots=True)
class Line:
    """What one paragraph holds. left_out: characters not taken, by the code of the problem that tells of it."""

    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    drawings: list[str] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)

    def add(self, text: str, bold: bool = False) -> None:
        """Adds text; white space has no weight in telling whether all is bold."""
        self.pieces.append(text)
        if not text.isspace():
            self.bold.append(bold)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class TextReader:
    """Reads the paragraphs of one story (body, notes, a header); fields may run over several of its paragraphs.

    left_out: characters not taken so far, by the code of the problem that tells of it. marks: shared note counts.
    """

    def __init__(
        self, styles: Styles, links: Mapping[str, Relationship], left_out: Counter[str], marks: dict[str, int]
    ) -> None:
        self._styles, self._links, self._left_out, self._marks = styles, links, left_out, marks
        self._fields: list[_Field] = []

    def read(self, paragraph: etree._Element, style: StyleFacts, line: Line | None = None) -> Line:
        """Gives what a paragraph holds, added to `line` where its beginning stands in the paragraph before."""
        line = line or Line()
        self._walk(paragraph, line, style)
        # A field whose result has not begun by the end of its paragraph is broken, and must not swallow what follows.
        self._fields = [field for field in self._fields if field.in_result]
        return line

    def _walk(self, parent: Iterable[etree._Element], line: Line, style: StyleFacts) -> None:
        for element in parent:
            handler = _CONTAINERS.get(element.tag)
            if handler is not None:
                handler(self, element, line, style)

    def _run(self, run: etree._Element, line: Line, style: StyleFacts) -> None:
        properties = run.find(W + "rPr")
        facts = _run_facts(properties, style, self._styles)
        for element in run:
            if (handler := _PIECES.get(element.tag)) is not None:
                handler(self, element, line, facts)

    def _is_shown(self) -> bool:
        """Tells whether text shows here: the instruction part of a field does not."""
        return all(field.in_result for field in self._fields)

    def _text(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        self._add(element.text or "", line, facts)

    def _add(self, text: str, line: Line, facts: _RunFacts) -> None:
        if not text or not self._is_shown():
            return
        if facts.hidden:
            self._left_out["hidden_text_left_out"] += len("".join(text.split()))
            return
        if facts.font is not None or "\uf000" <= max(text) <= "\uf0ff":
            text = signs(text, facts.font)
        elif facts.raised and _MADE_OF_DIGITS.fullmatch(text):
            text = text.translate(_RAISED)
        line.add(text, facts.bold)

    def _sign(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        code = element.get(W + "char", "")
        if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) and int(code, 16) < 0x110000:
            line_text = signs(chr(int(code, 16)), element.get(W + "font"))
            self._add(line_text, line, _RunFacts(facts.bold, facts.hidden))

    def _note(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        story, own_mark = element.tag[len(W) : -len("Reference")], is_on_attribute(element.get(W + "customMarkFollows"))
        if facts.hidden or not self._is_shown():
            return
        if own_mark:
            following = element.getnext()
            mark = (following.text if following is not None and following.tag == W + "t" else None) or "*"
        else:
            self._marks[story] = self._marks.get(story, 0) + 1
            mark = str(self._marks[story]).translate(_RAISED)
            line.pieces.append(mark)
        line.notes.append(Note(story, element.get(W + "id", ""), mark))

    def _field(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._add(_form_field(element), line, facts)
            self._fields.append(_Field())
        elif self._fields and kind == "separate":
            self._fields[-1].in_result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _drawing(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        if facts.hidden or not self._is_shown():
            return
        line.boxes.extend(_outermost_boxes(element))
        for graphic in element.iter(DGM + "relIds"):
            line.drawings.append(graphic.get(R + "dm", ""))
        papers = [paper for paper in element.iter(OFFICE + "OLEObject") if _is_paper(paper)]
        line.objects.extend(paper.get(R + "id", "") for paper in papers)
        if not papers:
            line.pictures.extend(_pictures(element))

    def _alternatives(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        """Reads one of the wordings of a drawing: they show the same thing twice."""
        for chosen in chosen_of(element):
            if (handler := _PIECES.get(chosen.tag)) is not None:
                handler(self, chosen, line, facts)

    def _alternative_runs(self, element: etree._Element, line: Line, style: StyleFacts) -> None:
        self._walk(chosen_of(element), line, style)

    def _deleted(self, element: etree._Element, line: Line, style: StyleFacts) -> None:
        self._left_out["deleted_text_left_out"] += count_letters(element)
        for mark in element.iter(W + "fldChar"):
            self._field(mark, Line(), _RunFacts())

    def _hyperlink(self, element: etree._Element, line: Line, style: StyleFacts) -> None:
        """Reads a link; the address is kept where the words do not say it, since it may be the evidence."""
        before = len(line.pieces)
        self._walk(element, line, style)
        words = "".join(line.pieces[before:])
        target = self._links.get(element.get(R + "id", ""))
        if target and target.external and _WEB.match(target.target) and words.strip() and not _ADDRESS.search(words):
            line.pieces.append(f" ({target.target})")

    def _control(self, element: etree._Element, line: Line, style: StyleFacts) -> None:
        content = element.find(W + "sdtContent")
        if content is None:
            return
        if is_placeholder(element):
            self._left_out["placeholder_left_out"] += count_letters(content)
            return
        self._walk(content, line, style)

    def _equation(self, element: etree._Element, line: Line, style: StyleFacts) -> None:
        self._add("".join(text.text or "" for text in element.iter(M + "t")), line, _RunFacts())

    def _ruby(self, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        for base in element.iterfind(W + "rubyBase"):
            self._walk(base, line, StyleFacts())


@dataclass(slots=True)
class _Field:
    in_result: bool = False


@dataclass(frozen=True, slots=True)
class _RunFacts:
    bold: bool = False
    hidden: bool = False
    font: str | None = None
    raised: bool = False


def _run_facts(properties: etree._Element | None, style: StyleFacts, styles: Styles) -> _RunFacts:
    if properties is None:
        return _RunFacts(bool(style.bold), bool(style.hidden))
    own = styles.run(style_of(properties, "rStyle"))
    bold = switch(properties, "b", style.bold if own.bold is None else own.bold)
    hidden = switch(properties, "vanish", style.hidden if own.hidden is None else own.hidden)
    fonts = properties.find(W + "rFonts")
    font = None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
    raised = value(properties, "vertAlign") == "superscript"
    return _RunFacts(bool(bold), bool(hidden), font if is_picture_font(font) else None, raised)


def is_placeholder(control: etree._Element) -> bool:
    """Tells whether a content control still shows its prompt («Место для ввода текста»): nobody has filled it in."""
    properties = control.find(W + "sdtPr")
    return properties is not None and is_on(properties.find(W + "showingPlcHdr"))


def is_on_attribute(text: str | None) -> bool:
    """Tells whether an on/off attribute is there and on."""
    return text in ("1", "true", "on")


def _form_field(begin: etree._Element) -> str:
    """Gives what a form field shows that is not text: a box ticked or not, the chosen item of a list."""
    data = begin.find(W + "ffData")
    if data is None:
        return ""
    if (box := data.find(W + "checkBox")) is not None:
        state = box.find(W + "checked")
        return "☑" if is_on(box.find(W + "default") if state is None else state) else "☐"
    if (chosen := data.find(W + "ddList")) is not None:
        entries = [entry.get(VAL, "") for entry in chosen.iterfind(W + "listEntry")]
        index = number(value(chosen, "result")) or number(value(chosen, "default")) or 0
        return entries[index] if 0 <= index < len(entries) else ""
    return ""


def chosen_of(alternatives: etree._Element) -> Iterator[etree._Element]:
    """Gives the content of the wording that Word draws of a thing written twice."""
    chosen = alternatives.find(MC + "Choice")
    chosen = alternatives.find(MC + "Fallback") if chosen is None else chosen
    if chosen is not None:
        yield from chosen


def _outermost_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """Gives the text boxes of a drawing, each once: nested alternatives show the same box again."""
    if drawing.tag == W + "txbxContent":
        yield drawing
        return
    if drawing.tag == MC + "AlternateContent":
        for chosen in chosen_of(drawing):
            yield from _outermost_boxes(chosen)
        return
    for child in drawing:
        yield from _outermost_boxes(child)


def _is_paper(embedded: etree._Element) -> bool:
    """Tells whether an embedded object is a file with content of its own, not a formula or a drawing."""
    return not (embedded.get("ProgID") or "").startswith(("Equation", "PBrush", "Paint", "MSPhotoEd"))


_EMU = 12_700
_POINTS = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)\s*(pt|in|cm|mm|px)?", re.IGNORECASE)
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75}


def _pictures(drawing: etree._Element) -> Iterator[Picture]:
    size = next(drawing.iter(WP + "extent"), None)
    width = (number(size.get("cx")) or 0) / _EMU if size is not None else 0.0
    height = (number(size.get("cy")) or 0) / _EMU if size is not None else 0.0
    for blip in drawing.iter(A + "blip"):
        if link := blip.get(R + "embed") or blip.get(R + "link"):
            yield Picture(link, width, height)
    for image in drawing.iter(VML + "imagedata"):
        shape = image.getparent()
        sizes = {
            name.lower(): float(amount) * _UNITS.get((unit or "pt").lower(), 1.0)
            for name, amount, unit in _POINTS.findall(shape.get("style", "") if shape is not None else "")
        }
        if link := image.get(R + "id"):
            yield Picture(link, sizes.get("width", 0.0), sizes.get("height", 0.0))


def _fixed(text: str) -> Callable[[TextReader, etree._Element, Line, _RunFacts], None]:
    def add(reader: TextReader, element: etree._Element, line: Line, facts: _RunFacts) -> None:
        reader._add(text, line, facts)

    return add


_PIECES: dict[str, Callable[[TextReader, etree._Element, Line, _RunFacts], None]] = {
    W + "t": TextReader._text,
    W + "tab": _fixed("\t"),
    W + "ptab": _fixed("\t"),
    W + "br": _fixed("\n"),
    W + "cr": _fixed("\n"),
    W + "noBreakHyphen": _fixed("-"),
    W + "sym": TextReader._sign,
    W + "footnoteReference": TextReader._note,
    W + "endnoteReference": TextReader._note,
    W + "fldChar": TextReader._field,
    W + "drawing": TextReader._drawing,
    W + "pict": TextReader._drawing,
    W + "object": TextReader._drawing,
    W + "ruby": TextReader._ruby,
    MC + "AlternateContent": TextReader._alternatives,
}

_CONTAINERS: dict[str, Callable[[TextReader, etree._Element, Line, StyleFacts], None]] = {
    W + "r": TextReader._run,
    W + "hyperlink": TextReader._hyperlink,
    W + "sdt": TextReader._control,
    W + "del": TextReader._deleted,
    W + "moveFrom": TextReader._deleted,
    MC + "AlternateContent": TextReader._alternative_runs,
    M + "oMath": TextReader._equation,
    M + "oMathPara": TextReader._equation,
    **{W + name: TextReader._walk for name in ("ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo")},
}
