"""Automatic numbers and bullets, computed from numbering.xml as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from extractors.formats.docx_names import VAL, W, is_on, number, value
from extractors.formats.docx_styles import Styles
from extractors.formats.docx_symbols import signs

_LEVELS = 9
# ECMA-376 17.18.59: the Russian sequence leaves out ё, й, ъ and ь.
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 4999


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. template: text with %1…%9. restart: 1-based level that makes it begin anew."""

    format: str = "decimal"
    template: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    font: str | None = None
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A list being counted; all w:num of one w:abstractNum share it."""

    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Num:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """Gives each numbered paragraph its number; must be asked in the order of the document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, _Num] = {}
        self._begun: set[tuple[str, int]] = set()
        links: dict[str, str] = {}
        for element in root.iterfind(W + "abstractNum") if root is not None else ():
            abstract = element.get(W + "abstractNumId", "")
            self._lists[abstract] = _List(_levels(element))
            if (linked := value(element, "numStyleLink")) is not None:
                links[abstract] = linked
        for element in root.iterfind(W + "num") if root is not None else ():
            self._nums[element.get(W + "numId", "")] = _num(element)
        for abstract, linked in links.items():
            target = self._nums.get(styles.num_id(linked) or "")
            if target is not None and target.abstract in self._lists:
                self._lists[abstract] = self._lists[target.abstract]

    def level_of_style(self, num_id: str, style_id: str | None) -> int | None:
        """Gives the level that a list ties to a paragraph style, None when it ties none."""
        listed = self._list(num_id)
        for level, definition in sorted(listed.levels.items()) if listed else ():
            if style_id is not None and definition.style == style_id:
                return level
        return None

    def next(self, num_id: str, level: int) -> tuple[str, bool] | None:
        """Counts one paragraph of a list; gives its number as printed and whether it is a bullet, None without one."""
        listed = self._list(num_id)
        level = min(max(level, 0), _LEVELS - 1)
        if listed is None or (definition := self._level(num_id, level)) is None:
            return None
        self._count(listed, num_id, level)
        if definition.format == "bullet":
            return signs(definition.template, definition.font).strip() or "•", True
        return self._printed(listed, num_id, definition, level), False

    def _list(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        return None if num is None else self._lists.get(num.abstract)

    def _level(self, num_id: str, level: int) -> Level | None:
        num, listed = self._nums[num_id], self._list(num_id)
        return num.levels.get(level) or (listed.levels.get(level) if listed else None)

    def _count(self, listed: _List, num_id: str, level: int) -> None:
        """Counts up at a level; deeper levels begin anew, an overridden start takes effect once."""
        starts = self._nums[num_id].starts
        for upper in range(level + 1):
            if upper in starts and (num_id, upper) not in self._begun:
                self._begun.add((num_id, upper))
                listed.counts.pop(upper, None)
        if level in listed.counts:
            listed.counts[level] += 1
        else:
            listed.counts[level] = self._start(num_id, level)
        for upper in range(level):
            listed.counts.setdefault(upper, self._start(num_id, upper))
        for deeper in range(level + 1, _LEVELS):
            definition = self._level(num_id, deeper)
            if definition is None or definition.restart is None or 0 <= level < definition.restart:
                listed.counts.pop(deeper, None)

    def _start(self, num_id: str, level: int) -> int:
        definition = self._level(num_id, level)
        return self._nums[num_id].starts.get(level, definition.start if definition else 1)

    def _printed(self, listed: _List, num_id: str, definition: Level, level: int) -> str:
        def place(match: re.Match[str]) -> str:
            shown = int(match.group(1)) - 1
            if shown > level:
                return ""
            other = self._level(num_id, shown) or Level()
            form = "decimal" if definition.legal and other.format != "none" else other.format
            return formatted(listed.counts.get(shown, other.start), form)

        return signs(re.sub(r"%([1-9])", place, definition.template), definition.font).strip()


def formatted(count: int, form: str) -> str:
    """Gives a count in a number format of WordprocessingML; formats not known are written as decimals."""
    if count < 0:
        return str(count)
    return _FORMATS.get(form, str)(count)


def _letters(alphabet: str) -> Callable[[int], str]:
    """Word repeats the letter past the end of the alphabet: а … я, аа, бб."""

    def write(count: int) -> str:
        if count < 1:
            return ""
        times, position = divmod(count - 1, len(alphabet))
        return alphabet[position] * min(times + 1, 50)

    return write


def _roman(count: int) -> str:
    if not 0 < count <= _LARGEST_ROMAN:
        return str(count)
    text = ""
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        text += letters * times
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda count: "",
    "bullet": lambda count: "",
    "decimalZero": lambda count: f"{count:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "numberInDash": lambda count: f"- {count} -",
}


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {number(element.get(W + "ilvl")) or 0: _level(element) for element in parent.iterfind(W + "lvl")}


def _level(element: etree._Element) -> Level:
    fonts = element.find(f"{W}rPr/{W}rFonts")
    start, form = number(value(element, "start")), value(element, "numFmt")
    template = value(element, "lvlText") or ""
    if not template and element.find(W + "lvlPicBulletId") is not None:
        template = "•"
    return Level(
        # A custom format stands inside mc:AlternateContent; its plain counterpart is the fallback there.
        format=form or next((found.get(VAL, "decimal") for found in element.iter(W + "numFmt")), "decimal"),
        template=template,
        start=1 if start is None else start,
        restart=number(value(element, "lvlRestart")),
        legal=is_on(element.find(W + "isLgl")),
        font=None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi"),
        style=value(element, "pStyle"),
    )


def _num(element: etree._Element) -> _Num:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element.iterfind(W + "lvlOverride"):
        level = number(override.get(W + "ilvl")) or 0
        if (own := override.find(W + "lvl")) is not None:
            levels[level] = _level(own)
        if (start := number(value(override, "startOverride"))) is not None:
            starts[level] = start
    return _Num(value(element, "abstractNumId") or "", levels, starts)
