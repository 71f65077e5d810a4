"""Small Word files written part by part, for what python-docx cannot write."""

from __future__ import annotations

import zipfile
from pathlib import Path

WML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{WML}" xmlns:r="{REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """Gives a w:p with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words(text, run)}</w:p>"


def words(text: str, properties: str = "") -> str:
    """Gives a w:r."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def numbered(text: str, num_id: int, level: int = 0) -> str:
    """Gives a w:p that is an item of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(index: int, form: str, template: str, more: str = "") -> str:
    """Gives a w:lvl."""
    start = "" if "w:start " in more else '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{index}">{start}<w:numFmt w:val="{form}"/><w:lvlText w:val="{template}"/>{more}</w:lvl>'


def table(*rows: str) -> str:
    """Gives a w:tbl."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Gives a w:tr."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    """Gives a w:tc; plain words become its paragraph."""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def word_file(
    path: Path,
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    parts: dict[str, str | bytes] | None = None,
    links: str = "",
    strict: bool = False,
) -> Path:
    """Writes a DOCX. numbering, styles, parts: the inside of those parts; a part's key is its kind, "footnotes"."""
    inside: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    for kind, content in {"numbering": numbering, "styles": styles, **(parts or {})}.items():
        if not content:
            continue
        if isinstance(content, bytes):
            inside[f"word/{kind}"] = content
            continue
        inside[f"word/{kind}.xml"] = f"<w:{_root(kind)} {_NAMES}>{content}</w:{_root(kind)}>"
        links += f'<Relationship Id="{kind}" Type="{REL}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
    inside["word/_rels/document.xml.rels"] = _relationships(links)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            if strict and isinstance(data, str):
                data = data.replace(WML, "http://purl.oclc.org/ooxml/wordprocessingml/main")
                data = data.replace(REL, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            archive.writestr(name, data)
    return path


def _root(kind: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(kind.rstrip("0123456789"), kind)


def _relationships(links: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
