"""Weighted terms are the tf-idf of scikit-learn, to the last digit, without loading it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from checks.term_weights import TermWeights, letter_runs

WORDS = st.sampled_from(["окуу", "план", "өндүрүштүк", "практика", "база", "и", "эл", "үй", "2026", "кафедрасынын"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=6),
    st.lists(TEXTS, min_size=1, max_size=5),
)
def test_weights_are_those_of_the_library(known: list[str], texts: list[str]) -> None:
    for theirs, ours in (
        (TfidfVectorizer(analyzer=str.split, sublinear_tf=True), TermWeights(known, str.split)),
        (
            TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, lowercase=False),
            TermWeights(known, letter_runs),
        ),
    ):
        theirs.fit(known)
        assert ours.columns == theirs.vocabulary_
        assert np.array_equal(ours.idf, theirs.idf_)
        assert np.array_equal(ours.rows(texts).toarray(), theirs.transform(texts).toarray())


def test_words_shorter_than_a_run_are_one_run() -> None:
    assert letter_runs("и эл") == [" и ", " эл", "эл ", " эл "]
