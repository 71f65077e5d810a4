"""Bytes → letters: UTF-8, UTF-16 with and without its mark, and the Cyrillic code pages that offices still write."""

from __future__ import annotations

import re

from extractors.languages.identify import reads_as_language

# The code page of Windows first: of two that read alike it is the likelier.
_CODE_PAGES = ("cp1251", "koi8-r", "cp866")
# Bytes by which code pages are told apart; and how much better another one must read than that of Windows.
_SAMPLE, _BETTER = 4096, 0.2
# Share of zero bytes, or of high bytes of Cyrillic, on one side of the pairs, that tells UTF-16 without its mark.
_PAIRED = 0.8
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_HIGH = frozenset({0x00, 0x04, 0x20, 0x21})


def decoded(data: bytes, charset: str | None = None) -> str:
    """Gives the text of bytes. charset: what a mail says of them; a page's own word is found in it."""
    wide = wide_encoding(data)
    if wide is not None:
        return data.decode(wide, "replace")
    if charset is not None and (text := _tried(data, charset)) is not None:
        return text
    if (text := _tried(data, "utf-8-sig")) is not None:
        return text
    declared = _DECLARED.search(data[:_SAMPLE])
    if declared is not None and (text := _tried(data, declared.group(1).decode("ascii", "replace"))) is not None:
        return text
    return data.decode(_code_page(data), "replace")


def wide_encoding(data: bytes) -> str | None:
    """Gives "utf-16" or its flavour when letters take two bytes, None otherwise."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[: _SAMPLE // 2 * 2]
    if len(head) < 8 or 0 not in head:
        return None
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if sum(byte in _HIGH for byte in high) >= _PAIRED * len(high) and _tried(head, name) is not None:
            return name
    return None


def _tried(data: bytes, charset: str) -> str | None:
    """Gives the text, None when the bytes are not of that encoding or nobody knows it."""
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return None


def _code_page(data: bytes) -> str:
    """Gives the code page in which the bytes read best as language."""
    sample = re.sub(rb"<[^>]*>", b" ", data[: 4 * _SAMPLE])[:_SAMPLE]
    scores = [(_reads(sample.decode(name, "replace")), name) for name in _CODE_PAGES]
    best, name = max(scores, key=lambda score: score[0])
    return name if best > scores[0][0] + _BETTER else _CODE_PAGES[0]


def _reads(text: str) -> float:
    """Gives how well a text reads, 0..1; a wrong code page gives signs where letters should stand."""
    beyond_ascii = [letter for letter in text if ord(letter) > 0x7F and not letter.isspace()]
    share = sum(map(str.isalpha, beyond_ascii)) / len(beyond_ascii) if beyond_ascii else 1.0
    return share * reads_as_language(text)
