"""One class per cause of not reading a file; each names the file, the cause and the next step."""

from __future__ import annotations

from extractors.records import Reason
from extractors.wording import sentence


class ReadingError(Exception):
    """A file could not be read. code: short lasting word for result.json, worded in
    data/wording/<language>/problem.toml.

    values: what the wording's {name} places take, besides {file}.
    """

    code = "unreadable"

    def __init__(self, file: str, **values: str) -> None:
        self.file, self.values = file, tuple(sorted(values.items()))
        super().__init__(sentence(self.reason, "en"))

    @property
    def reason(self) -> Reason:
        """Gives the cause and the next step as a sentence to be worded."""
        return Reason(f"problem.{self.code}", (("file", self.file), *self.values))


class EncryptedError(ReadingError):
    """The file opens only with a password."""

    code = "encrypted"


class DamagedError(ReadingError):
    """The file is broken or cut short."""

    code = "damaged"


class UnknownFormatError(ReadingError):
    """The content is of no format that the program reads."""

    code = "unknown_format"


class PhotoFormatError(UnknownFormatError):
    """A photograph in a format of telephones (HEIC) that is not read here."""

    code = "photo_format"


class PackedError(UnknownFormatError):
    """An archive that is no ZIP (RAR, 7z, gzip)."""

    code = "packed_format"


class ShortcutError(UnknownFormatError):
    """A shortcut was sent instead of the file that it leads to."""

    code = "shortcut"


class SlidesError(UnknownFormatError):
    """Slides of a talk, which are read only once printed to PDF."""

    code = "slides"


class ConverterMissingError(ReadingError):
    """An old format needs LibreOffice, which is not on this machine."""

    code = "converter_missing"


class RefusedError(ReadingError):
    """The content is dangerous (bomb, traversal, nesting) and was not opened."""

    code = "refused"


class LimitError(ReadingError):
    """Reading took more time or memory than a file may take, or broke the reading process."""

    code = "over_limit"


class SetupError(Exception):
    """The program's own set-up is broken (language data, rule file, database): exit code 3."""
