"""Stems, sentences, clauses and the spaCy pipelines, on the two languages and their damage."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.languages import ky
from extractors.languages.letters import fold
from extractors.languages.words import clauses, pipeline, sentence_spans, sentences, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Замечания по критерию 1.2 устранены, см. прил. № 3",
            ["замечание", "критерий", "1.2", "устранить", "прил", "3"],
        ),
        ("2023-жылдын 14-апрелинде окуу пландары бекитилди", ["2023", "14", "апрел", "окуу", "план", "бекит"]),
        ("35 чел. из ППС прошли курсы Scopus", ["35", "чел", "ппс", "пройти", "курс", "scopus"]),
        ("Эл аралык байланыштарды өнүктүрүү", ["эл", "ара", "байланыш", "онук"]),
        ("программалардын кафедраларга берилиши", ["программа", "кафедра", "бер"]),
        ("", []),
    ],
)
def test_words_become_folded_stems_without_stop_words(text: str, expected: list[str]) -> None:
    assert list(stems(text)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("окуу пландарын бекитүү", "окуу пландары бекитилди"),
        ("китептерди толуктоо", "китебин толуктоо"),
        ("утверждён план стажировок", "утвердить планы стажировки"),
        ("мөөнөтү көзөмөл жөнүндө", "меенету кеземел женунде"),
        ("Кафедрасынын программасы", "программа кафедры"),
    ],
)
def test_inflection_and_damage_do_not_part_the_same_words(one: str, other: str) -> None:
    assert set(stems(one)) == set(stems(other))


def test_words_of_both_languages_in_one_cell_each_get_their_own_treatment() -> None:
    assert {"онук", "утвердить", "план"} <= set(stems("Планды өнүктүрүү, утверждённый план"))


@pytest.mark.parametrize(
    "parts",
    [
        ["Заседание прошло 14.04.2023 г. на каф. «ПИ».", "Замечание устранено."],
        ["Исакова А.К. провела занятие.", "Директор А. Б. Райымкулов подписал приказ и т.д.", "Далее всё."],
        ["Исакова А.К.", "Замечание снято."],
        ["3. Разработать план.", "4. Утвердить в 2024 г."],
        ["Критерий 1.2. Политика качества утверждена.", "Доля — 35.5 %."],
        ["См. п. 3 и прил. № 4.", "Ответ дан в 2024 году."],
        ["Окуу пландары, программалар ж.б. бекитилген.", "2025-ж. 1-июнга чейин бүтөт."],
        ["Мектеп (б.а. биз) даяр.", "Ош ш., Ленин көч. 5 дарегинде."],
        ["Бул туурабы?", "Ооба!", "«Макул», — деди директор."],
        ["ППС колледжа им. К. Тыныстанова прошли курсы.", "Справка есть."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert list(sentences(" ".join(parts))) == parts


def test_list_lines_are_sentences_of_their_own() -> None:
    assert sentences("Комиссия рекомендует:\n1) обновить план\n2) утвердить его") == (
        "Комиссия рекомендует:",
        "1) обновить план",
        "2) утвердить его",
    )


def test_clauses_part_at_semicolons_outside_brackets() -> None:
    text = "разработать план; утвердить (в т.ч. ОП; УМК); внедрить"
    assert clauses(text) == ("разработать план", "утвердить (в т.ч. ОП; УМК)", "внедрить")


def test_a_letter_that_python_has_no_name_for_is_a_word_like_any_other() -> None:
    assert stems("план \U00017000 готов")
    assert sentences("\U00017000.") == ("\U00017000.",)


@settings(deadline=None)
@given(
    st.text(max_size=80)
    | st.lists(
        st.sampled_from(["г.", "А.", "Б", "ж.б.", "1.", "\n", ";", "Мектеп", "«", "(", "3.5", "!"]), max_size=12
    ).map(" ".join)
)
def test_sentences_and_clauses_are_exact_parts_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(clause in text for clause in clauses(text))
    assert all(isinstance(stem, str) and stem for stem in stems(text))


@settings(deadline=None)
@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяөүң", min_size=1, max_size=20))
def test_a_stem_is_a_folded_beginning_of_its_word_up_to_its_last_letter(word: str) -> None:
    assert fold(word).startswith(ky.stem(word)[:-1])
    assert fold(fold(word)) == fold(word)


def test_the_russian_pipeline_gives_lemmas_and_sentences() -> None:
    document = pipeline("ru")("Планы утверждены 14.04.2023 г. на каф. ПИ. Замечания устранены.")
    assert {"план", "утвердить", "устранить"} <= {token.lemma_ for token in document}
    assert len(list(document.sents)) == 2


def test_the_kyrgyz_pipeline_gives_stems_and_sentences() -> None:
    document = pipeline("ky")("Окуу пландары ж.б. бекитилди. Сунуштар аткарылды.")
    assert {"план", "бекит", "сунуш", "аткар"} <= {token.lemma_ for token in document}
    assert len(list(document.sents)) == 2
