"""The spaCy pipelines of Russian and Kyrgyz. spaCy is imported here alone, and this module at its first use: loading it
takes longer than all that many a run has to do.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors.languages.bounds import sentence_spans
from extractors.languages.ky import stem
from extractors.languages.letters import fold


@Language.component("sentence_bounds")
def _set_sentence_starts(doc: Doc) -> Doc:
    """Marks sentence starts in a spaCy document where sentence_spans() begins one."""
    starts = [start for start, _ in sentence_spans(doc.text)]
    for token in doc:
        due = bool(starts) and token.idx >= starts[0]
        while starts and token.idx >= starts[0]:
            starts.pop(0)
        token.is_sent_start = due or token.i == 0
    return doc


@Language.component("kyrgyz_stems")
def _set_stems(doc: Doc) -> Doc:
    """Puts the stem of every word into lemma_."""
    for token in doc:
        token.lemma_ = stem(token.text) if token.is_alpha or "-" in token.text else fold(token.text)
    return doc


@cache
def russian() -> Language:
    """Gives the Russian pipeline: tokens, dictionary lemmas by pymorphy3, sentences."""
    nlp = spacy.blank("ru")
    nlp.add_pipe("lemmatizer", config={"mode": "pymorphy3"})
    nlp.add_pipe("sentence_bounds")
    return nlp


@cache
def kyrgyz() -> Language:
    """Gives the Kyrgyz pipeline: tokens, stems, sentences."""
    nlp = spacy.blank("ky")
    nlp.add_pipe("kyrgyz_stems")
    nlp.add_pipe("sentence_bounds")
    return nlp
