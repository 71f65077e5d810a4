"""The period that a report says it covers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise, takewhile

from extractors.kinds.monitoring_papers import Line, lines_of
from extractors.languages.dates import DateMention, dates_in
from extractors.lexicon import words
from extractors.records import Document, Fact, Paragraph

HEAD_LINES, TITLE_LINES, LONGEST_LINE = 16, 7, 60
SCHOOL_YEAR_START = (9, 1)
_YEARS = re.compile(r"(20\d\d)\s*[-–—/]\s*(?:20)?\d\d")


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{raw})" for raw in words("monitoring", key)), re.MULTILINE)


def facts(document: Document) -> tuple[Fact, ...]:
    """Gives "report_period_start" and "report_period_end" as ISO dates, when the head of the report names a period."""
    before_tables = tuple(takewhile(lambda block: isinstance(block, Paragraph) or len(block.rows) < 4, document.blocks))
    lines = lines_of(replace(document, blocks=before_tables))[:HEAD_LINES]
    for number, line in enumerate(lines):
        found = _span(line, is_title=number < TITLE_LINES)
        if found is not None:
            start, end = found
            return (
                Fact("report_period_start", start.isoformat(), line.place),
                Fact("report_period_end", end.isoformat(), line.place),
            )
    return ()


def _span(line: Line, *, is_title: bool) -> tuple[date, date] | None:
    """Gives the period that a line names in words, or as bare years in the title; the certificate's years are none."""
    if len(line.text.split()) > LONGEST_LINE or _pattern("not_period").search(line.said):
        return None
    worded = bool(_pattern("period").search(line.said))
    mentions = [mention for mention in dates_in(line.text) if mention.precision != "span"]
    for first, second in pairwise(mentions):
        if worded and first.day < second.day and second.start - first.end < 12:
            return _first_day(line.text, first), second.day
    whole = [mention for mention in mentions if _YEARS.search(line.text[mention.start : mention.end])]
    named = worded or (is_title and not _pattern("not_title").search(line.said))
    return (_first_day(line.text, whole[0]), whole[0].day) if whole and named else None


def _first_day(text: str, mention: DateMention) -> date:
    """Gives the first day of the period whose last day the mention has."""
    years = _YEARS.search(text[mention.start : mention.end])
    year = int(years[1]) if years else mention.day.year
    if mention.precision == "school_year":
        return date(year if years else year - 1, *SCHOOL_YEAR_START)
    if mention.precision == "year":
        return date(year, 1, 1)
    if mention.precision == "month":
        return mention.day.replace(day=1)
    return mention.day
