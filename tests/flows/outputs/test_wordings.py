"""Every sentence that the program can say exists in Kyrgyz, Russian and English, with the same places to fill."""

from __future__ import annotations

import re
import string

import pytest

from data import ROOT
from extractors.wording import LANGUAGES, catalogue

TOPICS = sorted({path.stem for language in LANGUAGES for path in (ROOT / "wording" / language).glob("*.toml")})
_CYRILLIC, _LATIN = re.compile("[а-яёөүң]", re.IGNORECASE), re.compile("[a-z]{3,}")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_has_the_same_keys_and_places_in_every_language(topic: str) -> None:
    russian = catalogue(topic, "ru")
    for language in LANGUAGES:
        other = catalogue(topic, language)
        assert other.keys() == russian.keys(), language
        differing = {key for key in russian if places(other[key]) != places(russian[key])}
        assert not differing, language


@pytest.mark.parametrize("topic", TOPICS)
def test_no_sentence_is_empty_or_left_in_another_language(topic: str) -> None:
    for language in LANGUAGES:
        for key, text in catalogue(topic, language).items():
            assert text.strip(), (language, key)
            bare = re.sub(r"\{[^}]*\}", "", text)
            if language == "en":
                assert not _CYRILLIC.search(re.sub("[өүңҢӨҮ]|«[^»]*»", "", bare)), key
    same = {
        key for key, text in catalogue(topic, "ky").items() if len(text) > 25 and text == catalogue(topic, "ru")[key]
    }
    assert not same
