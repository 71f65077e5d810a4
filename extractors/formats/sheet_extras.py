"""What an XLSX shows besides its cells: words in shapes, heads and feet of pages, colours of the theme."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from openpyxl.styles.colors import COLOR_INDEX

from extractors.formats.office_package import OfficePackage
from extractors.languages.letters import clean

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
# Order in which cells number the colours of the theme (18.8.3 of ECMA-376 has light and dark the other way round).
_THEME = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_CODES = re.compile(r"&(?:[PNDTAFZG]|\d+|\"[^\"]*\"|[BIUEXYS]|K[0-9A-Fa-f]{6})")


def shape_texts(package: OfficePackage) -> dict[str, list[str]]:
    """Gives the paragraphs of text boxes and shapes by the name of the sheet on which they lie."""
    main = package.main_part("xl/workbook.xml")
    workbook, links = package.xml(main), package.relationships(main)
    found: dict[str, list[str]] = {}
    for sheet in workbook.iter(_S + "sheet") if workbook is not None else ():
        part = links.get(sheet.get(_R + "id", ""))
        if part is None:
            continue
        for link in package.relationships(part.target).values():
            root = package.xml(link.target) if link.kind == "drawing" and not link.external else None
            if root is not None:
                found.setdefault(sheet.get("name", ""), []).extend(_paragraphs(root))
    return {name: texts for name, texts in found.items() if texts}


def _paragraphs(drawing: etree._Element) -> Iterator[str]:
    for body in drawing.iter(_XDR + "txBody"):
        for paragraph in body.iter(_A + "p"):
            text = clean("".join(part.text or "" for part in paragraph.iter(_A + "t"))).strip()
            if text:
                yield text


def heads_and_feet(sheet: Any) -> Iterator[str]:
    """Gives the words of the sheet's page head and foot, without the codes for page number and date."""
    for line in (sheet.oddHeader, sheet.oddFooter):
        for part in (line.left, line.center, line.right):
            text = clean(_CODES.sub("", part.text or "")).strip()
            if text:
                yield text


def theme_colours(theme: bytes | None) -> tuple[str, ...]:
    """Gives the colours of a theme as "RRGGBB" by the number that cells know them by; empty when there is none."""
    if not theme:
        return ()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    scheme = etree.fromstring(theme, parser).find(f".//{_A}clrScheme")
    colours: list[str] = []
    for name in _THEME:
        colour = scheme.find(_A + name) if scheme is not None else None
        first = colour[0] if colour is not None and len(colour) else None
        colours.append((first.get("lastClr") or first.get("val") or "")[-6:].upper() if first is not None else "")
    return tuple(colours)


def fill_of(cell: Any, theme: tuple[str, ...]) -> str | None:
    """Gives the background of a cell as "RRGGBB", None without one."""
    if cell.fill is None or cell.fill.fill_type != "solid":
        return None
    colour = cell.fill.fgColor
    if colour.type == "rgb":
        return str(colour.rgb)[-6:].upper()
    if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        return str(COLOR_INDEX[colour.indexed])[-6:].upper()
    if colour.type == "theme" and colour.theme < len(theme) and len(theme[colour.theme]) == 6:
        return _tinted(theme[colour.theme], float(colour.tint or 0.0))
    return None


def _tinted(colour: str, tint: float) -> str:
    """Gives the colour made lighter (tint above 0) or darker, as 18.8.19 of ECMA-376 says."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))
