"""What an answer that serves several findings says to each: its sentences shared out, its papers with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checks.similarity import CaseTexts, squeezed
from extractors.languages.words import sentences
from extractors.records import Response

# How much better a sentence must fit one finding than the others to be its alone.
_CLEARLY = 0.06


def own_parts(response: Response, asked: Sequence[Sequence[str]]) -> tuple[Response, ...]:
    """Gives, for each finding that the answer serves, the answer with only the sentences and papers that speak to it.

    Args:
        response: the answer. asked: per finding, its wordings and the measures planned for it.

    A sentence that speaks to none in particular goes with the one before it, or to all. Where some finding would be
    left without a sentence, the answer is one whole for all of them.
    """
    whole = (response,) * len(asked)
    said = [
        part for sentence in sentences(response.text) for part in re.split(r"(?<=;)\s+", sentence) if squeezed(part)
    ]
    if len(asked) < 2 or len(said) < 2:
        return whole
    owners = _owners(said, asked)
    parts = tuple(
        [sentence for sentence, owner in zip(said, owners, strict=True) if owner in (place, None)]
        for place in range(len(asked))
    )
    if any(place not in owners for place in range(len(asked))):
        return whole
    return tuple(_cut(response, part, said) for part in parts)


def _owners(said: Sequence[str], asked: Sequence[Sequence[str]]) -> list[int | None]:
    """Gives the finding that each sentence speaks to; None while no sentence has spoken to one."""
    # A measure planned for several of the findings does not tell them apart.
    given = Counter(text for wordings in asked for text in wordings)
    asked = [[text for text in wordings if given[text] == 1] or list(wordings) for wordings in asked]
    texts = CaseTexts([*said, *(text for wordings in asked for text in wordings)])
    content = np.array([texts.compare(wordings, said).content.max(axis=0) for wordings in asked])
    # A finding whose words are on every tongue draws all sentences: what counts is how far each lies above its mean.
    raised = content - content.mean(axis=1, keepdims=True)
    owners: list[int | None] = []
    for column in range(len(said)):
        ranked, best = np.sort(raised[:, column]), int(raised[:, column].argmax())
        clear = ranked[-1] - ranked[-2] >= _CLEARLY and content[best, column] >= content[:, column].max()
        owners.append(best if clear else owners[-1] if owners else None)
    return owners


def _cut(response: Response, part: Sequence[str], said: Sequence[str]) -> Response:
    """Keeps the papers named in the part, and those named outside of the text."""
    text, others = " ".join(part), [sentence for sentence in said if sentence not in part]
    papers = tuple(
        name for name in response.evidence if name.text in text or not any(name.text in sentence for sentence in others)
    )
    return replace(response, text=text, evidence=papers)
