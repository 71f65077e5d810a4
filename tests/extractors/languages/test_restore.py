"""The restorer of ө ү ң: accuracy on the scanned regulation and on other texts, and sound text left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages.restore import restore
from tests.benchmarks.restorer import DOCUMENTS, cross_check, recognised, regulation_accuracy, sample_texts, typed


def test_the_scanned_regulation_is_restored_to_the_proper_words() -> None:
    before, after = regulation_accuracy()
    assert before < 0.85
    assert after >= 0.99


@pytest.mark.parametrize("spoil", [typed, recognised])
def test_texts_of_other_papers_are_restored_as_well(spoil: object) -> None:
    _, before, after = cross_check(sample_texts(), spoil)  # type: ignore[arg-type]
    assert before < 0.85
    assert after >= 0.985


def test_sound_kyrgyz_is_left_alone() -> None:
    texts = [*sample_texts(), *(DOCUMENTS / "regulation_ky.txt").read_text("utf-8").splitlines()]
    _, _, after = cross_check((text for text in texts if any(map(str.isalpha, text))), str)
    assert after >= 0.999


@pytest.mark.parametrize(
    ("spoilt", "proper"),
    [
        ("Иш-чаралардын аткарылуу меенету", "Иш-чаралардын аткарылуу мөөнөтү"),
        ("ОКУУ ПРОГРАММАЛАРЫН БЕКИТУУ ЖОНУНДО", "ОКУУ ПРОГРАММАЛАРЫН БЕКИТҮҮ ЖӨНҮНДӨ"),
        ("педкецеште талкуулоо", "педкеңеште талкуулоо"),
        ("экоо тен катышты", "экөө тең катышты"),
        (
            "Орто мектептин окуучулары боюнча толук маалымат болуп калды",
            "Орто мектептин окуучулары боюнча толук маалымат болуп калды",
        ),
        ("Утвердить план по критерию", "Утвердить план по критерию"),
    ],
)
def test_words_get_their_letters_back(spoilt: str, proper: str) -> None:
    assert restore(spoilt).text == proper


def test_changed_words_are_marked() -> None:
    restored = restore("Кецештин чечими менен бекитуу")
    assert restored.text == "Кеңештин чечими менен бекитүү"
    assert [restored.text[start:end] for start, end in restored.changed] == ["Кеңештин", "бекитүү"]


@settings(deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["бекитуу", "Кецеш", "жонундо", "план", "7", "—", "ООО"]), max_size=9).map(" ".join)
)
def test_restoring_keeps_length_and_marks_all_that_it_changes(text: str) -> None:
    restored = restore(text)
    assert len(restored.text) == len(text)
    differs = [place for place, (old, new) in enumerate(zip(text, restored.text, strict=True)) if old != new]
    assert all(any(start <= place < end for start, end in restored.changed) for place in differs)
