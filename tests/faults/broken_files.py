"""Makes hostile and broken files, each small on the disk; every maker gives the bytes of one file."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.documents.small_case import plan

Maker = Callable[[], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>'
SPY = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY spy SYSTEM "file:///etc/hostname">]>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def docx() -> bytes:
    """Gives a sound Word file."""
    with TemporaryDirectory() as folder:
        return plan(Path(folder) / "plan.docx").read_bytes()


def pdf(*, password: str | None = None) -> bytes:
    """Gives a sound PDF of one page, or one that opens with a password."""
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption(password, strength=128) if password else None)
    canvas.drawString(72, 720, "Plan of measures")
    canvas.save()
    return made.getvalue()


def noise(length: int = 5000) -> bytes:
    """Gives bytes without meaning, the same each time."""
    return random.Random(7).randbytes(length)


def zipped(members: dict[str, bytes], *, mode: int = 0) -> bytes:
    """Gives a zip of these members. mode: Unix kind and rights of all of them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, content)
    return made.getvalue()


def repacked(package: bytes, **changed: bytes | None) -> bytes:
    """Gives an office package with parts replaced (None: taken out); "/" and "." in names are written "__" and "_"."""
    made = io.BytesIO()
    renamed = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = renamed.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def word_part(head: str, text: str) -> bytes:
    """Gives a main part of a Word file with one paragraph."""
    return f'{head}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'.encode()


def xlsx(head: str = "", text: str = "План") -> bytes:
    """Gives a spreadsheet of one cell, its sheet beginning with `head`."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        "</Types>"
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    roots = f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{office}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>'
    parts = f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    sheet = f'{head}<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>'
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": roots.encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": parts.encode(),
            "xl/worksheets/sheet1.xml": sheet.encode(),
        }
    )


def raw_pdf(*objects: str) -> bytes:
    """Gives a PDF of these objects, numbered from 1, the first being the catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(content)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return content + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def png(width: int, height: int, data: bytes = b"") -> bytes:
    """Gives a PNG whose head claims this size, whatever data follow."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def locked_zip() -> bytes:
    """Gives a zip whose member is marked as being under a password."""
    made = bytearray(zipped({"план.docx": docx()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.index(mark) + offset
        made[at] |= 1
    return bytes(made)


def endless_form() -> str:
    """Gives an object of a PDF that draws itself."""
    return "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 5>>stream\n/F Do\nendstream"


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
