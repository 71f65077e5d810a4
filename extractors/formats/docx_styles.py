"""What a paragraph or a run inherits from its style: heading level, numbering, bold, hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from extractors.formats.docx_names import VAL, W, is_on, number, value
from extractors.lexicon import words

_LONGEST_CHAIN = 30


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """A style with all that it inherits. level: 1-based heading level. bold, hidden: None where nothing is said.

    num_id, num_level: its numbering; num_owner: the id of the style in the chain that names it.
    """

    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    num_owner: str | None = None
    bold: bool | None = None
    hidden: bool | None = None


class Styles:
    """The styles of a document by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._resolved: dict[str, StyleFacts] = {}
        for element in root.iterfind(W + "style") if root is not None else ():
            style_id = element.get(W + "styleId", "")
            self._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = style_id

    def paragraph(self, style_id: str | None) -> StyleFacts:
        """Gives what a paragraph of this style is like; the default style's facts for None."""
        return self._resolve(style_id if style_id in self._elements else self._default)

    def run(self, style_id: str | None) -> StyleFacts:
        """Gives what a run of this character style is like."""
        return self._resolve(style_id)

    def num_id(self, style_id: str | None) -> str | None:
        """Gives the numbering that a (numbering) style names."""
        return self._resolve(style_id).num_id

    def _resolve(self, style_id: str | None, depth: int = 0) -> StyleFacts:
        if style_id is None or style_id not in self._elements or depth > _LONGEST_CHAIN:
            return StyleFacts()
        if style_id not in self._resolved:
            element = self._elements[style_id]
            inherited = self._resolve(value(element, "basedOn"), depth + 1)
            self._resolved[style_id] = _own(element, style_id, inherited)
        return self._resolved[style_id]


def _own(element: etree._Element, style_id: str, inherited: StyleFacts) -> StyleFacts:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    facts = replace(inherited, level=_level(element, paragraph) or inherited.level)
    if (num_id := value(paragraph, "numPr", "numId")) is not None:
        facts = replace(facts, num_id=num_id, num_owner=style_id)
    if (num_level := number(value(paragraph, "numPr", "ilvl"))) is not None:
        facts = replace(facts, num_level=num_level)
    return replace(facts, bold=switch(run, "b", facts.bold), hidden=switch(run, "vanish", facts.hidden))


def _level(element: etree._Element, paragraph: etree._Element | None) -> int | None:
    outline = number(value(paragraph, "outlineLvl"))
    if outline is not None:
        return outline + 1 if 0 <= outline < 9 else None
    name = (value(element, "name") or "").lower().strip()
    title, heading = words("word_styles", "title"), "|".join(map(re.escape, words("word_styles", "heading")))
    if name in title:
        return 1
    numbered = re.fullmatch(rf"(?:{heading})\s*([1-9])", name)
    return int(numbered.group(1)) if numbered else None


def switch(properties: etree._Element | None, name: str, inherited: bool | None) -> bool | None:
    """Gives the state of an on/off property: said here, else as inherited."""
    element = properties.find(W + name) if properties is not None else None
    return inherited if element is None else is_on(element)


def style_of(properties: etree._Element | None, name: str) -> str | None:
    """Gives the style id that w:pPr or w:rPr names."""
    element = properties.find(W + name) if properties is not None else None
    return None if element is None else element.get(VAL)
