"""Words of the outputs: a catalogue's sentence, a date, a value as people of the case's language write it."""

from __future__ import annotations

from datetime import date

from checks.judgement import CaseCard
from extractors.records import ONGOING, Problem, Reason
from extractors.wording import LANGUAGES, sentence


def say(code: str, language: str, **values: object) -> str:
    """Gives the wording of `code` ("workbook.finding") with its places filled."""
    return sentence(Reason(code, tuple((name, str(value)) for name, value in values.items())), language)


def problem_words(problem: Problem, file: str, language: str) -> str:
    """Gives a reader's problem in words; file and page fill the wording where the reader left them to the document."""
    known = {"file": file, "page": str(problem.page or ""), **dict(problem.values)}
    return sentence(Reason(f"problem.{problem.code}", tuple(known.items())), language)


def case_language(card: CaseCard, asked: str | None = None) -> str:
    """Gives the language in which the outputs of a case speak.

    The one asked for, else the conclusion's, else Russian.
    """
    for language in (asked, card.language):
        if language in LANGUAGES:
            return str(language)
    return "ru"


def day(value: date | str | None, language: str) -> str:
    """Gives a day as dd.mm.yyyy (English: yyyy-mm-dd), the word for "ongoing", or nothing."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat() if language == "en" else f"{value:%d.%m.%Y}"
    return say("status.ongoing", language) if value == ONGOING else value


def date_format(language: str) -> str:
    """Gives the number format of day cells in a workbook."""
    return "yyyy-mm-dd" if language == "en" else "dd.mm.yyyy"
