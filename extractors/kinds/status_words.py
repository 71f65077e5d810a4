"""The status that an answer begins with: «✓ Толук аткарылды. …», «60 %. …», «Выполнено частично: …»."""

from __future__ import annotations

import re

from extractors.cell_content import MARKS, is_status

_MARK = re.compile(rf"\s*((?:[{MARKS}](?:\s*/\s*[–—-])?|\+\s*[/-]\s*[–—-]|\d{{1,3}}(?:[.,]\d+)?\s*%))(?=[\s.,;:–—-]|$)")
_FIRST = re.compile(r"\s*([^.,;:\n(–—]{2,60})(?:[.,;:\n(–—]|$)")


def leading_status(text: str) -> str | None:
    """Gives the mark, percentage or status words in front of an answer, None when it begins otherwise."""
    mark = _MARK.match(text)
    rest = text[mark.end() :].lstrip(" .,;:–—-") if mark else text
    first = _FIRST.match(rest)
    words = first.group(1).strip() if first and is_status(first.group(1)) else None
    if mark:
        return f"{mark.group(1)} {words}" if words else mark.group(1)
    return words
