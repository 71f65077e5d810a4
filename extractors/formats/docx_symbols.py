"""Characters of picture fonts (Wingdings, Symbol) as the signs that a reader sees: ticks, boxes, bullets, arrows."""

from __future__ import annotations

# Code of the character in the font -> the sign in Unicode. Only signs met in papers; the rest becomes a bullet.
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•", 0xA0: " ", 0xA1: "○", 0xA7: "▪",
    0xA8: "☐", 0xAB: "★", 0xD5: "⌫", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x95: "●", 0x96: "•", 0x97: "●", 0xA2: "■",
    0xA3: "☐", 0xAE: "◆",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x6D: "μ", 0x70: "π",
    0xA3: "≤", 0xA5: "∞", 0xA8: "♦", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑",
}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■", 0x6E: "●", 0x34: "▶"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL, "webdings": _WEBDINGS}
_PRIVATE = range(0xF000, 0xF100)
_BULLET = "•"


def is_picture_font(font: str | None) -> bool:
    """Tells whether letters set in this font are drawn as signs."""
    return font is not None and font.lower() in _FONTS


def signs(text: str, font: str | None) -> str:
    """Gives the text as seen when it is set in a picture font; letters of other fonts stay as they are."""
    table = _FONTS.get((font or "").lower())
    return "".join(_sign(letter, table) for letter in text)


def _sign(letter: str, table: dict[int, str] | None) -> str:
    code = ord(letter)
    private = code in _PRIVATE
    if table is None:
        # A private code without its font: the bullets and ticks of Word come from Symbol and Wingdings.
        return (_SYMBOL.get(code - 0xF000) or _WINGDINGS.get(code - 0xF000) or _BULLET) if private else letter
    if letter.isspace():
        return letter
    if not private and code > 0xFF:
        # Cyrillic under a picture font is drawn in another font.
        return letter
    return table.get(code - 0xF000 if private else code, _BULLET if private or code > 0x7F else letter)
