"""One class per cause of not reading a file; each message names the file, the cause and the next step."""

from __future__ import annotations


class ReadingError(Exception):
    """A file could not be read. code: short lasting word for result.json."""

    code = "unreadable"

    def __init__(self, file: str, cause: str, advice: str) -> None:
        super().__init__(f"{file}: {cause}. {advice}")
        self.file, self.cause, self.advice = file, cause, advice


class EncryptedError(ReadingError):
    """The file opens only with a password."""

    code = "encrypted"


class DamagedError(ReadingError):
    """The file is broken or cut short."""

    code = "damaged"


class UnknownFormatError(ReadingError):
    """The content is of no format that the program reads."""

    code = "unknown_format"


class ConverterMissingError(ReadingError):
    """An old format needs LibreOffice, which is not on this machine."""

    code = "converter_missing"


class RefusedError(ReadingError):
    """The content is dangerous (bomb, traversal, nesting) and was not opened."""

    code = "refused"


class SetupError(Exception):
    """The program's own set-up is broken (language data, rule file, database): exit code 3."""
