"""What a file of plain letters is: a page, a saved page with its parts, a mail, an office file in XML, or text."""

from __future__ import annotations

import re

from extractors.formats.encodings import wide_encoding

_MAIL = re.compile(r"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_MAIL_HEADERS = re.compile(r"^(?:from|subject|date|message-id|mime-version|received|return-path):", re.I | re.M)
_SAVED_PAGE = re.compile(r"^content-type:\s*multipart/related\b", re.I | re.M)
_SAVED_BY = re.compile(r"^(?:from:\s*<?saved by|snapshot-content-location:)", re.I | re.M)
_ADDRESSED = re.compile(r"^(?:to|received|message-id|return-path):", re.I | re.M)
# What may stand before the first element of a page.
_LEAD = r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
_PAGE = re.compile(
    _LEAD + r"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|table|div|span|p|h[1-6]|ul|ol|center|font)\b)",
    re.I | re.S,
)
_XML = re.compile(r"\A\s*<(?:\?xml|[a-z]+:[\w-]+\s)", re.I)
_OFFICE_XML = (
    ("doc", re.compile(r'progid="Word\.Document"|<w:wordDocument\b')),
    ("xls_xml", re.compile(r'progid="Excel\.Sheet"|<(?:ss:)?Workbook\b[^>]*office:spreadsheet')),
    ("odt", re.compile(r'office:mimetype="application/vnd\.oasis\.opendocument\.text"')),
)


def text_media(head: bytes) -> str:
    """Gives "html", "mhtml", "eml", "doc", "xls_xml", "odt", "text", or "unknown" for what is no text."""
    wide = wide_encoding(head)
    if wide is None:
        head = head.removeprefix(b"\xef\xbb\xbf")
        if b"\x00" in head or any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head):
            return "unknown"
    # Only marks of ASCII are looked for, and they are the same in every code page.
    text = head.decode(wide or "latin-1", "replace").lstrip("\ufeff")
    if _PAGE.match(text):
        return "html"
    if _XML.match(text):
        return next((media for media, mark in _OFFICE_XML if mark.search(text)), "unknown")
    if (headers := _MAIL.match(text)) is not None:
        return _with_headers(headers.group())
    return "text"


def _with_headers(headers: str) -> str:
    """Gives what begins with headers: a mail, a saved page, or text whose first lines look alike."""
    if _SAVED_PAGE.search(headers) and (_SAVED_BY.search(headers) or not _ADDRESSED.search(headers)):
        return "mhtml"
    return "eml" if len(_MAIL_HEADERS.findall(headers)) >= 2 else "text"
