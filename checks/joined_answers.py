"""Sentences of one paragraph that answer the same findings: one answer, with the papers of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from checks.judgement import CaseRecords, Link
from extractors.records import Response


def with_sentences_joined(case: CaseRecords, links: Sequence[Link]) -> tuple[CaseRecords, tuple[Link, ...]]:
    """Gives the case with such sentences as one answer each, and its links with their places in the new row of answers.

    Args: links: from findings to the answers of `case`.
    """
    served: defaultdict[int, set[int]] = defaultdict(set)
    for found in links:
        served[found.answer].add(found.finding)
    joined: list[Response] = []
    new_place: dict[int, int] = {}
    for place, response in enumerate(case.responses):
        before = case.responses[place - 1] if place else None
        goes_on = before is not None and served[place] == served[place - 1] != set() and _follows(response, before)
        if goes_on:
            joined[-1] = _together(joined[-1], response)
        else:
            joined.append(response)
        new_place[place] = len(joined) - 1
    if len(joined) == len(case.responses):
        return case, tuple(links)
    surest: dict[tuple[int, int], Link] = {}
    for found in links:
        pair = found.finding, new_place[found.answer]
        if pair not in surest or found.score > surest[pair].score:
            surest[pair] = replace(found, answer=pair[1])
    return replace(case, responses=tuple(joined)), tuple(surest.values())


def _follows(response: Response, before: Response) -> bool:
    """Tells whether a sentence stands in the paragraph of the one before, without a status of its own."""
    same = response.place == before.place and response.place.paragraph is not None
    return same and response.status_text is None and before.status_text is None


def _together(first: Response, second: Response) -> Response:
    evidence = tuple(dict.fromkeys((*first.evidence, *second.evidence)))
    return replace(first, text=f"{first.text} {second.text}", evidence=evidence)
